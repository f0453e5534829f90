import { expect, test } from 'vitest';
import type { AutomationMessage, FiringDetails } from '../../../automations/engine/ports.ts';
import { occurrence } from '../../../automations/facts/occurrence.ts';
import { catalogNames } from '../../../automations/render/rule-names.ts';
import type { Rule } from '../../../automations/rule/rule.ts';
import { describeMessage } from '../../../bots/automations/describe-message.ts';
import { runTable } from '../../../bots/commands/describe-run.ts';
import { createFormats } from '../../../bots/reply/format-values.ts';
import { renderConsole } from '../../../bots/reply/render-console.ts';
import { reply } from '../../../bots/reply/reply.ts';
import { ruleOf } from '../../support/observe-rule.ts';
import { ruleCatalog } from '../../support/rule-shop.ts';

const catalog = ruleCatalog();
const now = new Date('2026-11-25T10:00:00Z');
const formats = createFormats({ ...catalog, now: () => now });
const trigger = {
  ...{ kind: 'stock-level', scope: { of: 'any' }, measure: 'available', crossing: 'below' },
  ...{ units: 10, location: null },
};
const notify = { kind: 'notify', to: { of: 'author' }, frontEnd: null, template: null };
const price = {
  ...{ kind: 'set-price', sku: { of: 'trigger' }, account: null },
  to: { by: 'percent', percent: 5 },
};
const firing: FiringDetails = {
  occurrence: occurrence('sku:1', { skuId: 1, figure: 9, figureBefore: 12 }),
  happenedAt: now,
  sku: { code: 'MUG', title: 'Mug, white' },
  locationName: null,
  accountName: null,
  stock: { available: 9, onHand: 9 },
  held: [],
};

const LOOK = { width: 100, hasColour: false, formatNumber: String };

function show(message: Exclude<AutomationMessage, { kind: 'report' }>): string {
  const names = catalogNames(catalog);
  const lines = renderConsole(describeMessage(message, { formats, names, catalog }), LOOK);
  return lines.join(' ').replace(/\s+/g, ' ');
}

const groupedOf = (rule: Rule, count: number): string =>
  show({ kind: 'grouped', number: 3, rule, count, firings: [firing] });

test('a card of firings beyond the budget says what was not done for them, and where they are', () => {
  const card = groupedOf(ruleOf({ trigger, actions: [notify, price] }), 41);
  expect(card).toContain('41 more times than it may run in an hour: told together');
  expect(card).toContain('and 40 before these');
  expect(card).toContain('For these 41 it did not raise the price of that SKU by 5%.');
  expect(card).toContain('automation history 3');
  expect(groupedOf(ruleOf({ trigger, actions: [notify] }), 41)).not.toContain('did not');
  const one = groupedOf(ruleOf({ trigger, actions: [price] }), 1);
  expect(one).toContain('For this one it did not raise');
});

test('a history says on the narrowest screen which firings were only told', () => {
  const rule = ruleOf({ trigger, actions: [notify, price] });
  const known = { runId: 1, number: 3, version: 1, fact: 'fact', happenedAt: now, at: now };
  const trace = { why: '', occurrence: firing.occurrence, conditions: [], causes: [], stock: null };
  const run = { ...known, trace, actions: [], outcome: 'ran' } as const;
  const words = { names: catalogNames(catalog), catalog, formatInstant: () => 'yesterday 18:04' };
  const print = (
    ...runs: (typeof run | (Omit<typeof run, 'outcome'> & { outcome: 'grouped' }))[]
  ) => renderConsole(reply(runTable(rule, runs, words)), { ...LOOK, width: 40 }).join('\n');
  expect(print(run, { ...run, outcome: 'grouped' })).toMatch(/MUG: .*only told/);
  expect(print(run)).toMatch(/yesterday 18:04/);
});

test('a card to somebody who is also given a task says what there is to do', () => {
  const rule = ruleOf({ trigger });
  const fired = { kind: 'fired', number: 3, rule, words: null, firing } as const;
  expect(show({ ...fired, task: 'Count MUG' })).toContain('To do: Count MUG');
  expect(show({ ...fired, task: null })).not.toContain('To do');
});

test('a card of a spike says within how long the orders came', () => {
  const rule = ruleOf({ trigger: { kind: 'spike', scope: { of: 'any' }, account: null } });
  const figures = { skuId: 1, figure: 5, figureBefore: 0, minutes: 5 };
  const spiked = { ...firing, occurrence: occurrence('sku:1', figures) };
  const card = show({
    ...{ kind: 'fired', number: 3, rule, words: null, task: null, firing: spiked },
  });
  expect(card).toContain('5 orders within 5 minutes, where 0 would be usual.');
});

test('a card says the figures of the conditions that held', () => {
  const what = 'available stock of LAMP is below 10';
  const held = [{ what, holds: true, value: 7 }];
  const rule = ruleOf({ trigger });
  const fired = { kind: 'fired', number: 3, rule, words: null, task: null } as const;
  const card = show({ ...fired, firing: { ...firing, held } });
  expect(card).toContain('Available stock of LAMP is below 10: 7.');
});
