import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createLeases } from '../../core/database/leases.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.drop());

const SELLER = 1;

function createProcess(clock: Clock = systemClock) {
  return createLeases({ database: opened.database, clock, ids: systemIds, log: silentLogger });
}

/** A process whose timers stand still, as if it were stopped from outside. */
function createFreezable() {
  let isFrozen = false;
  const clock: Clock = {
    ...systemClock,
    every: (ms, run) => systemClock.every(ms, () => (isFrozen ? undefined : run())),
  };
  return { clock, freeze: () => (isFrozen = true), thaw: () => (isFrozen = false) };
}

test('of many processes that want the same work at once, exactly one gets it', async () => {
  const processes = Array.from({ length: 10 }, () => createProcess());
  await Promise.all(processes.map((each) => each.start()));
  const got = await Promise.all(processes.map((each) => each.hold(SELLER, 'race')));
  expect(got.filter(Boolean)).toHaveLength(1);
  const winner = processes[got.indexOf(true)];
  expect(await winner?.hold(SELLER, 'race'), 'it keeps it').toBe(true);
  await winner?.stop();
  const others = processes.filter((each) => each !== winner);
  const next = await Promise.all(others.map((each) => each.hold(SELLER, 'race')));
  expect(next.filter(Boolean), 'what is given back is free at once').toHaveLength(1);
  await Promise.all(others.map((each) => each.stop()));
  const sql = 'SELECT process_id FROM process UNION ALL SELECT process_id FROM lease';
  expect(await opened.database.sweep.rows(sql)).toEqual([]);
});

test('a silent process loses its lease to another, but not before it gave up itself', async () => {
  const { clock, freeze, thaw } = createFreezable();
  const silent = createProcess(clock);
  const heir = createProcess();
  await Promise.all([silent.start(), heir.start()]);
  expect(await silent.hold(SELLER, 'work')).toBe(true);
  freeze();
  const since = performance.now();
  while (!(await heir.hold(SELLER, 'work'))) {
    expect(performance.now() - since).toBeLessThan(8_000);
    await systemClock.sleep(100);
  }
  const wasAliveWhenTaken = silent.isAlive();
  expect(performance.now() - since).toBeGreaterThan(2_900);
  expect(wasAliveWhenTaken).toBe(false);
  expect(await silent.hold(SELLER, 'work'), 'before it beats again').toBe(false);
  thaw();
  while (!silent.isAlive()) await systemClock.sleep(50);
  expect(await silent.hold(SELLER, 'work'), 'after it beats again').toBe(false);
  await Promise.all([silent.stop(), heir.stop()]);
});

test('a process that has not started or was stopped holds nothing', async () => {
  const leases = createProcess();
  expect(await leases.hold(SELLER, 'nothing')).toBe(false);
  await leases.start();
  expect(await leases.hold(SELLER, 'nothing')).toBe(true);
  await leases.release(SELLER, 'nothing');
  await leases.stop();
  expect(await leases.hold(SELLER, 'nothing')).toBe(false);
});
