/**
 * Propagation: every listing is brought to show what the ledger says.
 *
 * Three things call it, and any of them may be lost or doubled without harm: the ledger's commit
 * (relay at once), a flush job per account (a hint in the queue), and a sweep every second that
 * finds whatever is unacknowledged in Postgres. One lease per account keeps them off each other's
 * feet across processes; within a process, runs of one account coalesce.
 * It must never put a quantity into the queue, nor keep one in memory between two runs.
 */
import { type Coalesced, runCoalesced } from '../base/run-coalesced.ts';
import type { Leases } from '../database/leases.ts';
import type { Hints } from '../queue/hints.ts';
import { resumeAccounts } from './account-health-store.ts';
import { type FlushDeps, flushAccount } from './flush-account.ts';
import { findSellersToWake } from './relay-store.ts';
import { relayWakes } from './relay-wakes.ts';
import {
  type AccountRef,
  type DeadLetter,
  findDueAccounts,
  listParked,
  replayParked,
  sendAgain,
} from './target-store.ts';

const SWEEP_EVERY_MS = 1_000;
// Accounts that are called at once by one process; each waits for its shop most of the time.
const FLUSH_JOBS_AT_ONCE = 16;
const FLUSH_QUEUE = 'push';

export interface Propagation {
  /** The seller has wake-ups: relay them now. Resolves when the targets are moved. */
  wake(sellerId: number): Promise<void>;
  /** Sends what is due to one account; resolves when nothing is due or its shop is left alone. */
  flush(account: AccountRef): Promise<void>;
  listDeadLetters(sellerId: number): Promise<DeadLetter[]>;
  /**
   * Tries parked targets again with today's value, and accounts that were stopped.
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

export interface PropagationDeps extends FlushDeps {
  readonly leases: Leases;
  readonly hints: Hints;
  /** Runs under the account's lease when its flush has nothing left to send. */
  readonly afterFlush: (o: AccountRef & { signal: AbortSignal }) => Promise<void>;
}

const toKey = (account: AccountRef) => `${account.sellerId}.${account.accountId}`;

function toAccount(key: string): AccountRef {
  const [sellerId, accountId] = key.split('.').map((part) => Number.parseInt(part, 10));
  return { sellerId: sellerId as number, accountId: accountId as number };
}

export function createPropagation(deps: PropagationDeps): Propagation {
  const { database, clock, log, hints } = deps;
  const stopping = new AbortController();
  let stopSweep = () => {};

  const relays: Coalesced<number> = runCoalesced({
    run: (sellerId) => relay(sellerId),
    onError: (error, sellerId) => log.error('relay_failed', { sellerId, error }),
  });
  const flushes: Coalesced<string> = runCoalesced({
    run: (key) => work(deps, { ...toAccount(key), signal: stopping.signal }),
    onError: (error, key) => log.error('flush_failed', { ...toAccount(key), error }),
  });
  const sweeps: Coalesced<'sweep'> = runCoalesced({
    run: () => sweep(),
    onError: (error) => log.warn('sweep_failed', { error }),
  });

  async function relay(sellerId: number): Promise<void> {
    let hasMore = true;
    while (hasMore && !stopping.signal.aborted) {
      const relayed = await relayWakes({ database, clock }, sellerId);
      hasMore = relayed.hasMore;
      await Promise.all(relayed.accountIds.map((accountId) => hint({ sellerId, accountId })));
    }
  }

  /** A running flush is told directly; otherwise whichever process takes the job. */
  async function hint(account: AccountRef): Promise<void> {
    const key = toKey(account);
    if (flushes.isRunning(key)) {
      void flushes.run(key);
      return;
    }
    // Only a hint: the sweep finds the target anyway.
    await hints
      .add({ queue: FLUSH_QUEUE, key })
      .catch((error: unknown) => log.warn('hint_lost', { ...account, error }));
  }

  async function sweep(): Promise<void> {
    const sellers = await findSellersToWake(database.sweep);
    for (const sellerId of sellers) void relays.run(sellerId);
    const due = await findDueAccounts(database.sweep, clock.now());
    for (const account of due) {
      if (!flushes.isRunning(toKey(account))) void flushes.run(toKey(account));
    }
  }

  return {
    wake: (sellerId) => relays.run(sellerId),
    flush: (account) => flushes.run(toKey(account)),
    listDeadLetters: (sellerId) => listParked(database.forSeller(sellerId), sellerId),
    async replayDeadLetters(o) {
      const scoped = database.forSeller(o.sellerId);
      await resumeAccounts(scoped, o);
      const replayed = await replayParked(scoped, { ...o, at: clock.now() });
      for (const accountId of new Set(replayed)) {
        await hint({ sellerId: o.sellerId, accountId });
      }
      return replayed.length;
    },
    async pushEverything(account) {
      const at = clock.now();
      const count = await sendAgain(database.forSeller(account.sellerId), { ...account, at });
      await hint(account);
      return count;
    },
    start() {
      hints.work({
        queue: FLUSH_QUEUE,
        concurrency: FLUSH_JOBS_AT_ONCE,
        run: (key) => flushes.run(key),
      });
      stopSweep = clock.every(SWEEP_EVERY_MS, () => {
        if (!stopping.signal.aborted && !sweeps.isRunning('sweep')) void sweeps.run('sweep');
      });
    },
    async stop() {
      stopSweep();
      stopping.abort();
      await Promise.all([sweeps.settle(), relays.settle(), flushes.settle()]);
    },
  };
}

/** One account's turn, alone: send, then read back. */
async function work(deps: PropagationDeps, o: AccountRef & { signal: AbortSignal }): Promise<void> {
  const name = `account:${o.accountId}`;
  if (!(await deps.leases.hold(o.sellerId, name))) return;
  try {
    await flushAccount(deps, o);
    await deps.afterFlush(o);
  } finally {
    await deps.leases.release(o.sellerId, name);
  }
}
