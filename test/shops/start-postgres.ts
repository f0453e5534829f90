// One Postgres for all real shops, kept in .data/test-shops between runs: a shop's tables and goods
// are made once and copied from then on. Delete the folder to begin anew; nothing of value is in
// it.
import path from 'node:path';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { EMBEDDED_OWNER, startEmbeddedPostgres } from '../../core/database/embedded.ts';
import { dropShops, type PostgresServer, toPostgresServer } from './database-store.ts';

const DATA_DIR = path.resolve(import.meta.dirname, '../../.data/test-shops');

export interface ShopsPostgres {
  readonly server: PostgresServer;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<ShopsPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir: DATA_DIR,
    log: silentLogger,
    clock: systemClock,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const server = toPostgresServer(postgres.urlFor({ user: EMBEDDED_OWNER, database: 'postgres' }));
  // What a run left behind that was killed. A guest must not: its host's shops are open.
  if (postgres.isOwner) await dropShops(server);
  return { server, stop: () => postgres.stop() };
}
