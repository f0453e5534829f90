import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { Database } from '../database/database.ts';
import type { Lane } from '../database/lane.ts';
import { type Decision, decideBatch, isMissing } from './decide-batch.ts';
import type { LedgerAnswer, LedgerEvent, LocationId, SkuId } from './ledger-event.ts';
import { readLedgerRules } from './ledger-rules-store.ts';
import type { Entry, LedgerRules } from './ledger-state.ts';
import { endUnchanged, lockAndRead, readAgain, writeAndCommit } from './ledger-store.ts';
import { planReads, widenReads } from './plan-reads.ts';

// Each widening answers everything the decision was found to lack; more rounds than this is a
// defect, not a long queue.
const DECISION_ROUNDS_MAX = 300;

export interface AppliedBatch {
  readonly answers: readonly LedgerAnswer[];
  /** SKUs whose listings may have to change; empty when nothing was written. */
  readonly skuIds: readonly SkuId[];
}

/**
 * Keeps a seller's rules between batches; the version read under the lock tells when they are old.
 */
export interface RulesCache {
  get(sellerId: number): LedgerRules | undefined;
  set(sellerId: number, rules: LedgerRules): void;
}

/**
 * One transaction in two round trips: lock and read, decide, write and commit. The lock is held
 * from the read to the commit, so what was decided is what is written.
 *
 * Throws DatabaseUnavailable (outcome unknown: every event is idempotent, send it again),
 * DataRefused and BrokenInvariant (one of the events is poison: nothing was written).
 */
export async function applyBatch(
  deps: { database: Database; clock: Clock; rules: RulesCache },
  o: { sellerId: number; events: readonly LedgerEvent[] },
): Promise<AppliedBatch> {
  const { sellerId, events } = o;
  const known = deps.rules.get(sellerId) ?? (await refreshRules(deps, sellerId));
  return deps.database.lanes.use(sellerId, async (lane) => {
    const decision = await decideUnderLock(deps, lane, { sellerId, events, known });
    if (!decision.change) {
      await endUnchanged(lane);
      return { answers: decision.answers, skuIds: [] };
    }
    await writeAndCommit(lane, { sellerId, change: decision.change, at: deps.clock.now() });
    return { answers: decision.answers, skuIds: decision.change.wakes.map((wake) => wake.skuId) };
  });
}

/** The balance of one place before and after. */
export interface PlaceChange {
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly before: { readonly onHand: number; readonly reserved: number };
  readonly after: { readonly onHand: number; readonly reserved: number };
}

export interface Rehearsal {
  readonly answer: LedgerAnswer;
  /** Every place that would change, those that the event names first. */
  readonly places: readonly PlaceChange[];
}

/**
 * Decides as `applyBatch` would and writes nothing: what a person is shown before saying yes. It
 * holds the seller's lock for as long as a batch reads, so nobody should ask for fun. The event is
 * decided as if those of `after`, each with a key of its own, had happened.
 */
export async function rehearseEvent(
  deps: { database: Database; rules: RulesCache },
  o: { sellerId: number; event: LedgerEvent; after: readonly LedgerEvent[] },
): Promise<Rehearsal> {
  const { sellerId, event, after } = o;
  const known = deps.rules.get(sellerId) ?? (await refreshRules(deps, sellerId));
  return deps.database.lanes.use(sellerId, async (lane) => {
    const events = [...after, event];
    const { answers, change } = await decideUnderLock(deps, lane, { sellerId, events, known });
    await endUnchanged(lane);
    const answer = answers.at(-1);
    assert(answer !== undefined, 'An event was decided without an answer.', { sellerId });
    const own = (change?.entries ?? []).filter(({ origin }) => origin.key === event.origin.key);
    return { answer, places: toPlaces(own) };
  });
}

function toPlaces(entries: readonly Entry[]): PlaceChange[] {
  const places = new Map<string, PlaceChange>();
  for (const entry of entries) {
    const { skuId, locationId, onHandDelta, reservedDelta } = entry;
    const after = { onHand: entry.onHandAfter, reserved: entry.reservedAfter };
    const pair = `${skuId}@${locationId}`;
    const before = places.get(pair)?.before ?? {
      onHand: after.onHand - onHandDelta,
      reserved: after.reserved - reservedDelta,
    };
    places.set(pair, { skuId, locationId, before, after });
  }
  return [...places.values()];
}

async function decideUnderLock(
  deps: { database: Database; rules: RulesCache },
  lane: Lane,
  o: { sellerId: number; events: readonly LedgerEvent[]; known: LedgerRules },
): Promise<Decision> {
  const { sellerId, events } = o;
  let rules = o.known;
  let plan = planReads(events, rules);
  const locked = await lockAndRead(lane, { sellerId, plan });
  const { head } = locked;
  let { read } = locked;
  if (rules.version !== head.catalogVersion) {
    // Catalogue changes take the same lock, so what is read now stays true until we commit.
    rules = await refreshRules(deps, sellerId);
    plan = planReads(events, rules);
    read = await readAgain(lane, { sellerId, plan, head });
  }
  for (let round = 0; round < DECISION_ROUNDS_MAX; round += 1) {
    const decision = decideBatch(read(rules), events);
    if (!isMissing(decision.missing)) return decision;
    plan = widenReads(plan, decision.missing);
    read = await readAgain(lane, { sellerId, plan, head });
  }
  assert(false, 'A batch could not be decided.', { sellerId, events: events.length });
}

async function refreshRules(
  deps: { database: Database; rules: RulesCache },
  sellerId: number,
): Promise<LedgerRules> {
  const rules = await readLedgerRules(deps.database.forSeller(sellerId), sellerId);
  deps.rules.set(sellerId, rules);
  return rules;
}
