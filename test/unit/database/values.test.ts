import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scoped } from '../../../core/database/queryable.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openTinyDatabase } from '../../support/tiny-database.ts';

describe('values keep their meaning on the way', () => {
  let opened: TestDatabase;
  let seller: Scoped;
  beforeAll(async () => {
    opened = await openTinyDatabase();
    seller = opened.database.forSeller(1);
  });
  afterAll(() => opened.drop());

  test('big integers are numbers while a number holds them, and an error beyond', async () => {
    const row = await seller.row<{ n: number; list: number[] }>(
      `SELECT 9007199254740991::int8 AS n, '{1,NULL,-3}'::int8[] AS list, '{}'::int8[] AS none`,
    );
    expect(row).toEqual({ n: 9_007_199_254_740_991, list: [1, null, -3], none: [] });
    const beyond = seller.rows('SELECT 9007199254740993::int8');
    await expect(beyond).rejects.toMatchObject({ code: 'broken_invariant' });
  });

  test('an instant is an instant, a day stays a day', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const row = await seller.row<{ at: Date; day: string }>(
      `SELECT $1::timestamptz AS at, '2026-03-29'::date AS day`,
      [at],
    );
    expect(row).toEqual({ at, day: '2026-03-29' });
  });

  test('text with quotes, braces and faces arrives as it was, in arrays too', async () => {
    const texts = [`a'b"c\\d`, '{x,y}', '😀 Größe', '', 'NULL'];
    const row = await seller.row('SELECT $1::text[] AS texts, $2::jsonb AS json', [
      texts,
      { texts },
    ]);
    expect(row).toEqual({ texts, json: { texts } });
  });
});
