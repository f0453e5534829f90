import { afterAll, beforeAll, expect, test } from 'vitest';
import { automationShop } from '../support/automation-shop.ts';
import {
  type AutomationStage,
  dropsBelow,
  openAutomationStage,
  TELL_TEAM,
  type ToldMessage,
  toRule,
} from '../support/automation-stage.ts';

const TELL_AUTHOR = {
  kind: 'notify',
  to: { of: 'author' },
  frontEnd: null,
  template: null,
} as const;

let stage: AutomationStage;
beforeAll(async () => {
  stage = await openAutomationStage({ file: automationShop });
});
afterAll(() => stage.stop());

const sell = (sku: string, quantity: number) =>
  stage.apply({ kind: 'order', account: 'shop', lines: [{ sku, quantity }] });
const receive = (sku: string, quantity: number) =>
  stage.apply({ kind: 'receipt', sku, quantity, location: 'MAIN' });
/** Counts it so that just so many are available there. */
async function level(sku: string, available: number, location = 'MAIN'): Promise<void> {
  const db = stage.ground.engine.database.forSeller(stage.sellerId);
  const { reserved } = await db.row<{ reserved: number }>(
    `SELECT coalesce(max(reserved), 0) AS reserved
     FROM sku LEFT JOIN stock USING (seller_id, sku_id)
       LEFT JOIN location USING (seller_id, location_id)
     WHERE sku.code = $1 AND location.code = $2`,
    [sku, location],
  );
  await stage.apply({ kind: 'count', sku, location, counted: reserved + available });
}
const off = async (number: number) => {
  const personId = await stage.person('Ida');
  await stage.automations.setState(stage.sellerId, { number, state: 'paused', personId });
};
const figures = (told: readonly ToldMessage[]) =>
  told.map(({ target, message }) =>
    message.kind === 'fired'
      ? [target, message.firing.sku?.code, message.firing.stock?.available]
      : [target, message.kind],
  );

test('stock that falls below ten is told once, and once more when it falls again', async () => {
  const number = await stage.on({ trigger: dropsBelow(10, ['MUG']) });
  await sell('MUG', 3);
  expect(figures(await stage.told())).toEqual([['team warehouse team', 'MUG', 9]]);
  await sell('MUG', 2);
  expect(await stage.told()).toEqual([]);
  await receive('MUG', 10);
  expect(await stage.told()).toEqual([]);
  await sell('MUG', 8);
  expect(figures(await stage.told())).toEqual([['team warehouse team', 'MUG', 9]]);
  await off(number);
});

test('a rule hears only of what comes after it was switched on', async () => {
  await level('MUG', 12);
  await sell('MUG', 3);
  stage.ground.clock.jumpTo(new Date(stage.ground.clock.now().getTime() + 1_000));
  const number = await stage.on({ trigger: dropsBelow(10, ['MUG']) });
  await stage.settle();
  expect(await stage.told()).toEqual([]);
  const { reasons } = (await stage.automations.whyNot(stage.sellerId, { number })) ?? {};
  expect(reasons?.join(' ')).toMatch(
    /only before it was switched on. It can happen once more when it is back at 10 or more. It li/,
  );
  await off(number);
});

test('the same order ten times sets a rule off once', async () => {
  const number = await stage.on({
    trigger: { kind: 'order-received', scope: { of: 'any' }, account: null },
    conditions: { kind: 'order-value', is: 'gt', minor: 5_000 },
  });
  const order = { kind: 'order', account: 'shop', number: '#10', lines: [] } as const;
  for (let copy = 0; copy < 10; copy += 1) {
    await stage.apply({ ...order, lines: [{ sku: 'TEE', quantity: 3 }] });
  }
  await stage.apply({ ...order, number: '#11', lines: [{ sku: 'TEE', quantity: 2 }] });
  const told = await stage.told();
  expect(told.map(({ message }) => message.kind === 'fired' && message.firing)).toMatchObject([
    { occurrence: { orderNumber: '#10', valueMinor: 6_000 } },
  ]);
  const why = await stage.automations.whyNot(stage.sellerId, { number });
  expect(why?.reasons[0]).toContain('#10');
  expect(why?.reasons[1]).toContain('not so: the order is worth more than €50 (it was €40)');
  const fired = await stage.automations.whyFired(stage.sellerId, number);
  expect(fired?.run.trace.conditions).toMatchObject([{ holds: true }]);
  expect(fired?.run.actions).toMatchObject([{ state: 'done', result: 'Told.' }]);
  await off(number);
});

test('a rule that rests, and one that runs once', async () => {
  const trigger = dropsBelow(10, ['MUG']);
  const rests = await stage.on({ trigger, coolDownMinutes: 60, actions: [TELL_AUTHOR] });
  const once = await stage.on({ trigger, mode: 'once' });
  const fall = async () => {
    await level('MUG', 12);
    await level('MUG', 8);
    return (await stage.told()).map(({ target }) => target.split(' ')[0]);
  };
  expect(await fall()).toEqual(['author', 'team']);
  expect(await fall()).toEqual([]);
  const shown = await stage.automations.show(stage.sellerId, once);
  expect(shown).toMatchObject({ state: 'paused', stateReason: 'It was to run once, and did.' });
  stage.ground.clock.jumpTo(new Date(stage.ground.clock.now().getTime() + 61 * 60_000));
  expect(await fall()).toEqual(['author']);
  const why = await stage.automations.whyNot(stage.sellerId, { number: rests });
  expect(why?.reasons.join(' ')).toMatch(/it had just run and rests for 1 hour, until Monday/);
  await off(rests);
});

test('a rule that did not run says what it came closest to, and what stands in its way', async () => {
  const { automations, sellerId, ids } = stage;
  const [mug = 0, cap = 0, tee = 0] = ['MUG', 'CAP', 'TEE'].map((code) => ids.skus.get(code));
  const low = { ...dropsBelow(5, ['MUG', 'TEE']), location: 'MAIN' };
  const number = await stage.on({
    trigger: low,
    conditions: { kind: 'price', sku: { of: 'trigger' }, account: null, is: 'gt', minor: 1_500 },
  });
  const ask = (skuId: number) => automations.whyNot(sellerId, { number, skuId });
  await level('MUG', 9);
  await level('MUG', 6);
  expect(await ask(mug)).toMatchObject({
    nearest: {
      happened: 'MUG: available stock went from 9 to 6',
      asked: 'when available stock of MUG or TEE in Main drops below 5',
    },
  });
  expect((await ask(mug))?.reasons).toEqual([
    'In the last 7 days it has not happened for MUG: available stock is 6 now.',
  ]);
  await level('MUG', 4);
  const declined = await ask(mug);
  expect(declined?.reasons[0]).toMatch(
    /^It happened .* \(MUG: available stock went from 6 to 4\), but this was not so: .*€15.*€10/,
  );
  expect(declined?.reasons[1]).toBe(
    'MUG: available stock is 4 now, so it cannot cross that again before it is back at 5 or more.',
  );
  expect(declined?.nearest).toBeNull();
  expect((await ask(cap))?.reasons[0]).toBe(
    'It does not look at CAP: when available stock of MUG or TEE in Main drops below 5.',
  );
  expect((await ask(tee))?.reasons[0]).toMatch(/^In the last 7 days it has not happened for TEE/);
  await off(number);
  expect((await ask(mug))?.reasons[0]).toMatch(
    new RegExp(`^It is paused since Monday .* resume automation ${number}.$`),
  );
});

test('every weekday at nine, also after a weekend asleep: what was missed is made up once', async () => {
  const number = await stage.on({ trigger: { kind: 'schedule', cron: '0 9 * * 1-5' } });
  const to = async (time: string) => {
    stage.ground.clock.jumpTo(new Date(time));
    await stage.settle();
    return (await stage.told()).length;
  };
  expect(await to('2026-11-24T08:59:30+01:00')).toBe(0);
  expect(await to('2026-11-24T09:00:10+01:00')).toBe(1);
  expect(await to('2026-11-24T09:01:10+01:00')).toBe(0);
  expect(await to('2026-11-30T12:00:00+01:00')).toBe(1);
  const [run] = await stage.automations.history(stage.sellerId, { number });
  expect(run?.happenedAt).toEqual(new Date('2026-11-30T09:00:00+01:00'));
  await off(number);
});

test('an author who may no longer do what the rule does: it is paused, and everybody hears why', async () => {
  const trigger = dropsBelow(400, ['CAP']);
  const price = { by: 'amount', minor: 1_400 } as const;
  const action = { kind: 'set-price', sku: { of: 'trigger' }, account: null, to: price } as const;
  const number = await stage.on({ trigger, actions: [action] }, 'Max');
  const db = stage.ground.engine.database.forSeller(stage.sellerId);
  await db.execute(`UPDATE person SET role = 'viewer' WHERE name = 'Max'`);
  await level('CAP', 450);
  await sell('CAP', 60);
  const told = await stage.told();
  expect(told.map(({ message }) => message.kind)).toEqual(['paused']);
  const shown = await stage.automations.show(stage.sellerId, number);
  expect(shown?.stateReason).toContain('may no longer do');
  // Whoever switches it on again answers for it.
  const ida = await stage.person('Ida');
  const on = { number, state: 'on', personId: ida } as const;
  expect(await stage.automations.setState(stage.sellerId, on)).toMatchObject({
    ok: true,
    automation: { authorId: ida, state: 'on' },
  });
  await db.execute(`UPDATE person SET role = 'manager' WHERE name = 'Max'`);
  await off(number);
});

test('two rules that set each other off are stopped after a few steps, and it is told', async () => {
  const sku = { of: 'sku', sku: 'TEE' } as const;
  const move = (from: string, to: string) =>
    ({ kind: 'transfer', sku, units: 60, from, to }) as const;
  const low = (location: string) => ({ ...dropsBelow(50, ['TEE']), location });
  const { sellerId, automations } = stage;
  await level('TEE', 60, 'MAIN');
  await level('TEE', 60, 'BACK');
  const authorId = await stage.person('Ida');
  const rules = [
    { trigger: low('MAIN'), actions: [move('BACK', 'MAIN')] },
    { trigger: low('BACK'), actions: [move('MAIN', 'BACK')] },
  ];
  const saved = [];
  for (const rule of rules) {
    saved.push(await automations.create(sellerId, { rule: toRule(rule), authorId, state: 'on' }));
  }
  // The check only knows that it may; at run time it ends.
  const numbers = saved.flatMap((each) => (each.ok ? [each.automation.number] : []));
  expect(numbers).toHaveLength(2);
  await stage.apply({ kind: 'sale', sku: 'TEE', location: 'MAIN', quantity: 20 });
  const kinds = (await stage.told()).map(({ message }) => message.kind);
  expect(kinds).toContain('paused');
  const listed = await automations.list(sellerId);
  expect(listed.some(({ stateReason }) => stateReason?.includes('each other'))).toBe(true);
  for (const number of numbers) await off(number);
  await stage.told();
});

test('beyond its budget a rule tells one card and does no more, until an hour has passed', async () => {
  const trigger = { kind: 'order-received', scope: { of: 'any' }, account: 'fair' } as const;
  const draft = { kind: 'purchase-draft', sku: { of: 'sku', sku: 'CAP' }, units: 5 } as const;
  const number = await stage.on({ trigger, actions: [TELL_TEAM, draft] });
  const spike = { kind: 'spike', account: 'fair', sku: 'CAP', orders: 70, minutes: 1 } as const;
  await stage.apply(spike);
  const told = await stage.told();
  const kinds = Map.groupBy(told, ({ message }) => message.kind);
  expect(kinds.get('fired')).toHaveLength(60);
  // The team, as each firing would have been told, and the author, whose draft was not written.
  expect(kinds.get('grouped')).toHaveLength(2);
  const db = stage.ground.engine.database.forSeller(stage.sellerId);
  const sql = `SELECT outcome, count(*)::int AS count FROM automation_run WHERE number = $1
    GROUP BY outcome ORDER BY outcome`;
  expect(await db.rows(sql, [number])).toEqual([
    { outcome: 'grouped', count: 10 },
    { outcome: 'ran', count: 60 },
  ]);
  const { automations, sellerId, ground } = stage;
  expect(await automations.countToday(sellerId, number)).toEqual({ ran: 60, grouped: 10 });
  expect(await automations.listPurchaseDrafts(sellerId)).toHaveLength(60);
  const why = (await automations.whyNot(sellerId, { number }))?.reasons ?? [];
  expect(why[0]).toContain('Not done: draft a purchase order for 5 units of CAP.');
  expect(why[1]).toContain('60 times within the last hour, as often as it may');
  const orderLater = (minutes: number) => {
    ground.clock.jumpTo(new Date(ground.clock.now().getTime() + minutes * 60_000));
    return stage.apply({ kind: 'order', account: 'fair', lines: [{ sku: 'CAP', quantity: 1 }] });
  };
  await orderLater(59);
  expect(await stage.told()).toEqual([]);
  await orderLater(2);
  const later = (await stage.told()).map(({ message }) => message.kind);
  expect(later.filter((kind) => kind === 'fired')).toHaveLength(1);
  expect(await automations.listPurchaseDrafts(sellerId)).toHaveLength(61);
  await off(number);
});

test('while everything is stopped nothing happens, and what was missed is not made up for', async () => {
  const number = await stage.on({ trigger: dropsBelow(300, ['CAP']) });
  const { automations, sellerId } = stage;
  const ida = await stage.person('Ida');
  await level('CAP', 301);
  expect(await automations.stopAll(sellerId, ida)).toBe(true);
  expect(await automations.stopAll(sellerId, ida)).toBe(false);
  await sell('CAP', 5);
  expect(await automations.readStop(sellerId)).toMatchObject({ personId: ida });
  expect(await automations.resumeAll(sellerId, ida)).toBe(true);
  await stage.settle();
  expect(await stage.told()).toEqual([]);
  await receive('CAP', 50);
  await sell('CAP', 50);
  expect(await stage.told()).toHaveLength(1);
  await off(number);
});

test('a deep price cut waits for a second person', async () => {
  const trigger = dropsBelow(200, ['CAP']);
  const to = { by: 'percent', percent: -40 } as const;
  const action = { kind: 'set-price', sku: { of: 'trigger' }, account: null, to } as const;
  const { automations, sellerId } = stage;
  const number = await stage.on({ trigger, actions: [action] });
  await level('CAP', 205);
  await sell('CAP', 10);
  const [waiting] = await automations.listWaiting(sellerId);
  expect(waiting).toMatchObject({ number, result: 'it cuts the price by 40 %: €15 → €9' });
  const { actionId = 0 } = waiting ?? {};
  const [ida, max] = [await stage.person('Ida'), await stage.person('Max')];
  const yes = { actionId, isApproved: true };
  const own = await automations.decide(sellerId, { ...yes, personId: ida });
  expect(own).toEqual({ ok: false, reason: 'needs-second' });
  const second = await automations.decide(sellerId, { ...yes, personId: max });
  expect(second).toEqual({ ok: true, state: 'done', result: 'Set the price of CAP to €9.' });
  const again = await automations.decide(sellerId, { ...yes, personId: max });
  expect(again).toMatchObject({ ok: false, reason: 'decided' });
  expect((await stage.told()).map(({ message }) => message.kind)).toEqual(['approval', 'approval']);
  await off(number);
});

test('a clock that is set back by an hour is believed at once, and nothing is heard over and over', async () => {
  const { clock } = stage.ground;
  const number = await stage.on({ trigger: dropsBelow(30, ['CAP']) });
  await stage.settle();
  for (const _hour of [1, 2]) {
    clock.setBackTo(new Date(clock.now().getTime() - 3_600_000));
    await stage.automations.settle();
  }
  const db = stage.ground.engine.database.forSeller(stage.sellerId);
  const sql = 'SELECT last_tick AS "lastTick" FROM automation_head WHERE seller_id = $1';
  const { lastTick } = await db.row<{ lastTick: Date }>(sql, [stage.sellerId]);
  expect(lastTick.getTime()).toBeLessThanOrEqual(clock.now().getTime());
  await off(number);
});
