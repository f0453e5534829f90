import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncomingOrder } from '../../core/orders/incoming-order.ts';
import { type IntakeStage, openIntake } from '../support/open-intake.ts';
import { toIncoming } from '../support/scripted-channel.ts';

let stage: IntakeStage;
beforeAll(async () => {
  stage = await openIntake();
});
afterAll(() => stage.close());

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second));

function head(id: string, more: Partial<IncomingOrder> = {}): IncomingOrder {
  return { ...toIncoming({ id, skuCode: 'MUG', lineId: '1' }), ...more };
}

const record = (...orders: IncomingOrder[]) =>
  stage.orders.recordOrders(
    stage.sellerId,
    orders.map((order) => ({ accountId: stage.accountId, order, arrivedAt: at(0) })),
  );

async function shown(id: string) {
  const [found] = await stage.orders.listOrders(stage.sellerId, { number: id });
  const { number, totalMinor, isCancelled, lines } = found ?? {};
  return { number, totalMinor, isCancelled, title: lines?.[0]?.title, lines: lines?.length };
}

const titled = (order: IncomingOrder, title: string): IncomingOrder => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, title })),
});

test('the newest body of an order is what people see, whichever came last', async () => {
  const old = titled(head('a', { revisedAt: at(1), totalMinor: 100 }), 'old');
  const fresh = titled(head('a', { revisedAt: at(5), totalMinor: 500 }), 'fresh');
  await record(fresh);
  await record(old);
  expect(await shown('a')).toMatchObject({ totalMinor: 500, title: 'fresh', lines: 1 });
  await record(old, titled(head('a', { revisedAt: at(9), totalMinor: 900 }), 'newest'), fresh);
  expect(await shown('a')).toMatchObject({ totalMinor: 900, title: 'newest', lines: 1 });
});

test('what is cancelled stays cancelled, whatever an older body says', async () => {
  await record(head('b', { revisedAt: at(5), isCancelled: true }));
  await record(head('b', { revisedAt: at(9), totalMinor: 900 }));
  expect(await shown('b')).toMatchObject({ isCancelled: true, totalMinor: 900 });
  await record(head('c', { revisedAt: at(9) }));
  await record(head('c', { revisedAt: at(5), isCancelled: true, totalMinor: 5 }));
  expect(await shown('c')).toMatchObject({ isCancelled: true, totalMinor: 1_000 });
});

test('a shop that never says when has its first word replaced by its last', async () => {
  await record(head('d', { totalMinor: 1 }));
  await record(head('d', { totalMinor: 2 }));
  expect(await shown('d')).toMatchObject({ totalMinor: 2 });
  await record(head('d', { totalMinor: 3, revisedAt: at(1) }));
  await record(head('d', { totalMinor: 4 }));
  expect(await shown('d'), 'but not what it dated').toMatchObject({ totalMinor: 3 });
});

test('the same order recorded by many at once is one order with one line', async () => {
  const all = Array.from({ length: 12 }, (_, index) =>
    record(head('e', { revisedAt: at(index) }), head(`e${index}`)),
  );
  await Promise.all(all);
  expect(await shown('e')).toMatchObject({ lines: 1 });
  const sql = `SELECT count(*)::int AS orders FROM sales_order WHERE external_id = 'e'`;
  const db = stage.opened.database.forSeller(stage.sellerId);
  expect(await db.row(sql)).toEqual({ orders: 1 });
});

test('recording what is known writes nothing', async () => {
  const order = titled(head('f', { revisedAt: at(1) }), 'f');
  await record(order);
  const place = async () => {
    const sql = `SELECT sales_order.xmin::text AS head, line.xmin::text AS line
      FROM sales_order JOIN sales_order_line AS line USING (seller_id, order_id)
      WHERE external_id = 'f'`;
    return stage.opened.database.forSeller(stage.sellerId).row(sql);
  };
  const before = await place();
  await record(order, order);
  expect(await place()).toEqual(before);
});

test('two ids that differ in the last digit, or in a colon, are two orders', async () => {
  const ids = ['9007199254740993', '9007199254740992', '1:2', '1', '1%3A2', "'; DROP TABLE entry"];
  const told = ids.map((id) => head(id));
  stage.script.read = (body) => {
    const order = told[(body as { index: number }).index];
    return order ? { kind: 'order', order } : { kind: 'none', reason: 'nothing' };
  };
  for (const index of ids.keys()) await stage.tell({ index });
  await stage.settle();
  for (const id of ids) {
    const found = await stage.orders.listOrders(stage.sellerId, { number: id });
    expect(found.map((order) => order.externalId)).toEqual([id]);
    expect(found[0]?.lines).toMatchObject([{ ordered: 1, skuId: stage.skuId }]);
  }
});

test('the list goes back in time page by page, by status and by account', async () => {
  const sellerId = await stage.catalog.createSeller({
    name: 'P',
    currency: 'EUR',
    timeZone: 'UTC',
  });
  const added = await stage.catalog.addAccount(sellerId, {
    ...{ publicId: 'pages', channel: 'scripted', name: 'Pages', currency: 'EUR' },
    ...{ settings: {}, credentials: {}, webhookSecrets: [] },
  });
  if (!added.ok) throw new Error(added.reason);
  const { accountId } = added.value;
  const arrivals = Array.from({ length: 25 }, (_, index) => ({
    accountId,
    order: head(`p${index}`, { placedAt: at(index % 20), isCancelled: index % 5 === 0, lines: [] }),
    arrivedAt: at(0),
  }));
  await stage.orders.recordOrders(sellerId, arrivals);
  const seen: string[] = [];
  let page = await stage.orders.listOrders(sellerId, { limit: 7 });
  while (page.length > 0) {
    seen.push(...page.map((order) => order.externalId));
    const before = page.at(-1);
    page = before ? await stage.orders.listOrders(sellerId, { limit: 7, before }) : [];
  }
  expect(new Set(seen).size).toBe(25);
  expect(seen).toHaveLength(25);
  const cancelled = await stage.orders.listOrders(sellerId, { status: 'cancelled' });
  expect(cancelled).toHaveLength(5);
  expect(await stage.orders.listOrders(sellerId, { accountId: stage.accountId })).toEqual([]);
});
