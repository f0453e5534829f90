/**
 * A process of its own that submits events to a ledger, for tests that need real concurrency or a
 * real crash. The parent sends one job and gets one message at the end, if there is one.
 */
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import { createDatabase } from '../../core/database/database.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import { submitAll } from './submit-all.ts';

export interface WorkerJob {
  readonly appUrl: string;
  readonly sweepUrl: string;
  readonly sellerId: number;
  readonly events: readonly LedgerEvent[];
  readonly inFlight: number;
  /** Kill -9 by its own hand: so many commits later, and so many milliseconds after that. */
  readonly death?: { readonly commits: number; readonly delayMs: number };
}

export interface WorkerNews {
  readonly failures: string[];
}

process.once('message', async (job: WorkerJob) => {
  const database = createDatabase({
    urls: { app: new Secret(job.appUrl), sweep: new Secret(job.sweepUrl) },
    log: silentLogger,
  });
  const ledger = createLedger({ database, clock: systemClock, log: silentLogger });
  let committed = 0;
  ledger.onCommitted(() => {
    committed += 1;
    if (committed !== job.death?.commits) return;
    const die = () => process.kill(process.pid, 'SIGKILL');
    if (job.death.delayMs === 0) die();
    else setTimeout(die, job.death.delayMs);
  });
  const answers = await submitAll([ledger], { ...job, repeats: true });
  await database.close();
  const failures = answers.filter((answer) => answer instanceof Error).map(String);
  process.send?.({ failures } satisfies WorkerNews, () => process.exit());
});
