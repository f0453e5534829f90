import { Client } from 'pg';
import { systemClock } from '../../core/base/clock.ts';
import type { Secret } from '../../core/base/secret.ts';
import { readServerState } from '../../core/database/embedded-server.ts';
import { EMBEDDED_DATABASE } from '../../core/database/session-store.ts';
import { startTestCluster } from './postgres-cluster.ts';

/** A Postgres with a data folder of its own that keeps what it commits, made to be killed. */
export interface ChaosPostgres {
  /** Login of the owner: what DATABASE_URL is given to the service. */
  readonly url: Secret;
  /** kill -9 of the postmaster. Resolves with the milliseconds until it answers again. */
  kill(): Promise<number>;
  /** Runs a statement as the owner, who sees the rows of every seller. */
  ask<Row extends Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const BACK_MS_MAX = 30_000;
const LOOK_EVERY_MS = 50;

export async function startChaosPostgres(): Promise<ChaosPostgres> {
  const cluster = await startTestCluster({ durable: true });
  const url = cluster.ownerUrl(EMBEDDED_DATABASE);

  async function ask<Row extends Record<string, unknown>>(sql: string, params: unknown[] = []) {
    const client = new Client({ connectionString: url.reveal() });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(sql, params)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  const [place] = await ask<{ folder: string }>(
    `SELECT current_setting('data_directory') AS folder`,
  );
  const pgdata = place?.folder ?? '';

  return {
    url,
    ask,
    async kill() {
      const state = await readServerState(pgdata);
      if (!state) throw new Error('Postgres was to be killed and does not run.');
      process.kill(state.pid, 'SIGKILL');
      const sinceMs = systemClock.monotonicMs();
      for (;;) {
        await systemClock.sleep(LOOK_EVERY_MS);
        const tookMs = systemClock.monotonicMs() - sinceMs;
        // A backend that outlived its postmaster for a moment may still answer.
        const now = await readServerState(pgdata);
        const isNew = now?.status === 'ready' && now.pid !== state.pid;
        if (isNew && (await ask('SELECT 1').catch(() => null))) return tookMs;
        if (tookMs > BACK_MS_MAX) throw new Error('Postgres did not come back after a kill -9.');
      }
    },
    stop: () => cluster.stop(),
  };
}
