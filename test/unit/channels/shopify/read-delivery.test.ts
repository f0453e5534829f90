import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDelivery } from '../../../../core/channels/shopify/read-delivery.ts';
import {
  madeFulfillment,
  madeLine,
  madeOrder,
  madeRefund,
  ORDER_ID,
} from '../../../fixtures/shopify/order-body.ts';

const LOCATION_ID = '7000000000000000001';
const STOCK_ID = '6919780827454767104';
const SETTINGS = {
  baseUrl: 'https://name.myshopify.com',
  apiVersion: '2026-10',
  locationId: LOCATION_ID,
};

const read = (topic: string, body: unknown) => readDelivery({ topic, body }, SETTINGS);

const level = (o: Readonly<Record<string, unknown>> = {}) => ({
  inventory_item_id: STOCK_ID,
  location_id: LOCATION_ID,
  available: 4,
  updated_at: '2026-03-01T10:00:00-05:00',
  admin_graphql_api_id: `gid://shopify/InventoryLevel/${LOCATION_ID}?inventory_item_id=${STOCK_ID}`,
  ...o,
});

const named = { id: ORDER_ID, admin_graphql_api_id: `gid://shopify/Order/${ORDER_ID}` };

describe('what a delivery means', () => {
  it.each<[string, unknown]>([
    ['refunds/create', { id: '1', order_id: ORDER_ID }],
    ['fulfillments/create', { id: 123_456, order_id: ORDER_ID, status: 'pending' }],
    ['fulfillments/update', { id: 123_456, order_id: ORDER_ID, status: 'success' }],
    ['orders/edited', { order_edit: { id: '2', order_id: ORDER_ID } }],
    ['returns/approve', { id: '3', order: named }],
    ['returns/close', { id: '3', order_id: ORDER_ID }],
    ['returns/decline', { id: '3', order: { admin_graphql_api_id: named.admin_graphql_api_id } }],
    ['fulfillment_orders/moved', { order_id: ORDER_ID, fulfillment_order: { id: 'gid' } }],
  ])('%s sends us to fetch its order', (topic, body) => {
    expect(read(topic, body)).toEqual({ kind: 'order-ref', orderRef: ORDER_ID });
  });

  it('the text id of an order is believed over a rounded number', () => {
    const body = { order: { ...named, id: '6920906727361609700' } };
    expect(read('returns/approve', body)).toEqual({ kind: 'order-ref', orderRef: ORDER_ID });
  });

  it.each([
    ['returns/process', {}],
    ['fulfillment_orders/moved', { fulfillment_order: { id: 'gid://shopify/FulfillmentOrder/1' } }],
    ['app/uninstalled', { id: 548_380_009, name: 'Super Toys' }],
    ['products/update', { id: 1 }],
    ['inventory_levels/disconnect', { inventory_item_id: 1, location_id: 2 }],
    ['orders/delete', { id: ORDER_ID }],
    ['', {}],
    ['no/such/topic', {}],
    ['constructor', {}],
    ['__proto__/x', {}],
  ])('%s means nothing for stock, and says why', (topic, body) => {
    const reading = read(topic, body);
    expect(reading.kind).toBe('none');
    expect('reason' in reading && reading.reason).toMatch(/\w{3}/);
  });

  it('a level at our location is told, with its exact item', () => {
    expect(
      read('inventory_levels/update', level({ inventory_item_id: '6919780827454767000' })),
    ).toEqual({
      kind: 'level',
      externalStockId: STOCK_ID,
      available: 4,
      at: new Date('2026-03-01T15:00:00Z'),
    });
  });

  it('an oversold shop tells a level below zero', () => {
    expect(read('inventory_levels/update', level({ available: -3 }))).toMatchObject({
      available: -3,
    });
  });

  it('another location, and an item that is not counted, are none of our business', () => {
    const elsewhere = level({ location_id: '7000000000000000002', admin_graphql_api_id: null });
    expect(read('inventory_levels/update', elsewhere)).toMatchObject({ kind: 'none' });
    expect(read('inventory_levels/connect', level({ available: null }))).toMatchObject({
      kind: 'none',
    });
  });

  it('a level without its figure is no level', () => {
    expect(read('inventory_levels/update', level({ available: undefined })).kind).toBe(
      'unreadable',
    );
    expect(read('inventory_levels/update', level({ available: '4 or so' })).kind).toBe(
      'unreadable',
    );
  });
});

describe('requests about personal data', () => {
  const customer = { id: 191_167, email: 'asha@example.com', phone: '555-625-1199' };
  const shop = { shop_id: 954_889, shop_domain: 'name.myshopify.com' };

  it('a customer who wants to be forgotten is named with the orders', () => {
    const body = { ...shop, customer, orders_to_redact: [299_938, ORDER_ID] };
    expect(read('customers/redact', body)).toEqual({
      kind: 'privacy',
      request: {
        kind: 'redact-customer',
        customerExternalId: '191167',
        email: 'asha@example.com',
        orderExternalIds: ['299938', ORDER_ID],
      },
    });
  });

  it('a customer without an account is known by the e-mail address', () => {
    const body = { ...shop, customer: { email: 'asha@example.com' } };
    expect(read('customers/redact', body)).toMatchObject({
      request: { customerExternalId: null, email: 'asha@example.com', orderExternalIds: [] },
    });
  });

  it('a customer who wants to see the data is named with the orders', () => {
    const body = { ...shop, customer, orders_requested: [299_938], data_request: { id: 9_999 } };
    expect(read('customers/data_request', body)).toMatchObject({
      kind: 'privacy',
      request: { kind: 'export-customer', orderExternalIds: ['299938'] },
    });
  });

  it('a shop that left is forgotten', () => {
    expect(read('shop/redact', shop)).toEqual({
      kind: 'privacy',
      request: { kind: 'redact-account' },
    });
  });

  it('the request of one customer never passes for the wish to forget the whole shop', () => {
    const body = { ...shop, customer, orders_to_redact: [299_938] };
    expect(read('shop/redact', body)).toMatchObject({ kind: 'unreadable' });
    expect(read('shop/redact', madeOrder())).toMatchObject({ kind: 'unreadable' });
  });
});

const TOPICS = [
  'orders/create',
  'orders/edited',
  'refunds/create',
  'inventory_levels/update',
  'customers/redact',
  'shop/redact',
  'fulfillments/create',
];

const RICH_ORDER = madeOrder({
  line_items: [madeLine(), madeLine({ id: '6922032627268452353', quantity: 5 })],
  fulfillments: [madeFulfillment({ quantity: 2 })],
  refunds: [madeRefund({ quantity: 1, restock: 'return' })],
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(value: unknown, path: Path, junk: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return junk;
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[step] = replaced(copy[step], rest, junk);
  return copy;
}

describe('junk in the place of any field', () => {
  const seed = 20_261_123;

  // Repeat one run: node run.mjs --bin vitest run test/unit/channels/shopify/read-delivery.test.ts
  it('never throws and never makes a negative or broken number of units', () => {
    const place = fc.constantFrom(...pathsOf(RICH_ORDER));
    const topic = fc.constantFrom(...TOPICS);
    const property = fc.property(topic, place, fc.jsonValue(), (on, path, junk) => {
      const reading = read(on, replaced(RICH_ORDER, path, junk));
      if (reading.kind !== 'order') return;
      for (const { ordered, cancelled, shipped, returned, refunded } of reading.order.lines) {
        const units = [ordered, cancelled, shipped, returned, refunded];
        expect(units.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
        expect(cancelled + shipped).toBeLessThanOrEqual(ordered);
        expect(returned).toBeLessThanOrEqual(shipped);
        expect(cancelled + returned + refunded).toBeLessThanOrEqual(ordered);
      }
    });
    fc.assert(property, { seed, numRuns: 2_000 });
  });
});
