import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import type { Secret } from '../../core/base/secret.ts';
import { type Hints, QUEUE_NAMES } from '../../core/queue/hints.ts';
import { openHints } from '../../core/queue/open.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis, whyNoRedis } from '../support/redis.ts';

// What a Hints promises, asked of every store that can carry it.

const noRedis = whyNoRedis();
const stores = [
  { store: 'Postgres', skippedBecause: undefined },
  { store: 'Redis', skippedBecause: noRedis },
] as const;

async function until(isTrue: () => boolean, what: string, waitMsMax = 10_000): Promise<void> {
  const deadlineMs = performance.now() + waitMsMax;
  while (!isTrue()) {
    if (performance.now() > deadlineMs) throw new Error(`Waited in vain for ${what}.`);
    await systemClock.sleep(5);
  }
}

describe.each(stores)('hints over $store', ({ store, skippedBecause }) => {
  const testHere = test.skipIf(skippedBecause !== undefined);
  let postgres: TestDatabase;
  let redis: TestRedis | undefined;
  const opened: Hints[] = [];

  async function open(): Promise<Hints> {
    const redisUrl: Secret | undefined = redis?.url;
    const hints = await openHints({
      redisUrl,
      databaseUrl: postgres.urls.app,
      log: silentLogger,
      clock: systemClock,
    });
    opened.push(hints);
    return hints;
  }

  beforeAll(async () => {
    if (skippedBecause) return;
    postgres = await openTestDatabase();
    if (store === 'Redis') redis = await startTestRedis();
  });
  afterAll(async () => {
    await Promise.all(opened.map((hints) => hints.close()));
    await redis?.stop();
    await postgres?.drop();
  });

  testHere('a hint wakes the worker of its queue, with its key as it was given', async () => {
    const hints = await open();
    const seen: string[] = [];
    hints.work({
      queue: 'push',
      concurrency: 2,
      run: async (key) => {
        seen.push(key);
      },
    });
    const keys = ['account:12', '42', 'Größe "M" / 😀', 'x'.repeat(200)];
    for (const key of keys) await hints.add({ queue: 'push', key });
    await until(() => seen.length >= keys.length, 'all hints');
    expect([...seen].sort()).toEqual([...keys].sort());
  });

  testHere('a hundred hints for one key before it runs are one run', async () => {
    const hints = await open();
    let runs = 0;
    for (let i = 0; i < 100; i += 1) await hints.add({ queue: 'reconcile', key: 'sku-1' });
    hints.work({
      queue: 'reconcile',
      concurrency: 4,
      run: async () => {
        runs += 1;
      },
    });
    await until(() => runs > 0, 'the run');
    await systemClock.sleep(300);
    expect(runs).toBe(1);
  });

  testHere('a hint during the run of its key is not lost: there is one more run', async () => {
    const hints = await open();
    let runs = 0;
    let finishFirst: () => void = () => undefined;
    hints.work({
      queue: 'automation',
      concurrency: 4,
      run: async () => {
        runs += 1;
        if (runs === 1) await new Promise<void>((resolve) => (finishFirst = resolve));
      },
    });
    await hints.add({ queue: 'automation', key: 'rule-1' });
    await until(() => runs === 1, 'the first run');
    for (let i = 0; i < 5; i += 1) await hints.add({ queue: 'automation', key: 'rule-1' });
    await systemClock.sleep(100);
    expect(runs).toBe(1);
    finishFirst();
    await until(() => runs === 2, 'the second run');
    await systemClock.sleep(300);
    expect(runs).toBe(2);
  });

  testHere('a hint for now is not held back by an earlier one for later', async () => {
    const hints = await open();
    const seenAtMs: number[] = [];
    hints.work({
      queue: 'alert',
      concurrency: 1,
      run: async () => {
        seenAtMs.push(performance.now());
      },
    });
    const startMs = performance.now();
    await hints.add({ queue: 'alert', key: 'a', delayMs: 1_500 });
    await hints.add({ queue: 'alert', key: 'a' });
    await until(() => seenAtMs.length === 2, 'both runs');
    const [now = 0, later = 0] = seenAtMs;
    expect(now - startMs).toBeLessThan(1_400);
    expect(later - startMs).toBeGreaterThanOrEqual(1_450);
  });

  testHere('work that is asked for every half second keeps coming', async () => {
    const hints = await open();
    let runs = 0;
    hints.work({
      queue: 'upkeep',
      concurrency: 1,
      run: async (key) => {
        expect(key).toBe('sweep');
        runs += 1;
      },
    });
    await hints.every({ queue: 'upkeep', key: 'sweep', intervalMs: 500 });
    await hints.every({ queue: 'upkeep', key: 'sweep', intervalMs: 500 });
    await systemClock.sleep(3_000);
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(runs).toBeLessThanOrEqual(8);
  });
});

// A queue has one worker per process, so each story below opens its own connection and closes it.
describe.each(stores)('the life of a worker over $store', ({ store, skippedBecause }) => {
  const testHere = test.skipIf(skippedBecause !== undefined);
  let postgres: TestDatabase;
  let redis: TestRedis | undefined;
  const open = () =>
    openHints({
      redisUrl: redis?.url,
      databaseUrl: postgres.urls.app,
      log: silentLogger,
      clock: systemClock,
    });

  beforeAll(async () => {
    if (skippedBecause) return;
    postgres = await openTestDatabase();
    if (store === 'Redis') redis = await startTestRedis();
  });
  afterAll(async () => {
    await redis?.stop();
    await postgres?.drop();
  });

  testHere('a run that fails is not repeated, and the next hint runs', async () => {
    const hints = await open();
    const seen: string[] = [];
    hints.work({
      queue: 'push',
      concurrency: 1,
      run: async (key) => {
        seen.push(key);
        if (key === 'bad') throw new Error('This account is broken.');
      },
    });
    await hints.add({ queue: 'push', key: 'bad' });
    await until(() => seen.length === 1, 'the failing run');
    await hints.add({ queue: 'push', key: 'good' });
    await until(() => seen.includes('good'), 'the next run');
    await hints.add({ queue: 'push', key: 'bad' });
    await until(() => seen.length === 3, 'the failing key asked for again');
    await hints.close();
    expect(seen).toEqual(['bad', 'good', 'bad']);
  });

  testHere('closing waits for the run under way, and is quick otherwise', async () => {
    const hints = await open();
    let finished = false;
    let began = false;
    hints.work({
      queue: 'push',
      concurrency: 1,
      run: async () => {
        began = true;
        await systemClock.sleep(400);
        finished = true;
      },
    });
    await hints.add({ queue: 'push', key: 'slow' });
    await until(() => began, 'the run');
    await hints.close();
    expect(finished).toBe(true);
    const idle = await open();
    for (const queue of QUEUE_NAMES) idle.work({ queue, concurrency: 1, run: async () => {} });
    await systemClock.sleep(200);
    const startMs = performance.now();
    await idle.close();
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });

  testHere('adding a hint does not fail the caller when the store is gone', async () => {
    const hints = await open();
    await hints.add({ queue: 'push', key: 'a' });
    await hints.close();
    await expect(hints.add({ queue: 'push', key: 'b' })).resolves.toBeUndefined();
  });
});

test('a hint key that no store could hold is refused as a defect of the caller', async () => {
  const { toJobId } = await import('../../core/queue/hints.ts');
  expect(() => toJobId('')).toThrow('1 to 200');
  expect(() => toJobId('x'.repeat(201))).toThrow('1 to 200');
  expect(() => toJobId('a\u0000')).toThrow('whole text');
  expect(() => toJobId('\ud800')).toThrow('whole text');
  expect(toJobId('account:12')).not.toContain(':');
});
