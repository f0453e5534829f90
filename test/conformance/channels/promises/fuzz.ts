import { expect } from 'vitest';
import { parseJson } from '../../../../core/base/lossless-json.ts';
import { createSeededRandom, type Random } from '../../../../core/base/random.ts';
import type { DeliveryReading } from '../../../../core/channels/channel.ts';
import type { Bench } from '../bench.ts';
import { problemsOfOrder } from '../order-claims.ts';
import { type ChannelPromise, hasWebhooks, type OpenBench } from '../promise.ts';
import type { Tamper } from '../tampering-proxy.ts';

type Path = readonly (string | number)[];

const JUNK: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2_147_483_648,
  '9007199254740993',
  '-1',
  '1e3',
  '0x10',
  ' 7 ',
  '٣',
  '5 OR 1=1',
  '',
  'NaN',
  '\u0000',
  '\ud800',
  '9'.repeat(5_000),
  [],
  [5],
  {},
  { $gt: 0 },
];
const GONE = Symbol('gone');

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  const below = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...below] : below;
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) };
  const container = copy as Record<string | number, unknown>;
  const next = rest.length === 0 ? by : replaced(container[step], rest, by);
  if (next !== GONE) container[step] = next;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete container[step];
  return copy;
}

function problemsOfReading(reading: DeliveryReading): readonly string[] {
  switch (reading.kind) {
    case 'order':
      return problemsOfOrder(reading.order);
    case 'order-ref':
      return reading.orderRef === '' ? ['an empty reference'] : [];
    case 'level':
      return Number.isSafeInteger(reading.available) && !Number.isNaN(reading.at.getTime())
        ? []
        : ['a level that is no figure'];
    case 'none':
    case 'unreadable':
      return reading.reason === '' ? ['no reason'] : [];
    case 'privacy':
      return [];
  }
}

/** An order with a bit of everything. */
async function openRichOrder(open: OpenBench, tamper?: Tamper): Promise<Bench> {
  const bench = await open(tamper ? { tamper } : {});
  for (const skuCode of ['A', 'B']) bench.addListing({ skuCode });
  const { shop } = bench;
  const lines = [
    { skuCode: 'A', quantity: 4 },
    { skuCode: 'B', quantity: 1 },
  ];
  const buyer = { name: 'Asha Rao', email: 'asha@example.com' };
  const { externalId: orderExternalId, lineIds } = shop.placeOrder({ lines, buyer });
  const [lineId = '', otherId = ''] = lineIds;
  shop.refundLine({ orderExternalId, lineId, quantity: 1, restock: 'cancel' });
  shop.shipLine({ orderExternalId, lineId, quantity: 3 });
  shop.shipLine({ orderExternalId, lineId: otherId, quantity: 1 });
  shop.refundLine({ orderExternalId, lineId, quantity: 1, restock: 'return' });
  shop.setStockByHand({ skuCode: 'B', quantity: 3 });
  return bench;
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random.integer({ min: 0, max: items.length - 1 })];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

// Repeat one run: SEED=<number> node run.mjs --bin vitest run test/conformance/channels -t garbled
const SEED = Number.parseInt(process.env.SEED ?? '20261123', 10);
const ANSWERS_GARBLED = 30;

export const fuzzPromises: readonly ChannelPromise[] = [
  {
    name: 'whichever field of a webhook is garbled: no error, no half order, no negative unit',
    appliesTo: hasWebhooks,
    async check(open) {
      const bench = await openRichOrder(open);
      const topics = new Set<string>();
      let bodies = 0;
      // The newest of each topic: it holds the most.
      for (const delivery of (await bench.deliveries()).toReversed()) {
        const head = bench.channel.verify(delivery, [bench.secret]);
        const body = parseJson(delivery.rawBody);
        if (head.kind === 'refused' || !body.ok) throw new Error('The shop sent this delivery.');
        if (topics.has(head.topic)) continue;
        topics.add(head.topic);
        for (const path of pathsOf(body.value)) {
          for (const junk of [...JUNK, GONE]) {
            const garbled = replaced(body.value, path, junk);
            const reading = bench.channel.read(
              { topic: head.topic, body: garbled },
              bench.settings,
            );
            bodies += 1;
            const problems = problemsOfReading(reading);
            // Thousands of bodies: an assertion for each would take longer than reading them.
            if (problems.length === 0) continue;
            const where = `${head.topic} ${path.join('.')} = ${String(junk).slice(0, 40)}`;
            expect(problems, where).toEqual([]);
          }
        }
      }
      expect(bodies).toBeGreaterThan(100);
    },
  },
  {
    name: 'whichever field of an answer is garbled: no error, no half order, no fraction of a unit',
    async check(open) {
      const random = createSeededRandom(SEED);
      let garble = false;
      const tamper: Tamper = ({ status, body }) => {
        const parsed = garble ? parseJson(body) : null;
        if (!parsed?.ok) return null;
        const path = pick(pathsOf(parsed.value), random);
        const junk = pick([...JUNK, GONE], random);
        return { status, body: JSON.stringify(replaced(parsed.value, path, junk)) };
      };
      const bench = await openRichOrder(open, tamper);
      const listing = bench.addListing({ skuCode: 'C', quantity: 4_711 });
      garble = true;
      for (let turn = 0; turn < ANSWERS_GARBLED; turn += 1) {
        const seed = `SEED=${SEED}, turn ${turn}`;
        const page = await bench.session.listOrders({ cursor: null, since: new Date(0) });
        const orders = page.kind === 'ok' ? page.value.orders : [];
        expect(orders.flatMap(problemsOfOrder), seed).toEqual([]);
        const read = await bench.session.readListings([listing]);
        for (const { available, priceMinor } of read.kind === 'ok' ? read.value : []) {
          expect(available === null || Number.isSafeInteger(available), seed).toBe(true);
          expect(priceMinor === null || Number.isSafeInteger(priceMinor), seed).toBe(true);
        }
        const push = { listing, quantity: turn, expected: null, key: `k${turn}`, reference: 'r' };
        const [outcome] = await bench.session.pushStock([push]);
        if (outcome?.kind === 'applied' || outcome?.kind === 'unchanged') {
          expect(bench.shop.read('C').available, seed).toBe(turn);
        }
      }
    },
  },
];
