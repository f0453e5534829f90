import { chmodSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../base/clock.ts';
import { createLogger } from '../base/log.ts';
import { renderSchemaSnapshot } from './catalog-store.ts';
import { MIGRATIONS_DIR } from './migrate.ts';
import { openDatabase } from './open.ts';

// Writes migrations/schema.snapshot.txt from a fresh database.
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-schema-'));
chmodSync(dataDir, 0o755);
const config = { databaseUrl: undefined, databaseUrlMigrate: undefined, dataDir };
const log = createLogger({ level: 'warn' });
const opened = await openDatabase({ config, log, clock: systemClock });
try {
  const text = await renderSchemaSnapshot(opened.database.sweep);
  await writeFile(path.join(MIGRATIONS_DIR, 'schema.snapshot.txt'), text);
} finally {
  await opened.close();
  await rm(dataDir, { recursive: true });
}
