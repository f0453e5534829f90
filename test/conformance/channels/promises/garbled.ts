import { expect } from 'vitest';
import type { ListingRef } from '../../../../core/channels/channel.ts';
import { type Aspect, aspects, stock } from '../aspects.ts';
import type { Bench } from '../bench.ts';
import type { ChannelPromise } from '../promise.ts';
import type { SpoiledAnswer, Tamper } from '../tampering-proxy.ts';

/** A figure that appears nowhere else in an answer. */
const FIGURE = '4711';
const page = { 'content-type': 'text/html; charset=utf-8' };

/**
 * Whole answers that are none. `isEmptyList`: as the answer to a question it would be a fair one.
 */
const NO_ANSWERS: readonly (readonly [string, (body: string) => SpoiledAnswer])[] = [
  ['a redirect', () => ({ status: 301, headers: { location: 'http://127.0.0.1:9/' }, body: '' })],
  ['a redirect for good', () => ({ status: 308, headers: { location: '/elsewhere' }, body: '{}' })],
  ['a web page', () => ({ status: 200, headers: page, body: '<html><body>OK</body></html>' })],
  ['204 and nothing', () => ({ status: 204, body: '' })],
  ['200 and nothing', () => ({ status: 200, body: '' })],
  ['an empty object', () => ({ status: 200, body: '{}' })],
  ['null', () => ({ status: 200, body: 'null' })],
  ['a word', () => ({ status: 200, body: '"ok"' })],
  ['true', () => ({ status: 200, body: 'true' })],
  ['accepted, some day', () => ({ status: 202, body: '{"status":"accepted"}' })],
  ['half an answer', (body) => ({ status: 200, body: body.slice(0, body.length / 2) })],
  ['two answers', (body) => ({ status: 200, body: body + body })],
  ['three megabytes', () => ({ status: 200, body: `{"x":"${'x'.repeat(3_000_000)}"}` })],
  ['deep nesting', () => ({ status: 200, body: '[['.repeat(2_000) + ']]'.repeat(2_000) })],
  ['404 as a web page', () => ({ status: 404, headers: page, body: '<html>not found</html>' })],
];

/** Spoils every answer to calls of this effect, once it is switched on. */
function switchedTamper(effect: 'read' | 'write' | 'any') {
  let spoil: ((body: string) => SpoiledAnswer | null) | null = null;
  let spoilt = 0;
  const tamper: Tamper = ({ effect: seen, body }) => {
    if (!spoil || (effect !== 'any' && effect !== seen)) return null;
    const answer = spoil(body);
    if (answer && answer.body !== body) spoilt += 1;
    return answer;
  };
  return {
    tamper,
    set: (next: typeof spoil) => {
      spoil = next;
      spoilt = 0;
    },
    /**
     * How many answers really were changed: a spoiling that finds nothing to spoil proves nothing.
     */
    count: () => spoilt,
  };
}

/** The shop did what it was told and did not say so in words that count. */
function consequenceOf(name: string): object {
  if (name.startsWith('a redirect')) return { kind: 'rejected' };
  return { kind: 'retry-later', isOutcomeUnknown: !name.startsWith('404') };
}

const isAcknowledged = (kind: string | undefined) => kind === 'applied' || kind === 'unchanged';

function noAnswerToWrite(aspect: Aspect): ChannelPromise {
  return {
    name: `a ${aspect.name} push is never done by a page, a redirect, or nothing at all`,
    appliesTo: aspect.appliesTo,
    async check(open) {
      const spoiler = switchedTamper('write');
      const bench = await open({ tamper: spoiler.tamper });
      const listing = bench.addListing({ skuCode: 'A' });
      let turn = 0;
      for (const [name, spoil] of NO_ANSWERS) {
        turn += 1;
        spoiler.set(spoil);
        const outcomes = await aspect.push(bench.session, { listings: [listing], turn });
        expect(outcomes, name).toHaveLength(1);
        expect(outcomes[0], name).toMatchObject(consequenceOf(name));
        expect(spoiler.count(), name).toBeGreaterThan(0);
      }
    },
  };
}

const reads: readonly {
  name: string;
  read: (bench: Bench, o: { listing: ListingRef; orderRef: string }) => Promise<{ kind: string }>;
}[] = [
  { name: 'listings', read: ({ session }, { listing }) => session.readListings([listing]) },
  { name: 'an order', read: ({ session }, { orderRef }) => session.fetchOrder(orderRef) },
  {
    name: 'the list of orders',
    read: ({ session }) => session.listOrders({ cursor: null, since: new Date(0) }),
  },
];

const noAnswersToReads: readonly ChannelPromise[] = reads.map(({ name, read }) => ({
  name: `a read of ${name} is never answered by an answer that is none`,
  async check(open) {
    const spoiler = switchedTamper('any');
    const bench = await open({ tamper: spoiler.tamper });
    const listing = bench.addListing({ skuCode: 'A' });
    const placed = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    const asked = { listing, orderRef: placed.externalId };
    for (const [how, spoil] of NO_ANSWERS) {
      spoiler.set(spoil);
      expect((await read(bench, asked)).kind, how).not.toBe('ok');
    }
    spoiler.set(null);
    expect((await read(bench, asked)).kind).toBe('ok');
  },
}));

const replaceFigure =
  (by: string) =>
  (body: string): SpoiledAnswer => ({
    status: 200,
    body: body.replaceAll(new RegExp(`(?<![\\d.])${FIGURE}(?![\\d.])`, 'g'), by),
  });

const WRONG_FIGURES: readonly (readonly [string, string])[] = [
  ['as text', `"${FIGURE}"`],
  ['negative', `-${FIGURE}`],
  ['another', '4710'],
  ['none', '0'],
  ['a fraction', `${FIGURE}.5`],
  ['beyond counting', `${FIGURE}00000000000000000000`],
  ['null', 'null'],
  ['true', 'true'],
  ['a list', `[${FIGURE}]`],
];

/** The last digit of every id in the answer is another one. */
function replaceIds(listing: ListingRef) {
  const ids = [listing.externalId, listing.externalStockId].filter((id) => id !== null);
  return (body: string): SpoiledAnswer => ({
    status: 200,
    body: ids.reduce((text, id) => {
      const other = id.slice(0, -1) + (id.endsWith('9') ? '8' : '9');
      return text.replaceAll(new RegExp(`(?<!\\d)${id}(?!\\d)`, 'g'), other);
    }, body),
  });
}

const spoiltFigures: readonly ChannelPromise[] = [
  {
    name: 'a stock push is done only when the shop confirms that very figure as a number',
    async check(open) {
      const spoiler = switchedTamper('any');
      const bench = await open({ tamper: spoiler.tamper });
      const listing = bench.addListing({ skuCode: 'A' });
      for (const [how, by] of WRONG_FIGURES) {
        bench.shop.setStockByHand({ skuCode: 'A', quantity: 10 });
        spoiler.set(replaceFigure(by));
        const key = `key ${how}`;
        const push = { listing, quantity: 4_711, expected: null, key, reference: 'r' };
        const [outcome] = await bench.session.pushStock([push]);
        expect(spoiler.count(), `the answer carried no ${FIGURE}`).toBeGreaterThan(0);
        expect(isAcknowledged(outcome?.kind), how).toBe(false);
      }
    },
  },
  ...aspects.map(
    (aspect): ChannelPromise => ({
      name: `a ${aspect.name} push is done only when the shop confirms it for that very listing`,
      appliesTo: aspect.appliesTo,
      async check(open) {
        const spoiler = switchedTamper('any');
        const bench = await open({ tamper: spoiler.tamper });
        const listing = bench.addListing({ skuCode: 'A' });
        spoiler.set(replaceIds(listing));
        const [outcome] = await aspect.push(bench.session, { listings: [listing], turn: 1 });
        expect(spoiler.count(), 'the answer carried no id').toBeGreaterThan(0);
        expect(isAcknowledged(outcome?.kind)).toBe(false);
      },
    }),
  ),
  {
    name: 'units that are read back as text, as a fraction or as nothing are not believed',
    async check(open) {
      const spoiler = switchedTamper('any');
      const bench = await open({ tamper: spoiler.tamper });
      const listing = bench.addListing({ skuCode: 'A', quantity: 4_711 });
      for (const [how, by] of WRONG_FIGURES) {
        if (['negative', 'another', 'none'].includes(how)) continue;
        spoiler.set(replaceFigure(by));
        const answer = await bench.session.readListings([listing]);
        expect(spoiler.count(), `the answer carried no ${FIGURE}`).toBeGreaterThan(0);
        const [reading] = answer.kind === 'ok' ? answer.value : [];
        expect(reading?.available ?? null, how).toBeNull();
      }
    },
  },
  {
    name: 'figures of another listing are not taken for those of the one that was asked for',
    async check(open) {
      const spoiler = switchedTamper('any');
      const bench = await open({ tamper: spoiler.tamper });
      const listing = bench.addListing({ skuCode: 'A', quantity: 4_711 });
      spoiler.set(replaceIds(listing));
      const answer = await bench.session.readListings([listing]);
      expect(spoiler.count(), 'the answer carried no id').toBeGreaterThan(0);
      const readings = answer.kind === 'ok' ? answer.value : [];
      expect(readings.map(({ externalId }) => externalId)).not.toContain(listing.externalId);
    },
  },
  {
    name: 'an order with broken figures is set aside, and its neighbours on the page come through',
    async check(open) {
      const spoiler = switchedTamper('any');
      const bench = await open({ tamper: spoiler.tamper });
      bench.addListing({ skuCode: 'A', quantity: 9_000 });
      const broken = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4_711 }] });
      const sound = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 2 }] });
      for (const [how, by] of WRONG_FIGURES) {
        if (['as text', 'another', 'none'].includes(how)) continue;
        spoiler.set(replaceFigure(by));
        const { orders, unreadable = [] } = await bench.listOrders();
        expect(spoiler.count(), `the answer carried no ${FIGURE}`).toBeGreaterThan(0);
        expect(new Set(orders.map(({ externalId }) => externalId)), how).toEqual(
          new Set([sound.externalId]),
        );
        expect(new Set(unreadable.map(({ orderRef }) => orderRef)), how).toEqual(
          new Set([broken.externalId]),
        );
        expect((await bench.session.fetchOrder(broken.externalId)).kind, how).not.toBe('ok');
      }
    },
  },
];

export const garbledPromises: readonly ChannelPromise[] = [
  ...aspects.map(noAnswerToWrite),
  ...noAnswersToReads,
  ...spoiltFigures,
  {
    name: 'of a batch whose answer lacks one listing, that one is not done and the others are',
    appliesTo: ({ batch }) => batch.stock >= 2,
    async check(open) {
      const spoiler = switchedTamper('any');
      const bench = await open({ tamper: spoiler.tamper });
      const a = bench.addListing({ skuCode: 'A' });
      const b = bench.addListing({ skuCode: 'B' });
      spoiler.set(replaceIds(b));
      const [first, second] = await stock.push(bench.session, { listings: [a, b], turn: 1 });
      expect(first?.kind).toBe('applied');
      expect(isAcknowledged(second?.kind)).toBe(false);
    },
  },
];
