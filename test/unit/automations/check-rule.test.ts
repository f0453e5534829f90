import { describe, expect, test } from 'vitest';
import { checkRule } from '../../../automations/check/check-rule.ts';
import { plainNames } from '../../../automations/render/rule-names.ts';
import { ruleOf } from '../../support/observe-rule.ts';

const names = plainNames({ currency: 'INR', timeZone: 'Asia/Kolkata' });
const any = { of: 'any' } as const;
const TRIGGER_SKU = { of: 'trigger' } as const;
const below10 = {
  ...{ kind: 'stock-level', scope: any, measure: 'available', crossing: 'below' },
  ...{ units: 10, location: null },
};
const order = { kind: 'order-received', scope: any, account: null };
const stock = (is: string, units: number, given: Record<string, unknown> = {}) => ({
  ...{ kind: 'stock', sku: TRIGGER_SKU, measure: 'available', is, units, location: null },
  ...given,
});
const worth = (is: string, minor: number) => ({ kind: 'order-value', is, minor });
const all = (...each: unknown[]) => ({ kind: 'all', all: each });
const either = (...each: unknown[]) => ({ kind: 'any', any: each });
const not = (one: unknown) => ({ kind: 'not', not: one });
const hours = (from: string, to: string, days = [1, 2, 3, 4, 5, 6, 7]) => ({ days, from, to });

/** "refused: It can never …" */
function found(given: Record<string, unknown>): string[] {
  return checkRule(ruleOf({ trigger: below10, ...given }), { names }).map(
    ({ severity, text }) => `${severity}: ${text}`,
  );
}

describe('a rule that cannot do what it says', () => {
  test('a level that stock cannot cross is refused', () => {
    expect(found({ trigger: { ...below10, units: 0 } })).toEqual([
      'refused: Stock is never below 0, so it cannot cross that level.',
    ]);
    const from = { ...below10, crossing: 'at-or-above', units: 0 };
    expect(found({ trigger: from })).toHaveLength(1);
    expect(found({ trigger: { ...below10, crossing: 'above', units: 0 } })).toEqual([]);
  });

  test('a price of 0, or one that is lowered to nothing, is refused with what to do instead', () => {
    const price = (to: object) => ({
      actions: [{ kind: 'set-price', sku: TRIGGER_SKU, account: null, to }],
    });
    const instead = 'To sell nothing, pause the listing; else say a price above 0.';
    expect(found(price({ by: 'amount', minor: 0 }))).toEqual([
      `refused: A price of 0 would give it away. ${instead}`,
    ]);
    expect(found(price({ by: 'percent', percent: -100 }))).toEqual([
      `refused: A price that falls by 100% would give it away. ${instead}`,
    ]);
    expect(found(price({ by: 'percent', percent: -150 }))).toHaveLength(1);
    expect(found(price({ by: 'percent', percent: -30 }))).toEqual([]);
    expect(found(price({ by: 'amount', minor: 1 }))).toEqual([]);
  });

  test('figures that exclude each other are refused, with both of them', () => {
    expect(found({ conditions: all(stock('lt', 5), stock('gt', 8)) })).toEqual([
      'refused: It can never be both: its available stock is below 5, ' +
        'and its available stock is above 8.',
    ]);
    expect(
      found({ trigger: order, conditions: all(worth('gt', 500_000), worth('lt', 200_000)) }),
    ).toEqual([
      'refused: It can never be both: the order is worth more than ₹5,000, ' +
        'and the order is worth less than ₹2,000.',
    ]);
    expect(found({ conditions: stock('lt', 0) })).toEqual([
      'refused: It can never be that its available stock is below 0.',
    ]);
  });

  test('a condition against the trigger is refused, by place and by measure too', () => {
    expect(found({ conditions: stock('gt', 20) })).toEqual([
      'refused: It can never be both: available stock of any SKU drops below 10, ' +
        'and its available stock is above 20.',
    ]);
    expect(found({ conditions: stock('gte', 9) })).toEqual([]);
    expect(found({ conditions: stock('gt', 20, { location: 'mumbai' }) })).toHaveLength(1);
    expect(found({ conditions: stock('gt', 20, { measure: 'on-hand' }) })).toEqual([]);
    const many = { ...below10, crossing: 'above', units: 50 };
    const few = stock('lt', 20, { measure: 'on-hand' });
    expect(found({ trigger: many, conditions: few })).toHaveLength(1);
    expect(found({ conditions: stock('gt', 20, { sku: { of: 'sku', sku: 'LAMP' } }) })).toEqual([]);
  });

  test('the one SKU of a rule is the same whether it is named or not', () => {
    const trigger = { ...below10, scope: { of: 'skus', skus: ['MUG'] } };
    const named = stock('gt', 20, { sku: { of: 'sku', sku: 'MUG' } });
    expect(found({ trigger, conditions: named })).toHaveLength(1);
    const scope = (...skus: string[]) => ({ kind: 'sku-in', scope: { of: 'skus', skus } });
    expect(found({ trigger, conditions: scope('LAMP') })).toEqual([
      'refused: It can never be both: available stock of MUG drops below 10, and the SKU is LAMP.',
    ]);
    expect(found({ trigger, conditions: not(scope('MUG')) })).toHaveLength(1);
  });

  test('one way that can be is enough, and the other is said', () => {
    const conditions = either(stock('gt', 20), stock('lt', 5));
    expect(found({ conditions })).toEqual([
      'warned: It can never be both: available stock of any SKU drops below 10, ' +
        'and its available stock is above 20.',
    ]);
    const neither = either(stock('gt', 20), all(stock('lt', 3), stock('gt', 4)));
    expect(found({ conditions: neither })[0]).toMatch(/^refused/);
    expect(found({ conditions: not(either(stock('lt', 20), stock('gt', 30))) })[0]).toMatch(
      /^refused/,
    );
  });

  test('what is so anyway is said to change nothing', () => {
    expect(found({ conditions: stock('lt', 20) })).toEqual([
      'warned: "Its available stock is below 20" is always so here: it changes nothing.',
    ]);
    expect(found({ conditions: stock('gte', 0) })).toHaveLength(1);
    expect(found({ conditions: not(stock('gt', 12)) })).toHaveLength(1);
    expect(found({ conditions: stock('lt', 9) })).toEqual([]);
  });

  test('a condition about an order needs one', () => {
    expect(found({ conditions: worth('gt', 500_000) })).toEqual([
      'refused: "The order is worth more than ₹5,000" asks about an order, and there is none ' +
        'when available stock of any SKU drops below 10.',
    ]);
    const schedule = { kind: 'schedule', cron: '0 9 * * *' };
    expect(found({ trigger: schedule, conditions: stock('lt', 5) })).toEqual([
      'refused: "Its available stock is below 5" asks about a SKU, and there is none ' +
        'when it is time.',
    ]);
    expect(found({ conditions: not({ kind: 'account', accounts: ['web'] }) })).toHaveLength(1);
  });

  test('shops and countries that exclude each other are refused', () => {
    const on = (...accounts: string[]) => ({ kind: 'account', accounts });
    const web = { ...order, account: 'web' };
    expect(found({ trigger: web, conditions: on('market') })).toHaveLength(1);
    expect(found({ trigger: web, conditions: not(on('web')) })).toHaveLength(1);
    expect(found({ trigger: web, conditions: not(on('market')) })[0]).toMatch(/^warned.*always so/);
    const to = (...countries: string[]) => ({ kind: 'order-country', countries });
    expect(found({ trigger: order, conditions: all(to('IN'), to('NP')) })).toHaveLength(1);
    expect(found({ trigger: order, conditions: all(to('IN', 'NP'), to('NP')) })).toEqual([]);
  });

  test('hours that never meet are refused, across midnight and Sunday as well', () => {
    const at = (cron: string) => ({ kind: 'schedule', cron });
    const night = hours('22:00', '06:00');
    expect(found({ trigger: at('0 9 * * *'), window: night })).toEqual([
      'refused: It can never be both: every day at 09:00, ' +
        'and it only runs between 22:00 and 06:00 every day.',
    ]);
    expect(found({ trigger: at('0 5 * * *'), window: night })).toEqual([]);
    const sunday = hours('22:00', '06:00', [7]);
    expect(found({ trigger: at('0 5 * * 1'), window: sunday })).toEqual([]);
    expect(found({ trigger: at('0 5 * * 0'), window: sunday })).toHaveLength(1);
    const morning = { kind: 'time-window', window: hours('08:00', '10:00') };
    expect(found({ window: night, conditions: morning })).toHaveLength(1);
    expect(found({ window: night, conditions: not(morning) })[0]).toMatch(/always so/);
    // The 1st of a month falls on any day.
    expect(found({ trigger: at('0 9 1 * *'), window: hours('08:00', '10:00', [3]) })).toEqual([]);
  });

  test('times that never come are refused', () => {
    const at = (cron: string) => found({ trigger: { kind: 'schedule', cron } });
    expect(at('0 25 * * *')).toEqual(['refused: "0 25 * * *" is not a time that comes again.']);
    expect(at('0 9 30 2 *')).toEqual(['refused: The times "0 9 30 2 *" never come.']);
    expect(at('0 9 29 2 *')).toEqual([]);
  });

  test('an action that needs a SKU is refused where there is none', () => {
    const pause = { kind: 'pause-listing', sku: TRIGGER_SKU, account: null };
    expect(found({ trigger: { kind: 'schedule', cron: '0 9 * * *' }, actions: [pause] })).toEqual([
      'refused: "pause that SKU in every shop" needs a SKU, and there is none when it is time. ' +
        'Name the SKU.',
    ]);
    expect(found({ trigger: order, actions: [pause] })).toEqual([
      'warned: An order may have several such SKUs: "pause that SKU in every shop" is done ' +
        'for orders of one only.',
    ]);
    expect(found({ actions: [pause] })).toEqual([]);
  });

  test('actions at odds, or from a place to the same one, are refused', () => {
    const price = (minor: number) => ({
      ...{ kind: 'set-price', sku: TRIGGER_SKU, account: null, to: { by: 'amount', minor } },
    });
    expect(found({ actions: [price(19_900), price(29_900)] })).toEqual([
      'refused: "set the price of that SKU to ₹199" and ' +
        '"set the price of that SKU to ₹299" are at odds.',
    ]);
    const cut = (percent: number) => ({
      ...{ kind: 'set-price', sku: TRIGGER_SKU, account: null, to: { by: 'percent', percent } },
    });
    expect(found({ actions: [cut(-30)] })).toEqual([]);
    expect(found({ actions: [cut(-31)] })[0]).toMatch(/^warned: It will ask before it acts: /);
    const everywhere = { kind: 'pause-listing', sku: TRIGGER_SKU, account: null };
    const onOne = { kind: 'resume-listing', sku: TRIGGER_SKU, account: 'etsy' };
    expect(found({ actions: [everywhere, onOne] })[0]).toMatch(/^refused: .* are at odds\.$/);
    const named = { ...onOne, sku: { of: 'sku', sku: 'MUG' } };
    expect(found({ actions: [everywhere, named] })[0]).toMatch(/^refused: .* are at odds\.$/);
    const move = { kind: 'transfer', sku: TRIGGER_SKU, units: 5, from: 'delhi', to: 'delhi' };
    expect(found({ actions: [move] })).toHaveLength(1);
  });

  test('an address that is not on the open internet is refused as it is written', () => {
    const call = (url: string) => found({ actions: [{ kind: 'webhook', url }] });
    const closed = ['https://10.0.0.7/out', 'https://169.254.169.254/a', 'https://[::1]/'];
    const odd = ['https://2130706433/', 'https://0x7f.1/', 'https://[::ffff:10.0.0.1]/'];
    const named = ['https://localhost/x', 'https://db.internal/', 'https://printer/'];
    for (const url of [...closed, ...odd, ...named]) {
      expect(call(url), url).toEqual([
        'refused: It calls an address inside a private network, which no automation may reach.',
      ]);
    }
    expect(call('https://example.com/x')).toEqual([]);
    expect(call('https://93.184.215.14/x')).toEqual([]);
  });

  test('places of a template that are unknown are refused, and those that stay empty are said', () => {
    const say = (template: string) => ({
      ...{ kind: 'notify', to: { of: 'author' }, frontEnd: null, template },
    });
    expect(found({ actions: [say('{sku}: {availble}')] })[0]).toMatch(
      /^refused: \{availble\} is nothing that can be filled in\. What can be: \{sku\}, /,
    );
    expect(found({ actions: [say('{sku} in {location} for {order}')] })).toEqual([
      'warned: {location} stays empty: there is none when available stock of any SKU drops below 10.',
      'warned: {order} stays empty: there is none when available stock of any SKU drops below 10.',
    ]);
  });
});
