/**
 * The ledger: the single write path for stock.
 *
 * Who calls it: `intake` with orders, the conversation with receipts, counts, sales and transfers.
 * Events of one seller travel in one lane: those that arrive while a batch is being written become
 * the next batch, without a timer. It must never know that a marketplace exists, nor refuse an
 * order of one.
 */
import type { Clock } from '../base/clock.ts';
import { BrokenInvariant, errorClass, ShelftalkError } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Database } from '../database/database.ts';
import { DataRefused } from '../database/database-errors.ts';
import { applyBatch, type Rehearsal, rehearseEvent } from './apply-batch.ts';
import type { LedgerAnswer, LedgerEvent, SkuId } from './ledger-event.ts';
import { type MovedEntry, readMovedEntries } from './ledger-history-store.ts';
import type { LedgerRules } from './ledger-state.ts';

// Beyond this a batch takes longer than the next one gains; measured.
const BATCH_EVENTS_MAX = 256;
// Waiting events per seller: more means that Postgres is too slow for what comes in.
const WAITING_EVENTS_MAX = 20_000;

/** Too many events wait for this seller's lane: nothing was decided, send it again later. */
export class LedgerOverloaded extends errorClass('ledger_overloaded', 'later') {}

export interface Ledger {
  /**
   * Decides one event in its order of arrival. Resolves after the commit. Throws LedgerOverloaded,
   * DatabaseUnavailable (both: send it again, it is idempotent) and, for an event that the database
   * or an invariant refuses, DataRefused or BrokenInvariant.
   */
  submit(sellerId: number, event: LedgerEvent): Promise<LedgerAnswer>;
  /**
   * What `submit` would answer now, or once all of `after` had been submitted, and which balances
   * it would change; changes nothing.
   */
  rehearse(
    sellerId: number,
    event: LedgerEvent,
    o?: { after: readonly LedgerEvent[] },
  ): Promise<Rehearsal>;
  /**
   * What an event of this key moved, in its order and without what followed from it; empty when
   * there was no such event.
   */
  readMovement(sellerId: number, key: string): Promise<MovedEntry[]>;
  /** Called after each commit that changed something, with the SKUs to look at. Must not throw. */
  onCommitted(listener: (o: { sellerId: number; skuIds: readonly SkuId[] }) => void): void;
  /** Resolves when nothing is waiting or under way. */
  settle(): Promise<void>;
}

interface Waiting {
  readonly event: LedgerEvent;
  readonly resolve: (answer: LedgerAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface SellerLane {
  readonly waiting: Waiting[];
  running: Promise<void> | null;
}

export function createLedger(deps: { database: Database; clock: Clock; log: Logger }): Ledger {
  const lanes = new Map<number, SellerLane>();
  const rulesOf = new Map<number, LedgerRules>();
  const rules = { get: rulesOf.get.bind(rulesOf), set: rulesOf.set.bind(rulesOf) };
  const listeners: Parameters<Ledger['onCommitted']>[0][] = [];

  async function decide(sellerId: number, batch: readonly Waiting[]): Promise<void> {
    try {
      const events = batch.map((each) => each.event);
      const applied = await applyBatch({ ...deps, rules }, { sellerId, events });
      for (const [index, each] of batch.entries()) {
        each.resolve(applied.answers[index] as LedgerAnswer);
      }
      if (applied.skuIds.length === 0) return;
      for (const listener of listeners) listener({ sellerId, skuIds: applied.skuIds });
    } catch (error) {
      if (batch.length === 1 || !isPoison(error)) {
        for (const each of batch) each.reject(error);
        return;
      }
      // One event is bad and must not take the others with it: each half for itself, in order.
      const middle = Math.ceil(batch.length / 2);
      deps.log.warn('ledger_batch_split', { sellerId, events: batch.length, error });
      await decide(sellerId, batch.slice(0, middle));
      await decide(sellerId, batch.slice(middle));
    }
  }

  async function run(sellerId: number, lane: SellerLane): Promise<void> {
    while (lane.waiting.length > 0) {
      await decide(sellerId, lane.waiting.splice(0, BATCH_EVENTS_MAX));
    }
    lane.running = null;
  }

  return {
    submit(sellerId, event) {
      const lane = lanes.get(sellerId) ?? { waiting: [], running: null };
      lanes.set(sellerId, lane);
      if (lane.waiting.length >= WAITING_EVENTS_MAX) {
        return Promise.reject(new LedgerOverloaded('Too many changes wait. Send it again later.'));
      }
      return new Promise((resolve, reject) => {
        lane.waiting.push({ event, resolve, reject });
        // Started in a microtask, so that events submitted together share the first batch.
        lane.running ??= Promise.resolve().then(() => run(sellerId, lane));
      });
    },
    rehearse: (sellerId, event, { after } = { after: [] }) =>
      rehearseEvent({ ...deps, rules }, { sellerId, event, after }),
    readMovement: (sellerId, key) =>
      readMovedEntries(deps.database.forSeller(sellerId), { sellerId, key }),
    onCommitted(listener) {
      listeners.push(listener);
    },
    async settle() {
      await Promise.all([...lanes.values()].map((lane) => lane.running));
    },
  };
}

/** The data is at fault, not the connection: the same batch would fail again. */
function isPoison(error: unknown): boolean {
  if (error instanceof DataRefused || error instanceof BrokenInvariant) return true;
  return !(error instanceof ShelftalkError) || error.retry === 'never';
}
