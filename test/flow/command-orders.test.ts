import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandDesk, openCommandDesk } from '../support/command-desk.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';

let floor: ShopFloor;
let desk: CommandDesk;

beforeAll(async () => {
  floor = await openShopFloor({
    locations: ['Mumbai', 'Delhi'],
    shops: [
      { name: 'Kala', channel: 'shopify' },
      { name: 'Nila', channel: 'woocommerce' },
    ],
    skus: ['HOODIE', 'MUG'].map((code) => ({ code, stock: { Mumbai: 50 } })),
  });
  desk = await openCommandDesk(floor);
});
afterAll(() => floor.close());

async function place(shop: string, quantity: number, skuCode = 'HOODIE') {
  const placed = floor.shop(shop).placeOrder({ lines: [{ skuCode, quantity }] });
  const find = () => floor.engine.orders.listOrders(floor.sellerId, { number: placed.number });
  await floor.until('the order is in the books', async () => {
    const [order] = await find();
    return (order?.lines[0]?.reserved ?? 0) + (order?.lines[0]?.short ?? 0) > 0;
  });
  return { ...placed, order: placed.number };
}

async function stockOf(code: string) {
  const db = floor.database.database.forSeller(floor.sellerId);
  return db.row<{ onHand: number; reserved: number }>(
    `SELECT sum(on_hand)::int AS "onHand", sum(reserved)::int AS reserved
     FROM stock WHERE seller_id = $1 AND sku_id = $2`,
    [floor.sellerId, floor.skuId(code)],
  );
}

test('an order is shipped with its parcel, once, however often the message comes', async () => {
  const { order } = await place('Kala', 3);
  const before = await stockOf('HOODIE');
  const slots = { order, carrier: 'Delhivery', tracking: '14412345678901' };
  const sentence = `Ship order ${order} from Kala: 3 × HOODIE leave with Delhivery 14412345678901.`;
  expect(await desk.preview('ship', slots)).toBe(sentence);
  expect(await desk.read('ship', slots, 'parcel')).toContain('shipped.');
  // As after a crash between the ledger's commit and the answer.
  expect(await desk.read('ship', slots, 'parcel')).toContain('shipped.');
  expect(await stockOf('HOODIE')).toEqual({
    onHand: before.onHand - 3,
    reserved: before.reserved - 3,
  });
  const shown = await desk.read('order', { order });
  expect(shown.match(/Parcel: Delhivery 14412345678901/g)).toHaveLength(1);
  expect(await desk.undo()).toContain('The parcel has left.');
  expect(await desk.read('ship', slots)).toContain('Nothing of order');
});

test('a parcel that was written down before a crash is told to the ledger afterwards', async () => {
  const { order } = await place('Kala', 2, 'MUG');
  const [known] = await floor.engine.orders.listOrders(floor.sellerId, { number: order });
  const [line] = known?.lines ?? [];
  if (!known || !line) throw new Error('The order is gone.');
  const { lineKey, ordered, cancelled, returned, revision } = line;
  const update = { lineKey, skuId: floor.skuId('MUG'), ordered, cancelled, returned, revision };
  const db = floor.database.database.forSeller(floor.sellerId);
  await db.execute(
    `INSERT INTO shipment (seller_id, order_id, key, lines, actor, at)
     VALUES ($1, $2, 'chat:test:crashed:1', $3, 'test:owner', now())`,
    [floor.sellerId, known.orderId, JSON.stringify([{ ...update, shipped: 2 }])],
  );
  expect(await desk.read('ship', { order }, 'crashed')).toContain('shipped.');
  expect(await stockOf('MUG')).toEqual({ onHand: 48, reserved: 0 });
});

test('a held order is not shipped, and the hold is taken back', async () => {
  const { order } = await place('Nila', 1);
  expect(await desk.preview('hold', { order })).toContain('nothing of it is shipped');
  await desk.run('hold', { order });
  const refused = await desk.preview('ship', { order });
  expect(refused).toContain('is held. Unhold it first.');
  expect(refused).toContain(`Try: unhold ${order}`);
  expect(await desk.preview('hold', { order })).toContain('is held already');
  expect(await desk.undo()).toContain('no longer held');
  expect(await desk.preview('unhold', { order })).toContain('is not held');
  expect(await desk.preview('ship', { order })).toContain('1 × HOODIE leave.');
});

test('a cancelled order gives its units back', async () => {
  const { order } = await place('Kala', 4);
  const before = await stockOf('HOODIE');
  expect(await desk.preview('cancel', { order })).toBe(
    `Cancel order ${order} from Kala: 4 × HOODIE will not be shipped.`,
  );
  expect((await desk.weigh('cancel', { order })).units).toBe(4);
  expect((await desk.run('cancel', { order })).outcome).toBe('done');
  expect(await stockOf('HOODIE')).toEqual({ ...before, reserved: before.reserved - 4 });
  expect(await desk.undo()).toContain('A cancelled order stays cancelled.');
  expect(await desk.preview('cancel', { order })).toContain('is left to cancel');
});

test('orders are listed by state and by shop', async () => {
  const { order } = await place('Nila', 100);
  expect(await desk.read('orders', { account: 'Nila' })).not.toContain('Kala');
  const short = await desk.read('orders', { status: 'short' });
  expect(short).toContain('100 × HOODIE');
  expect(short).not.toContain('Kala');
  expect(await desk.read('orders', { status: 'held', account: 'Nila' })).toContain(
    'No order on Nila is held.',
  );
  expect(await desk.read('shortages', { sku: 'HOODIE' })).toContain(order.replace('#', ''));
});

test('what comes back of an order is taken in once and by units', async () => {
  const placed = await place('Kala', 2, 'MUG');
  const [lineId = ''] = placed.lineIds;
  const line = { orderExternalId: placed.externalId, lineId };
  floor.shop('Kala').shipLine({ ...line, quantity: 2 });
  floor.shop('Kala').refundLine({ ...line, quantity: 2, restock: 'return' });
  await floor.until('the return is known', async () => {
    const waiting = await floor.engine.orders.listPendingReturns(floor.sellerId);
    return waiting.length > 0;
  });
  const { order } = placed;
  const slots = { order, location: 'Delhi' };
  expect(await desk.preview('return', { ...slots, quantity: 3 })).toContain('Only 2 × MUG');
  expect(await desk.preview('return', slots)).toContain('Take in 2 × MUG of order');
  const before = await stockOf('MUG');
  expect((await desk.run('return', { ...slots, quantity: 1 })).outcome).toBe('done');
  expect(await stockOf('MUG')).toEqual({ ...before, onHand: before.onHand + 1 });
  expect(await desk.undo()).toContain('say: damaged');
});
