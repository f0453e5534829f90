import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { createLogger, silentLogger } from '../../../core/base/log.ts';
import type { Secret } from '../../../core/base/secret.ts';
import type { Hints } from '../../../core/queue/hints.ts';
import { openHints } from '../../../core/queue/open.ts';
import { breakConnections, runAs } from '../../support/as-owner.ts';
import { startMutingProxy } from '../../support/muting-proxy.ts';
import { openTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const HOLDER = path.resolve(import.meta.dirname, '../../support/hold-worker.ts');

// What the queue on Postgres does when connections and processes die. BullMQ's own settings need
// a minute, or an hour, for some of this.
describe('hints over Postgres in bad times', () => {
  let opened: TestDatabase;
  const open: Hints[] = [];
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((hints) => hints.close()));
    await runAs(opened.urls.owner, 'TRUNCATE bullmq.job, bullmq.dedup, bullmq.dedup_next CASCADE');
  });
  afterAll(() => opened.drop());

  async function openQueue(databaseUrl: Secret, log = silentLogger): Promise<Hints> {
    const hints = await openHints({ redisUrl: undefined, databaseUrl, log, clock: systemClock });
    open.push(hints);
    return hints;
  }

  function collect(hints: Hints): string[] {
    const seen: string[] = [];
    const run = async (key: string) => {
      seen.push(key);
    };
    hints.work({ queue: 'push', concurrency: 2, run });
    return seen;
  }

  test('a killed worker gives its hint back within five seconds', async () => {
    const child = spawn(process.execPath, [HOLDER, opened.urls.app.reveal()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!child.stdout) throw new Error('The child has no output.');
    const hints = await openQueue(opened.urls.app);
    await hints.add({ queue: 'push', key: 'account-7' });
    const [line] = await once(child.stdout, 'data');
    expect(String(line)).toBe('account-7\n');
    child.kill('SIGKILL');
    const startMs = performance.now();
    const seen = collect(hints);
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['account-7']);
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });

  test('after every connection was broken, the next hint is seen at once', async () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'debug', write: (line) => lines.push(line) });
    const hints = await openQueue(opened.urls.app, log);
    const seen = collect(hints);
    await hints.add({ queue: 'push', key: 'before' });
    await expect.poll(() => seen, { timeout: 5_000 }).toEqual(['before']);
    await breakConnections(opened.urls.owner);
    await systemClock.sleep(300);
    await hints.add({ queue: 'push', key: 'after' });
    await expect.poll(() => seen, { timeout: 6_000 }).toEqual(['before', 'after']);
    // Trouble is reported a few times, not once per attempt.
    expect(lines.filter((line) => line.includes('queue_trouble')).length).toBeLessThan(5);
  });

  test('a connection that fell silent does not hold hints back for an hour', async () => {
    const proxy = await startMutingProxy(opened.urls.app);
    const hints = await openQueue(proxy.urlOf(opened.urls.app));
    const seen = collect(hints);
    // With a job for much later in the queue a worker would wait for it as long as it may.
    await hints.add({ queue: 'push', key: 'much later', delayMs: 3_600_000 });
    await hints.add({ queue: 'push', key: 'before' });
    await expect.poll(() => seen, { timeout: 5_000 }).toEqual(['before']);
    expect(proxy.mute('LISTEN')).toBeGreaterThan(0);
    await hints.add({ queue: 'push', key: 'after' });
    await expect.poll(() => seen, { timeout: 6_000 }).toEqual(['before', 'after']);
    await Promise.all(
      open.splice(0).map((one) => Promise.race([one.close(), systemClock.sleep(5_000)])),
    );
    await proxy.close();
  });

  test('a thousand hints leave nothing behind', async () => {
    const hints = await openQueue(opened.urls.app);
    const seen = collect(hints);
    const keys = Array.from({ length: 1_000 }, (_, index) => `k${index}`);
    await Promise.all(keys.map((key) => hints.add({ queue: 'push', key })));
    await expect.poll(() => seen.length, { timeout: 15_000 }).toBe(1_000);
    const left = `SELECT (SELECT count(*)::int FROM bullmq.job) AS jobs,
      (SELECT count(*)::int FROM bullmq.dedup) AS keys`;
    await expect.poll(() => runAs(opened.urls.owner, left)).toEqual([{ jobs: 0, keys: 0 }]);
    const events = await runAs(opened.urls.owner, 'SELECT count(*)::int AS n FROM bullmq.event');
    expect(events[0]?.n).toBeLessThan(2_000);
  });
});
