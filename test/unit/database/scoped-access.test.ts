import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.drop());

test('a seller is served by a role that cannot see other sellers', async () => {
  const { database } = opened;
  const who = await database
    .forSeller(7)
    .row<{ name: string; seller: string }>(
      `SELECT current_user AS name, current_setting('app.seller_id') AS seller`,
    );
  expect(who).toEqual({ name: 'shelftalk_app', seller: '7' });
});
