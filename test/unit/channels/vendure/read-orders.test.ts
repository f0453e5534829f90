import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../core/base/clock.ts';
import type { ChannelSession, OrderPage } from '../../../../core/channels/channel.ts';
import { createManualClock } from '../manual-clock.ts';
import { openScriptedShop, openVendureShop } from './open-vendure-shop.ts';
import { recording } from './recording.ts';

const since = new Date('2025-12-31T00:00:00Z');

async function page(session: ChannelSession, cursor: string | null = null): Promise<OrderPage> {
  const answer = await session.listOrders({ cursor, since });
  if (answer.kind !== 'ok') throw new Error(`No page: ${JSON.stringify(answer)}`);
  return answer.value;
}

async function allPages(session: ChannelSession, from: string | null = null) {
  const seen = new Set<string>();
  let cursor = from;
  for (let pages = 1; pages <= 20; pages += 1) {
    const read = await page(session, cursor);
    for (const order of read.orders) seen.add(order.externalId);
    cursor = read.cursor;
    if (!read.hasMore) return { seen, cursor };
  }
  throw new Error('The list of orders does not end.');
}

describe('reading the orders of a Vendure shop', () => {
  it('follows one from checkout over a shipment to its return', async () => {
    const { shop, session } = await openVendureShop();
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }] });
    const at = { orderExternalId: placed.externalId, lineId: placed.lineIds[0] ?? '' };
    const figures = async () => {
      const answer = await session.fetchOrder(placed.externalId);
      return answer.kind === 'ok' ? answer.value?.lines[0] : answer;
    };

    expect(await figures()).toMatchObject({ ordered: 4, cancelled: 0, shipped: 0 });
    shop.refundLine({ ...at, quantity: 1, restock: 'cancel' });
    expect(await figures()).toMatchObject({ ordered: 4, cancelled: 1, shipped: 0, refunded: 0 });
    shop.shipLine({ ...at, quantity: 2 });
    expect(await figures()).toMatchObject({ cancelled: 1, shipped: 2, returned: 0 });
    shop.shipLine({ ...at, quantity: 1 });
    shop.refundLine({ ...at, quantity: 1, restock: 'return' });
    expect(await figures()).toMatchObject({ cancelled: 1, shipped: 3, returned: 1, refunded: 0 });
    shop.refundLine({ ...at, quantity: 1, restock: 'no-restock' });
    expect(await figures()).toMatchObject({ cancelled: 1, shipped: 3, returned: 1, refunded: 1 });
  });

  it('an order that the shop does not have, and a cart, are null', async () => {
    const { session } = await openVendureShop();
    expect(await session.fetchOrder('NONE')).toEqual({ kind: 'ok', value: null });
    const carts = recording('orders-unfiltered').response.body;
    const scripted = await openScriptedShop(() => ({ body: carts }));
    expect(await scripted.session.fetchOrder('TVLAAVNZ2CG8ZJ94')).toEqual({
      kind: 'ok',
      value: null,
    });
  });

  it('140 orders of one second are all found', async () => {
    const clock = { ...systemClock, now: createManualClock().now };
    const { shop, session } = await openVendureShop(clock);
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    for (let count = 0; count < 140; count += 1) {
      shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    }
    expect((await allPages(session)).seen.size).toBe(140);
    expect(shop.calls().refused).toBe(0);
  });

  it('a shipment whose webhook was lost is found, though the shop does not mark it', async () => {
    const { shop, session } = await openVendureShop();
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }] });
    const { cursor } = await allPages(session);
    const lineId = placed.lineIds[0] ?? '';
    shop.shipLine({ orderExternalId: placed.externalId, lineId, quantity: 4 });
    expect((await page(session, cursor)).orders).toMatchObject([{ lines: [{ shipped: 4 }] }]);
  });

  it('round after round, new orders and late shipments are found', async () => {
    const time = createManualClock();
    const { shop, session } = await openVendureShop({ ...systemClock, now: time.now });
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    const first = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }] });
    const at = { orderExternalId: first.externalId, lineId: first.lineIds[0] ?? '' };
    let { cursor } = await allPages(session);
    for (let round = 1; round <= 4; round += 1) {
      await time.advance(600_000);
      const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      shop.shipLine({ ...at, quantity: 1 });
      const read = await page(session, cursor);
      const ids = read.orders.map((order) => order.externalId);
      expect(ids).toContain(placed.externalId);
      const shipped = read.orders.find((order) => order.externalId === first.externalId);
      expect(shipped?.lines[0]?.shipped).toBe(round);
      cursor = read.cursor;
    }
  });

  it('a new order is found at once, however many recent ones are swept', async () => {
    const { shop, session } = await openVendureShop();
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    for (let count = 0; count < 120; count += 1) {
      shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    }
    let { cursor } = await allPages(session);
    for (let round = 1; round <= 3; round += 1) {
      const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      const read = await allPages(session, cursor);
      expect([...read.seen]).toContain(placed.externalId);
      cursor = read.cursor;
    }
  });

  it('a recorded page of a real shop is read', async () => {
    const { body } = recording('orders-page').response;
    const { session } = await openScriptedShop(() => ({ body }));
    const read = await page(session);
    expect(read.unreadable).toEqual([]);
    expect(read.orders).toHaveLength(3);
  });

  it('one broken Vendure order does not hold back its neighbours', async () => {
    const data = recording('orders-page').response.body.data ?? {};
    const { items } = data.orders as { items: Record<string, unknown>[] };
    const broken = { ...items[0], lines: [{ id: '1', quantity: -1 }] };
    const body = { data: { orders: { items: [broken, items[1], null] } } };
    const { session } = await openScriptedShop(() => ({ body }));
    const read = await page(session);
    expect(read.orders.map((order) => order.externalId)).toEqual([items[1]?.code]);
    const [first, second] = read.unreadable ?? [];
    expect([first?.orderRef, second?.orderRef]).toEqual([items[0]?.code, null]);
  });

  it('a cursor that is not of this list is refused', async () => {
    const { session } = await openVendureShop();
    await expect(session.listOrders({ cursor: '{"placed":1}', since })).rejects.toMatchObject({
      code: 'bad_input',
    });
  });
});
