import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import { Secret } from '../base/secret.ts';
import type { Config } from '../config/config.ts';
import { APP_ROLE, type DatabaseUrls, SWEEP_ROLE, withOption } from './connection-config.ts';
import { createDatabase, type Database, type DatabaseSizes } from './database.ts';
import { DatabaseUnfit } from './database-errors.ts';
import { EMBEDDED_OWNER, startEmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';
import { READ_LOGIN } from './migration-store.ts';
import { createScopedPool } from './pool.ts';
import type { Queryable } from './queryable.ts';
import { SERVER_VERSION, WHO_AM_I } from './session-store.ts';

export type OpenedDatabase = {
  database: Database;
  urls: DatabaseUrls;
  /** True when the own Postgres runs inside this process and ends with it. */
  isOwner: boolean;
  /** Connections first, then the own Postgres. Close the queue before. */
  close(): Promise<void>;
};

const SERVER_VERSION_MIN = 150_000;

type DatabaseConfig = Pick<Config, 'databaseUrl' | 'databaseUrlMigrate' | 'dataDir'>;

/**
 * Finds Postgres (DATABASE_URL, or the own one), migrates it and connects as the service's roles.
 * Throws DatabaseUnfit or MigrationRefused with the remedy, DatabaseUnavailable when it is down.
 */
export async function openDatabase(o: {
  config: DatabaseConfig;
  log: Logger;
  clock: Clock;
  sizes?: Partial<DatabaseSizes>;
  migrationsDir?: string;
}): Promise<OpenedDatabase> {
  const server = o.config.databaseUrl
    ? await useServer(o.config, o.config.databaseUrl, o.log)
    : await useEmbedded(o);
  try {
    await migrate({ ...o, ownerUrl: server.urls.owner, logins: server.logins });
    const database = createDatabase({ urls: server.urls, log: o.log, sizes: o.sizes });
    try {
      await requireHarmless(database.forSeller(1));
      await requireHarmless(database.sweep);
    } catch (error) {
      await database.close();
      throw error;
    }
    return {
      database,
      urls: server.urls,
      isOwner: server.isOwner,
      async close() {
        await database.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Server = {
  urls: DatabaseUrls;
  logins: string[];
  isOwner: boolean;
  stop(): Promise<void>;
};

async function useEmbedded(o: {
  config: DatabaseConfig;
  log: Logger;
  clock: Clock;
}): Promise<Server> {
  const embedded = await startEmbeddedPostgres({ ...o, dataDir: o.config.dataDir });
  const urlOf = (user: string) => new Secret(embedded.urlFor({ user }));
  return {
    urls: { owner: urlOf(EMBEDDED_OWNER), app: urlOf(APP_ROLE), sweep: urlOf(SWEEP_ROLE) },
    logins: [],
    isOwner: embedded.isOwner,
    stop: () => embedded.stop(),
  };
}

async function useServer(config: DatabaseConfig, url: Secret, log: Logger): Promise<Server> {
  const login = createScopedPool({ url, applicationName: 'shelftalk start', sizeMax: 1, log });
  try {
    const { version } = await login.scoped().row<{ version: number }>(SERVER_VERSION);
    if (version < SERVER_VERSION_MIN) {
      throw new DatabaseUnfit(
        `DATABASE_URL leads to Postgres ${Math.trunc(version / 10_000)}; 15 or newer is needed.`,
      );
    }
    const { name } = await login.scoped().row<{ name: string }>(READ_LOGIN);
    return { urls: urlsOf(url, config.databaseUrlMigrate), logins: [name], ...NOT_OURS };
  } finally {
    await login.close();
  }
}

const NOT_OURS = { isOwner: false, stop: async () => undefined };

/** The same login, turned into a role by a startup option. */
export function urlsOf(url: Secret, owner: Secret | undefined): DatabaseUrls {
  const as = (role: string) => new Secret(withOption(url.reveal(), `-c role=${role}`));
  return { owner: owner ?? url, app: as(APP_ROLE), sweep: as(SWEEP_ROLE) };
}

/** Row-level security means nothing to a superuser, and nobody would notice. */
async function requireHarmless(queryable: Queryable): Promise<void> {
  const who = await queryable.row<{ name: string; isSuperuser: boolean; bypassesRls: boolean }>(
    WHO_AM_I,
  );
  if (!who.isSuperuser && !who.bypassesRls) return;
  throw new DatabaseUnfit(
    `Shelftalk works as ${who.name}, which ignores row-level security. Let DATABASE_URL lead ` +
      `directly to Postgres (a pooler may drop its startup options), so that it can become ` +
      `${APP_ROLE} and ${SWEEP_ROLE}.`,
    { facts: who },
  );
}
