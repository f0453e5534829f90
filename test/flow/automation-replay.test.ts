import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBackTest } from '../../automations/engine/back-test.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { automationShop } from '../support/automation-shop.ts';
import {
  type AutomationStage,
  dropsBelow,
  openAutomationStage,
  toRule,
} from '../support/automation-stage.ts';
import type { ShopEvent } from '../support/shop-events.ts';

const SEED = Number(process.env.SEED ?? 7);
const EVENTS = Number(process.env.EVENTS ?? 24);
const CODES = ['MUG', 'TEE', 'CAP'] as const;

let stage: AutomationStage;
beforeAll(async () => {
  stage = await openAutomationStage({ file: automationShop });
});
afterAll(() => stage.stop());

const any = { of: 'any' } as const;
const TRIGGERS: readonly Rule['trigger'][] = [
  dropsBelow(10, ['MUG']),
  dropsBelow(95),
  {
    kind: 'stock-level',
    scope: any,
    measure: 'on-hand',
    crossing: 'at-or-above',
    units: 100,
    location: 'MAIN',
  },
  { kind: 'out-of-stock', scope: any, location: null },
  { kind: 'back-in-stock', scope: any, location: null },
  { kind: 'order-received', scope: any, account: null },
  { kind: 'order-received', scope: { of: 'skus', skus: ['SET'] }, account: 'shop' },
  { kind: 'order-cancelled', scope: any, account: null },
  { kind: 'shortage', scope: any, account: null },
  { kind: 'velocity', scope: any, units: 6, minutes: 90, location: null, account: null },
  { kind: 'cover-below', scope: any, days: 20 },
  { kind: 'price-changed', scope: any, account: null, direction: 'any', percent: null },
  { kind: 'listing-paused', scope: any, account: null },
  { kind: 'schedule', cron: '*/20 * * * *' },
];
const CONDITIONS: readonly Rule['conditions'][] = [
  null,
  { kind: 'sold-in', sku: { of: 'trigger' }, is: 'gte', units: 3, minutes: 120 },
  { kind: 'price', sku: { of: 'sku', sku: 'MUG' }, account: null, is: 'gt', minor: 1_050 },
  {
    kind: 'stock',
    sku: { of: 'sku', sku: 'TEE' },
    measure: 'available',
    is: 'lt',
    units: 190,
    location: null,
  },
];

function drawEvent(random: ReturnType<typeof createSeededRandom>, orders: string[]): ShopEvent {
  const pick = <Item>(items: readonly Item[]) =>
    items[random.integer({ min: 0, max: items.length - 1 })] as Item;
  const sku = pick(CODES);
  const quantity = random.integer({ min: 1, max: 6 });
  const kind = pick([
    'order',
    'order',
    'order',
    'receipt',
    'damage',
    'count',
    'price',
    'cancel',
  ] as const);
  const location = 'MAIN';
  if (kind === 'receipt') return { kind, sku, quantity: quantity * 3, location };
  if (kind === 'damage') return { kind, sku: 'TEE', quantity, location: 'BACK' };
  if (kind === 'count')
    return { kind, sku, location, counted: random.integer({ min: 90, max: 110 }) };
  if (kind === 'price') return { kind, sku, price: `${random.integer({ min: 9, max: 12 })}.00` };
  const number = orders.at(-1);
  if (kind === 'cancel' && number && orders.pop()) return { kind: 'cancellation', order: number };
  const order = `#${1_000 + orders.length}-${random.integer({ min: 1, max: 1e9 })}`;
  orders.push(order);
  const lines = [{ sku: pick([...CODES, 'SET']), quantity }];
  return { kind: 'order', account: pick(['shop', 'fair']), number: order, lines };
}

test(`a back-test says exactly what happened live (SEED=${SEED})`, async () => {
  const random = createSeededRandom(SEED);
  const { ground, automations, sellerId } = stage;
  const rules: { number: number; rule: Rule }[] = [];
  for (const [index, trigger] of TRIGGERS.entries()) {
    const coolDownMinutes = index % 3 === 0 ? 45 : 0;
    const isTime = trigger.kind === 'schedule';
    const conditions = isTime ? null : (CONDITIONS[index % CONDITIONS.length] ?? null);
    const rule = toRule({ trigger, coolDownMinutes, conditions });
    rules.push({ number: await stage.on(rule), rule });
  }
  const step = (ms: number) => ground.clock.jumpTo(new Date(ground.clock.now().getTime() + ms));
  step(60_000);
  const from = ground.clock.now();
  await stage.settle();
  step(1_000);
  const orders: string[] = [];
  for (let events = 0; events < EVENTS; events += 1) {
    await stage.apply(drawEvent(random, orders));
    step(random.integer({ min: 1, max: 25 * 60_000 }));
  }
  await stage.settle();
  const catalog = await automations.readCatalog(sellerId);
  const db = ground.engine.database.forSeller(sellerId);
  let firings = 0;
  for (const { number, rule } of rules) {
    const until = ground.clock.now();
    const played = await runBackTest(ground.engine, { sellerId, rule, catalog, from, until });
    const live = await db.rows(
      `SELECT fact, subject FROM automation_run WHERE number = $1 ORDER BY run_id`,
      [number],
    );
    const back = played.firings.map(({ fact, occurrence: { subject } }) => ({ fact, subject }));
    expect(back, `rule ${number}, ${rule.trigger.kind}`).toEqual(live);
    firings += live.length;
  }
  expect(firings).toBeGreaterThan(rules.length);
});
