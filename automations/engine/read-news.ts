import type { Queryable } from '../../core/database/queryable.ts';
import type { Fact } from '../facts/fact.ts';
import {
  type EventRow,
  findCauses,
  type PlacedEvent,
  readEntries,
  readShortages,
  readUnread,
} from './fact-store.ts';
import type { Head } from './head-store.ts';
import { resolveEvents } from './resolve-events.ts';
import { mergeFacts, placeByTime, type Step, toCauses, toEventFact, toSteps } from './to-facts.ts';

/** More wait for the next round: a transaction stays short. */
const SEQ_STEP = 1_000;
const EVENTS_MAX = 1_000;
const STEP_GROWTH = 4;

export interface HeardFact {
  readonly fact: Fact;
  /** Where it stands: a rule hears of what comes after it was switched on. */
  readonly seq: number | null;
  readonly eventId: number | null;
}

export interface News {
  readonly facts: readonly HeardFact[];
  readonly placed: readonly PlacedEvent[];
  readonly upTo: number;
  readonly readNo: number;
  readonly hasMore: boolean;
}

/** What happened since, in its order. The caller holds the head. */
export async function readNews(
  tx: Queryable,
  o: {
    sellerId: number;
    head: Head;
    newest: number;
    /** False: nobody asks what was ordered, so it need not be looked up now. */
    hearsOrders: boolean;
  },
): Promise<News> {
  const { sellerId, head, newest } = o;
  const { steps, upTo } = await readSteps(tx, { sellerId, after: head.seq, newest });
  const limit = EVENTS_MAX;
  const all = await readUnread(tx, { sellerId, floor: head.eventFloor, limit });
  // While the ledger's are not all read, later events must not overtake them.
  const lastAt = upTo < newest ? steps.at(-1)?.fact.at : null;
  const unread = lastAt ? all.filter(({ at }) => at <= lastAt) : all;
  const resolved = o.hearsOrders
    ? await resolveEvents(tx, { sellerId, events: unread })
    : unread.map((event) => ({ ...event, isResolved: false }));
  const ordered = placeByTime(steps, resolved, { after: head.seq });
  const causesOf = await readCauses(tx, { sellerId, ordered });
  const placed = ordered.map(({ event, afterSeq }, index): PlacedEvent & { row: EventRow } => {
    const causes = event.causes ?? causesOf(event.eventId);
    const { eventId, skuId, body, isResolved } = event;
    return {
      ...{ eventId, afterSeq, skuId, causes, body: isResolved ? body : null },
      readNo: head.readNo + index + 1,
      row: { ...event, causes },
    };
  });
  const events = placed.map(({ row, afterSeq }) => ({
    ...{ event: row, afterSeq },
    fact: toEventFact(row),
  }));
  return {
    facts: mergeFacts(steps, events).map(({ fact, step, event }) => ({
      fact,
      seq: step?.seq ?? null,
      eventId: event?.eventId ?? null,
    })),
    placed,
    upTo,
    readNo: head.readNo + placed.length,
    hasMore: upTo < newest || all.length === EVENTS_MAX,
  };
}

/** Whole steps only: what one cause did at once is never cut in two. */
async function readSteps(
  tx: Queryable,
  o: { sellerId: number; after: number; newest: number },
): Promise<{ steps: Step[]; upTo: number }> {
  const { sellerId, after, newest } = o;
  for (let count = SEQ_STEP; ; count *= STEP_GROWTH) {
    const upTo = Math.min(newest, after + count);
    if (upTo <= after) return { steps: [], upTo: after };
    const span = { sellerId, after, upTo };
    const steps = toSteps(await readEntries(tx, span), await readShortages(tx, span));
    if (upTo === newest) return { steps, upTo };
    const open = steps.findLastIndex(({ fact }) => fact.kind === 'stock');
    const whole = steps.slice(0, open);
    const last = whole.at(-1);
    if (last) return { steps: whole, upTo: last.seq };
  }
}

/** Of events that say nothing of their causes: those of what moved their SKU last. */
async function readCauses(
  tx: Queryable,
  o: { sellerId: number; ordered: readonly { event: EventRow; afterSeq: number }[] },
): Promise<(eventId: number) => readonly number[]> {
  const asked = o.ordered.flatMap(({ event, afterSeq }) =>
    event.causes === null ? [{ eventId: event.eventId, skuId: event.skuId, seq: afterSeq }] : [],
  );
  const found = await findCauses(tx, { sellerId: o.sellerId, events: asked });
  return (eventId) => toCauses(found.get(eventId) ?? null);
}
