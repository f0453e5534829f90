import { fork } from 'node:child_process';
import path from 'node:path';
import type { WorkerJob, WorkerNews } from './ledger-worker.ts';

const WORKER = path.join(import.meta.dirname, 'ledger-worker.ts');

/** Runs a job in another process. */
export function runLedgerProcess(
  job: WorkerJob,
): Promise<{ failures: string[]; wasKilled: boolean }> {
  const child = fork(WORKER, { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    let failures: string[] = ['it ended without an answer'];
    child.on('message', (news: WorkerNews) => {
      failures = news.failures;
    });
    child.on('error', reject);
    child.on('exit', (_, signal) => resolve({ failures, wasKilled: signal === 'SIGKILL' }));
    child.send(job);
  });
}
