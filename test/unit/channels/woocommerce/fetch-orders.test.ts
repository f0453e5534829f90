import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../core/base/clock.ts';
import type { ChannelSession, OrderPage } from '../../../../core/channels/channel.ts';
import { createManualClock } from '../manual-clock.ts';
import { answerJson, openScriptedShop, openWooShop } from './open-woo-shop.ts';
import { fixture, orderBody } from './woo-order.ts';

const since = new Date('2025-12-31T00:00:00Z');

async function page(session: ChannelSession, cursor: string | null = null): Promise<OrderPage> {
  const answer = await session.listOrders({ cursor, since });
  if (answer.kind !== 'ok') throw new Error(`No page: ${JSON.stringify(answer)}`);
  return answer.value;
}

describe('fetching one WooCommerce order', () => {
  it('follows it from checkout over a refund to its return', async () => {
    const { shop, session } = await openWooShop();
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }] });
    const lineId = placed.lineIds[0] ?? '';
    const at = { orderExternalId: placed.externalId, lineId };
    const figures = async () => {
      const answer = await session.fetchOrder(placed.externalId);
      return answer.kind === 'ok' ? answer.value?.lines[0] : answer;
    };

    expect(await figures()).toMatchObject({ ordered: 4, cancelled: 0, shipped: 0 });
    shop.refundLine({ ...at, quantity: 1, restock: 'cancel' });
    expect(await figures()).toMatchObject({ ordered: 4, cancelled: 1, shipped: 0, refunded: 0 });
    shop.shipLine({ ...at, quantity: 3 });
    expect(await figures()).toMatchObject({ cancelled: 1, shipped: 3, returned: 0 });
    shop.refundLine({ ...at, quantity: 1, restock: 'no-restock' });
    expect(await figures()).toMatchObject({ shipped: 3, returned: 0, refunded: 1 });
    shop.refundLine({ ...at, quantity: 2, restock: 'return' });
    expect(await figures()).toMatchObject({ cancelled: 1, shipped: 3, returned: 2, refunded: 1 });
  });

  it('a cancelled order is cancelled in every line', async () => {
    const { shop, session } = await openWooShop();
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }] });
    shop.cancelOrder(placed.externalId);
    expect(await session.fetchOrder(placed.externalId)).toMatchObject({
      value: { isCancelled: true, lines: [{ ordered: 4, cancelled: 4, shipped: 0 }] },
    });
  });

  it('an unknown order is null, and a text that is no order number is never sent', async () => {
    const { shop, session } = await openWooShop();
    expect(await session.fetchOrder('99')).toEqual({ kind: 'ok', value: null });
    const before = shop.calls();
    for (const ref of ['../products', '1?x=2', '1/refunds', '', '1e3', '１２']) {
      expect((await session.fetchOrder(ref)).kind).toBe('rejected');
    }
    expect(shop.calls()).toEqual(before);
  });

  it('an order that waits for its payment is none', async () => {
    const session = await openScriptedShop((_request, response) =>
      answerJson(response, orderBody({ status: 'pending' })),
    );
    expect(await session.fetchOrder('5004')).toEqual({ kind: 'ok', value: null });
  });

  it('a site whose API is switched off is not taken for a shop without the order', async () => {
    const noRoute = { code: 'rest_no_route', message: 'No route.', data: { status: 404 } };
    const session = await openScriptedShop((_request, response) =>
      answerJson(response, noRoute, 404),
    );
    expect(await session.fetchOrder('5004')).toMatchObject({ kind: 'rejected' });
  });
});

describe('listing WooCommerce orders', () => {
  it('250 orders of one second are all found, whatever page they fall on', async () => {
    const clock = { ...systemClock, now: createManualClock().now };
    const { shop, session } = await openWooShop(clock);
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 9, priceMinor: 500 });
    for (let count = 0; count < 250; count += 1) {
      shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    }
    const seen = new Set<string>();
    let cursor: string | null = null;
    for (let pages = 1; pages <= 4; pages += 1) {
      const read = await page(session, cursor);
      for (const order of read.orders) seen.add(order.externalId);
      cursor = read.cursor;
      if (!read.hasMore) break;
    }
    expect(seen.size).toBe(250);
    expect(shop.calls().refused).toBe(0);
  });

  it('an order whose transaction ended late is found by the next round', async () => {
    const hidden = orderBody({ id: 1, date_modified_gmt: '2026-03-01T08:59:30' });
    const shown = orderBody({ id: 2, date_modified_gmt: '2026-03-01T09:00:00' });
    let all = [shown];
    const session = await openScriptedShop((request, response) => {
      const query = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
      const after = query.get('modified_after') ?? '';
      const live = all.filter((order) => String(order.date_modified_gmt) > after);
      answerJson(response, query.get('status') === 'trash' ? [] : live);
    });
    const first = await page(session);
    expect(first.orders.map((order) => order.externalId)).toEqual(['2']);
    all = [hidden, shown];
    const second = await page(session, first.cursor);
    expect(second.orders.map((order) => order.externalId)).toEqual(['1', '2']);
    const third = await page(session, second.cursor);
    expect(third.cursor).toBe(second.cursor);
  });

  it('an order in the bin is listed as called off', async () => {
    const session = await openScriptedShop((request, response) => {
      const isBin = request.url?.includes('status=trash');
      answerJson(response, isBin ? [orderBody({ status: 'trash' })] : []);
    });
    expect((await page(session)).orders).toMatchObject([{ isCancelled: true }]);
  });

  it('refunded orders are completed with their refunds', async () => {
    const refund = fixture('refund-of-two-hoodies');
    const session = await openScriptedShop((request, response) => {
      if (request.url?.includes('/refunds?')) answerJson(response, [refund]);
      else if (request.url?.includes('status=trash')) answerJson(response, []);
      else answerJson(response, [orderBody({ refunds: [{ id: refund.id }] })]);
    });
    expect((await page(session)).orders).toMatchObject([{ lines: [{ refunded: 2 }, {}] }]);
  });

  it('one broken order is shown, and its neighbours are read', async () => {
    const broken = orderBody({ id: 7, line_items: 'none' });
    const session = await openScriptedShop((request, response) =>
      answerJson(response, request.url?.includes('status=trash') ? [] : [broken, orderBody(), 5]),
    );
    const read = await page(session);
    expect(read.orders.map((order) => order.externalId)).toEqual(['5004']);
    expect(read.unreadable).toMatchObject([{ orderRef: '7' }, { orderRef: null }]);
  });

  it('a cursor of somebody else is refused, not guessed at', async () => {
    const { session } = await openWooShop();
    await expect(session.listOrders({ cursor: '{"live":1}', since })).rejects.toMatchObject({
      code: 'bad_input',
    });
  });
});
