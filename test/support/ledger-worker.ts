/**
 * A process of its own that submits events to a ledger, for tests that need real concurrency or a
 * real crash. The parent sends one job and gets one message per answer and one at the end.
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
}

export type WorkerNews = { readonly committed: number } | { readonly failures: string[] };

process.once('message', async (job: WorkerJob) => {
  const database = createDatabase({
    urls: { app: new Secret(job.appUrl), sweep: new Secret(job.sweepUrl) },
    log: silentLogger,
  });
  const ledger = createLedger({ database, clock: systemClock, log: silentLogger });
  let committed = 0;
  ledger.onCommitted(() => {
    committed += 1;
    process.send?.({ committed } satisfies WorkerNews);
  });
  const answers = await submitAll([ledger], { ...job, repeats: true });
  await database.close();
  const failures = answers.filter((answer) => answer instanceof Error).map(String);
  process.send?.({ failures } satisfies WorkerNews, () => process.exit());
});
