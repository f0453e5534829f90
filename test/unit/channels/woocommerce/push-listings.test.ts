import { describe, expect, it } from 'vitest';
import { answerJson, openScriptedShop, openWooShop, refTo, simpleRef } from './open-woo-shop.ts';

const reference = 'entry-1';
const stock = (listing: ReturnType<typeof simpleRef>, quantity: number) => ({
  listing,
  quantity,
  expected: null,
  key: `${listing.externalId}-${quantity}`,
  reference,
});

describe('writing to WooCommerce', () => {
  it('simple products go in one call, variations in one call per product', async () => {
    const { shop, session } = await openWooShop();
    const refs = ['A', 'B', 'C', 'D'].map((skuCode) => {
      const added = shop.addListing({ skuCode, title: skuCode, quantity: 1, priceMinor: 500 });
      return refTo(added, skuCode);
    });
    expect(refs.map((ref) => ref.externalParentId === null)).toEqual([true, false, false, true]);
    expect(refs[1]?.externalParentId).toBe(refs[2]?.externalParentId);

    const outcomes = await session.pushStock(refs.map((ref, index) => stock(ref, index * 10)));

    expect(outcomes).toEqual(refs.map(() => ({ kind: 'applied' })));
    expect(['A', 'B', 'C', 'D'].map((sku) => shop.read(sku).available)).toEqual([0, 10, 20, 30]);
    expect(shop.calls()).toMatchObject({ write: 2, refused: 0 });
  });

  it('a price keeps its decimals, and one in another currency is refused', async () => {
    const { shop, session } = await openWooShop();
    const added = shop.addListing({ skuCode: 'A', title: 'A', quantity: 1, priceMinor: 500 });
    const push = (priceMinor: number, currency: string) =>
      session.pushPrice([{ listing: refTo(added), priceMinor, currency, key: 'k' }]);
    expect(await push(1_999, 'EUR')).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A').priceMinor).toBe(1_999);
    expect(await push(1_999, 'USD')).toMatchObject([{ kind: 'rejected' }]);
    expect(shop.read('A').priceMinor).toBe(1_999);
  });

  it('a listing is paused and resumed without its figure', async () => {
    const { shop, session } = await openWooShop();
    const added = shop.addListing({ skuCode: 'A', title: 'A', quantity: 7, priceMinor: 500 });
    const push = (status: 'active' | 'paused') =>
      session.pushStatus([{ listing: refTo(added), status, key: status }]);
    expect(await push('paused')).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A')).toMatchObject({ status: 'paused', available: 7 });
    expect(await push('active')).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A').status).toBe('active');
  });

  it('one product that the shop has no more does not hold back the others', async () => {
    const { shop, session } = await openWooShop();
    const added = shop.addListing({ skuCode: 'A', title: 'A', quantity: 7, priceMinor: 500 });
    const outcomes = await session.pushStock([
      stock(simpleRef('424242'), 3),
      stock(refTo(added), 4),
      stock(simpleRef('no number'), 3),
    ]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['rejected', 'applied', 'rejected']);
    expect(shop.read('A').available).toBe(4);
  });

  it('an answer that leaves a listing out says nothing about it', async () => {
    const session = await openScriptedShop((_request, response) =>
      answerJson(response, { update: [] }),
    );
    expect(await session.pushStock([stock(simpleRef('5'), 3)])).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
    ]);
  });

  it('a shop that keeps no stock is found out', async () => {
    const listing = { id: 5, status: 'publish', regular_price: '1', manage_stock: false };
    const session = await openScriptedShop((_request, response) =>
      answerJson(response, { update: [{ ...listing, stock_quantity: null }] }),
    );
    expect(await session.pushStock([stock(simpleRef('5'), 3)])).toMatchObject([
      { kind: 'rejected' },
    ]);
  });

  it('an error of the shop inside a good answer is tried again', async () => {
    const error = { code: 'db', message: 'Could not save.', data: { status: 500 } };
    const session = await openScriptedShop((_request, response) =>
      answerJson(response, { update: [{ id: 5, error }] }),
    );
    expect(await session.pushStock([stock(simpleRef('5'), 3)])).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
    ]);
  });
});

describe('reading back from WooCommerce', () => {
  it('shows simple products and variations, and leaves out lost ones', async () => {
    const { shop, session } = await openWooShop();
    const refs = ['A', 'B'].map((skuCode) =>
      refTo(shop.addListing({ skuCode, title: skuCode, quantity: 2, priceMinor: 1_250 })),
    );
    shop.placeOrder({ lines: [{ skuCode: 'B', quantity: 5 }] });
    const lost = [simpleRef('424242'), simpleRef('434343', '424242')];

    const readings = await session.readListings([...refs, ...lost]);

    const shown = { priceMinor: 1_250, currency: 'EUR', status: 'active' };
    expect(readings).toEqual({
      kind: 'ok',
      value: [
        { externalId: refs[0]?.externalId, available: 2, ...shown },
        { externalId: refs[1]?.externalId, available: -3, ...shown },
      ],
    });
  });
});
