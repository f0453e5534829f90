import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeSale } from '../../bots/demo-sale/judge-sale.ts';
import type { ConfirmedOrder } from '../../bots/demo-sale/sale-traffic.ts';
import { systemClock } from '../../core/base/clock.ts';
import { openPromptStage, type PromptStage } from '../support/prompt-stage.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const SALE_MS_MAX = 180_000;

let stage: PromptStage;
const confirmed: ConfirmedOrder[] = [];
const since = new Date();

beforeAll(async () => {
  stage = await openPromptStage();
  for (const { account, simulator } of stage.demo.shops) {
    const { externalId } = simulator.placeOrder({ lines: [{ skuCode: 'TEE-M', quantity: 2 }] });
    confirmed.push({ accountId: account.accountId, externalId });
  }
  await stage.settle();
});
afterAll(() => stage.close());

const judge = (o: { confirmed: readonly ConfirmedOrder[] } = { confirmed }) =>
  judgeSale(stage.engine, stage.demo, { ...o, since, clock: systemClock });
const brokenOf = ({ checks }: Awaited<ReturnType<typeof judge>>) =>
  checks.filter(({ violations }) => violations > 0).map(({ name }) => name);

test('a sale in which nothing went wrong is passed, counted from the shops’ own lists', async () => {
  const judged = await judge();
  expect(brokenOf(judged)).toEqual([]);
  expect(judged).toMatchObject({ orders: 5, accepted: 5, short: 0, lost: 0, duplicatesApplied: 0 });
});

test('an order that a buyer was told and the books do not have is lost', async () => {
  const [first] = confirmed;
  if (!first) throw new Error('Nothing was bought.');
  const judged = await judge({ confirmed: [...confirmed, { ...first, externalId: '404' }] });
  expect(judged.lost).toBe(1);
  expect(brokenOf(judged)).toContain('every confirmed order is in the books');
});

test('a shop that shows another figure than the books is found', async () => {
  const studio = stage.shop('Studio Nine');
  const { available } = studio.read('TEE-L');
  studio.setStockByHand({ skuCode: 'TEE-L', quantity: available + 1 });
  expect(brokenOf(await judge())).toContain('every shop shows what the books say');
  studio.setStockByHand({ skuCode: 'TEE-L', quantity: available });
});

test('units that an order took twice are found, whatever its line says', async () => {
  const db = stage.database.database.forSeller(stage.sellerId);
  const [line] = await db.rows<{ lineKey: string }>(
    'SELECT line_key AS "lineKey" FROM order_line WHERE seller_id = $1 LIMIT 1',
    [stage.sellerId],
  );
  // As a ledger without keys would have written it: the same promise once more.
  await db.execute(
    `INSERT INTO entry (seller_id, seq, sku_id, location_id, kind, on_hand_delta, reserved_delta,
       on_hand_after, reserved_after, key, cause, actor, at)
     SELECT seller_id, 1000000, sku_id, location_id, kind, on_hand_delta, reserved_delta,
       on_hand_after, reserved_after, $2 || ':reserve:2bis/1.1', cause, actor, at
     FROM entry WHERE seller_id = $1 AND key LIKE $2 || ':reserve:%' LIMIT 1`,
    [stage.sellerId, line?.lineKey],
  );
  const judged = await judge();
  expect(judged.duplicatesApplied).toBe(1);
  expect(brokenOf(judged)).toContain('no order took its units twice');
});

test(
  'npm run demo: a short sale with every fault in it ends with PASS, as one line for machines',
  async () => {
    const args = ['run.mjs', 'bots/demo.ts', '--seconds', '5', '--rate', '12', '--seed', '7'];
    const env = { ...process.env, LOG_LEVEL: 'silent' };
    const child = spawn(process.execPath, args, { cwd: PROJECT, env });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    const summary = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
    expect(summary, said).toMatchObject({ lost: 0, duplicates_applied: 0, invariants: 'PASS' });
    expect(code, said).toBe(0);
    expect(summary.orders).toBeGreaterThan(20);
    expect(Number(summary.accepted) + Number(summary.shortages)).toBe(summary.orders);
    expect(Number(summary.pushes_sent)).toBeGreaterThan(0);
    expect(Number(summary.lag_ms_p50)).toBeLessThanOrEqual(Number(summary.lag_ms_p99));
  },
  SALE_MS_MAX,
);
