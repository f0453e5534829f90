import { describe, expect, it } from 'vitest';
import type { ChannelSession, OrderPage } from '../../../../core/channels/channel.ts';
import type { IncomingOrder } from '../../../../core/orders/incoming-order.ts';
import { openShop } from './open-shop.ts';
import { openScriptedShop } from './scripted-shop.ts';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

async function pageOf(
  session: ChannelSession,
  o: { cursor: string | null; since?: Date },
): Promise<OrderPage> {
  const answer = await session.listOrders({ cursor: o.cursor, since: o.since ?? LONG_AGO });
  if (answer.kind !== 'ok') throw new Error(`Refused: ${answer.reason}`);
  return answer.value;
}

async function walk(session: ChannelSession, cursor: string | null = null) {
  const orders: IncomingOrder[] = [];
  let page = await pageOf(session, { cursor });
  orders.push(...page.orders);
  while (page.hasMore) {
    page = await pageOf(session, { cursor: page.cursor });
    orders.push(...page.orders);
  }
  return { orders, cursor: page.cursor };
}

const one = { lines: [{ skuCode: 'A', quantity: 1 }] };

const node = (id: string, o: Readonly<Record<string, unknown>> = {}) => ({
  id: `gid://shopify/Order/${id}`,
  name: `#${id}`,
  createdAt: '2026-03-01T10:00:00Z',
  updatedAt: '2026-03-01T11:00:00Z',
  cancelledAt: null,
  currencyCode: 'USD',
  totalPriceSet: { shopMoney: { amount: '0.0', currencyCode: 'USD' } },
  email: null,
  phone: null,
  customer: null,
  shippingAddress: null,
  lineItems: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
  fulfillments: [],
  refunds: [],
  ...o,
});

describe('reading orders', () => {
  it('an order reads the same by webhook, alone and in a list', async () => {
    const { shop, session, add, listen } = await openShop();
    const { heard, settle } = await listen();
    add('A', { quantity: 100 });
    add('B', { quantity: 100, priceMinor: 5 });
    const order = shop.placeOrder({
      lines: [
        { skuCode: 'A', quantity: 5 },
        { skuCode: 'B', quantity: 7 },
      ],
      buyer: { name: 'Asha Rao', email: 'asha@example.com' },
    });
    const [a = '', b = ''] = order.lineIds;
    const orderExternalId = order.externalId;
    shop.shipLine({ orderExternalId, lineId: a, quantity: 3 });
    shop.refundLine({ orderExternalId, lineId: a, quantity: 1, restock: 'return' });
    shop.refundLine({ orderExternalId, lineId: a, quantity: 1, restock: 'cancel' });
    shop.refundLine({ orderExternalId, lineId: b, quantity: 2, restock: 'no-restock' });
    await settle();
    const answer = await session.fetchOrder(orderExternalId);
    const fetched = answer.kind === 'ok' ? answer.value : null;
    expect(fetched?.lines).toMatchObject([
      { ordered: 5, cancelled: 1, shipped: 3, returned: 1, refunded: 0, unitPriceMinor: 1_999 },
      { ordered: 7, cancelled: 0, shipped: 0, returned: 0, refunded: 2, unitPriceMinor: 5 },
    ]);
    const last = heard.filter(({ topic }) => topic === 'orders/updated').at(-1);
    expect(last?.reading).toEqual({ kind: 'order', order: fetched });
    expect((await walk(session)).orders).toEqual([fetched]);
  });

  it('an unknown order is null, and what is no id is refused unasked', async () => {
    const { shop, session } = await openShop();
    expect(await session.fetchOrder('6920906727361609728')).toEqual({ kind: 'ok', value: null });
    const before = shop.calls();
    for (const ref of ['', '../../x', '1?x=2', 'gid://shopify/Order/1', '1"){shop{id}}#']) {
      expect(await session.fetchOrder(ref)).toMatchObject({ kind: 'rejected' });
    }
    expect(shop.calls()).toEqual(before);
  });

  it('orders that are known are not read again, and news are whole', async () => {
    const { shop, session, add } = await openShop();
    add('A', { quantity: 100 });
    const known = Array.from({ length: 60 }, () => shop.placeOrder(one).externalId);
    const { cursor } = await walk(session);
    const news = shop.placeOrder(one).externalId;
    const before = shop.calls().read;
    const asked = { cursor, since: LONG_AGO, findKnown: async () => new Set(known) };
    const first = await session.listOrders(asked);
    if (first.kind !== 'ok') throw new Error(first.reason);
    const second = await session.listOrders({ ...asked, cursor: first.value.cursor });
    if (second.kind !== 'ok') throw new Error(second.reason);
    const orders = [...first.value.orders, ...second.value.orders];
    expect(orders.map(({ externalId }) => externalId)).toEqual([news]);
    expect(orders[0]?.lines).toMatchObject([{ ordered: 1 }]);
    expect(second.value.hasMore).toBe(false);
    // Two pages of marks and one order.
    expect(shop.calls().read - before).toBe(3);
  });

  it('every order comes once per walk, oldest change first, over many pages', async () => {
    const { shop, session, add } = await openShop();
    add('A', { quantity: 100 });
    const placed = Array.from({ length: 25 }, () => shop.placeOrder(one).externalId);
    const { orders, cursor } = await walk(session);
    expect(orders.map(({ externalId }) => externalId)).toEqual(placed);
    // A second walk begins a little before the last change: copies, and nothing missing.
    const later = shop.placeOrder(one).externalId;
    const again = await walk(session, cursor);
    expect(again.orders.map(({ externalId }) => externalId)).toContain(later);
  });

  it('an order that changes during the walk is not lost', async () => {
    const { shop, session, add } = await openShop();
    add('A', { quantity: 100 });
    const placed = Array.from({ length: 15 }, () => shop.placeOrder(one).externalId);
    const first = await pageOf(session, { cursor: null });
    expect(first).toMatchObject({ hasMore: true });
    shop.cancelOrder(placed[0] ?? '');
    shop.cancelOrder(placed[12] ?? '');
    const rest = await walk(session, first.cursor);
    const seen = new Map(
      [...first.orders, ...rest.orders].map((order) => [order.externalId, order.isCancelled]),
    );
    expect(seen.size).toBe(15);
    expect([seen.get(placed[0] ?? ''), seen.get(placed[12] ?? '')]).toEqual([true, true]);
  });

  it('what changed before the start is left out', async () => {
    const { shop, session, add } = await openShop();
    add('A');
    shop.placeOrder(one);
    const tomorrow = new Date(Date.parse('2100-01-01T00:00:00Z'));
    expect(await pageOf(session, { cursor: null, since: tomorrow })).toMatchObject({
      orders: [],
      hasMore: false,
    });
  });

  it('a walk that finds nothing goes on from where it stood', async () => {
    const { session } = await openShop();
    const since = new Date('2026-02-01T00:00:00.500Z');
    const { cursor } = await pageOf(session, { cursor: null, since });
    expect(JSON.parse(cursor)).toEqual({ from: since.toISOString(), seen: null, after: null });
  });

  it('a page mark that the shop no longer takes starts the walk anew', async () => {
    const { shop, session, add } = await openShop();
    add('A');
    const { externalId } = shop.placeOrder(one);
    const cursor = JSON.stringify({ from: LONG_AGO.toISOString(), seen: null, after: 'expired' });
    const page = await pageOf(session, { cursor });
    expect(page.orders.map((order) => order.externalId)).toEqual([externalId]);
  });

  it('a cursor that is not ours is a broken promise', async () => {
    const { session } = await openShop();
    const since = LONG_AGO;
    for (const cursor of ['', 'null', '{"from":"yesterday","seen":null,"after":null}']) {
      await expect(session.listOrders({ cursor, since })).rejects.toMatchObject({
        code: 'bad_input',
      });
    }
  });
});

describe('orders larger than one question', () => {
  it('sixty lines, each shipped and refunded by itself, are read to the last unit', async () => {
    const { shop, session, add } = await openShop();
    const skus = Array.from({ length: 60 }, (_, index) => `SKU-${index}`);
    for (const sku of skus) add(sku, { quantity: 100 });
    const lines = skus.map((skuCode) => ({ skuCode, quantity: 3 }));
    const { externalId: orderExternalId, lineIds } = shop.placeOrder({ lines });
    const some = lineIds.slice(0, 12);
    for (const lineId of some) {
      shop.shipLine({ orderExternalId, lineId, quantity: 2 });
      shop.refundLine({ orderExternalId, lineId, quantity: 1, restock: 'return' });
    }
    for (const answer of [
      await session.fetchOrder(orderExternalId),
      { kind: 'ok', value: (await walk(session)).orders[0] ?? null } as const,
    ]) {
      const read = answer.kind === 'ok' ? (answer.value?.lines ?? []) : [];
      expect(read.map(({ externalId }) => externalId)).toEqual(lineIds);
      expect(read.filter(({ shipped, returned }) => shipped === 2 && returned === 1)).toHaveLength(
        12,
      );
      expect(read.filter(({ shipped, returned }) => shipped + returned === 0)).toHaveLength(48);
    }
  });

  it('one parcel with more lines than a page is read to its last line', async () => {
    const line = (id: number) => ({
      id: `gid://shopify/LineItem/${id}`,
      name: `Line ${id}`,
      sku: null,
      quantity: 2,
      currentQuantity: 2,
      originalUnitPriceSet: { shopMoney: { amount: '1.00', currencyCode: 'USD' } },
      variant: null,
    });
    const sent = (id: number) => ({
      quantity: 2,
      lineItem: { id: `gid://shopify/LineItem/${id}` },
    });
    const end = { hasNextPage: false, endCursor: null };
    const parcel = { id: 'gid://shopify/Fulfillment/9', status: 'SUCCESS' };
    const onPage = (ids: readonly number[], pageInfo: unknown) => ({
      fulfillmentLineItems: { nodes: ids.map(sent), pageInfo },
    });
    const more = { hasNextPage: true, endCursor: 'page-2' };
    const whole = node('1', {
      lineItems: { nodes: [1, 2, 3].map(line), pageInfo: end },
      fulfillments: [{ ...parcel, ...onPage([1], more) }],
    });
    const { session, asked } = await openScriptedShop(({ query, variables }) => {
      const data = query.includes('ReadOrderMovements')
        ? { order: { fulfillments: [parcel], refunds: [] } }
        : query.includes('ReadFulfillmentLines')
          ? { fulfillment: onPage(variables.after ? [3] : [1, 2], variables.after ? end : more) }
          : { order: whole };
      return { body: { data } };
    });
    const answer = await session.fetchOrder('1');
    const lines = answer.kind === 'ok' ? answer.value?.lines : answer;
    expect(lines).toMatchObject([{ shipped: 2 }, { shipped: 2 }, { shipped: 2 }]);
    expect(asked).toHaveLength(4);
  });

  it('an order that cannot be read whole is refused whole', async () => {
    const { shop, session, add } = await openShop();
    add('A', { quantity: 1_000 });
    const { externalId: orderExternalId, lineIds } = shop.placeOrder({
      lines: [{ skuCode: 'A', quantity: 200 }],
    });
    const lineId = lineIds[0] ?? '';
    for (let count = 0; count < 101; count += 1) {
      shop.shipLine({ orderExternalId, lineId, quantity: 1 });
    }
    expect(await session.fetchOrder(orderExternalId)).toMatchObject({ kind: 'rejected' });
    const page = await pageOf(session, { cursor: null });
    expect(page).toMatchObject({ orders: [], unreadable: [{ orderRef: orderExternalId }] });
  });
});

describe('answers that are not as published', () => {
  const page = (...nodes: readonly unknown[]) => ({
    data: { orders: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } },
  });

  it('one garbled order is put aside, and its neighbours are read', async () => {
    const garbled = node('2', { createdAt: 'soon', updatedAt: '2026-03-01T12:00:00Z' });
    const body = page(node('1'), garbled, 'nothing', node('3'));
    const { session } = await openScriptedShop(() => ({ body }));
    const read = await pageOf(session, { cursor: null });
    expect(read.orders.map(({ externalId }) => externalId)).toEqual(['1', '3']);
    expect(read.unreadable).toEqual([
      { orderRef: '2', reason: expect.stringContaining('createdAt') },
      { orderRef: null, reason: expect.any(String) },
    ]);
    expect(JSON.parse(read.cursor)).toMatchObject({ seen: '2026-03-01T12:00:00.000Z' });
  });

  it('an app that may not see buyers still sees their orders', async () => {
    const denied = ['customer', 'shippingAddress'].map((field) => ({
      message: `Access denied for ${field} field.`,
      path: ['orders', 'nodes', 0, field],
      extensions: { code: 'ACCESS_DENIED' },
    }));
    const body = { ...page(node('1')), errors: denied };
    const { session } = await openScriptedShop(() => ({ body }));
    const { orders } = await pageOf(session, { cursor: null });
    expect(orders).toMatchObject([{ externalId: '1', buyer: null }]);
  });

  it.each<[string, unknown, unknown]>([
    [
      'no access to orders',
      {
        data: { orders: null },
        errors: [
          { message: 'Access denied', path: ['orders'], extensions: { code: 'ACCESS_DENIED' } },
        ],
      },
      { kind: 'needs-reauth' },
    ],
    ['no nodes', { data: { orders: {} } }, { kind: 'retry-later', isOutcomeUnknown: false }],
    [
      'a question that the shop does not understand',
      { errors: [{ message: "Field 'x' doesn't exist", extensions: { code: 'undefinedField' } }] },
      { kind: 'rejected' },
    ],
    ['an error as text', { errors: 'Not Found' }, { kind: 'retry-later' }],
  ])('%s', async (_what, body, outcome) => {
    const { session } = await openScriptedShop(() => ({ body }));
    expect(await session.listOrders({ cursor: null, since: LONG_AGO })).toMatchObject(
      outcome as object,
    );
  });

  it.each([402, 404, 423])('status %i needs a person', async (status) => {
    const { session } = await openScriptedShop(() => ({ status, body: { errors: 'x' } }));
    expect(await session.fetchOrder('1')).toMatchObject({ kind: 'needs-reauth' });
  });

  it('the wait of a throttled call is worked out from the bucket', async () => {
    const note = (o: { requested: number; available: number; rate: number }) => ({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: {
          requestedQueryCost: o.requested,
          actualQueryCost: null,
          throttleStatus: {
            maximumAvailable: 1000.0,
            currentlyAvailable: o.available,
            restoreRate: o.rate,
          },
        },
      },
    });
    const bodies = [
      note({ requested: 752, available: 666, rate: 50 }),
      note({ requested: 10, available: 500, rate: 50 }),
      note({ requested: 1_000, available: 0, rate: 1 }),
      note({ requested: 1_500, available: 1_000, rate: 50 }),
      { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] },
    ];
    const { session } = await openScriptedShop((_, count) => ({ body: bodies[count - 1] }));
    const answers = [];
    for (const _ of bodies) answers.push(await session.fetchOrder('1'));
    expect(answers).toMatchObject([
      { kind: 'retry-later', afterMs: 1_720 },
      { kind: 'retry-later', afterMs: 1_000 },
      { kind: 'retry-later', afterMs: 60_000 },
      { kind: 'rejected' },
      { kind: 'retry-later', afterMs: 1_000 },
    ]);
  });
});
