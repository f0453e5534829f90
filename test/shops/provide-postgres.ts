// vitest global set-up of the live tests: `inject('shopsPostgres')` is the server they make shops
// on.
import type { TestProject } from 'vitest/node';
import type { PostgresServer } from './database-store.ts';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    shopsPostgres: PostgresServer;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide('shopsPostgres', postgres.server);
  return () => postgres.stop();
}
