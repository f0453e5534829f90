import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { silentLogger } from '../../../core/base/log.ts';
import { migrate } from '../../../core/database/migrate.ts';
import { runAs } from '../../support/as-owner.ts';
import { openEmptyTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { TINY_MIGRATIONS, writeMigrations } from '../../support/tiny-schema.ts';

describe('bringing the schema up to date', () => {
  let empty: Omit<TestDatabase, 'database'>;
  let written: Awaited<ReturnType<typeof writeMigrations>>;
  beforeEach(async () => {
    empty = await openEmptyTestDatabase();
    written = await writeMigrations(TINY_MIGRATIONS);
  });
  afterEach(async () => {
    await written.remove();
    await empty.drop();
  });

  const run = () =>
    migrate({
      ownerUrl: empty.urls.owner,
      log: silentLogger,
      clock: systemClock,
      migrationsDir: written.folder,
    });
  const write = (name: string, sql: string) => writeFile(path.join(written.folder, name), sql);
  const applied = async () =>
    (await runAs(empty.urls.owner, 'SELECT name FROM schema_migration ORDER BY number')).map(
      ({ name }) => name,
    );

  test('every file is applied once, in order, whoever starts and however often', async () => {
    const both = await Promise.all([run(), run(), run()]);
    expect(both.flatMap((one) => one.applied)).toEqual(Object.keys(TINY_MIGRATIONS));
    expect((await run()).applied).toEqual([]);
    await write('0003_more.sql', 'ALTER TABLE box ADD COLUMN colour text');
    expect((await run()).applied).toEqual(['0003_more.sql']);
  });

  test('a file that was changed after it had been applied is refused', async () => {
    await run();
    await write('0002_box.sql', `${TINY_MIGRATIONS['0002_box.sql']} -- a word more`);
    await expect(run()).rejects.toMatchObject({ code: 'migration_refused', retry: 'never' });
  });

  test('a gap, a number twice and a nameless file are refused before anything is applied', async () => {
    await write('0004_gap.sql', 'SELECT 1');
    await expect(run()).rejects.toThrow('0004_gap.sql does not continue');
    await write('0003_first.sql', 'SELECT 1');
    await write('0003_second.sql', 'SELECT 1');
    await expect(run()).rejects.toThrow('does not continue');
    await expect(applied()).rejects.toThrow();
  });

  test('a file that fails leaves nothing of itself, and the files before it stay', async () => {
    await write('0003_bad.sql', 'CREATE TABLE half (); SELECT 1/0');
    await expect(run()).rejects.toMatchObject({ code: 'data_refused' });
    expect(await applied()).toEqual(Object.keys(TINY_MIGRATIONS));
    const half = await runAs(empty.urls.owner, `SELECT to_regclass('half') AS half`);
    expect(half).toEqual([{ half: null }]);
    await write('0003_bad.sql', 'CREATE TABLE whole ()');
    expect((await run()).applied).toEqual(['0003_bad.sql']);
  });

  test('a file that ends the transaction it runs in is refused', async () => {
    await write('0003_commit.sql', 'CREATE TABLE sneaked (); COMMIT');
    await expect(run()).rejects.toMatchObject({ code: 'broken_invariant' });
  });

  test('a database that a newer release has migrated is left alone', async () => {
    await write('0003_newer.sql', 'CREATE TABLE newer ()');
    await run();
    const older = await writeMigrations(TINY_MIGRATIONS);
    const answer = await migrate({
      ownerUrl: empty.urls.owner,
      log: silentLogger,
      clock: systemClock,
      migrationsDir: older.folder,
    });
    await older.remove();
    expect(answer.applied).toEqual([]);
  });

  test('a migration gives way to orders that hold its table, and gets through after them', async () => {
    await run();
    await write('0003_lock.sql', 'ALTER TABLE box ADD COLUMN late int');
    const holder = runAs(
      empty.urls.owner,
      'BEGIN; LOCK TABLE box IN ROW EXCLUSIVE MODE; SELECT pg_sleep(4); COMMIT',
    );
    await systemClock.sleep(200);
    const startMs = performance.now();
    expect((await run()).applied).toEqual(['0003_lock.sql']);
    // It gave up after 3 s once, so that orders behind it could pass.
    expect(performance.now() - startMs).toBeGreaterThan(3_500);
    await holder;
  });

  test('the queue finds its schema, and the app role may use it and nothing of its making', async () => {
    await run();
    await expect(runAs(empty.urls.app, 'SELECT count(*) FROM bullmq.job')).resolves.toHaveLength(1);
    await expect(runAs(empty.urls.app, 'DROP TABLE bullmq.job')).rejects.toThrow('must be owner');
    await expect(runAs(empty.urls.sweep, 'SELECT FROM bullmq.job')).rejects.toThrow('denied');
    await expect(runAs(empty.urls.app, 'CREATE TABLE mine ()')).rejects.toThrow('denied');
  });
});
