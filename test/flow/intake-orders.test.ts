import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';
import {
  type CaughtWebhook,
  catchWebhooks,
  post,
  type WebhookDesk,
} from '../support/webhook-desk.ts';

let floor: ShopFloor;
let desk: WebhookDesk;

beforeAll(async () => {
  const twenty = Array.from({ length: 20 }, (_, index) => ({ code: `RACE-${index}` }));
  floor = await openShopFloor({
    shops: [{ name: 'Alpha', channel: 'shopify' }],
    locations: ['Mumbai', 'Delhi'],
    skus: [
      ...['COPY', 'RUSH', 'FEW', 'LAST', 'EARLY', 'GONE', 'MIX', 'HALF'].map((code) => ({ code })),
      ...twenty,
    ],
  });
  desk = await catchWebhooks(floor.shop('Alpha'));
  // Nothing may come by another way than the deliveries of the test.
  await floor.until('the first pull is over', hasPulled);
  floor.shop('Alpha').inject({ kind: 'server-error' });
});
afterAll(async () => {
  await desk.close();
  await floor.close();
});
afterEach(async () => {
  const wrong = await floor.engine.intake.listParkedDeliveries(floor.sellerId);
  expect(wrong).toEqual([]);
});

async function hasPulled(): Promise<boolean> {
  const sql = 'SELECT account_id FROM order_cursor';
  return (await floor.database.database.forSeller(floor.sellerId).rows(sql)).length === 1;
}

const url = () => `${floor.engine.origin()}/webhooks/shopify/test-shopify-1`;
const deliver = (webhook: CaughtWebhook) => post(url(), webhook);

/** What a buyer does, as the order webhooks that tell it. */
async function tell(act: () => void): Promise<CaughtWebhook[]> {
  act();
  const all = await desk.take();
  return all.filter((webhook) => webhook.headers['x-shopify-topic']?.startsWith('orders/'));
}

const order = (sku: string, quantity = 1) =>
  floor.shop('Alpha').placeOrder({ lines: [{ skuCode: sku, quantity }] });

async function deliverAll(webhooks: readonly CaughtWebhook[]): Promise<void> {
  const replies = await Promise.all(webhooks.map(deliver));
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
  await settle();
}

const settle = () =>
  floor.until('every delivery is decided', async () => {
    return (await floor.engine.intake.countDeliveries(floor.sellerId)).waiting === 0;
  });

async function figures(sku: string) {
  const sql = `
    SELECT
      (SELECT coalesce(sum(ordered), 0)::int FROM order_line WHERE sku_id = $1) AS ordered,
      (SELECT coalesce(sum(cancelled), 0)::int FROM order_line WHERE sku_id = $1) AS cancelled,
      (SELECT coalesce(sum(reserved), 0)::int FROM order_line WHERE sku_id = $1) AS covered,
      (SELECT coalesce(sum(short), 0)::int FROM order_line WHERE sku_id = $1) AS short,
      (SELECT count(*)::int FROM order_line WHERE sku_id = $1) AS lines`;
  const db = floor.database.database.forSeller(floor.sellerId);
  return db.row(sql, [floor.skuId(sku)]);
}

const stock = (sku: string, location: string, quantity: number) =>
  floor.receive({ sku, location, quantity });

test('the same delivery a thousand times at once is one order', async () => {
  await stock('COPY', 'Mumbai', 10);
  const [webhook] = await tell(() => order('COPY', 3));
  await deliverAll(Array.from({ length: 1_000 }, () => webhook as CaughtWebhook));
  expect(await figures('COPY')).toEqual({
    ordered: 3,
    cancelled: 0,
    covered: 3,
    short: 0,
    lines: 1,
  });
  const sql = `SELECT count(*)::int AS rows FROM entry WHERE kind = 'reserve' AND sku_id = $1`;
  const db = floor.database.database.forSeller(floor.sellerId);
  expect(await db.row(sql, [floor.skuId('COPY')])).toEqual({ rows: 1 });
});

test('50 orders at once on 10 units: 10 covered, 40 short, none lost', async () => {
  await stock('RUSH', 'Mumbai', 10);
  const webhooks: CaughtWebhook[] = [];
  for (let buyer = 0; buyer < 50; buyer += 1) webhooks.push(...(await tell(() => order('RUSH'))));
  expect(webhooks).toHaveLength(50);
  await deliverAll(webhooks);
  expect(await figures('RUSH')).toMatchObject({ ordered: 50, covered: 10, short: 40, lines: 50 });
});

test('50 orders at once over 20 SKUs: what is there is sold, no more', async () => {
  for (let index = 0; index < 20; index += 2) await stock(`RACE-${index}`, 'Delhi', 1);
  const webhooks: CaughtWebhook[] = [];
  for (let buyer = 0; buyer < 50; buyer += 1) {
    webhooks.push(...(await tell(() => order(`RACE-${buyer % 20}`))));
  }
  await deliverAll(webhooks);
  let [covered, short] = [0, 0];
  for (let index = 0; index < 20; index += 1) {
    const sums = await figures(`RACE-${index}`);
    expect(sums.covered).toBe(index % 2 === 0 ? 1 : 0);
    covered += Number(sums.covered);
    short += Number(sums.short);
  }
  expect({ covered, short }).toEqual({ covered: 10, short: 40 });
});

test('an order of 5 on 2 is short of 3; 40 more serve the oldest first', async () => {
  await stock('FEW', 'Mumbai', 2);
  await deliverAll(await tell(() => order('FEW', 5)));
  expect(await figures('FEW')).toMatchObject({ covered: 2, short: 3 });
  await deliverAll(await tell(() => order('FEW', 60)));
  expect(await figures('FEW')).toMatchObject({ covered: 2, short: 63 });
  await stock('FEW', 'Mumbai', 40);
  const shortages = await floor.engine.orders.listShortages(floor.sellerId, {
    skuId: floor.skuId('FEW'),
  });
  expect(shortages.map((shortage) => shortage.short)).toEqual([23]);
  const [newest] = await floor.engine.orders.listOrders(floor.sellerId, { limit: 1 });
  expect(newest).toMatchObject({ status: 'short', number: shortages[0]?.number });
});

test("the last unit in Delhi is sold when Mumbai's is gone", async () => {
  await stock('LAST', 'Mumbai', 1);
  await stock('LAST', 'Delhi', 1);
  await deliverAll(await tell(() => order('LAST')));
  await deliverAll(await tell(() => order('LAST')));
  expect(await figures('LAST')).toMatchObject({ covered: 2, short: 0 });
});

describe('deliveries in the wrong order', () => {
  test('an update that comes before its order is the order', async () => {
    await stock('EARLY', 'Mumbai', 5);
    const placed = { id: '', line: '' };
    const created = await tell(() => {
      const made = order('EARLY', 2);
      Object.assign(placed, { id: made.externalId, line: made.lineIds[0] });
    });
    const updated = await tell(() =>
      floor
        .shop('Alpha')
        .shipLine({ orderExternalId: placed.id, lineId: placed.line, quantity: 1 }),
    );
    await deliverAll(updated);
    expect(await figures('EARLY')).toMatchObject({ ordered: 2, covered: 1, short: 0 });
    await deliverAll(created);
    expect(await figures('EARLY')).toMatchObject({ ordered: 2, covered: 1, short: 0, lines: 1 });
  });

  test('a cancellation that comes before its order leaves nothing promised', async () => {
    await stock('GONE', 'Mumbai', 5);
    let id = '';
    const created = await tell(() => {
      id = order('GONE', 2).externalId;
    });
    const cancelled = await tell(() => floor.shop('Alpha').cancelOrder(id));
    await deliverAll(cancelled);
    await deliverAll(created);
    expect(await figures('GONE')).toMatchObject({ ordered: 2, cancelled: 2, covered: 0, short: 0 });
    const found = await floor.engine.orders.listOrders(floor.sellerId, { number: id });
    expect(found).toMatchObject([{ status: 'cancelled', isCancelled: true }]);
  });

  test('whatever the order of a life of updates, the end is the same', async () => {
    await stock('MIX', 'Mumbai', 100);
    const shop = floor.shop('Alpha');
    const life: CaughtWebhook[] = [];
    const made = { id: '', line: '' };
    const act = async (what: () => void) => void life.push(...(await tell(what)));
    await act(() => {
      const placed = order('MIX', 9);
      Object.assign(made, { id: placed.externalId, line: placed.lineIds[0] });
    });
    const place = { orderExternalId: made.id, lineId: made.line };
    await act(() => shop.shipLine({ ...place, quantity: 2 }));
    await act(() => shop.refundLine({ ...place, quantity: 1, restock: 'cancel' }));
    await act(() => shop.shipLine({ ...place, quantity: 3 }));
    await act(() => shop.refundLine({ ...place, quantity: 1, restock: 'return' }));
    const orders = [life.toReversed(), [...life.slice(3), ...life.slice(0, 3)], life];
    const seen = [];
    for (const shuffled of orders) {
      for (const webhook of shuffled) await deliverAll([webhook]);
      const [line] =
        (await floor.engine.orders.listOrders(floor.sellerId, { number: made.id }))[0]?.lines ?? [];
      seen.push(line);
    }
    const { ordered, cancelled, shipped, returned, reserved, short } = seen[0] ?? {};
    expect({ ordered, cancelled, shipped, returned, reserved, short }).toEqual({
      ordered: 9,
      cancelled: 1,
      shipped: 5,
      returned: 1,
      reserved: 3,
      short: 0,
    });
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
});

test('a person holds, ships and cancels an order, and the ledger follows each figure', async () => {
  await stock('HALF', 'Mumbai', 3);
  let number = '';
  await deliverAll(
    await tell(() => {
      number = order('HALF', 5).number;
    }),
  );
  const { orders } = floor.engine;
  const show = async () => {
    const [found] = await orders.listOrders(floor.sellerId, { number });
    if (!found) throw new Error('the order is not there');
    return found;
  };
  const { orderId } = await show();
  const by = { key: 'test', actor: 'person 1', frontEnd: 'console' };
  expect(await show()).toMatchObject({ status: 'short', accountName: 'Alpha' });
  expect(await orders.holdOrder(floor.sellerId, orderId)).toMatchObject({ ok: true });
  expect(await show()).toMatchObject({ status: 'held' });
  expect(await orders.shipOrder(floor.sellerId, { orderId, by })).toEqual({
    ok: false,
    reason: 'order-is-held',
  });
  await orders.releaseOrder(floor.sellerId, orderId);
  const shipped = await orders.shipOrder(floor.sellerId, { orderId, by });
  expect(shipped).toMatchObject({ ok: true, mustBeDoneInShop: true });
  expect(await show()).toMatchObject({ status: 'short', lines: [{ shipped: 3, short: 2 }] });
  const again = { ...by, key: 'another message' };
  expect(await orders.shipOrder(floor.sellerId, { orderId, by: again })).toEqual({
    ok: false,
    reason: 'nothing-to-ship',
  });
  // The same message once more is answered as before, and ships nothing.
  expect(await orders.shipOrder(floor.sellerId, { orderId, by })).toMatchObject({ ok: true });
  expect(await show()).toMatchObject({ status: 'short', lines: [{ shipped: 3, short: 2 }] });
  await orders.cancelOrder(floor.sellerId, { orderId, by });
  expect(await show()).toMatchObject({ status: 'shipped', lines: [{ cancelled: 2, short: 0 }] });
  expect(await orders.cancelOrder(floor.sellerId, { orderId, by })).toEqual({
    ok: false,
    reason: 'nothing-to-cancel',
  });
  expect(await orders.showOrder(floor.sellerId + 1, orderId), 'not for another seller').toBeNull();
});
