import { expect } from 'vitest';
import type { ListingRef } from '../../../../core/channels/channel.ts';
import { type Aspect, aspects } from '../aspects.ts';
import { answered, type Bench } from '../bench.ts';
import type { ChannelPromise } from '../promise.ts';

const kindsOf = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

function addListings(bench: Bench, count: number): readonly ListingRef[] {
  return Array.from({ length: count }, (_, index) => bench.addListing({ skuCode: `SKU-${index}` }));
}

/** A listing of the same shape that the shop never had. */
function strangerTo(ref: ListingRef): ListingRef {
  const other = (id: string | null) =>
    id && `${id.slice(0, -3)}${id.endsWith('777') ? '778' : '777'}`;
  return {
    ...ref,
    externalId: other(ref.externalId) ?? '',
    externalStockId: other(ref.externalStockId),
    skuCode: 'STRANGER',
  };
}

function promisesOfOne(aspect: Aspect): readonly ChannelPromise[] {
  const { name, appliesTo, push, shown, wanted } = aspect;
  return [
    {
      name: `${name} that is pushed is what the shop shows`,
      appliesTo,
      async check(open) {
        const bench = await open();
        const listings = addListings(bench, 1);
        for (const turn of [1, 2, 3]) {
          const outcomes = await push(bench.session, { listings, turn });
          expect(outcomes).toEqual([{ kind: 'applied' }]);
          expect(shown(bench.shop, 'SKU-0')).toBe(wanted(turn));
        }
      },
    },
    {
      name: `${name} that is pushed twice is what the shop shows`,
      appliesTo,
      async check(open) {
        const bench = await open();
        const listings = addListings(bench, 2);
        await push(bench.session, { listings, turn: 1 });
        const outcomes = await push(bench.session, { listings, turn: 1 });
        for (const { kind } of outcomes) expect(['applied', 'unchanged']).toContain(kind);
        expect(shown(bench.shop, 'SKU-0')).toBe(wanted(1));
        expect(shown(bench.shop, 'SKU-1')).toBe(wanted(1));
      },
    },
  ];
}

function promisesOfMany(aspect: Aspect): readonly ChannelPromise[] {
  const { name, appliesTo, push, shown, wanted, batchOf } = aspect;
  return [
    {
      name: `${name} of as many listings as fit a call reaches each of them and no other`,
      appliesTo,
      async check(open) {
        const bench = await open();
        const size = Math.min(batchOf(bench.channel.capability), 300);
        const all = addListings(bench, size + 1);
        const before = shown(bench.shop, 'SKU-0');
        const outcomes = await push(bench.session, { listings: all.slice(1), turn: 1 });
        expect(kindsOf(outcomes)).toEqual(Array(size).fill('applied'));
        const figures = all.slice(1).map(({ skuCode }) => shown(bench.shop, skuCode));
        expect(figures).toEqual(Array(size).fill(wanted(1)));
        expect(shown(bench.shop, 'SKU-0')).toBe(before);
      },
    },
    {
      name: `${name} of a listing that the shop does not have is rejected, and its neighbours pass`,
      appliesTo,
      async check(open) {
        const bench = await open();
        const size = batchOf(bench.channel.capability);
        const refs = addListings(bench, 2);
        const stranger = strangerTo(bench.addListing({ skuCode: 'SKU-2' }));
        const mixed = [stranger, ...refs].slice(0, size);
        const outcomes = await push(bench.session, { listings: mixed, turn: 1 });
        expect(kindsOf(outcomes)).toEqual(['rejected', 'applied', 'applied'].slice(0, size));
        const alone = await push(bench.session, { listings: [stranger], turn: 1 });
        expect(kindsOf(alone)).toEqual(['rejected']);
        if (size >= 2) expect(shown(bench.shop, 'SKU-0')).toBe(wanted(1));
        if (size >= 3) expect(shown(bench.shop, 'SKU-1')).toBe(wanted(1));
        expect(shown(bench.shop, 'SKU-2')).not.toBe(wanted(1));
      },
    },
    {
      name: `${name} of several listings that are pushed at once reaches each of them`,
      appliesTo,
      async check(open) {
        const bench = await open();
        const refs = addListings(bench, 6);
        const answers = await Promise.all(
          refs.map((ref) => push(bench.session, { listings: [ref], turn: 1 })),
        );
        expect(kindsOf(answers.flat())).toEqual(Array(6).fill('applied'));
        const figures = refs.map(({ skuCode }) => shown(bench.shop, skuCode));
        expect(figures).toEqual(Array(6).fill(wanted(1)));
      },
    },
  ];
}

async function pushAndReadPrices(bench: Bench, currency: string): Promise<void> {
  const listing = bench.addListing({ skuCode: 'A' });
  for (const priceMinor of [1, 9, 10, 99, 100, 101, 1_999, 29, 58, 1_15, 100_000_001]) {
    const push = { listing, priceMinor, currency, key: `price-${priceMinor}` };
    expect(await bench.session.pushPrice([push])).toEqual([{ kind: 'applied' }]);
    expect(bench.shop.read('A').priceMinor).toBe(priceMinor);
    const readings = answered(await bench.session.readListings([listing]));
    expect(readings).toMatchObject([{ priceMinor, currency }]);
  }
}

const priceOnly: readonly ChannelPromise[] = [
  {
    name: 'prices are exact to the cent',
    check: async (open) => pushAndReadPrices(await open({ currency: 'USD' }), 'USD'),
  },
  {
    name: 'prices are exact in a currency without decimals',
    check: async (open) => pushAndReadPrices(await open({ currency: 'JPY' }), 'JPY'),
  },
  {
    name: 'a price in another currency than that of the shop is rejected, never converted',
    async check(open) {
      const bench = await open({ currency: 'USD' });
      const listing = bench.addListing({ skuCode: 'A', priceMinor: 1_999 });
      const push = { listing, priceMinor: 5_000, currency: 'EUR', key: 'price-eur' };
      expect(kindsOf(await bench.session.pushPrice([push]))).toEqual(['rejected']);
      expect(bench.shop.read('A').priceMinor).toBe(1_999);
    },
  },
  {
    name: 'a push of one thing leaves the other things of a listing alone',
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A', quantity: 10, priceMinor: 1_999 });
      for (const aspect of aspects) {
        if (!aspect.appliesTo(bench.channel.capability)) continue;
        const before = bench.shop.read('A');
        await aspect.push(bench.session, { listings: [listing], turn: 1 });
        const after = bench.shop.read('A');
        const changed = Object.entries(after).filter(
          ([key, value]) => value !== before[key as keyof typeof before],
        );
        expect(changed).toHaveLength(1);
      }
    },
  },
];

export const pushPromises: readonly ChannelPromise[] = [
  ...aspects.flatMap(promisesOfOne),
  ...aspects.flatMap(promisesOfMany),
  ...priceOnly,
];
