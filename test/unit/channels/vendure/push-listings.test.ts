import { describe, expect, it } from 'vitest';
import { isUpdate, openScriptedShop, openVendureShop, refTo } from './open-vendure-shop.ts';
import { recording } from './recording.ts';

const stock = (externalId: string, quantity: number) => ({
  listing: refTo(externalId),
  quantity,
  expected: null,
  key: `${externalId}-${quantity}`,
  reference: 'entry-1',
});

const variant = (o: { id?: string; onHand: number; allocated: number }) => ({
  id: o.id ?? '5',
  enabled: true,
  product: { enabled: true },
  currencyCode: 'INR',
  prices: [{ price: 59_900, currencyCode: 'INR' }],
  stockLevels: [{ stockLocationId: '1', stockOnHand: o.onHand, stockAllocated: o.allocated }],
});

describe('writing to Vendure', () => {
  it('offers what was asked for, on top of what the shop has promised already', async () => {
    const { shop, session } = await openVendureShop();
    const { externalId } = shop.addListing({
      skuCode: 'A',
      title: 'A',
      quantity: 9,
      priceMinor: 1,
    });
    shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }] });
    expect(await session.pushStock([stock(externalId, 20)])).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A').available).toBe(20);
  });

  it('to offer nothing after a race, on hand goes below zero', async () => {
    const raced = recording('variant-negative-allocated').response.body.data?.productVariants;
    const [level] = (raced as { items: [ReturnType<typeof variant>] }).items[0].stockLevels;
    const allocated = level?.stockAllocated ?? 0;
    expect(allocated).toBeLessThan(0);
    const { session, asked } = await openScriptedShop((one) => {
      if (!isUpdate(one)) return { body: { data: { productVariants: raced } } };
      const updateProductVariants = [variant({ id: '1', onHand: allocated, allocated })];
      return { body: { data: { updateProductVariants } } };
    });
    expect(await session.pushStock([stock('1', 0)])).toEqual([{ kind: 'applied' }]);
    expect(asked.find(isUpdate)?.variables).toEqual({
      input: [{ id: '1', stockLevels: [{ stockLocationId: '1', stockOnHand: allocated }] }],
    });
  });

  it('an order that comes between reading and writing is noticed', async () => {
    const { session } = await openScriptedShop((one) =>
      isUpdate(one)
        ? { body: { data: { updateProductVariants: [variant({ onHand: 12, allocated: 5 })] } } }
        : {
            body: { data: { productVariants: { items: [variant({ onHand: 9, allocated: 2 })] } } },
          },
    );
    expect(await session.pushStock([stock('5', 10)])).toEqual([{ kind: 'conflict', actual: 7 }]);
  });

  it('a variant that the shop has no more is refused, and the others are written', async () => {
    const { shop, session } = await openVendureShop();
    const { externalId } = shop.addListing({
      skuCode: 'A',
      title: 'A',
      quantity: 9,
      priceMinor: 1,
    });
    const outcomes = await session.pushStock([stock('999999', 5), stock(externalId, 5)]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['rejected', 'applied']);
    expect(shop.read('A').available).toBe(5);
  });

  it('of a call refused as a whole, only the wrong price is refused in the end', async () => {
    const { shop, session } = await openVendureShop();
    const ids = ['A', 'B', 'C', 'D', 'E'].map(
      (skuCode) =>
        shop.addListing({ skuCode, title: skuCode, quantity: 9, priceMinor: 100 }).externalId,
    );
    const outcomes = await session.pushPrice(
      ids.map((id, index) => ({
        listing: refTo(id),
        priceMinor: 200 + index,
        currency: index === 3 ? 'USD' : 'EUR',
        key: id,
      })),
    );
    const kinds = outcomes.map((outcome) => outcome.kind);
    expect(kinds).toEqual(['applied', 'applied', 'applied', 'rejected', 'applied']);
    const prices = ['A', 'B', 'C', 'D', 'E'].map((sku) => shop.read(sku).priceMinor);
    expect(prices).toEqual([200, 201, 202, 100, 204]);
  });

  it('a variant is paused and resumed without its figure', async () => {
    const { shop, session } = await openVendureShop();
    const { externalId } = shop.addListing({
      skuCode: 'A',
      title: 'A',
      quantity: 7,
      priceMinor: 1,
    });
    const push = (status: 'active' | 'paused') =>
      session.pushStatus([{ listing: refTo(externalId), status, key: status }]);
    expect(await push('paused')).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A')).toMatchObject({ status: 'paused', available: 7 });
    expect(await push('active')).toEqual([{ kind: 'applied' }]);
    expect(shop.read('A').status).toBe('active');
  });

  it('a variant whose product is switched off is not told as on sale', async () => {
    const seen = { ...variant({ onHand: 5, allocated: 0 }), product: { enabled: false } };
    const { session } = await openScriptedShop((one) => ({
      body: {
        data: isUpdate(one)
          ? { updateProductVariants: [seen] }
          : { productVariants: { items: [seen] } },
      },
    }));
    const push = { listing: refTo('5'), status: 'active', key: 'k' } as const;
    expect(await session.pushStatus([push])).toMatchObject([{ kind: 'rejected' }]);
    expect(await session.readListings([refTo('5')])).toMatchObject({
      value: [{ externalId: '5', status: 'paused' }],
    });
  });

  it('whatever the order of the pushes, the shop locks its variants in one order', async () => {
    const { session, asked } = await openScriptedShop(() => ({
      body: { data: { updateProductVariants: [] } },
    }));
    const pushes = ['7', '5', '6'].map((id) => ({
      listing: refTo(id),
      priceMinor: 700,
      currency: 'INR',
      key: id,
    }));
    await session.pushPrice(pushes);
    const input = asked.find(isUpdate)?.variables.input as readonly { id: string }[];
    expect(input.map(({ id }) => id)).toEqual(['5', '6', '7']);
  });

  it.each([
    ['update-unknown-variant', 'rejected'],
    ['update-stock-fraction', 'rejected'],
    ['update-foreign-currency', 'rejected'],
    ['unknown-field', 'rejected'],
    // A bare database error may as well be a deadlock: the push is tried again.
    ['update-unknown-location', 'retry-later'],
  ])('the recorded answer %s is no acknowledgement: %s', async (name, kind) => {
    const { status, body } = recording(name).response;
    const { session } = await openScriptedShop(() => ({ status, body }));
    const push = { listing: refTo('5'), priceMinor: 700, currency: 'EUR', key: 'k' };
    expect(await session.pushPrice([push])).toMatchObject([{ kind }]);
  });

  it('a recorded change of two variants is applied to both', async () => {
    const { body } = recording('update-stock').response;
    const items = [
      variant({ id: '3', onHand: 1, allocated: 0 }),
      variant({ onHand: 1, allocated: 0 }),
    ];
    const { session } = await openScriptedShop((one) =>
      isUpdate(one) ? { body } : { body: { data: { productVariants: { items } } } },
    );
    expect(await session.pushStock([stock('5', 17), stock('3', 42)])).toEqual([
      { kind: 'applied' },
      { kind: 'applied' },
    ]);
  });
});

describe('reading back from Vendure', () => {
  it('shows what is offered, the price as entered, and the status', async () => {
    const { body } = recording('variants-page-1').response;
    const { session } = await openScriptedShop(() => ({ body }));
    expect(await session.readListings(['1', '99'].map(refTo))).toMatchObject({
      value: [
        { externalId: '1', available: 10, priceMinor: 149_900, currency: 'INR', status: 'active' },
        { externalId: '2' },
        { externalId: '3' },
        { externalId: '4' },
      ],
    });
  });
});
