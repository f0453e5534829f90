import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../core/base/lossless-json.ts';
import { readDelivery } from '../../../../core/channels/shopify/read-delivery.ts';
import type { IncomingLine } from '../../../../core/orders/incoming-order.ts';
import {
  LINE_ID,
  madeFulfillment,
  madeLine,
  madeOrder,
  madeRefund,
  ORDER_ID,
  OTHER_LINE_ID,
} from '../../../fixtures/shopify/order-body.ts';

const SETTINGS = {
  baseUrl: 'https://name.myshopify.com',
  apiVersion: '2026-10',
  locationId: '7000000000000000001',
};

function readOrder(body: unknown) {
  const reading = readDelivery({ topic: 'orders/updated', body }, SETTINGS);
  if (reading.kind !== 'order') throw new Error(`Read as ${JSON.stringify(reading)}`);
  return reading.order;
}

function unitsOf(o: Readonly<Record<string, unknown>>, lineId = LINE_ID) {
  const line = readOrder(madeOrder(o)).lines.find(({ externalId }) => externalId === lineId);
  const { ordered, cancelled, shipped, returned, refunded } = line as IncomingLine;
  return { ordered, cancelled, shipped, returned, refunded };
}

const NONE = { cancelled: 0, shipped: 0, returned: 0, refunded: 0 };

describe('what an order says', () => {
  it('an order becomes the one order shape, to the last digit and the last cent', () => {
    expect(readOrder(madeOrder())).toEqual({
      externalId: ORDER_ID,
      number: '#1001',
      placedAt: new Date('2026-03-01T15:00:00Z'),
      revisedAt: new Date('2026-03-01T15:05:00Z'),
      currency: 'USD',
      totalMinor: 5_997,
      isCancelled: false,
      lines: [
        {
          externalId: LINE_ID,
          listingExternalId: '6918654927547924480',
          skuCode: 'HOODIE-M',
          title: 'Hoodie - M',
          ordered: 3,
          ...NONE,
          unitPriceMinor: 1_999,
        },
      ],
      buyer: {
        externalId: '6926536226895822848',
        name: 'Asha Rao',
        email: 'asha@example.com',
        phone: null,
        address: {
          name: 'Asha Rao',
          address1: '1 Example Street',
          city: 'Springfield',
          province: 'Illinois',
          zip: '62701',
          country: 'United States',
          country_code: 'US',
        },
      },
    });
  });

  it('two orders whose ids differ in the last digit are two orders', () => {
    const ids = ['9007199254740993', '9007199254740992'].map((id) => {
      const text = JSON.stringify(madeOrder({ admin_graphql_api_id: null }));
      const parsed = parseJson(text.replace(`"${ORDER_ID}"`, id));
      return parsed.ok ? readOrder(parsed.value).externalId : null;
    });
    expect(ids).toEqual(['9007199254740993', '9007199254740992']);
  });

  it('two lines whose ids differ in the last digit keep their own shipments and refunds', () => {
    const o = {
      line_items: [madeLine(), madeLine({ id: OTHER_LINE_ID })],
      fulfillments: [madeFulfillment({ quantity: 2, lineId: OTHER_LINE_ID })],
      refunds: [madeRefund({ quantity: 1, restock: 'cancel' })],
    };
    expect(unitsOf(o)).toEqual({ ordered: 3, ...NONE, cancelled: 1 });
    expect(unitsOf(o, OTHER_LINE_ID)).toEqual({ ordered: 3, ...NONE, shipped: 2 });
  });

  it('where a number was rounded on its way, the text id beside it is believed', () => {
    const rounded = '6922032627268452400';
    const line = madeLine({ id: rounded, gid: `gid://shopify/LineItem/${LINE_ID}` });
    const gid = `gid://shopify/LineItem/${LINE_ID}`;
    const o = {
      line_items: [line],
      refunds: [madeRefund({ quantity: 1, restock: 'cancel', lineId: rounded, gid })],
    };
    expect(unitsOf(o)).toEqual({ ordered: 3, ...NONE, cancelled: 1 });
  });

  it('a sale in euros to a shop that counts in dollars is told in dollars', () => {
    const order = readOrder(madeOrder());
    expect(order).toMatchObject({ currency: 'USD', totalMinor: 5_997 });
    expect(order.lines[0]).toMatchObject({ unitPriceMinor: 1_999 });
  });

  it.each([
    ['JPY', '1999', 1_999],
    ['JPY', '1999.00', 1_999],
    ['KWD', '19.999', 19_999],
    ['USD', '19.999', null],
    ['USD', 'about 20', null],
    ['USD', '-5.00', null],
  ])('a price in %s of %s is %s in minor units', (currency, price, minor) => {
    const order = readOrder(madeOrder({ currency, line_items: [madeLine({ price })] }));
    expect(order.lines[0]?.unitPriceMinor).toBe(minor);
  });

  it('a line without a SKU, and one whose product is gone, stay lines', () => {
    const lines = [
      madeLine({ sku: '' }),
      madeLine({ id: OTHER_LINE_ID, sku: null, variantId: null }),
    ];
    expect(readOrder(madeOrder({ line_items: lines })).lines).toMatchObject([
      { skuCode: null, listingExternalId: '6918654927547924480' },
      { skuCode: null, listingExternalId: null },
    ]);
  });

  it('an order without a buyer has none', () => {
    const nobody = { customer: null, shipping_address: null, email: null, phone: null };
    expect(readOrder(madeOrder(nobody)).buyer).toBeNull();
  });

  it('titles and names are data: a zero byte is dropped, markup is kept', () => {
    const line = { ...madeLine(), name: 'Hood\u0000ie <script>' };
    expect(readOrder(madeOrder({ line_items: [line] })).lines[0]?.title).toBe('Hoodie <script>');
  });
});

describe('what became of the units of a line', () => {
  it('a cancelled order is cancelled but for what was shipped', () => {
    const o = {
      cancelled_at: '2026-03-02T10:00:00-05:00',
      fulfillments: [madeFulfillment({ quantity: 1 })],
    };
    expect(unitsOf(o)).toEqual({ ordered: 3, ...NONE, cancelled: 2, shipped: 1 });
    expect(readOrder(madeOrder(o)).isCancelled).toBe(true);
  });

  it('a refund with "cancel" takes units off before they are shipped', () => {
    const refunds = [madeRefund({ quantity: 2, restock: 'cancel' })];
    expect(unitsOf({ refunds })).toEqual({ ordered: 3, ...NONE, cancelled: 2 });
  });

  it('a legacy restock is read as a cancellation', () => {
    const refunds = [madeRefund({ quantity: 2, restock: 'legacy_restock' })];
    expect(unitsOf({ refunds })).toEqual({ ordered: 3, ...NONE, cancelled: 2 });
  });

  it('a refund with "return" brings shipped units back', () => {
    const o = {
      fulfillments: [madeFulfillment({ quantity: 3 })],
      refunds: [madeRefund({ quantity: 2, restock: 'return' })],
    };
    expect(unitsOf(o)).toEqual({ ordered: 3, ...NONE, shipped: 3, returned: 2 });
  });

  it('a refund without restock moves no unit and is no cancellation', () => {
    const refunds = [madeRefund({ quantity: 2, restock: 'no_restock' })];
    const line_items = [madeLine({ current: 1 })];
    expect(unitsOf({ refunds, line_items })).toEqual({ ordered: 3, ...NONE, refunded: 2 });
  });

  it('partial refunds of every kind add up, each to its own', () => {
    const o = {
      line_items: [madeLine({ quantity: 9, current: 3 })],
      fulfillments: [madeFulfillment({ quantity: 3 }), madeFulfillment({ quantity: 2 })],
      refunds: [
        madeRefund({ quantity: 1, restock: 'cancel' }),
        madeRefund({ quantity: 2, restock: 'return' }),
        madeRefund({ quantity: 1, restock: 'cancel' }),
        madeRefund({ quantity: 1, restock: 'no_restock' }),
      ],
    };
    const units = { ordered: 9, cancelled: 3, shipped: 5, returned: 2, refunded: 1 };
    // One unit is missing from the current quantity without a refund: an edit took it off.
    expect(unitsOf(o)).toEqual(units);
  });

  it('an edit that takes units off is a cancellation, one that adds a line is an order', () => {
    const line_items = [madeLine({ current: 1 }), madeLine({ id: OTHER_LINE_ID, quantity: 4 })];
    expect(unitsOf({ line_items })).toEqual({ ordered: 3, ...NONE, cancelled: 2 });
    expect(unitsOf({ line_items }, OTHER_LINE_ID)).toEqual({ ordered: 4, ...NONE });
  });

  it('refunds of more than was ordered are cut to what there was', () => {
    const refunds = [madeRefund({ quantity: 50, restock: 'cancel' })];
    expect(unitsOf({ refunds })).toEqual({ ordered: 3, ...NONE, cancelled: 3 });
    const shipped = { fulfillments: [madeFulfillment({ quantity: 2 })] };
    const returned = [madeRefund({ quantity: 50, restock: 'return' })];
    expect(unitsOf({ ...shipped, refunds: returned })).toEqual({
      ordered: 3,
      cancelled: 0,
      shipped: 2,
      returned: 2,
      refunded: 1,
    });
    const money = [madeRefund({ quantity: 50, restock: 'no_restock' })];
    expect(unitsOf({ refunds: money })).toEqual({ ordered: 3, ...NONE, refunded: 3 });
  });

  it.each([
    ['cancelled', 0],
    ['failure', 0],
    ['error', 0],
    ['pending', 0],
    ['open', 0],
    ['success', 2],
  ])('a fulfilment that is "%s" ships %i units', (status, shipped) => {
    const fulfillments = [madeFulfillment({ quantity: 2, status })];
    expect(unitsOf({ fulfillments })).toEqual({ ordered: 3, ...NONE, shipped });
  });

  it('more shipped than ordered is cut, and a refund of an unknown line is nobody’s', () => {
    const o = {
      fulfillments: [madeFulfillment({ quantity: 5 })],
      refunds: [madeRefund({ quantity: 1, restock: 'cancel', lineId: OTHER_LINE_ID })],
    };
    expect(unitsOf(o)).toEqual({ ordered: 3, ...NONE, shipped: 3 });
  });

  describe('in a body without shipments, by the summary of the line', () => {
    const without = { fulfillments: undefined };
    it.each([
      ['fulfilled', 0, [], 3],
      ['fulfilled', 0, [madeRefund({ quantity: 1, restock: 'cancel' })], 2],
      ['partial', 1, [], 2],
      ['partial', 1, [madeRefund({ quantity: 2, restock: 'cancel' })], 0],
      [null, 3, [], 0],
      ['restocked', 0, [], 0],
    ])(
      '%s with %i left to fulfil after %o: %i shipped',
      (status, fulfillable, refunds, shipped) => {
        const line_items = [madeLine({ status, fulfillable })];
        expect(unitsOf({ ...without, line_items, refunds }).shipped).toBe(shipped);
      },
    );
  });
});

describe('a body that is not as published is put aside, whole', () => {
  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['a quantity below zero', madeOrder({ line_items: [madeLine({ quantity: -1 })] })],
    ['half a unit', madeOrder({ line_items: [madeLine({ quantity: 1.5 })] })],
    ['a quantity in words', madeOrder({ line_items: [madeLine({ quantity: '0x10' })] })],
    ['no lines', madeOrder({ line_items: undefined })],
    ['no id', madeOrder({ id: undefined })],
    ['an id with a path in it', madeOrder({ id: '../1', admin_graphql_api_id: null })],
    ['a day without a time', madeOrder({ created_at: '2026-03-01' })],
    ['a currency in words', madeOrder({ currency: 'dollars' })],
    ['two lines with one id', madeOrder({ line_items: [madeLine(), madeLine()] })],
  ])('%s', (_what, body) => {
    const reading = readDelivery({ topic: 'orders/create', body }, SETTINGS);
    expect(reading.kind).toBe('unreadable');
  });
});
