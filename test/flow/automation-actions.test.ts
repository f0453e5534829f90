import { afterAll, beforeAll, expect, test } from 'vitest';
import { actions as actionKinds } from '../../automations/actions/registry.ts';
import { createCallWebhook, signWebhook } from '../../automations/engine/call-webhook.ts';
import type { Action } from '../../automations/rule/rule.ts';
import { isPublicAddress } from '../../automations/terms/public-address.ts';
import { automationShop } from '../support/automation-shop.ts';
import {
  type AutomationStage,
  openAutomationStage,
  TELL_TEAM,
} from '../support/automation-stage.ts';

interface Call {
  readonly url: string;
  readonly key: string;
  readonly body: string;
  readonly secret: string;
}

const calls: Call[] = [];
let stage: AutomationStage;
beforeAll(async () => {
  stage = await openAutomationStage({
    file: automationShop,
    async callWebhook(call) {
      calls.push(call);
      // The first time it is busy.
      if (calls.length === 1) return { ok: false, because: 'It answered 503.', isFinal: false };
      return { ok: true, status: 200 };
    },
  });
});
afterAll(() => stage.stop());

const sku = { of: 'trigger' } as const;
const CASES: {
  [Kind in Action['kind']]: { action: Extract<Action, { kind: Kind }>; result: string };
} = {
  notify: { action: TELL_TEAM as Extract<Action, { kind: 'notify' }>, result: 'Told.' },
  'adjust-stock': {
    action: { kind: 'adjust-stock', sku, by: -2, location: 'MAIN' },
    result: 'Booked 2 × CAP out at Main.',
  },
  transfer: {
    action: { kind: 'transfer', sku, units: 5, from: 'MAIN', to: 'BACK' },
    result: 'Moved 5 × CAP from Main to Back room.',
  },
  'safety-stock': {
    action: { kind: 'safety-stock', sku, units: 3 },
    result: 'Keeps 3 × CAP back from every listing.',
  },
  'set-price': {
    action: { kind: 'set-price', sku, account: null, to: { by: 'percent', percent: 10 } },
    result: 'Set the price of CAP to €16.50.',
  },
  'pause-listing': {
    action: { kind: 'pause-listing', sku, account: 'shop' },
    result: 'Paused CAP on Own shop.',
  },
  'resume-listing': {
    action: { kind: 'resume-listing', sku, account: 'fair' },
    result: 'CAP was so on Fair already.',
  },
  'purchase-draft': {
    action: { kind: 'purchase-draft', sku, units: 40 },
    result: 'Wrote a draft: 40 × CAP.',
  },
  task: {
    action: { kind: 'task', title: 'Count {sku}', to: null },
    result: 'Left a task: Count CAP',
  },
  webhook: {
    action: { kind: 'webhook', url: 'https://hooks.example.com/stock' },
    result: 'Called hooks.example.com: 200.',
  },
  report: {
    action: { kind: 'report', what: 'sales-today', to: { of: 'author' }, frontEnd: null },
    result: 'Told.',
  },
};

test('every kind of action is carried out, and says what came of it', async () => {
  const scope = { of: 'skus', skus: ['CAP'] } as const;
  const numbers = new Map<string, number>();
  for (const { kind } of actionKinds) {
    const trigger = { kind: 'order-received', scope: { ...scope, skus: ['CAP'] }, account: 'fair' };
    const { action } = CASES[kind];
    const rule = { trigger: trigger as Parameters<AutomationStage['on']>[0]['trigger'] };
    numbers.set(kind, await stage.on({ ...rule, actions: [action] }));
  }
  await stage.apply({ kind: 'order', account: 'fair', lines: [{ sku: 'CAP', quantity: 1 }] });
  stage.ground.clock.jumpTo(new Date(stage.ground.clock.now().getTime() + 10_000));
  await stage.settle();
  const results: Record<string, string | null | undefined> = {};
  for (const [kind, number] of numbers) {
    const [run] = await stage.automations.history(stage.sellerId, { number });
    results[kind] = run?.actions[0]?.result;
  }
  const expected = Object.entries(CASES).map(([kind, { result }]) => [kind, result]);
  expect(results).toEqual(Object.fromEntries(expected));

  const { automations, sellerId } = stage;
  const [task, ...others] = await automations.listTasks(sellerId);
  expect(task).toMatchObject({ title: 'Count CAP', skuCode: 'CAP' });
  expect(task?.orderNumber).toBeTruthy();
  expect(others).toEqual([]);
  // What never asked was not decided by anybody, and cannot be.
  const [run] = await automations.history(sellerId, { number: numbers.get('notify') ?? 0 });
  const { actionId = 0 } = run?.actions[0] ?? {};
  const personId = await stage.person('Max');
  const decided = await automations.decide(sellerId, { actionId, personId, isApproved: true });
  expect(decided).toEqual({ ok: false, reason: 'unknown' });
  expect(await automations.listPurchaseDrafts(sellerId)).toMatchObject([
    { skuCode: 'CAP', units: 40 },
  ]);
  // What an automation did is the automation's in the books, too.
  const db = stage.ground.engine.database.forSeller(sellerId);
  const booked = await db.rows(
    `SELECT DISTINCT cause, correlation_id AS chain FROM entry WHERE cause LIKE 'automation %'
     ORDER BY cause`,
  );
  const adjusts = numbers.get('adjust-stock') ?? 0;
  expect(booked).toContainEqual({ cause: `automation ${adjusts}`, chain: `auto:${adjusts}` });
  expect(calls.map(({ key }) => key)[0]).toBe(calls[1]?.key);
  expect(JSON.parse(calls[1]?.body ?? '')).toMatchObject({ sku: { code: 'CAP' } });
  expect(calls[1]?.secret).toBe(await automations.readWebhookSecret(sellerId));
});

test('who is told of something and given a task for it gets one message, with the task in it', async () => {
  const wes = { of: 'person', person: 'Wes' } as const;
  const max = { of: 'person', person: 'Max' } as const;
  await stage.told();
  await stage.on({
    trigger: { kind: 'out-of-stock', scope: { of: 'skus', skus: ['MUG'] }, location: null },
    actions: [
      { kind: 'notify', to: wes, frontEnd: null, template: null },
      { kind: 'task', title: 'Count {sku}', to: wes },
      { kind: 'task', title: 'Order {sku}', to: max },
    ],
  });
  await stage.apply({ kind: 'count', sku: 'MUG', location: 'MAIN', counted: 0 });
  const told = (await stage.told()).map(({ target, message }) => [
    target,
    message.kind === 'fired' ? message.task : message.kind === 'task' && message.title,
  ]);
  expect(told).toEqual([
    ['person Wes', 'Count MUG'],
    ['person Max', 'Order MUG'],
  ]);
  const tasks = (await stage.automations.listTasks(stage.sellerId)).map(({ title }) => title);
  expect(tasks).toEqual(expect.arrayContaining(['Count MUG', 'Order MUG']));
});

test('a webhook goes to the open internet only', async () => {
  const bad = [
    ...['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.1.1', '172.20.0.1', '0.0.0.0'],
    ...['100.64.0.1', '::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', 'fe80::1', 'fd00::1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', '::', '2001:db8::1', 'nonsense'],
  ];
  expect(bad.filter(isPublicAddress)).toEqual([]);
  expect(['8.8.8.8', '2606:4700:4700::1111'].filter(isPublicAddress)).toHaveLength(2);
  const call = { key: 'k', body: '{}', secret: 'whsec_AAAA', at: new Date(0) };
  const inside = createCallWebhook({ resolve: async () => [{ address: '10.0.0.7', family: 4 }] });
  const outside = createCallWebhook();
  const refused = [
    await inside({ ...call, url: 'https://looks-fine.example.com/' }),
    await outside({ ...call, url: 'https://127.0.0.1:9/' }),
    await outside({ ...call, url: 'https://[::ffff:127.0.0.1]/' }),
    await outside({ ...call, url: 'https://2130706433/' }),
    await outside({ ...call, url: 'http://example.com/' }),
    await outside({ ...call, url: 'https://me:secret@example.com/' }),
  ];
  expect(refused.map((answer) => !answer.ok && answer.isFinal)).toEqual(refused.map(() => true));
});

test('a webhook is signed so that only its receiver can have been meant', () => {
  const call = { secret: 'whsec_c2VjcmV0', key: 'auto:1', at: new Date(1_000), body: '{"a":1}' };
  const signature = signWebhook(call);
  expect(signature).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  expect(signWebhook({ ...call, body: '{"a":2}' })).not.toBe(signature);
  expect(signWebhook({ ...call, key: 'auto:2' })).not.toBe(signature);
});
