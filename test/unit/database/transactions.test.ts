import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queryable, Scoped } from '../../../core/database/queryable.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openTinyDatabase } from '../../support/tiny-database.ts';

const PUT = 'INSERT INTO box (seller_id, name, units) VALUES (1, $1, $2)';

describe('all or nothing', () => {
  let opened: TestDatabase;
  let seller: Scoped;
  beforeAll(async () => {
    opened = await openTinyDatabase({ sizes: { appMax: 2 } });
    seller = opened.database.forSeller(1);
  });
  afterAll(() => opened.drop());

  const names = async () =>
    (await seller.rows<{ name: string }>('SELECT name FROM box ORDER BY name')).map((r) => r.name);

  test('what a transaction writes is there after it, and its answer comes back', async () => {
    const answer = await seller.transaction(async (tx) => {
      expect(await tx.execute(PUT, ['kept', 1])).toBe(1);
      return tx.row<{ units: number }>('SELECT units FROM box WHERE name = $1', ['kept']);
    });
    expect(answer).toEqual({ units: 1 });
    expect(await names()).toContain('kept');
  });

  test('a failure after a write leaves nothing of it', async () => {
    const failing = seller.transaction(async (tx) => {
      await tx.execute(PUT, ['half', 1]);
      await tx.execute(PUT, ['half', 1]);
    });
    await expect(failing).rejects.toMatchObject({ code: 'data_refused' });
    expect(await names()).not.toContain('half');
  });

  test('a swallowed failure is not committed in silence', async () => {
    const failing = seller.transaction(async (tx) => {
      await tx.execute(PUT, ['swallowed', 1]);
      await tx.execute('SELECT 1/0').catch(() => undefined);
    });
    await expect(failing).rejects.toMatchObject({ code: 'statement_failed' });
    expect(await names()).not.toContain('swallowed');
  });

  test('of writes started together, none survives when one fails', async () => {
    for (let round = 0; round < 10; round += 1) {
      const failing = seller.transaction((tx) =>
        Promise.all([
          tx.execute(PUT, [`together ${round}`, 1]),
          tx.execute('SELECT 1/0'),
          tx.execute(PUT, [`too late ${round}`, 1]),
        ]),
      );
      await expect(failing).rejects.toMatchObject({ code: 'data_refused' });
    }
    expect((await names()).filter((name) => /together|too late/.test(name))).toEqual([]);
  });

  test('a transaction kept beyond its end refuses to work', async () => {
    let kept: Queryable | undefined;
    await seller.transaction(async (tx) => {
      kept = tx;
    });
    await expect(kept?.rows('SELECT 1')).rejects.toMatchObject({ code: 'broken_invariant' });
  });

  test('one row means one row', async () => {
    await expect(seller.row('SELECT 1 WHERE false')).rejects.toMatchObject({
      code: 'unexpected_row_count',
    });
    await expect(seller.maybeRow('SELECT generate_series(1, 2)')).rejects.toMatchObject({
      code: 'unexpected_row_count',
    });
    expect(await seller.maybeRow('SELECT 1 WHERE false')).toBeUndefined();
  });
});
