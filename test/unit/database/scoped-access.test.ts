import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/postgres.ts';
import { openTinyDatabase } from '../../support/tiny-database.ts';

const PUT = 'INSERT INTO box (seller_id, name, units) VALUES ($1, $2, $3)';
const READ = 'SELECT seller_id AS seller, name FROM box ORDER BY name';

describe('sellers behind their walls', () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    // One connection: whatever a seller leaves on it, the next one would meet.
    opened = await openTinyDatabase({ sizes: { appMax: 1 } });
  });
  afterAll(() => opened.drop());

  test('a seller sees own rows only, on a connection that others have used', async () => {
    const { database } = opened;
    for (const seller of [1, 2, 1, 2]) {
      await database
        .forSeller(seller)
        .execute(PUT, [seller, `box of ${seller} ${Math.random()}`, 1]);
    }
    for (const seller of [1, 2, 1]) {
      const rows = await database.forSeller(seller).rows<{ seller: number }>(READ);
      expect(rows.map((row) => row.seller)).toEqual([seller, seller]);
    }
  });

  test('a seller cannot write a row of another', async () => {
    const write = opened.database.forSeller(1).execute(PUT, [2, 'smuggled', 1]);
    await expect(write).rejects.toMatchObject({ code: 'statement_failed', retry: 'never' });
  });

  test('a sweep sees every seller, and may change nothing', async () => {
    const { database } = opened;
    const rows = await database.sweep.rows<{ seller: number }>(READ);
    expect(new Set(rows.map((row) => row.seller))).toEqual(new Set([1, 2]));
    await expect(database.sweep.execute('DELETE FROM box')).rejects.toMatchObject({
      code: 'statement_failed',
    });
  });

  test('after a rolled back transaction the connection still serves the right seller', async () => {
    const { database } = opened;
    await database.forSeller(1).rows(READ);
    const failing = database.forSeller(2).transaction(async (tx) => {
      await tx.execute(PUT, [2, 'never', 1]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const rows = await database.forSeller(2).rows<{ seller: number; name: string }>(READ);
    expect(rows.map((row) => row.seller)).toEqual([2, 2]);
  });

  test('a seller id that is no positive whole number is refused before any query', () => {
    for (const id of [0, -1, 1.5, Number.NaN]) {
      expect(() => opened.database.forSeller(id)).toThrow('positive integer');
    }
  });
});

test('many sellers at once on few connections never see each other', async () => {
  const opened = await openTinyDatabase({ sizes: { appMax: 3 } });
  try {
    const { database } = opened;
    const sellers = Array.from({ length: 9 }, (_, index) => index + 1);
    await Promise.all(sellers.map((id) => database.forSeller(id).execute(PUT, [id, `b${id}`, id])));
    const answers = await Promise.all(
      Array.from({ length: 180 }, async (_, index) => {
        const id = sellers[index % sellers.length] ?? 1;
        const rows = await database.forSeller(id).rows<{ seller: number }>(READ);
        return rows.length === 1 && rows[0]?.seller === id;
      }),
    );
    expect(answers.filter((right) => !right)).toEqual([]);
    expect(database.status().app.open).toBeLessThanOrEqual(3);
  } finally {
    await opened.drop();
  }
});
