import type { Engine } from '../../core/engine.ts';
import { createWorld } from '../evaluate/world.ts';
import type { Fact } from '../facts/fact.ts';
import type { MovableWorld, RuleCatalog } from '../facts/world.ts';
import {
  type EventRow,
  findSeqBefore,
  readEntries,
  readEventsSince,
  readShortages,
} from './fact-store.ts';
import { readNewest } from './head-store.ts';
import { resolveEvents } from './resolve-events.ts';
import { asTheyWere, readSeed } from './seed.ts';
import { mergeFacts, placeByTime, type Step, toEventFact, toSteps } from './to-facts.ts';

/** The past as rules would have heard it, and the world in which it begins. */
export interface Replay {
  readonly facts: readonly Fact[];
  readonly world: MovableWorld;
  readonly from: Date;
  readonly until: Date;
  /** False: the shop is younger, or more happened than is looked at. */
  readonly isComplete: boolean;
}

// More than this would not be answered while somebody waits.
const SEQ_MAX = 400_000;
const EVENTS_MAX = 200_000;
const SEQ_STEP = 20_000;

/** Everything since then, in the order in which it was heard, or would have been. */
export async function readReplay(
  core: Pick<Engine, 'catalog' | 'database'>,
  o: { sellerId: number; from: Date; until: Date; catalog: RuleCatalog },
): Promise<Replay> {
  const { sellerId, until, catalog } = o;
  const db = core.database.forSeller(sellerId);
  const newest = await readNewest(db, sellerId);
  const wanted = await findSeqBefore(db, { sellerId, at: o.from });
  const after = Math.max(wanted, newest.seq - SEQ_MAX);
  const steps = await readAllSteps(core, { sellerId, after, upTo: newest.seq });
  const from = after > wanted ? (steps[0]?.fact.at ?? o.from) : o.from;
  const told = await readEventsSince(db, { sellerId, since: from, limit: EVENTS_MAX });
  const rows = await resolveEvents(db, { sellerId, events: told });
  const events = placeAll(steps, rows, after);
  const heard = { readNo: Number.MAX_SAFE_INTEGER, floor: Number.MAX_SAFE_INTEGER, until: from };
  const seed = await readSeed(db, { sellerId, seq: after, heard, now: from, catalog });
  const pricesBefore = events.flatMap(({ event: { kind, skuId, accountId, body } }) =>
    kind === 'price-changed' && skuId !== null
      ? [{ skuId, accountId, minor: typeof body.before === 'number' ? body.before : null }]
      : [],
  );
  const prices = asTheyWere(seed.prices, firstOfEach(pricesBefore));
  return {
    facts: mergeFacts(steps, events).map(({ fact }) => fact),
    world: createWorld({ ...seed, prices }, catalog),
    ...{ from, until },
    isComplete: after === wanted && seed.knownSince <= from && told.length < EVENTS_MAX,
  };
}

async function readAllSteps(
  core: Pick<Engine, 'database'>,
  o: { sellerId: number; after: number; upTo: number },
): Promise<Step[]> {
  const db = core.database.forSeller(o.sellerId);
  const { sellerId } = o;
  const entries = [];
  const shortages = [];
  for (let { after } = o; after < o.upTo; after += SEQ_STEP) {
    const span = { sellerId, after, upTo: Math.min(o.upTo, after + SEQ_STEP) };
    for (const entry of await readEntries(db, span)) entries.push(entry);
    for (const shortage of await readShortages(db, span)) shortages.push(shortage);
  }
  return toSteps(entries, shortages);
}

/** Those that were heard have their place; of the others their time decides. */
function placeAll(steps: readonly Step[], rows: readonly EventRow[], after: number) {
  const heard = rows.filter(({ afterSeq }) => afterSeq !== null && afterSeq >= after);
  const unheard = rows.filter(({ afterSeq }) => afterSeq === null);
  const placed = [
    ...heard.map((event) => ({ event, afterSeq: event.afterSeq ?? after })),
    ...placeByTime(steps, unheard, { after }),
  ];
  return placed
    .toSorted((a, b) => a.afterSeq - b.afterSeq || (a.event.readNo ?? 0) - (b.event.readNo ?? 0))
    .map(({ event, afterSeq }) => ({ event, afterSeq, fact: toEventFact(event) }));
}

function firstOfEach<Price extends { skuId: number; accountId: number | null }>(
  prices: readonly Price[],
): Price[] {
  const first = new Map<string, Price>();
  for (const price of prices) {
    const key = `${price.skuId}:${price.accountId}`;
    if (!first.has(key)) first.set(key, price);
  }
  return [...first.values()];
}
