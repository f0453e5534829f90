import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import { openHints } from '../../core/queue/open.ts';

// A program with one worker on the queue "push" that says which key it begins and then hangs in
// it. Run by tests, which kill it: node hold-worker.ts <database address>

const hints = await openHints({
  redisUrl: undefined,
  databaseUrl: new Secret(process.argv[2] ?? ''),
  log: silentLogger,
  clock: systemClock,
});
hints.work({
  queue: 'push',
  concurrency: 1,
  run: async (key) => {
    process.stdout.write(`${key}\n`);
    await systemClock.sleep(600_000);
  },
});
