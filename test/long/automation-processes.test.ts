/**
 * Several processes that hear one seller: side by side, and one of them asleep in the middle of it
 * for longer than its lease lasts. And a clock that is set back.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { type Drill, eachOnce, openDrill } from '../support/automation-drill-store.ts';
import { automationShop } from '../support/automation-shop.ts';
import { type AutomationStage, openAutomationStage } from '../support/automation-stage.ts';
import type { AutomationJob, CutPoint, WorkerOrder } from '../support/automation-worker.ts';

const WORKER = path.join(import.meta.dirname, '../support/automation-worker.ts');
const SLEEPS: readonly (CutPoint & { forMs: number })[] = [
  { call: 4, when: 'after', forMs: 40_000 },
  { call: 9, when: 'before', forMs: 40_000 },
  { call: 3, when: 'after', forMs: 12_000 },
  { call: 7, when: 'after', forMs: 12_000 },
  { call: 12, when: 'after', forMs: 12_000 },
  { call: 15, when: 'after', forMs: 25_000 },
  { call: 18, when: 'before', forMs: 25_000 },
  { call: 24, when: 'after', forMs: 12_000 },
];
const FALLS_SIDE_BY_SIDE = 40;
const CAUGHT_MS_MAX = 10_000;
/** Its lease is lost after some seconds, and so is its lock. */
const TAKEN_OVER_MS_MAX = 15_000;
const QUIET_MS_MAX = 60_000;

let stage: AutomationStage;
let drill: Drill;
let falls = 0;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  stage = await openAutomationStage({ file: automationShop });
  drill = await openDrill(stage);
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await stage.stop();
});

async function startWorker(): Promise<ChildProcess> {
  const { urls } = stage.database;
  const child = fork(WORKER, { stdio: 'inherit' });
  workers.push(child);
  const job: AutomationJob = {
    ...{ appUrl: urls.app.reveal(), sweepUrl: urls.sweep.reveal(), death: null, isLive: true },
  };
  child.send(job);
  await new Promise((resolve) => child.once('message', resolve));
  return child;
}

const order = (worker: ChildProcess, what: WorkerOrder) => worker.send(what);

async function end(worker: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  order(worker, 'end');
  await gone;
}

/** Of the kernel: asleep by a signal. */
function isStopped({ pid }: ChildProcess): boolean {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
}

async function waitUntil(isSo: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  const sinceMs = systemClock.monotonicMs();
  while (systemClock.monotonicMs() - sinceMs < ms) {
    if (await isSo()) return true;
    await systemClock.sleep(50);
  }
  return false;
}

async function fall(): Promise<void> {
  falls += 1;
  await drill.move('damage', `fall ${falls}`);
  await drill.move('receipt', `rise ${falls}`);
}

const count = () => drill.count();

async function expectEachOnce(): Promise<void> {
  const isDone = async () => JSON.stringify(await count()) === JSON.stringify(eachOnce(falls));
  await waitUntil(isDone, QUIET_MS_MAX);
  // What comes late would come now.
  await systemClock.sleep(2_000);
  expect(await count()).toEqual(eachOnce(falls));
}

test('asleep in the middle of hearing for longer than its lease lasts: every action happens once', async () => {
  const said: string[] = [];
  for (const { forMs, ...sleepAt } of SLEEPS) {
    const sleeper = await startWorker();
    await fall();
    await expectEachOnce();
    const other = await startWorker();
    order(sleeper, { sleepAt });
    await fall();
    const isAsleep = await waitUntil(() => isStopped(sleeper), CAUGHT_MS_MAX);
    const sinceMs = systemClock.monotonicMs();
    const ranBefore = Number((await count()).runs);
    const isHeard = async () => Number((await count()).runs) === falls;
    expect(await waitUntil(isHeard, TAKEN_OVER_MS_MAX)).toBe(true);
    const heardMs = Math.round(systemClock.monotonicMs() - sinceMs);
    await systemClock.sleep(Math.max(0, forMs - heardMs));
    sleeper.kill('SIGCONT');
    await expectEachOnce();
    const how = isAsleep ? `heard ${heardMs} ms after it fell asleep` : 'it did not come to that';
    const where = ranBefore === falls ? 'after the run was written' : 'before the run was written';
    said.push(`call ${sleepAt.call}, ${sleepAt.when}, ${forMs} ms: ${where}; ${how}`);
    await end(sleeper);
    await end(other);
  }
  process.stdout.write(`${said.join('\n')}\n${JSON.stringify(await count())}\n`);
  expect(said.filter((line) => line.includes('did not come')).length).toBeLessThan(
    SLEEPS.length / 2,
  );
});

test('two processes that hear one seller side by side: every action happens once', async () => {
  const pair = [await startWorker(), await startWorker(), await startWorker()];
  for (let round = 0; round < FALLS_SIDE_BY_SIDE; round += 1) {
    await fall();
    await systemClock.sleep(round % 5 === 0 ? 300 : 20);
    // The one who hears may leave at any time.
    if (round === FALLS_SIDE_BY_SIDE / 2) await end(pair.shift() as ChildProcess);
  }
  await expectEachOnce();
  process.stdout.write(`side by side: ${JSON.stringify(await count())}\n`);
  for (const worker of pair) await end(worker);
});

test('a clock that is set back by an hour: what is due at nine is done once, and at ten again', async () => {
  const { clock } = stage.ground;
  clock.jumpTo(systemClock.now());
  await stage.settle();
  await stage.told();
  const number = await stage.on({ trigger: { kind: 'schedule', cron: '0 * * * *' } });
  const base = Math.ceil(systemClock.now().getTime() / 3_600_000) * 3_600_000;
  const to = async (minutes: number) => {
    clock.jumpTo(new Date(base + minutes * 60_000));
    await stage.automations.settle();
    return (await stage.told()).filter(({ message }) => message.number === number).length;
  };
  expect(await to(-1)).toBe(0);
  expect(await to(0.2)).toBe(1);
  expect(await to(20)).toBe(0);
  clock.setBackTo(new Date(base - 40 * 60_000));
  expect(await to(-40)).toBe(0);
  expect(await to(-39)).toBe(0);
  expect(await to(-1)).toBe(0);
  expect(await to(0.2)).toBe(0);
  expect(await to(1)).toBe(0);
  expect(await to(60.2)).toBe(1);
  expect(await to(61)).toBe(0);
});
