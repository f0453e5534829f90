import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { EMBEDDED_OWNER, startEmbeddedPostgres } from '../../core/database/embedded.ts';

// A program that starts the own Postgres, says where it is and stays until it is killed or asked
// to stop. Run by tests: node hold-postgres.ts <data folder>

const dataDir = process.argv[2] ?? '';
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLogger, clock: systemClock });
const keepAlive = setInterval(() => undefined, 60_000);
process.on('SIGTERM', async () => {
  await postgres.stop();
  clearInterval(keepAlive);
});
// Last: whoever reads this may ask it to stop at once.
process.stdout.write(`${postgres.urlFor({ user: EMBEDDED_OWNER })}\n`);
