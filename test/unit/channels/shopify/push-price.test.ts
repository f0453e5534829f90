import { describe, expect, it } from 'vitest';
import type { ListingRef, PricePush } from '../../../../core/channels/channel.ts';
import { openShop } from './open-shop.ts';
import { openScriptedShop, type ScriptedAnswer } from './scripted-shop.ts';

const pricePush = (listing: ListingRef, priceMinor: number, currency = 'USD'): PricePush => ({
  listing,
  priceMinor,
  currency,
  key: `${listing.listingId}:${priceMinor}`,
});

const listingOf = (id: number, productId = '900'): ListingRef => ({
  listingId: id,
  externalId: `${id}1`,
  externalParentId: productId,
  externalStockId: `${id}3`,
  skuCode: `SKU-${id}`,
});

describe('prices on a Shopify store', () => {
  it('a price is shown to the cent and read back', async () => {
    const { shop, session, add } = await openShop();
    const refs = [add('A'), add('B')];
    const [first, second] = refs as [ListingRef, ListingRef];
    const pushes = [pricePush(first, 2_450), pricePush(second, 5)];
    expect(await session.pushPrice(pushes)).toEqual([{ kind: 'applied' }, { kind: 'applied' }]);
    expect([shop.read('A').priceMinor, shop.read('B').priceMinor]).toEqual([2_450, 5]);
    const read = await session.readListings(refs);
    expect(read.kind === 'ok' && read.value.map(({ priceMinor }) => priceMinor)).toEqual([
      2_450, 5,
    ]);
  });

  it.each([
    ['JPY', 1_999, '1999'],
    ['KWD', 19_999, '19.999'],
    ['INR', 100, '1.00'],
  ])('a price in %s has the decimals of its currency', async (currency, priceMinor, sent) => {
    const { shop, session, add } = await openShop({ currency });
    const push = pricePush(add('A'), priceMinor, currency);
    expect(await session.pushPrice([push])).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A')).toMatchObject({ priceMinor, currency });
    const { asked } = await openPriced(currency, sent, push);
    expect(asked[1]?.variables.variants).toEqual([
      { id: expect.stringContaining('ProductVariant'), price: sent },
    ]);
  });

  it('a price in another currency than the shop’s is never sent', async () => {
    const { shop, session, add } = await openShop();
    const outcomes = await session.pushPrice([pricePush(add('A'), 1_999, 'JPY')]);
    expect(outcomes).toEqual([{ kind: 'rejected', reason: 'the shop sells in USD, not JPY' }]);
    expect(shop.calls()).toMatchObject({ write: 0 });
  });

  it('a listing without its product is refused, and one that is gone too', async () => {
    const { session, add } = await openShop();
    const good = add('A');
    const noProduct = { ...add('B'), externalParentId: null };
    const gone = { ...add('C'), externalParentId: '6917529027641081999' };
    const outcomes = await session.pushPrice(
      [noProduct, gone, good].map((one) => pricePush(one, 700)),
    );
    expect(outcomes).toMatchObject([
      { kind: 'rejected' },
      { kind: 'rejected' },
      { kind: 'applied' },
    ]);
  });

  it('one wrong price of a product is told of its own listing only', async () => {
    const { session } = await openScriptedShop(({ query }) =>
      query.startsWith('query')
        ? { body: { data: { shop: { currencyCode: 'USD' } } } }
        : priced(
            [{ id: 'gid://shopify/ProductVariant/11', price: '7.00' }],
            [{ code: 'INVALID_INPUT', field: ['variants', '1', 'price'], message: 'Too odd' }],
          ),
    );
    const outcomes = await session.pushPrice(
      [listingOf(1), listingOf(2)].map((one) => pricePush(one, 700)),
    );
    expect(outcomes).toEqual([{ kind: 'applied' }, { kind: 'rejected', reason: 'Too odd' }]);
  });

  it.each<[string, ScriptedAnswer]>([
    ['another price', priced([{ id: 'gid://shopify/ProductVariant/11', price: '7.01' }])],
    [
      'the price of another variant',
      priced([{ id: 'gid://shopify/ProductVariant/12', price: '7.00' }]),
    ],
    ['no price', priced([])],
    ['no answer', { body: { data: { productVariantsBulkUpdate: null } } }],
  ])('%s is no acknowledgement', async (_what, answer) => {
    const { session } = await openScriptedShop(({ query }) =>
      query.startsWith('query') ? { body: { data: { shop: { currencyCode: 'USD' } } } } : answer,
    );
    expect(await session.pushPrice([pricePush(listingOf(1), 700)])).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
    ]);
  });

  it('when the shop fails, products that were not sent are certainly not changed', async () => {
    const { session, asked } = await openScriptedShop(({ query }) =>
      query.startsWith('query')
        ? { body: { data: { shop: { currencyCode: 'USD' } } } }
        : { status: 500, body: {} },
    );
    const pushes = [listingOf(1, '901'), listingOf(2, '902')].map((one) => pricePush(one, 700));
    expect(await session.pushPrice(pushes)).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
      { kind: 'retry-later', isOutcomeUnknown: false },
    ]);
    expect(asked).toHaveLength(2);
  });
});

function priced(variants: readonly unknown[], userErrors: readonly unknown[] = []): ScriptedAnswer {
  return {
    body: { data: { productVariantsBulkUpdate: { productVariants: variants, userErrors } } },
  };
}

async function openPriced(currency: string, price: string, push: PricePush) {
  const id = `gid://shopify/ProductVariant/${push.listing.externalId}`;
  const open = await openScriptedShop(({ query }) =>
    query.startsWith('query')
      ? { body: { data: { shop: { currencyCode: currency } } } }
      : priced([{ id, price }]),
  );
  expect(await open.session.pushPrice([push])).toEqual([{ kind: 'applied' }]);
  return open;
}
