import { expect } from 'vitest';
import type { OrderPage } from '../../../../core/channels/channel.ts';
import type { PlacedOrder } from '../../../../core/channels/simulator.ts';
import { answered, type Bench, patiently } from '../bench.ts';
import { units, unitsOf } from '../order-claims.ts';
import type { ChannelPromise } from '../promise.ts';

const EVERYTHING = { cursor: null, since: new Date(0) };

function placeMany(bench: Bench, count: number): readonly PlacedOrder[] {
  const lines = [{ skuCode: 'A', quantity: 1 }];
  return Array.from({ length: count }, () => bench.shop.placeOrder({ lines }));
}

/** Several pages, however many orders the shop puts on one. All of one moment, or nearly. */
async function placePages(bench: Bench): Promise<readonly PlacedOrder[]> {
  const placed: PlacedOrder[] = [];
  for (const count of [11, 55, 110, 260]) {
    placed.push(...placeMany(bench, count - placed.length));
    const { session } = bench;
    const { orders, hasMore } = await patiently(() => session.listOrders(EVERYTHING));
    if (!hasMore) continue;
    placed.push(...placeMany(bench, 3 * orders.length + 2));
    break;
  }
  return placed;
}

const idsOf = (orders: readonly { externalId: string }[]): ReadonlySet<string> =>
  new Set(orders.map((order) => order.externalId));

export const orderListPromises: readonly ChannelPromise[] = [
  {
    name: 'a shop without orders has an empty list with a place to go on from',
    async check(open) {
      const bench = await open();
      const page = answered(await bench.session.listOrders({ cursor: null, since: new Date(0) }));
      expect(page).toMatchObject({ orders: [], hasMore: false });
      expect(page.cursor).toEqual(expect.any(String));
      bench.addListing({ skuCode: 'A' });
      const placed = placeMany(bench, 1);
      const { orders } = await bench.listOrders(page.cursor);
      expect(idsOf(orders)).toEqual(idsOf(placed));
    },
  },
  {
    name: 'the list has every order of a rush, all of one moment',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      const placed = await placePages(bench);
      const { orders } = await bench.listOrders();
      expect(idsOf(orders)).toEqual(idsOf(placed));
    },
  },
  {
    name: 'orders placed and changed while the list is read are not lost',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      const placed = [...(await placePages(bench))];
      const last = placed.length - 1;
      const seen = new Map<string, boolean>();
      let cursor: string | null = null;
      for (let pages = 0; pages < 100; pages += 1) {
        const asked = { cursor, since: new Date(Date.now() - 3_600_000) };
        const page: OrderPage = await patiently(() => bench.session.listOrders(asked));
        for (const order of page.orders) seen.set(order.externalId, order.isCancelled);
        cursor = page.cursor;
        if (!page.hasMore) break;
        if (pages >= 2) continue;
        // One that was read already, one that was not, and a new one.
        bench.shop.cancelOrder(placed[pages]?.externalId ?? '');
        bench.shop.cancelOrder(placed[last - pages]?.externalId ?? '');
        placed.push(...placeMany(bench, 1));
      }
      const { orders } = await bench.listOrders(cursor);
      for (const order of orders) seen.set(order.externalId, order.isCancelled);
      expect(new Set(seen.keys())).toEqual(idsOf(placed));
      const cancelled = [0, last].map((index) => seen.get(placed[index]?.externalId ?? ''));
      expect(cancelled).toEqual([true, true]);
    },
  },
  {
    name: 'from the last place on, the list has every change since, that of an old order too',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      const [old] = placeMany(bench, 3);
      if (!old) throw new Error('No order was placed.');
      const { cursor } = await bench.listOrders();
      bench.shop.cancelOrder(old.externalId);
      const [fresh] = placeMany(bench, 1);
      const { orders } = await bench.listOrders(cursor);
      expect(idsOf(orders).has(fresh?.externalId ?? '')).toBe(true);
      const changed = orders.findLast((order) => order.externalId === old.externalId);
      expect(changed && unitsOf(changed)).toEqual({
        [old.lineIds[0] ?? '']: units({ ordered: 1, cancelled: 1 }),
      });
    },
  },
  {
    name: 'a place in the list stays good, however often it is asked from',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      placeMany(bench, 3);
      const { cursor } = await bench.listOrders();
      const placed = placeMany(bench, 2);
      for (let turn = 0; turn < 3; turn += 1) {
        const { orders } = await bench.listOrders(cursor);
        const ids = idsOf(orders);
        expect(placed.every((order) => ids.has(order.externalId))).toBe(true);
      }
    },
  },
  {
    name: 'an order of many lines has all of them',
    async check(open) {
      const bench = await open();
      const skuCodes = Array.from({ length: 120 }, (_, index) => `SKU-${index}`);
      for (const skuCode of skuCodes) bench.addListing({ skuCode });
      const lines = skuCodes.map((skuCode, index) => ({ skuCode, quantity: index + 1 }));
      const placed = bench.shop.placeOrder({ lines });
      const [order] = (await bench.listOrders()).orders;
      const fetched = answered(await bench.session.fetchOrder(placed.externalId));
      const expected = Object.fromEntries(
        placed.lineIds.map((lineId, index) => [lineId, units({ ordered: index + 1 })]),
      );
      expect(order && unitsOf(order)).toEqual(expected);
      expect(fetched && unitsOf(fetched)).toEqual(expected);
    },
  },
  {
    name: 'an order of many parcels and refunds has the sum of them',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A', quantity: 100 });
      const placed = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 50 }] });
      const [lineId = ''] = placed.lineIds;
      const line = { orderExternalId: placed.externalId, lineId, quantity: 1 };
      for (let index = 0; index < 25; index += 1)
        bench.shop.refundLine({ ...line, restock: 'cancel' });
      for (let index = 0; index < 25; index += 1) bench.shop.shipLine(line);
      const fetched = answered(await bench.session.fetchOrder(placed.externalId));
      const listed = (await bench.listOrders()).orders.at(-1);
      const expected = { [lineId]: units({ ordered: 50, cancelled: 25, shipped: 25 }) };
      expect(fetched && unitsOf(fetched)).toEqual(expected);
      expect(listed && unitsOf(listed)).toEqual(expected);
    },
  },
  {
    name: 'an order that the shop does not know is nothing, not an error',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      const [placed] = placeMany(bench, 1);
      const id = placed?.externalId ?? '';
      const stranger = id.slice(0, -1) + (id.endsWith('7') ? '8' : '7');
      expect(await bench.session.fetchOrder(stranger)).toEqual({ kind: 'ok', value: null });
    },
  },
  {
    name: 'an order reference from a stranger leads nowhere else',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A' });
      const [placed] = placeMany(bench, 1);
      const id = placed?.externalId ?? '';
      const hostile = [
        `../products/${listing.externalId}`,
        `..%2fproducts%2f${listing.externalId}`,
        `${id}/../../products`,
        `${id}?force=true`,
        `${id}#`,
        `${id}/refunds`,
        ` ${id}`,
        `${id}","x":"`,
        `${id}) { id } }`,
        listing.externalId,
        '',
        '0',
        '-1',
        'null',
        'NaN',
        '🧵',
        '9'.repeat(400),
      ];
      for (const orderRef of hostile) {
        const answer = await bench.session.fetchOrder(orderRef);
        const isNothing = answer.kind === 'ok' ? answer.value === null : answer.kind === 'rejected';
        expect(isNothing, orderRef).toBe(true);
      }
    },
  },
];
