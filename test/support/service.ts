/**
 * The service as a process of its own, for tests that kill it: the engine from the environment, and
 * nobody to talk to. Says {"pid", "origin"} on one line of stdout when it works; the origin is null
 * where it does not serve. Ends with 0 on SIGTERM, and when the program that started it is gone.
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

process.on('uncaughtException', (error) => {
  log.error('uncaught', { error });
  process.exit(1);
});
// The other end of this pipe is the test.
process.stdin.resume().on('end', () => process.exit(1));

const surroundings = { clock: systemClock, ids: systemIds, random: systemRandom, log };
const engine = await openEngine({ config, ...surroundings });

let isStopping = false;
process.on('SIGTERM', async () => {
  if (isStopping) process.exit(1);
  isStopping = true;
  systemClock.after(STOP_MS_MAX, () => {
    log.error('stop_took_too_long', { stopMsMax: STOP_MS_MAX });
    process.exit(1);
  });
  await engine.stop();
  process.exit(0);
});

await engine.start();
const ready = { pid: process.pid, origin: engine.origin() };
process.stdout.write(`${JSON.stringify(ready)}\n`);
