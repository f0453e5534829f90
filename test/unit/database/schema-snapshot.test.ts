import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderSchemaSnapshot } from '../../../core/database/catalog-store.ts';
import { MIGRATIONS_DIR } from '../../../core/database/migrate.ts';
import { openTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.drop());

test('the schema that was reviewed is the schema that the migrations make', async () => {
  const file = path.join(MIGRATIONS_DIR, 'schema.snapshot.txt');
  const reviewed = await readFile(file, 'utf8');
  const made = await renderSchemaSnapshot(opened.database.sweep);
  expect(made, 'Run "npm run generate:schema" and look at the difference.').toBe(reviewed);
});

test('the picture of the schema shows walls, rights and defaults', async () => {
  const made = await renderSchemaSnapshot(opened.database.sweep);
  for (const title of ['tables', 'columns', 'constraints', 'indexes', 'policies', 'rights']) {
    expect(made).toMatch(new RegExp(`^# ${title}\\n[^\\n]`, 'm'));
  }
  expect(made).toMatch(/ row security/);
  expect(made).toMatch(/shelftalk_app \w+: .*select/);
});
