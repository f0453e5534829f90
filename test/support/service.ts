/**
 * The service as a process of its own, for tests that kill it: the engine and the HTTP server from
 * the environment, and nothing else. Says {"pid", "port"} on one line of stdout when it answers.
 * Ends with 0 on SIGTERM, and when the program that started it is gone.
 */
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { createLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { parseConfig } from '../../core/config/config.ts';
import { openEngine } from '../../core/engine.ts';

const STOP_MS_MAX = 25_000;

const config = parseConfig(process.env);
const log = createLogger({ level: config.logLevel });
const surroundings = { clock: systemClock, ids: systemIds, random: systemRandom, log };

process.on('uncaughtException', (error) => {
  log.error('uncaught', { error });
  process.exit(1);
});
// The other end of this pipe is the test.
process.stdin.resume().on('end', () => process.exit(1));

const engine = await openEngine({ config, ...surroundings });
let isStopping = false;
process.on('SIGTERM', async () => {
  if (isStopping) process.exit(1);
  isStopping = true;
  systemClock.after(STOP_MS_MAX, () => process.exit(1));
  await engine.stop();
  process.exit(0);
});

await engine.start();
const port = Number.parseInt(new URL(engine.origin() ?? 'http://none:0').port, 10);
process.stdout.write(`${JSON.stringify({ pid: process.pid, port })}\n`);
