/**
 * Propagation: every listing is brought to show what the ledger says.
 *
 * Three things call it, and any of them may be lost or doubled without harm: the ledger's commit
 * (relay at once), a flush job per account (a hint in the queue), and a sweep every second that
 * finds whatever is unacknowledged in Postgres. One lease per account keeps them off each other's
 * feet across processes; within a process, runs of one account coalesce.
 * It must never put a quantity into the queue, nor keep one in memory between two runs.
 */
import { runCoalesced } from '../base/run-coalesced.ts';
import {
  type AccountFlushes,
  type AccountFlushesDeps,
  createAccountFlushes,
} from './account-flushes.ts';
import { resumeAccounts } from './account-health-store.ts';
import { noteLag } from './note-lag.ts';
import { findSellersToWake } from './relay-store.ts';
import { relayWakes } from './relay-wakes.ts';
import {
  type AccountRef,
  type DeadLetter,
  findDueAccounts,
  forgetPushes,
  listParked,
  replayParked,
  sendAgain,
} from './target-store.ts';

const SWEEP_EVERY_MS = 1_000;
const PUSHES_KEPT_MS = 30 * 24 * 60 * 60_000;
const FORGET_EVERY_MS = 60 * 60_000;

export interface Propagation {
  /** The seller has wake-ups: relay them now. Resolves when the targets are moved. */
  wake(sellerId: number): Promise<void>;
  /** Sends what is due to one account; resolves when nothing is due or its shop is left alone. */
  flush(account: AccountRef): Promise<void>;
  listDeadLetters(sellerId: number): Promise<DeadLetter[]>;
  /**
   * Tries parked targets again with today's value, and accounts that were stopped. Null: all.
   * @returns how many targets were parked
   */
  replayDeadLetters(o: {
    sellerId: number;
    skuId: number | null;
    accountId: number | null;
  }): Promise<number>;
  /** Sends every figure of the account once more. @returns how many */
  pushEverything(account: AccountRef): Promise<number>;
  /** Takes flush jobs and sweeps, until `stop`. */
  start(): void;
  /** Ends what is under way; nothing new begins. */
  stop(): Promise<void>;
}

export type PropagationDeps = AccountFlushesDeps;

export function createPropagation(deps: PropagationDeps): Propagation {
  const { database, clock, log } = deps;
  const stopping = new AbortController();
  const flushes = createAccountFlushes(deps, stopping.signal);
  const relays = runCoalesced({
    run: (sellerId: number) => relay(deps, { flushes, sellerId, signal: stopping.signal }),
    onError: (error, sellerId) => log.error('relay_failed', { sellerId, error }),
  });
  const sweeps = runCoalesced({
    run: () => sweep(deps, { flushes, wake: relays.run }),
    onError: (error) => log.warn('sweep_failed', { error }),
  });
  const stops: (() => void)[] = [];

  return {
    wake: relays.run,
    flush: flushes.run,
    listDeadLetters: (sellerId) => listParked(database.forSeller(sellerId), sellerId),
    async replayDeadLetters(o) {
      const scoped = database.forSeller(o.sellerId);
      await resumeAccounts(scoped, o);
      const replayed = await replayParked(scoped, { ...o, at: clock.now() });
      const { sellerId } = o;
      for (const accountId of new Set(replayed)) await flushes.hint({ sellerId, accountId });
      return replayed.length;
    },
    async pushEverything(account) {
      const at = clock.now();
      const count = await sendAgain(database.forSeller(account.sellerId), { ...account, at });
      await flushes.hint(account);
      return count;
    },
    start() {
      flushes.takeJobs();
      const sweepOnce = () => {
        if (!stopping.signal.aborted && !sweeps.isRunning('sweep')) void sweeps.run('sweep');
      };
      stops.push(clock.every(SWEEP_EVERY_MS, sweepOnce));
      stops.push(clock.every(FORGET_EVERY_MS, () => void forgetOldPushes(deps)));
    },
    async stop() {
      for (const stop of stops.splice(0)) stop();
      stopping.abort();
      await Promise.all([sweeps.settle(), relays.settle(), flushes.settle()]);
    },
  };
}

async function relay(
  deps: PropagationDeps,
  o: { flushes: AccountFlushes; sellerId: number; signal: AbortSignal },
): Promise<void> {
  const { sellerId } = o;
  let hasMore = true;
  while (hasMore && !o.signal.aborted) {
    const relayed = await relayWakes(deps, sellerId);
    hasMore = relayed.hasMore;
    await Promise.all(
      relayed.accountIds.map((accountId) => o.flushes.hint({ sellerId, accountId })),
    );
  }
}

/** Whatever a lost call or hint has left behind is found here. */
async function sweep(
  deps: PropagationDeps,
  o: { flushes: AccountFlushes; wake: (sellerId: number) => Promise<void> },
): Promise<void> {
  const sellers = await findSellersToWake(deps.database.sweep);
  for (const sellerId of sellers) void o.wake(sellerId);
  const due = await findDueAccounts(deps.database.sweep, deps.clock.now());
  for (const account of due) {
    if (!o.flushes.isRunning(account)) void o.flushes.run(account);
  }
  await noteLag(deps);
}

/** The history of pushes must not grow without end. */
async function forgetOldPushes(deps: PropagationDeps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - PUSHES_KEPT_MS);
  try {
    await forgetPushes(deps.database.sweep, { before });
  } catch (error) {
    deps.log.warn('pushes_not_forgotten', { error });
  }
}
