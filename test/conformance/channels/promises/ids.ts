import { expect } from 'vitest';
import { answered } from '../bench.ts';
import { everyViewOf } from '../order-claims.ts';
import { type ChannelPromise, hasWebhooks } from '../promise.ts';

/**
 * Whether a reader that goes through doubles would take the two for one. Ids with letters go
 * through none.
 */
function wouldMerge(a: string, b: string): boolean {
  const areNumbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  return a !== b && (!areNumbers || Number(a) === Number(b));
}

const push = { expected: null, key: 'k', reference: 'r' };

export const idPromises: readonly ChannelPromise[] = [
  {
    name: 'two orders whose ids differ in the last digit stay two',
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      const lines = [{ skuCode: 'A', quantity: 1 }];
      const first = bench.shop.placeOrder({ lines });
      const second = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 2 }] });
      expect(wouldMerge(first.externalId, second.externalId)).toBe(true);
      for (const { placed, ordered } of [
        { placed: first, ordered: 1 },
        { placed: second, ordered: 2 },
      ]) {
        for (const { way, order } of await everyViewOf(bench, placed.externalId)) {
          expect(order.externalId, way).toBe(placed.externalId);
          expect(order.lines, way).toMatchObject([{ externalId: placed.lineIds[0], ordered }]);
        }
      }
    },
  },
  {
    name: 'two listings whose ids differ in the last digit are pushed and read apart',
    async check(open) {
      const bench = await open();
      const a = bench.addListing({ skuCode: 'A', quantity: 10 });
      const b = bench.addListing({ skuCode: 'B', quantity: 20 });
      expect(wouldMerge(a.externalId, b.externalId)).toBe(true);
      await bench.session.pushStock([{ ...push, listing: b, quantity: 7 }]);
      expect([bench.shop.read('A').available, bench.shop.read('B').available]).toEqual([10, 7]);
      const currency = 'USD';
      await bench.session.pushPrice([{ listing: a, priceMinor: 4_242, currency, key: 'p' }]);
      expect([bench.shop.read('A').priceMinor, bench.shop.read('B').priceMinor]).toEqual([
        4_242, 1_999,
      ]);
      const readings = answered(await bench.session.readListings([b, a]));
      const shown = new Map(readings.map((reading) => [reading.externalId, reading.available]));
      expect(shown).toEqual(
        new Map([
          [a.externalId, 10],
          [b.externalId, 7],
        ]),
      );
    },
  },
  {
    name: 'webhooks of neighbouring ids name the right order, line, listing and stock record',
    appliesTo: hasWebhooks,
    async check(open) {
      const bench = await open();
      const refs = ['A', 'B'].map((skuCode) => bench.addListing({ skuCode }));
      const placed = ['A', 'B'].map((skuCode) =>
        bench.shop.placeOrder({ lines: [{ skuCode, quantity: 1 }] }),
      );
      const deliveries = await bench.deliveries();
      const orders = await Promise.all(deliveries.map((delivery) => bench.orderOf(delivery)));
      for (const [index, { externalId, lineIds }] of placed.entries()) {
        const told = orders.find((order) => order?.externalId === externalId);
        expect(told?.lines).toMatchObject([
          { externalId: lineIds[0], listingExternalId: refs[index]?.externalId },
        ]);
      }
      const known = new Set(refs.map((ref) => ref.externalStockId ?? ref.externalId));
      for (const delivery of deliveries) {
        const reading = bench.read(delivery);
        if (reading.kind === 'level') expect(known).toContain(reading.externalStockId);
      }
    },
  },
];
