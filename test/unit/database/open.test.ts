import { chmodSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { silentLogger } from '../../../core/base/log.ts';
import { Secret } from '../../../core/base/secret.ts';
import { type OpenedDatabase, openDatabase } from '../../../core/database/open.ts';
import { runAs } from '../../support/as-owner.ts';
import { openEmptyTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { TINY_MIGRATIONS, writeMigrations } from '../../support/tiny-schema.ts';

const PUT = `INSERT INTO box (seller_id, name) VALUES (1, 'a')`;
const WHO = `SELECT current_user AS role, session_user AS login,
  current_setting('is_superuser') AS superuser`;

let migrations: Awaited<ReturnType<typeof writeMigrations>>;
beforeAll(async () => {
  migrations = await writeMigrations(TINY_MIGRATIONS);
});
afterAll(() => migrations.remove());

function open(config: {
  databaseUrl?: Secret;
  databaseUrlMigrate?: Secret;
  dataDir?: string;
}): Promise<OpenedDatabase> {
  return openDatabase({
    config: {
      databaseUrl: undefined,
      databaseUrlMigrate: undefined,
      dataDir: '/nowhere',
      ...config,
    },
    log: silentLogger,
    clock: systemClock,
    migrationsDir: migrations.folder,
  });
}

describe('without DATABASE_URL', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-open-'));
    chmodSync(dataDir, 0o755);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  test('the first start makes a database, the second finds what was written', async () => {
    const first = await open({ dataDir });
    expect(first.isOwner).toBe(true);
    await first.database.forSeller(1).execute(PUT);
    await first.close();
    const startMs = performance.now();
    const second = await open({ dataDir });
    expect(performance.now() - startMs).toBeLessThan(5_000);
    expect(await second.database.sweep.rows('SELECT name FROM box')).toEqual([{ name: 'a' }]);
    const who = await second.database.forSeller(1).row(WHO);
    expect(who).toEqual({ role: 'shelftalk_app', login: 'shelftalk_app', superuser: 'off' });
    await second.close();
  });

  test('a second opener is a guest of the first', async () => {
    const host = await open({ dataDir });
    const guest = await open({ dataDir });
    expect([host.isOwner, guest.isOwner]).toEqual([true, false]);
    await guest.close();
    expect(await host.database.sweep.row('SELECT 1 AS one')).toEqual({ one: 1 });
    await host.close();
  });
});

describe('with DATABASE_URL', () => {
  let empty: Omit<TestDatabase, 'database'>;
  const login = `plain_${process.pid}`;
  beforeAll(async () => {
    empty = await openEmptyTestDatabase();
    await runAs(empty.urls.owner, `CREATE ROLE ${login} LOGIN NOSUPERUSER NOCREATEROLE`);
  });
  afterAll(async () => {
    await empty.drop();
  });

  const as = (user: string, options = '') => {
    const url = new URL(empty.urls.owner.reveal());
    url.username = user;
    if (options) url.searchParams.set('options', options);
    return new Secret(url.toString());
  };

  test('a superuser migrates, and the service gives its powers up', async () => {
    const opened = await open({ databaseUrl: empty.urls.owner });
    const app = await opened.database.forSeller(1).row(WHO);
    expect(app).toMatchObject({
      role: 'shelftalk_app',
      login: 'shelftalk_owner',
      superuser: 'off',
    });
    const sweep = await opened.database.sweep.row(WHO);
    expect(sweep).toMatchObject({ role: 'shelftalk_sweep', superuser: 'off' });
    const lane = await opened.database.lanes.use(1, (one) => one.pipeline([{ sql: WHO }]));
    expect(lane).toMatchObject([[{ role: 'shelftalk_app', superuser: 'off' }]]);
    await opened.close();
  });

  test('an ordinary login serves while another one migrates', async () => {
    const databaseUrl = as(login, '-c geqo=off');
    const opened = await open({ databaseUrl, databaseUrlMigrate: empty.urls.owner });
    const who = await opened.database.forSeller(1).row(`${WHO}, current_setting('geqo') AS geqo`);
    expect(who).toEqual({
      role: 'shelftalk_app',
      login,
      superuser: 'off',
      geqo: 'off',
    });
    await opened.database.forSeller(1).execute(PUT);
    expect(await opened.database.forSeller(2).rows('SELECT FROM box')).toEqual([]);
    await opened.close();
    expect(opened.isOwner).toBe(false);
  });

  test('roles that could see through the walls are refused', async () => {
    await runAs(empty.urls.owner, 'ALTER ROLE shelftalk_sweep BYPASSRLS');
    try {
      await expect(open({ databaseUrl: empty.urls.owner })).rejects.toMatchObject({
        code: 'database_unfit',
        facts: { name: 'shelftalk_sweep', bypassesRls: true },
      });
    } finally {
      await runAs(empty.urls.owner, 'ALTER ROLE shelftalk_sweep NOBYPASSRLS');
    }
  });

  test('a server that is not there, and a login that is wrong, are told apart', async () => {
    const away = open({ databaseUrl: new Secret('postgres://x@127.0.0.1:1/x') });
    await expect(away).rejects.toMatchObject({ code: 'database_unavailable', retry: 'later' });
    const wrong = open({ databaseUrl: as('nobody_of_this_name') });
    await expect(wrong).rejects.toMatchObject({ code: 'database_unfit', retry: 'never' });
  });
});
