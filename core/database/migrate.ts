import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { errorClass } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { APP_ROLE, SWEEP_ROLE, toConnectionConfig } from './connection-config.ts';
import { DatabaseBusy, toDatabaseError } from './database-errors.ts';
import {
  CREATE_MIGRATION_TABLE,
  grantQueue,
  grantRole,
  LIMIT_LOCK_WAIT,
  LOCK_MIGRATIONS,
  mayBecomeRole,
  QUEUE_RIGHTS_COMPLETE,
  READ_APPLIED,
  RECORD_APPLIED,
  ROLE_EXISTS,
  UNLOCK_MIGRATIONS,
} from './migration-store.ts';
import { createQueryable, sendOn } from './query-runner.ts';
import type { Queryable } from './queryable.ts';
import { BEGIN, COMMIT, ROLLBACK, SERVER_VERSION } from './session-store.ts';

export const MIGRATIONS_DIR = path.resolve(import.meta.dirname, '../../migrations');

/** The files and the database disagree; nothing was applied. */
export class MigrationRefused extends errorClass('migration_refused', 'never') {}

type MigrationFile = { number: number; name: string; sql: string; sha256: string };
type Applied = { number: number; name: string; sha256: string };

const LOCK_NAME = 'shelftalk migrations';
const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;
const LOCK_ATTEMPTS_MAX = 10;
const LOCK_RETRY_MS = 1_000;

/**
 * Brings the schema up to date: our numbered files, then BullMQ's own schema, then the rights of
 * the roles. Safe to run from several processes at once. Throws MigrationRefused, or what the
 * failing statement throws, and leaves the schema at the last complete file.
 */
export async function migrate(o: {
  ownerUrl: Secret;
  log: Logger;
  clock: Clock;
  migrationsDir?: string;
  /** Logins that work as the service's roles and must be allowed to become them. */
  logins?: readonly string[];
}): Promise<{ applied: string[] }> {
  const files = await readMigrations(o.migrationsDir ?? MIGRATIONS_DIR);
  const client = new Client(
    toConnectionConfig({ url: o.ownerUrl, applicationName: 'shelftalk migrations' }),
  );
  client.on('error', (error) => o.log.warn('migration_connection_lost', { error }));
  await client.connect().catch((error: unknown) => {
    throw toDatabaseError(error);
  });
  const database = createQueryable((sql, params) => sendOn(client, sql, params));
  try {
    await database.rows(LOCK_MIGRATIONS, [LOCK_NAME]);
    await database.execute(CREATE_MIGRATION_TABLE);
    const pending = findPending(files, await database.rows<Applied>(READ_APPLIED));
    for (const file of pending) {
      await applyPatiently(client, file, o.clock);
      o.log.info('migration_applied', { file: file.name });
    }
    await runMigrations(client, 'bullmq');
    await grantRights(database, o.logins ?? []);
    await database.rows(UNLOCK_MIGRATIONS, [LOCK_NAME]);
    return { applied: pending.map((file) => file.name) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const [, digits] = FILE_NAME.exec(name) ?? [];
      const number = Number.parseInt(digits ?? '', 10);
      if (number !== index + 1) {
        throw new MigrationRefused(
          `${name} does not continue the numbers. Migrations are named 0001_words.sql, ` +
            '0002_words.sql and so on, without gaps.',
        );
      }
      const sql = await readFile(path.join(folder, name), 'utf8');
      return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** What is still to be applied. A database ahead of the files is a newer release at work: fine. */
function findPending(files: readonly MigrationFile[], applied: readonly Applied[]) {
  for (const [index, done] of applied.entries()) {
    const file = files[done.number - 1];
    if (done.number !== index + 1) {
      throw new MigrationRefused(`Migration ${index + 1} is missing in this database.`);
    }
    if (file && file.sha256 !== done.sha256) {
      throw new MigrationRefused(
        `${file.name} was changed after it had been applied as ${done.name}. Restore the file ` +
          'and put the change into a new migration.',
        { facts: { applied: done.sha256, found: file.sha256 } },
      );
    }
  }
  return files.slice(applied.length);
}

async function applyPatiently(client: Client, file: MigrationFile, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await apply(client, file);
      return;
    } catch (error) {
      await sendOn(client, ROLLBACK).catch(() => undefined);
      if (!(error instanceof DatabaseBusy) || attempt === LOCK_ATTEMPTS_MAX) throw error;
      await clock.sleep(LOCK_RETRY_MS);
    }
  }
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  await sendOn(client, BEGIN);
  await sendOn(client, LIMIT_LOCK_WAIT);
  // Without parameters the driver sends the whole file as one message of many statements.
  await client.query(file.sql).catch((error: unknown) => {
    throw toDatabaseError(error);
  });
  assert(client.getTransactionStatus() === 'T', 'A migration must not end its transaction.', {
    file: file.name,
  });
  await sendOn(client, RECORD_APPLIED, [file.number, file.name, file.sha256]);
  await sendOn(client, COMMIT);
}

async function grantRights(database: Queryable, logins: readonly string[]): Promise<void> {
  const { version } = await database.row<{ version: number }>(SERVER_VERSION);
  for (const role of [APP_ROLE, SWEEP_ROLE]) {
    if ((await database.execute(ROLE_EXISTS, [role])) === 0) {
      throw new MigrationRefused(`The migrations do not create the role ${role}.`);
    }
    for (const login of logins) {
      const { may } = await database.row<{ may: boolean }>(mayBecomeRole(version), [login, role]);
      if (!may) await database.execute(grantRole({ role, login }));
    }
  }
  // The queue works as the app role. Checked before granted: a grant rewrites the catalog.
  const rights = await database.row<{ complete: boolean }>(QUEUE_RIGHTS_COMPLETE, [APP_ROLE]);
  if (!rights.complete) await database.execute(grantQueue(APP_ROLE));
}
