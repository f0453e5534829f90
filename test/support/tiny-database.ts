import { systemClock } from '../../core/base/clock.ts';
import { type Logger, silentLogger } from '../../core/base/log.ts';
import { createDatabase, type DatabaseSizes } from '../../core/database/database.ts';
import { migrate } from '../../core/database/migrate.ts';
import { openEmptyTestDatabase, type TestDatabase } from './postgres.ts';
import { TINY_MIGRATIONS, writeMigrations } from './tiny-schema.ts';

/** A database with the tiny schema, connected as the service's roles. */
export async function openTinyDatabase(
  o: { sizes?: Partial<DatabaseSizes>; log?: Logger } = {},
): Promise<TestDatabase> {
  const log = o.log ?? silentLogger;
  const empty = await openEmptyTestDatabase();
  const { folder, remove } = await writeMigrations(TINY_MIGRATIONS);
  await migrate({ ownerUrl: empty.urls.owner, log, clock: systemClock, migrationsDir: folder });
  await remove();
  const database = createDatabase({ urls: empty.urls, log, sizes: o.sizes });
  return {
    urls: empty.urls,
    database,
    async drop() {
      await database.close();
      await empty.drop();
    },
  };
}
