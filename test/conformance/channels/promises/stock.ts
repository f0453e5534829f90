import { expect } from 'vitest';
import type { ListingRef, StockPush } from '../../../../core/channels/channel.ts';
import type { Bench } from '../bench.ts';
import { type ChannelPromise, comparesValues, hasIdempotencyKeys } from '../promise.ts';

let keys = 0;

function stockPush(
  listing: ListingRef,
  quantity: number,
  more: Partial<StockPush> = {},
): StockPush {
  keys += 1;
  return { listing, quantity, expected: null, key: `key-${keys}`, reference: 'entry-1', ...more };
}

const kindsOf = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);
const shown = (bench: Bench, skuCode: string) => bench.shop.read(skuCode).available;

export const stockPromises: readonly ChannelPromise[] = [
  {
    name: 'stock is set to the very figure: none, one, many',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 10 });
      for (const quantity of [0, 1, 57, 56, 999_999, 0, 3]) {
        expect(await bench.session.pushStock([stockPush(listing, quantity)])).toEqual([
          { kind: 'applied' },
        ]);
        expect(shown(bench, 'A')).toBe(quantity);
      }
    },
  },
  {
    name: 'stock that is set while units are promised to buyers is the stock that is offered',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 10 });
      bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }] });
      await bench.session.pushStock([stockPush(listing, 8)]);
      expect(shown(bench, 'A')).toBe(8);
      bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      expect(shown(bench, 'A')).toBe(7);
    },
  },
  {
    name: 'a listing that the shop oversold is put right',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 1 });
      bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 5 }] });
      expect(shown(bench, 'A')).toBe(-4);
      const [outcome] = await bench.session.pushStock([stockPush(listing, 0)]);
      expect(outcome).toEqual({ kind: 'applied' });
      expect(shown(bench, 'A')).toBe(0);
    },
  },
  {
    name: 'the right expectation is no hindrance',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 10 });
      const outcomes = await bench.session.pushStock([stockPush(listing, 6, { expected: 10 })]);
      expect(outcomes).toEqual([{ kind: 'applied' }]);
      expect(shown(bench, 'A')).toBe(6);
    },
  },
  {
    name: 'a figure that somebody else changed meanwhile is not overwritten',
    appliesTo: comparesValues,
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 10 });
      bench.shop.setStockByHand({ skuCode: 'A', quantity: 4 });
      const [outcome] = await bench.session.pushStock([stockPush(listing, 9, { expected: 10 })]);
      expect(outcome?.kind).toBe('conflict');
      if (outcome?.kind === 'conflict') expect([null, 4]).toContain(outcome.actual);
      expect(shown(bench, 'A')).toBe(4);
      const [second] = await bench.session.pushStock([stockPush(listing, 9, { expected: 4 })]);
      expect(second).toEqual({ kind: 'applied' });
      expect(shown(bench, 'A')).toBe(9);
    },
  },
  {
    name: 'one conflict in a batch does not hold back the others',
    appliesTo: comparesValues,
    async check(open) {
      const bench = await open();
      const refs = ['A', 'B', 'C'].map((skuCode) => bench.addListing({ skuCode, quantity: 10 }));
      bench.shop.setStockByHand({ skuCode: 'B', quantity: 4 });
      const items = refs.map((listing) => stockPush(listing, 9, { expected: 10 }));
      expect(kindsOf(await bench.session.pushStock(items))).toEqual([
        'applied',
        'conflict',
        'applied',
      ]);
      expect(['A', 'B', 'C'].map((skuCode) => shown(bench, skuCode))).toEqual([9, 4, 9]);
    },
  },
  {
    name: 'a push repeated under its key does nothing a second time',
    appliesTo: hasIdempotencyKeys,
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 10 });
      const push = stockPush(listing, 6);
      await bench.session.pushStock([push]);
      bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      await bench.session.pushStock([push]);
      expect(shown(bench, 'A')).toBe(5);
      expect(bench.shop.stockWrites()).toHaveLength(1);
    },
  },
  {
    name: 'a stale read never passes for an acknowledgement',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 5 });
      bench.shop.setStockByHand({ skuCode: 'A', quantity: 7 });
      bench.shop.inject({ kind: 'stale-read' });
      const [outcome] = await bench.session.pushStock([stockPush(listing, 5)]);
      const isAcknowledged = outcome?.kind === 'applied' || outcome?.kind === 'unchanged';
      if (isAcknowledged) expect(shown(bench, 'A')).toBe(5);
    },
  },
];
