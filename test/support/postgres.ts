import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { Client } from 'pg';
import { type Logger, silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import { APP_ROLE, type DatabaseUrls, SWEEP_ROLE } from '../../core/database/connection-config.ts';
import { createDatabase, type Database, type DatabaseSizes } from '../../core/database/database.ts';
import { EMBEDDED_OWNER } from '../../core/database/embedded.ts';
import { EMBEDDED_DATABASE } from '../../core/database/session-store.ts';
import { startWithTemplate, type TestCluster } from './postgres-cluster.ts';
import type { ClusterAnswer } from './postgres-setup.ts';

export type TestDatabase = {
  /** Connected as the service's roles, as in production: row-level security applies. */
  database: Database;
  urls: DatabaseUrls;
  /** Closes the connections of `database` and drops the database. Call it in afterAll. */
  drop(): Promise<void>;
};

/** A database of one's own with the whole schema, copied from a template. About 0.3 s. */
export async function openTestDatabase(
  o: { log?: Logger; sizes?: Partial<DatabaseSizes>; template?: string } = {},
): Promise<TestDatabase> {
  const { template = EMBEDDED_DATABASE } = o;
  const made = await createTestDatabase(`TEMPLATE ${template} STRATEGY FILE_COPY`);
  const database = createDatabase({ urls: made.urls, log: o.log ?? silentLogger, sizes: o.sizes });
  return {
    urls: made.urls,
    database,
    async drop() {
      await database.close();
      await made.drop();
    },
  };
}

/**
 * A database that others are copied from, filled once. It lasts as long as the cluster.
 * @returns its name, for `openTestDatabase({ template })`
 */
export async function makeTemplate(fill: (opened: TestDatabase) => Promise<void>): Promise<string> {
  const opened = await openTestDatabase();
  await fill(opened);
  // Nobody may be connected to what is copied.
  await opened.database.close();
  return new URL(opened.urls.app.reveal()).pathname.slice(1);
}

/** A database of one's own with nothing in it, for tests of the schema's making. */
export function openEmptyTestDatabase(): Promise<Omit<TestDatabase, 'database'>> {
  return createTestDatabase('TEMPLATE template0');
}

async function createTestDatabase(source: string): Promise<Omit<TestDatabase, 'database'>> {
  const base = await askForCluster();
  const urlOf = (user: string, database: string) => {
    const url = new URL(base);
    url.username = user;
    url.pathname = `/${database}`;
    return new Secret(url.toString());
  };
  const name = `t_${process.pid}_${randomBytes(6).toString('hex')}`;
  const administer = async (sql: string) => {
    const client = new Client({
      connectionString: urlOf(EMBEDDED_OWNER, 'postgres').reveal(),
    });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await administer(`CREATE DATABASE ${name} ${source}`);
  return {
    urls: {
      owner: urlOf(EMBEDDED_OWNER, name),
      app: urlOf(APP_ROLE, name),
      sweep: urlOf(SWEEP_ROLE, name),
    },
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

let ownCluster: Promise<TestCluster> | undefined;

async function askForCluster(): Promise<string> {
  // Without vitest, which shares one cluster among its processes, this process has its own.
  if (process.env.VITEST === undefined) {
    ownCluster ??= startWithTemplate();
    const { postgres } = await ownCluster;
    return postgres.urlFor({ user: 'nobody' });
  }
  const { inject } = await import('vitest');
  const socketPath = inject('postgresSetupSocket');
  const text = await new Promise<string>((resolve, reject) => {
    const request = http.get({ socketPath, path: '/' }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve(body);
    });
    request.on('error', reject);
  });
  const answer = JSON.parse(text) as ClusterAnswer;
  if ('error' in answer) throw new Error(`No test cluster: ${answer.error}`);
  return answer.url;
}

/** Ends the cluster that this process started for itself, if it did. */
export async function stopOwnCluster(): Promise<void> {
  const cluster = await ownCluster;
  ownCluster = undefined;
  await cluster?.stop();
}
