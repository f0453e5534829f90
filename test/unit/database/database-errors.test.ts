import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../../core/base/log.ts';
import { Secret } from '../../../core/base/secret.ts';
import {
  DatabaseUnavailable,
  DataRefused,
  isUniqueViolation,
  violatedConstraint,
} from '../../../core/database/database-errors.ts';
import { createScopedPool } from '../../../core/database/pool.ts';
import type { Scoped } from '../../../core/database/queryable.ts';
import { breakConnections } from '../../support/as-owner.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openTinyDatabase } from '../../support/tiny-database.ts';

const PUT = 'INSERT INTO box (seller_id, name, units) VALUES (1, $1, $2)';
const logged: string[] = [];

describe('what goes wrong has a name', () => {
  let opened: TestDatabase;
  let seller: Scoped;
  beforeAll(async () => {
    const log = createLogger({ level: 'debug', write: (line) => logged.push(line) });
    opened = await openTinyDatabase({ sizes: { appMax: 2 }, log });
    seller = opened.database.forSeller(1);
  });
  afterAll(() => opened.drop());

  const fail = (sql: string, params?: unknown[]) =>
    seller.execute(sql, params).then(
      () => undefined,
      (error: unknown) => error,
    );

  test('a value that a rule of the table refuses names the rule and not the value', async () => {
    await seller.execute(PUT, ['a', 1]);
    const doubled = await fail(PUT, ['a', 1]);
    expect(isUniqueViolation(doubled)).toBe(true);
    expect(isUniqueViolation(doubled, 'box_pkey')).toBe(true);
    expect(isUniqueViolation(doubled, 'another')).toBe(false);
    const negative = await fail(PUT, ['secret name', -1]);
    expect(negative).toBeInstanceOf(DataRefused);
    expect(isUniqueViolation(negative)).toBe(false);
    expect(violatedConstraint(negative)).toBe('units_not_negative');
    const shown = JSON.stringify(negative, Object.getOwnPropertyNames(negative));
    expect(shown).not.toContain('secret name');
  });

  test('every refusal of Postgres is one of five kinds', async () => {
    const kinds: Array<[sql: string, code: string, retry: string]> = [
      ['SELECT 1/0', 'data_refused', 'never'],
      [`SELECT 'x'::int`, 'data_refused', 'never'],
      ['SELEC', 'statement_failed', 'never'],
      ['SELECT * FROM nowhere', 'statement_failed', 'never'],
      ['CREATE TABLE mine ()', 'statement_failed', 'never'],
      [`SELECT set_config('statement_timeout', '20', false), pg_sleep(0)`, '', ''],
      ['SELECT pg_sleep(5)', 'database_busy', 'later'],
      [`SELECT set_config('statement_timeout', '30000', false)`, '', ''],
      [raise('40001'), 'database_busy', 'later'],
      [raise('40P01'), 'database_busy', 'later'],
      [raise('55P03'), 'database_busy', 'later'],
      [raise('53100'), 'database_unavailable', 'later'],
      [raise('57P03'), 'database_unavailable', 'later'],
      [raise('08006'), 'database_unavailable', 'later'],
    ];
    const single = await opened.database.forSeller(1).transaction(async () => undefined);
    expect(single).toBeUndefined();
    for (const [sql, code, retry] of kinds) {
      const error = await fail(sql);
      if (code === '') expect(error).toBeUndefined();
      else expect(error, sql).toMatchObject({ code, retry });
    }
  });

  test('a broken connection is trouble for one moment, not for the next', async () => {
    const [outcome] = await Promise.all([
      fail('SELECT pg_sleep(3)'),
      new Promise((resolve) => setTimeout(resolve, 150)).then(() =>
        breakConnections(opened.urls.owner),
      ),
    ]);
    expect(outcome).toBeInstanceOf(DatabaseUnavailable);
    expect(await seller.row('SELECT 1 AS one')).toEqual({ one: 1 });
  });

  test('connections that break while idle are noticed, logged and replaced', async () => {
    await seller.rows('SELECT 1');
    await breakConnections(opened.urls.owner);
    await expect.poll(() => logged.join('')).toContain('database_connection_lost');
    expect(await seller.row('SELECT 1 AS one')).toEqual({ one: 1 });
  });

  test('a break in the middle of a transaction leaves nothing of it', async () => {
    const failing = seller.transaction(async (tx) => {
      await tx.execute(PUT, ['broken off', 1]);
      await breakConnections(opened.urls.owner);
      await tx.execute(PUT, ['never sent', 1]);
    });
    await expect(failing).rejects.toBeInstanceOf(DatabaseUnavailable);
    const left = await seller.rows(`SELECT 1 FROM box WHERE name IN ('broken off', 'never sent')`);
    expect(left).toEqual([]);
  });

  test('a parameter that cannot be sent is a defect of the caller, not of Postgres', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(await fail('SELECT $1::jsonb', [circular])).toBeInstanceOf(TypeError);
    expect(await seller.row('SELECT 1 AS one')).toEqual({ one: 1 });
  });
});

test('a Postgres that is not there is unavailable, quickly and without a crash', async () => {
  const pool = createScopedPool({
    url: new Secret('postgres://nobody@127.0.0.1:1/none'),
    applicationName: 'test',
    sizeMax: 1,
    log: createLogger({ level: 'silent' }),
  });
  const startMs = performance.now();
  await expect(pool.scoped(1).rows('SELECT 1')).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(performance.now() - startMs).toBeLessThan(6_000);
  await pool.close();
});

function raise(sqlState: string): string {
  return `DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '${sqlState}'; END $$`;
}
