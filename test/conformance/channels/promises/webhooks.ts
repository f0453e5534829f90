import { expect } from 'vitest';
import type { RawDelivery } from '../../../../core/channels/channel.ts';
import type { Bench } from '../bench.ts';
import { expectSound, unitsOf } from '../order-claims.ts';
import { type ChannelPromise, hasWebhooks, type OpenBench } from '../promise.ts';

function deliveryIdOf(bench: Bench, delivery: RawDelivery): string | null {
  const head = bench.channel.verify(delivery, [bench.secret]);
  if (head.kind === 'refused') throw new Error('The shop signed this delivery.');
  return head.externalId;
}

/** An order that lives through everything a shop's back office offers. */
async function liveThroughEverything(open: OpenBench): Promise<Bench> {
  const bench = await open();
  const { shop } = bench;
  bench.addListing({ skuCode: 'A' });
  bench.addListing({ skuCode: 'B' });
  const lines = [
    { skuCode: 'A', quantity: 4 },
    { skuCode: 'B', quantity: 2 },
  ];
  const { externalId: orderExternalId, lineIds } = shop.placeOrder({ lines });
  const [first = '', second = ''] = lineIds;
  shop.refundLine({ orderExternalId, lineId: first, quantity: 1, restock: 'cancel' });
  shop.shipLine({ orderExternalId, lineId: first, quantity: 3 });
  shop.shipLine({ orderExternalId, lineId: second, quantity: 2 });
  shop.refundLine({ orderExternalId, lineId: second, quantity: 1, restock: 'no-restock' });
  shop.setStockByHand({ skuCode: 'A', quantity: 77 });
  const other = shop.placeOrder({ lines });
  shop.cancelOrder(other.externalId);
  return bench;
}

export const webhookPromises: readonly ChannelPromise[] = [
  {
    name: 'every webhook that the shop sends is understood',
    appliesTo: hasWebhooks,
    async check(open) {
      const bench = await liveThroughEverything(open);
      const deliveries = await bench.deliveries();
      expect(deliveries.length).toBeGreaterThan(3);
      for (const delivery of deliveries) {
        const reading = bench.read(delivery);
        expect(['order', 'order-ref', 'level', 'none']).toContain(reading.kind);
        const order = await bench.orderOf(delivery);
        if (order) expectSound(order);
      }
    },
  },
  {
    name: 'a webhook that comes twice is known by its id or by its bytes',
    appliesTo: hasWebhooks,
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      bench.shop.inject({ kind: 'duplicate-webhooks', count: 1 });
      bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      const [first, copy] = await bench.deliveries();
      if (!first || !copy) throw new Error('The shop sent no webhook twice.');
      expect(deliveryIdOf(bench, copy)).toBe(deliveryIdOf(bench, first));
      expect(copy.rawBody.equals(first.rawBody)).toBe(true);
    },
  },
  {
    name: 'webhooks in the wrong order end at the same figures',
    appliesTo: hasWebhooks,
    async check(open) {
      const bench = await open();
      bench.addListing({ skuCode: 'A' });
      bench.shop.inject({ kind: 'reorder-webhooks' });
      const order = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 3 }] });
      bench.shop.cancelOrder(order.externalId);
      const deliveries = await bench.deliveries();
      const told = await Promise.all(deliveries.map((delivery) => bench.orderOf(delivery)));
      const ofThis = told.filter((candidate) => candidate?.externalId === order.externalId);
      const [lineId = ''] = order.lineIds;
      const cancelled = ofThis.map((seen) => (seen ? unitsOf(seen)[lineId]?.cancelled : 0) ?? 0);
      expect(Math.max(...cancelled)).toBe(3);
      expect(ofThis.some((seen) => seen?.isCancelled)).toBe(true);
    },
  },
  {
    name: 'a figure typed into the shop is told, where the shop tells figures, by its own id',
    appliesTo: hasWebhooks,
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A' });
      bench.shop.setStockByHand({ skuCode: 'A', quantity: 77 });
      for (const delivery of await bench.deliveries()) {
        const reading = bench.read(delivery);
        if (reading.kind !== 'level') continue;
        expect(reading).toMatchObject({ available: 77 });
        expect(reading.externalStockId).toBe(listing.externalStockId ?? listing.externalId);
        expect(Math.abs(reading.at.getTime() - delivery.receivedAt.getTime())).toBeLessThan(60_000);
      }
    },
  },
  {
    name: 'a topic that nobody asked for is no error',
    appliesTo: hasWebhooks,
    async check(open) {
      const { channel, settings } = await open();
      for (const topic of ['', 'made/up', 'order.imagined', '__proto__', 'constructor', '🧵']) {
        for (const body of [{}, [], null, 'x', 5, { id: 1 }]) {
          const { kind } = channel.read({ topic, body }, settings);
          expect(['none', 'unreadable']).toContain(kind);
        }
      }
    },
  },
];
