import { type Bell, createBell } from '../base/bell.ts';
import { runCoalesced } from '../base/run-coalesced.ts';
import { callOnlyWhile } from '../channels/open-sessions.ts';
import type { Leases } from '../database/leases.ts';
import type { Hints, QueueName } from '../queue/hints.ts';
import { type FlushDeps, flushAccount } from './flush-account.ts';
import type { AccountRef } from './target-store.ts';

// Accounts that one process calls at once; each waits for its shop most of the time.
const FLUSH_JOBS_AT_ONCE = 16;
const QUEUE: QueueName = 'push';
// A shop that hangs must not keep the process from ending: what it has not answered by then is sent
// again by whoever comes next.
const SETTLE_MS_MAX = 2_500;

export interface AccountFlushesDeps extends FlushDeps {
  readonly leases: Leases;
  readonly hints: Hints;
  /** Runs under the account's lease when its flush has nothing left to send. */
  readonly afterFlush: (o: AccountRef & { signal: AbortSignal }) => Promise<void>;
}

/** Flushes of this process: one per account at a time, and one per account over all processes. */
export interface AccountFlushes {
  run(account: AccountRef): Promise<void>;
  isRunning(account: AccountRef): boolean;
  /** Something is due: a running flush is told, otherwise whichever process takes the job. */
  hint(account: AccountRef): Promise<void>;
  takeJobs(): void;
  /** Resolves when nothing runs, or when what runs has taken too long to be waited for. */
  settle(): Promise<void>;
}

const toKey = (account: AccountRef) => `${account.sellerId}.${account.accountId}`;

function toAccount(key: string): AccountRef {
  const [sellerId, accountId] = key.split('.').map((part) => Number.parseInt(part, 10));
  return { sellerId: sellerId as number, accountId: accountId as number };
}

export function createAccountFlushes(
  deps: AccountFlushesDeps,
  signal: AbortSignal,
): AccountFlushes {
  const { hints, log } = deps;
  const bells = new Map<string, Bell>();
  const flushes = runCoalesced({
    async run(key: string) {
      const bell = createBell();
      bells.set(key, bell);
      await takeTurn(deps, { ...toAccount(key), bell, signal });
    },
    onError: (error, key) => log.error('flush_failed', { ...toAccount(key), error }),
  });
  const run = (account: AccountRef) => flushes.run(toKey(account));
  const jobs = new Set<() => void>();
  /** The queue waits for its jobs when it closes, so they end with our patience. */
  async function runJob(key: string): Promise<void> {
    const job = Promise.withResolvers<void>();
    jobs.add(job.resolve);
    void flushes.run(key).then(job.resolve);
    await job.promise;
    jobs.delete(job.resolve);
  }
  return {
    run,
    isRunning: (account) => flushes.isRunning(toKey(account)),
    async hint(account) {
      if (flushes.isRunning(toKey(account))) {
        // It may have looked for the last time: another turn follows in any case.
        bells.get(toKey(account))?.ring();
        void run(account);
        return;
      }
      // Only a hint: the sweep finds the target anyway.
      await hints
        .add({ queue: QUEUE, key: toKey(account) })
        .catch((error: unknown) => log.warn('hint_lost', { ...account, error }));
    },
    takeJobs() {
      hints.work({ queue: QUEUE, concurrency: FLUSH_JOBS_AT_ONCE, run: runJob });
    },
    async settle() {
      const patience = Promise.withResolvers<void>();
      const disarm = deps.clock.after(SETTLE_MS_MAX, () => {
        log.warn('flushes_left_behind', { jobs: jobs.size });
        patience.resolve();
      });
      await Promise.race([flushes.settle(), patience.promise]);
      disarm();
      for (const end of jobs) end();
    },
  };
}

/** One account's turn, alone: send, then read back. */
async function takeTurn(
  deps: AccountFlushesDeps,
  o: AccountRef & { bell: Bell; signal: AbortSignal },
): Promise<void> {
  const name = `account:${o.accountId}`;
  if (!(await deps.leases.hold(o.sellerId, name))) return;
  try {
    // A worker that was stopped for a while may wake up with an old figure in its hands.
    const isOurs = () => deps.leases.isHeld(o.sellerId, name);
    await callOnlyWhile(isOurs, async () => {
      await flushAccount(deps, o);
      await deps.afterFlush(o);
    });
  } finally {
    await deps.leases.release(o.sellerId, name);
  }
}
