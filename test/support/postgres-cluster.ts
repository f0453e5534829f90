import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../core/base/clock.ts';
import { createLogger, silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import {
  EMBEDDED_OWNER,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../core/database/embedded.ts';
import { migrate } from '../../core/database/migrate.ts';
import { EMBEDDED_DATABASE } from '../../core/database/session-store.ts';

/** A server for tests, gone with its folder when it is stopped. */
export type TestCluster = {
  postgres: EmbeddedPostgres;
  dataDir: string;
  ownerUrl(database?: string): Secret;
  stop(): Promise<void>;
};

// Nobody misses these data after a power cut. A test that kills Postgres asks for `durable`.
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export async function startTestCluster(o: { durable?: boolean } = {}): Promise<TestCluster> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-test-'));
  // Postgres may run as another account than the tests, which must be able to pass.
  await chmod(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: createLogger({ level: 'warn' }),
    clock: systemClock,
    settings: { max_connections: '200', ...(o.durable ? {} : CARELESS) },
  });
  return {
    postgres,
    dataDir,
    ownerUrl: (database) => new Secret(postgres.urlFor({ user: EMBEDDED_OWNER, database })),
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A server with the whole schema in a database that others are copied from. */
export async function startWithTemplate(): Promise<TestCluster> {
  const cluster = await startTestCluster();
  try {
    const ownerUrl = cluster.ownerUrl(EMBEDDED_DATABASE);
    await migrate({ ownerUrl, log: silentLogger, clock: systemClock });
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
