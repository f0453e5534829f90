import { fork } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { eachOnce, openDrill } from '../support/automation-drill-store.ts';
import { automationShop } from '../support/automation-shop.ts';
import { type AutomationStage, openAutomationStage } from '../support/automation-stage.ts';
import type { AutomationJob } from '../support/automation-worker.ts';

const WORKER = path.join(import.meta.dirname, '../support/automation-worker.ts');
const DEATHS_EACH = Number(process.env.DEATHS ?? 20);
const CALLS_BETWEEN = 2;
/** An action that a dead process had taken up is free after this. */
const CLAIM_MS = 21_000;
const ORDERS = 10_000;

let stage: AutomationStage;
beforeAll(async () => {
  stage = await openAutomationStage({ file: automationShop });
});
afterAll(() => stage.stop());

/** @returns whether it was killed */
function runWorker(death: AutomationJob['death']): Promise<boolean> {
  const { urls } = stage.database;
  const child = fork(WORKER, { stdio: 'inherit' });
  const ended = new Promise<boolean>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_, signal) => resolve(signal === 'SIGKILL'));
  });
  child.send({ appUrl: urls.app.reveal(), sweepUrl: urls.sweep.reveal(), death });
  return ended;
}

const db = () => stage.ground.engine.database.forSeller(stage.sellerId);

test('killed with -9 between any two steps, every action happens once', async () => {
  const { number, move, count } = await openDrill(stage);
  let [falls, killed] = [0, 0];
  for (const when of ['before', 'after'] as const) {
    for (let death = 0; death < DEATHS_EACH; death += 1) {
      falls += 1;
      await move('damage', `fall ${falls}`);
      const call = 1 + death * CALLS_BETWEEN;
      if (await runWorker({ call, when })) killed += 1;
      // Its leases would be free some seconds later.
      await stage.ground.engine.database.sweep.execute('DELETE FROM process');
      await move('receipt', `rise ${falls}`);
    }
  }
  await systemClock.sleep(CLAIM_MS);
  expect(await runWorker(null)).toBe(false);
  const counts = await count();
  process.stdout.write(`${killed} of ${falls} processes were killed: ${JSON.stringify(counts)}\n`);
  expect(counts).toEqual(eachOnce(falls));
  expect(killed).toBeGreaterThan(falls / 4);
  const personId = await stage.person('Ida');
  await stage.automations.setState(stage.sellerId, { number, state: 'paused', personId });
});

test('10,000 orders at once: no storm beyond the budget, nothing lost, caught up', async () => {
  const { ground, ids, sellerId, automations } = stage;
  await ground.engine.database.sweep.execute('DELETE FROM process');
  const [skuId = 0, accountId = 0] = [ids.skus.get('TEE'), ids.accounts.get('shop')];
  const number = await stage.on({
    trigger: { kind: 'order-received', scope: { of: 'any' }, account: null },
  });
  await stage.told();
  const at = ground.clock.now();
  const orders = Array.from({ length: ORDERS }, (_, index) => `storm-${index}`);
  for (let next = 0; next < ORDERS; next += 250) {
    const some = orders.slice(next, next + 250);
    await ground.engine.orders.recordOrders(
      sellerId,
      some.map((externalId) => ({ accountId, arrivedAt: at, order: toStormOrder(externalId, at) })),
    );
    const submitted = some.map((externalId) => {
      const line = { skuId, ordered: 1, cancelled: 0, shipped: 0, returned: 0, revision: 0 };
      const lines = [{ lineKey: `${accountId}:${externalId}:1`, ...line }];
      const cause = `order ${accountId}:${externalId}`;
      const origin = { key: externalId, cause, actor: 'shop' };
      return ground.engine.ledger.submit(sellerId, { kind: 'order', accountId, lines, origin });
    });
    await Promise.all(submitted);
  }
  const beganMs = systemClock.monotonicMs();
  await waitForLease();
  await automations.settle();
  const tookMs = systemClock.monotonicMs() - beganMs;
  const told = await stage.told();
  const runs = await db().rows(
    `SELECT outcome, count(*)::int AS count FROM automation_run WHERE number = $1
     GROUP BY outcome ORDER BY outcome`,
    [number],
  );
  process.stdout.write(`caught up in ${Math.round(tookMs)} ms; ${told.length} messages\n`);
  expect(runs).toEqual([
    { outcome: 'grouped', count: ORDERS - 60 },
    { outcome: 'ran', count: 60 },
  ]);
  const cards = told.filter(({ message }) => message.kind === 'grouped');
  expect(told.length - cards.length).toBe(60);
  expect(cards).toHaveLength(1);
  const left = await db().row(
    `SELECT count(*)::int AS count FROM event JOIN automation_head AS head USING (seller_id)
     WHERE event.read_no IS NULL AND event_id > event_floor`,
  );
  expect(left.count).toBe(0);
});

/** This process's lease was taken away above; it comes back with its next beat. */
async function waitForLease(): Promise<void> {
  await systemClock.sleep(1_500);
}

function toStormOrder(externalId: string, at: Date) {
  const line = {
    ...{ externalId: '1', listingExternalId: null, skuCode: 'TEE', title: 'Tee', ordered: 1 },
    ...{ cancelled: 0, shipped: 0, returned: 0, refunded: 0, unitPriceMinor: 100 },
  };
  return {
    ...{ externalId, number: externalId, placedAt: at, revisedAt: null, currency: 'EUR' },
    ...{ totalMinor: 100, isCancelled: false, lines: [line], buyer: null },
  };
}
