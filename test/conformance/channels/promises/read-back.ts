import { expect } from 'vitest';
import { answered } from '../bench.ts';
import { type ChannelPromise, pausesByStatus } from '../promise.ts';

export const readBackPromises: readonly ChannelPromise[] = [
  {
    name: 'a listing is read back with units, price, currency and status',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 12, priceMinor: 1_999 });
      const { externalId } = listing;
      expect(answered(await bench.session.readListings([listing]))).toEqual([
        { externalId, available: 12, priceMinor: 1_999, currency: 'USD', status: 'active' },
      ]);
    },
  },
  {
    name: 'the units read back are those offered, whatever is promised to buyers',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 12 });
      const order = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 5 }] });
      expect(answered(await bench.session.readListings([listing]))[0]?.available).toBe(7);
      const [lineId = ''] = order.lineIds;
      bench.shop.shipLine({ orderExternalId: order.externalId, lineId, quantity: 5 });
      expect(answered(await bench.session.readListings([listing]))[0]?.available).toBe(7);
    },
  },
  {
    name: 'a listing that the shop oversold is read back below zero',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 1 });
      bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 3 }] });
      expect(answered(await bench.session.readListings([listing]))[0]?.available).toBe(-2);
    },
  },
  {
    name: 'as many listings as fit a call are read back, each with its own figures',
    async check(open) {
      const bench = await open();
      const size = Math.min(bench.channel.capability.readBatch, 300);
      const refs = Array.from({ length: size }, (_, index) =>
        bench.addListing({ skuCode: `SKU-${index}`, quantity: index, priceMinor: 100 + index }),
      );
      const readings = answered(await bench.session.readListings(refs));
      const byId = new Map(readings.map((reading) => [reading.externalId, reading]));
      expect(byId.size).toBe(size);
      for (const [index, { externalId }] of refs.entries()) {
        expect(byId.get(externalId)).toMatchObject({ available: index, priceMinor: 100 + index });
      }
    },
  },
  {
    name: 'a listing that the shop no longer has is left out',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A' });
      const gone = { ...listing, externalId: `${listing.externalId.slice(0, -3)}777` };
      const stock = listing.externalStockId && `${listing.externalStockId.slice(0, -3)}777`;
      const asked = [{ ...gone, externalStockId: stock }, listing];
      const readings = answered(await bench.session.readListings(asked));
      expect(readings.map(({ externalId }) => externalId)).toEqual([listing.externalId]);
    },
  },
  {
    name: 'a paused listing is read back as paused, and its siblings as active',
    appliesTo: pausesByStatus,
    async check(open) {
      const bench = await open();
      const refs = ['A', 'B', 'C', 'D'].map((skuCode) => bench.addListing({ skuCode }));
      for (const paused of refs) {
        await bench.session.pushStatus([{ listing: paused, status: 'paused', key: 'off' }]);
        const readings = answered(await bench.session.readListings(refs));
        const off = readings.filter(({ status }) => status === 'paused');
        expect(off.map(({ externalId }) => externalId)).toEqual([paused.externalId]);
        await bench.session.pushStatus([{ listing: paused, status: 'active', key: 'on' }]);
      }
      expect(refs.map(({ skuCode }) => bench.shop.read(skuCode).status)).toEqual(
        Array(4).fill('active'),
      );
    },
  },
  {
    name: 'a figure that somebody typed into the shop is read back',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 12 });
      bench.shop.setStockByHand({ skuCode: 'A', quantity: 33 });
      expect(answered(await bench.session.readListings([listing]))[0]?.available).toBe(33);
      bench.shop.inject({ kind: 'stale-read', count: 1 });
      const stale = await bench.session.readListings([listing]);
      expect([12, 33]).toContain(answered(stale)[0]?.available);
    },
  },
];
