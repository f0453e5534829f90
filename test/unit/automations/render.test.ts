import { describe, expect, test } from 'vitest';
import { actions } from '../../../automations/actions/registry.ts';
import { conditions } from '../../../automations/conditions/registry.ts';
import { createWorld } from '../../../automations/evaluate/world.ts';
import { fillTemplate, placesOf } from '../../../automations/render/fill-template.ts';
import { readBack } from '../../../automations/render/read-back.ts';
import { catalogNames, plainNames, sayMoney } from '../../../automations/render/rule-names.ts';
import { sayRule } from '../../../automations/render/sentence.ts';
import { templateValues } from '../../../automations/render/template-values.ts';
import { ruleSchema } from '../../../automations/rule/rule.ts';
import { countryName } from '../../../automations/terms/country-name.ts';
import { spellName } from '../../../automations/terms/spell-name.ts';
import { triggers } from '../../../automations/triggers/registry.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { observeAll, ruleOf } from '../../support/observe-rule.ts';
import { randomRule } from '../../support/random-rules.ts';
import { openRuleShop, ruleCatalog } from '../../support/rule-shop.ts';

const given = Number.parseInt(process.env.SEED ?? '20260302', 10);
const catalog = ruleCatalog();
const names = catalogNames(catalog);
const warehouse = { kind: 'notify', to: { of: 'team', team: 'warehouse team' }, template: null };
const below10 = {
  ...{ kind: 'stock-level', scope: { of: 'any' }, measure: 'available', crossing: 'below' },
  ...{ units: 10, location: null },
};

describe('a rule in words', () => {
  test('the first sentence of the product reads back as people say it', () => {
    const rule = ruleOf({ trigger: below10, actions: [{ ...warehouse, frontEnd: 'slack' }] });
    expect(sayRule(rule, names)).toBe(
      'When available stock of any SKU drops below 10, ' +
        'send a Slack message to the warehouse team.',
    );
    expect(readBack(rule, names)).toEqual([
      { label: 'When', text: 'available stock of any SKU drops below 10' },
      { label: 'Then', text: 'send a Slack message to the warehouse team' },
      { label: 'How often', text: 'every time, but not again until it is back at 10 or more' },
    ]);
  });

  test('conditions, several actions and limits stand on lines of their own', () => {
    const rule = ruleOf({
      trigger: { kind: 'order-received', scope: { of: 'any' }, account: 'web' },
      conditions: {
        kind: 'all',
        all: [
          { kind: 'order-value', is: 'gt', minor: 500_000 },
          { kind: 'not', not: { kind: 'order-country', countries: ['IN', 'NP'] } },
        ],
      },
      actions: [
        { kind: 'notify', to: { of: 'person', person: 'Asha' }, frontEnd: null, template: null },
        { kind: 'task', title: 'Pack with care', to: null },
      ],
      coolDownMinutes: 120,
      window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    });
    expect(sayRule(rule, names)).toBe(
      'When an order arrives from Web shop, if the order is worth more than ₹5,000 and ' +
        'the order does not go to India or Nepal, tell Asha, and create a task "Pack with care". ' +
        'At most once every 2 hours. Only on weekdays between 09:00 and 18:00.',
    );
    expect(readBack(rule, names).map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'When: an order arrives from Web shop',
      'Only if: the order is worth more than ₹5,000',
      'And: the order does not go to India or Nepal',
      'Then: tell Asha',
      'And: create a task "Pack with care"',
      'How often: at most once every 2 hours',
      'Hours: only weekdays between 09:00 and 18:00 (Asia/Kolkata)',
    ]);
  });

  test('a time stands at the beginning, with the zone it is told in', () => {
    const rule = ruleOf({ trigger: { kind: 'schedule', cron: '0 9 * * 1-5' } });
    expect(sayRule(rule, names)).toBe('Every weekday at 09:00, tell me.');
    expect(readBack(rule, names)[0]).toEqual({
      label: 'Every',
      text: 'weekday at 09:00 (Asia/Kolkata)',
    });
  });

  test('"unless" is said of what must not be, and brackets keep "and" and "or" apart', () => {
    const low = { kind: 'stock', sku: { of: 'trigger' }, measure: 'available', is: 'lt', units: 5 };
    const stock = { ...low, location: null };
    const day = { kind: 'time-window', window: { days: [6, 7], from: '09:00', to: '18:00' } };
    const said = (tree: unknown) => sayRule(ruleOf({ trigger: below10, conditions: tree }), names);
    expect(said({ kind: 'not', not: day })).toContain(
      ', unless it is a weekend day between 09:00 and 18:00, ',
    );
    const either = { kind: 'any', any: [stock, day] };
    const both = { kind: 'all', all: [either, { kind: 'not', not: either }] };
    expect(said(both)).toContain(
      ', if (its available stock is below 5 or it is a weekend day between 09:00 and 18:00) and ' +
        'not (its available stock is below 5 or it is a weekend day between 09:00 and 18:00), ',
    );
  });

  test('two different rules never read the same', () => {
    const plain = plainNames(catalog);
    const known = new Map<string, string>();
    for (let index = 0; index < 1_000; index++) {
      const rule = randomRule(createSeededRandom(given + index));
      const said = sayRule(rule, plain);
      const stored = JSON.stringify(rule);
      expect(known.get(said) ?? stored, `Repeat with SEED=${given + index}`).toBe(stored);
      known.set(said, stored);
    }
  });

  test('a rule comes out of the store as it went in, and nothing may be added to it', () => {
    for (let index = 0; index < 100; index++) {
      const rule = randomRule(createSeededRandom(given + index));
      expect(ruleSchema.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
      expect(ruleSchema.safeParse({ ...rule, extra: 1 }).success).toBe(false);
      const trigger = { ...rule.trigger, extra: 1 };
      expect(ruleSchema.safeParse({ ...rule, trigger }).success).toBe(false);
    }
  });

  test('a name that could be taken for the words around it is quoted', () => {
    expect(['Mumbai', 'warehouse team', 'HOODIE-M', 'Ravi Kumar'].map(spellName)).toEqual([
      ...['Mumbai', 'warehouse team', 'HOODIE-M', 'Ravi Kumar'],
    ]);
    expect(['Pick and pack', 'Shop, the', 'a "b"', ' x', ''].map(spellName)).toEqual([
      ...['"Pick and pack"', '"Shop, the"', '"a \\"b\\""', '" x"', '""'],
    ]);
  });

  test('money is grouped as where it is from, and countries have their names', () => {
    expect(sayMoney(12_000_000, 'INR')).toBe('₹1,20,000');
    expect(sayMoney(99_950, 'INR')).toBe('₹999.50');
    expect(sayMoney(1_299, 'JPY')).toBe('¥1,299');
    expect(['IN', 'GB', 'ZX'].map(countryName)).toEqual(['India', 'United Kingdom', 'ZX']);
  });

  test('every kind says what it is by examples, what it is about and how it is taken back', () => {
    for (const kind of [...triggers, ...conditions, ...actions]) {
      expect(kind.examples.length, kind.kind).toBeGreaterThan(0);
    }
    for (const { kind, undo } of actions) {
      const said = 'how' in undo ? undo.how : undo.because;
      expect(said, kind).toMatch(/^[A-Z].*\.$/);
    }
    const schemas = [triggers, conditions, actions].map((kinds) => kinds.map(({ kind }) => kind));
    for (const kinds of schemas) expect(new Set(kinds).size).toBe(kinds.length);
  });
});

describe('words with places to fill', () => {
  test('places are filled with what was known at the moment, and titles stay data', () => {
    const shop = openRuleShop();
    shop.receive(1, 10);
    shop.sell(1, 1);
    const world = createWorld(shop.seed, catalog);
    for (const fact of shop.facts) world.apply(fact);
    const [, seen] = observeAll(ruleOf({ trigger: below10 }), { ...shop, catalog });
    const [fact] = shop.facts.slice(-1);
    const [firing] = seen?.firings ?? [];
    if (!fact || !firing) throw new RangeError('It should have fired.');
    const values = templateValues({ fact, occurrence: firing.occurrence, world, catalog, names });
    expect(fillTemplate('{sku} ({title}) is down to {available} in {location}', values)).toBe(
      'MUG (Mug, white) is down to 9 in –',
    );
    const hostile = { ...values, title: '{sku} {order}\n/undo' };
    expect(fillTemplate('{title}', hostile)).toBe('{sku} {order}\n/undo');
    expect(fillTemplate('{nothing} {constructor} {}', values)).toBe('{nothing} {constructor} {}');
  });

  test('what stands in braces and is no place is found', () => {
    expect(placesOf('{sku} {avail} {title} {Sku}')).toEqual({
      places: ['sku', 'title'],
      unknown: ['avail', 'Sku'],
    });
  });
});
