import { Client } from 'pg';
import type { Secret } from '../../core/base/secret.ts';

/** One statement by a login of one's own, as an administrator at the side would run it. */
export async function runAs(url: Secret, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url.reveal() });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Breaks every other connection to this database, as a restart of Postgres would. */
export function breakConnections(owner: Secret): Promise<unknown> {
  return runAs(
    owner,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}
