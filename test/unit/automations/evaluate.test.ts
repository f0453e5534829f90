import { describe, expect, test } from 'vitest';
import { admit, NO_MEMORY, remember } from '../../../automations/evaluate/admit.ts';
import { createEvaluator } from '../../../automations/evaluate/evaluator.ts';
import { createWorld } from '../../../automations/evaluate/world.ts';
import type { Fact } from '../../../automations/facts/fact.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { observeAll, ruleOf } from '../../support/observe-rule.ts';
import { randomHistory } from '../../support/random-history.ts';
import { randomRule } from '../../support/random-rules.ts';
import { openRuleShop, ruleCatalog, seedAfter } from '../../support/rule-shop.ts';

const given = Number.parseInt(process.env.SEED ?? '20260302', 10);
const catalog = ruleCatalog();
const any = { of: 'any' } as const;
const it = { of: 'trigger' } as const;
const below10 = {
  ...{ kind: 'stock-level', scope: any, measure: 'available', crossing: 'below' },
  ...{ units: 10, location: null },
};
const ordered = { kind: 'order-received', scope: any, account: null };

function order(o: Record<string, unknown> = {}) {
  const shop = openRuleShop();
  shop.receive(1, 9);
  shop.tell({
    ...{ kind: 'order-received', accountId: 1, orderId: 7, number: '#7', currency: 'INR' },
    ...{ valueMinor: 600_000, country: 'IN', lines: [{ skuId: 1, units: 3 }], ...o },
  } as never);
  return shop;
}

/** Does the order, the last thing that happened, set it off? */
function holds(conditions: unknown, shop = order()): boolean {
  const rule = ruleOf({ trigger: ordered, conditions });
  return (observeAll(rule, { ...shop, catalog }).at(-1)?.firings.length ?? 0) > 0;
}

const worth = (is: string, minor: number) => ({ kind: 'order-value', is, minor });
const not = (one: unknown) => ({ kind: 'not', not: one });

describe('conditions at the moment', () => {
  test('figures are compared strictly or with their bound, as was said', () => {
    expect(holds(worth('gt', 600_000))).toBe(false);
    expect(holds(worth('gte', 600_000))).toBe(true);
    expect(holds(worth('eq', 600_000))).toBe(true);
    expect(holds(worth('lte', 600_000))).toBe(true);
    expect(holds(worth('lt', 600_000))).toBe(false);
    expect(holds(not(worth('lt', 600_000)))).toBe(true);
  });

  test('what cannot be known holds neither way, and does not spoil what can', () => {
    const unknown = order({ valueMinor: null });
    expect(holds(worth('gt', 0), unknown)).toBe(false);
    expect(holds(not(worth('gt', 0)), unknown)).toBe(false);
    const india = { kind: 'order-country', countries: ['IN'] };
    expect(holds({ kind: 'any', any: [worth('gt', 0), india] }, unknown)).toBe(true);
    expect(holds({ kind: 'all', all: [worth('gt', 0), india] }, unknown)).toBe(false);
    const none = { kind: 'all', all: [worth('gt', 0), not(india)] };
    expect(holds(not(none), unknown)).toBe(true);
  });

  test('an order in another currency is not compared with the own one', () => {
    expect(holds(worth('gt', 1), order({ currency: 'USD' }))).toBe(false);
    expect(holds(not(worth('gt', 1)), order({ currency: 'USD' }))).toBe(false);
  });

  test('units, country, shop and SKU are those of the order', () => {
    expect(holds({ kind: 'order-units', is: 'gte', units: 3 })).toBe(true);
    expect(holds({ kind: 'order-units', is: 'gt', units: 3 })).toBe(false);
    expect(holds({ kind: 'order-country', countries: ['NP', 'IN'] })).toBe(true);
    expect(holds(not({ kind: 'order-country', countries: ['IN'] }), order({ country: null }))).toBe(
      false,
    );
    expect(holds({ kind: 'account', accounts: ['market'] })).toBe(false);
    expect(holds(not({ kind: 'account', accounts: ['market'] }))).toBe(true);
    const scope = (...skus: string[]) => ({ kind: 'sku-in', scope: { of: 'skus', skus } });
    const two = order({ lines: [1, 2].map((skuId) => ({ skuId, units: 1 })) });
    expect(holds(scope('HOODIE-M'), two)).toBe(true);
    expect(holds(scope('LAMP'), two)).toBe(false);
    const strange = order({ lines: [{ skuId: null, units: 1 }] });
    expect(holds(scope('LAMP'), strange)).toBe(false);
    expect(holds(not(scope('LAMP')), strange)).toBe(false);
  });

  test('stock, price and sales are looked at as they are just then', () => {
    const stock = (is: string, units: number, sku: unknown = it) => ({
      ...{ kind: 'stock', sku, measure: 'available', is, units, location: null },
    });
    expect(holds(stock('eq', 9))).toBe(true);
    expect(holds(stock('eq', 0, { of: 'sku', sku: 'LAMP' }))).toBe(true);
    expect(holds(stock('eq', 0, { of: 'sku', sku: 'GONE' }))).toBe(false);
    expect(holds({ ...stock('eq', 9), location: 'mumbai' })).toBe(true);
    expect(holds({ ...stock('eq', 0), location: 'delhi' })).toBe(true);
    const price = (is: string, minor: number, account: string | null = null) => ({
      ...{ kind: 'price', sku: it, account, is, minor },
    });
    expect(holds(price('gt', 1))).toBe(false);
    const shop = openRuleShop();
    const priced = { kind: 'price-changed', skuId: 1, currency: 'INR', beforeMinor: null };
    shop.tell({ ...priced, accountId: null, afterMinor: 500 } as never);
    shop.tell({ ...priced, accountId: 2, afterMinor: 700 } as never);
    shop.facts.push(...order().facts.slice(1));
    expect(holds(price('eq', 500), shop)).toBe(true);
    expect(holds(price('eq', 500, 'web'), shop)).toBe(true);
    expect(holds(price('eq', 700, 'market'), shop)).toBe(true);
  });

  test('"in the last hour" ends now and begins an hour ago', () => {
    const shop = openRuleShop();
    shop.receive(1, 20);
    shop.sell(1, 4);
    shop.pass(3_600_000);
    shop.sell(1, 7);
    const sold = (is: string, units: number) => ({
      ...{ kind: 'sold-in', sku: it, is, units, minutes: 60 },
    });
    const fires = (conditions: unknown) => {
      const seen = observeAll(ruleOf({ trigger: below10, conditions }), { ...shop, catalog });
      return (seen.at(-1)?.firings.length ?? 0) > 0;
    };
    expect(fires(sold('eq', 7))).toBe(true);
    expect(fires(sold('gte', 8))).toBe(false);
  });

  test('hours are those of the seller, to the minute, over midnight and over Sunday', () => {
    // 2026-03-01 is a Sunday; Kolkata is five and a half hours ahead.
    const within = (at: string, window: unknown) => {
      const shop = openRuleShop({ start: new Date(at) });
      shop.facts.push(
        ...order()
          .facts.slice(1)
          .map((fact) => ({ ...fact, at: shop.now() })),
      );
      return holds({ kind: 'time-window', window }, shop);
    };
    const day = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
    expect(within('2026-03-02T03:30:00Z', day)).toBe(true);
    expect(within('2026-03-02T03:29:59Z', day)).toBe(false);
    expect(within('2026-03-02T12:29:59Z', day)).toBe(true);
    expect(within('2026-03-02T12:30:00Z', day)).toBe(false);
    expect(within('2026-03-01T06:00:00Z', day)).toBe(false);
    const sunday = { days: [7], from: '22:00', to: '06:00' };
    expect(within('2026-03-01T17:00:00Z', sunday)).toBe(true);
    expect(within('2026-03-02T00:29:00Z', sunday)).toBe(true);
    expect(within('2026-03-02T00:30:00Z', sunday)).toBe(false);
    expect(within('2026-03-01T00:00:00Z', sunday)).toBe(false);
    const weekend = { days: [6, 7], from: '00:00', to: '00:00' };
    expect(within('2026-03-01T18:29:00Z', weekend)).toBe(true);
    expect(within('2026-03-01T18:30:00Z', weekend)).toBe(false);
  });
});

describe('whether a rule may run again', () => {
  const at = new Date('2026-03-02T04:30:00Z');
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  const limits = { mode: 'every-time', coolDownMinutes: 60, window: null } as const;
  const asked = { memory: NO_MEMORY, runsOfRule: 0, timeZone: 'Asia/Kolkata' };

  test('it rests for as long as was said after it ran for that subject, to the minute', () => {
    const memory = remember(NO_MEMORY, at);
    expect(memory).toEqual({ lastRunAt: at, runs: 1 });
    expect(admit(limits, { ...asked, at: later(20), memory })).toEqual({
      ...{ ok: false, because: 'cool-down', until: later(60) },
      text: 'it had run 20 minutes before and rests for 1 hour',
    });
    expect(admit(limits, { ...asked, at: later(60), memory }).ok).toBe(true);
    expect(admit(limits, { ...asked, at: later(20) }).ok).toBe(true);
    // A clock that was set back does not end the rest.
    expect(admit(limits, { ...asked, at: later(-5), memory })).toMatchObject({ ok: false });
  });

  test('once is once, for whatever it was', () => {
    const once = { ...limits, mode: 'once' } as const;
    expect(admit(once, { ...asked, at }).ok).toBe(true);
    expect(admit(once, { ...asked, at: later(9_999), runsOfRule: 1 })).toMatchObject({
      because: 'once',
      until: null,
    });
  });

  test('outside its hours it sleeps', () => {
    const window = { days: [1], from: '09:00', to: '10:00' };
    expect(admit({ ...limits, window }, { ...asked, at: later(-60) }).ok).toBe(true);
    expect(admit({ ...limits, window }, { ...asked, at })).toMatchObject({
      because: 'window',
      text: 'it only runs between 09:00 and 10:00 on Mondays',
    });
  });
});

describe('which rules are looked at', () => {
  const scoped = (code: string) =>
    ruleOf({ trigger: { ...below10, scope: { of: 'skus', skus: [code] } } });

  test('a fact costs what the rules about it cost, however many there are of others', () => {
    const codes = ['MUG', 'HOODIE-M', 'HOODIE-L', 'LAMP'];
    const rules = Array.from({ length: 1_000 }, (_, index) => ({
      ruleId: index + 1,
      rule: scoped(codes[index % 3 === 0 ? 0 : 3] ?? 'LAMP'),
    }));
    const evaluator = createEvaluator({ catalog, rules });
    const shop = openRuleShop();
    expect(evaluator.concerned(shop.receive(2, 1))).toEqual([]);
    expect(evaluator.concerned(shop.receive(1, 1))).toHaveLength(334);
    const kit = createEvaluator({ catalog, rules: [{ ruleId: 1, rule: scoped('GIFT-SET') }] });
    expect(kit.concerned(shop.receive(1, 1))).toEqual([1]);
    expect(kit.concerned(shop.receive(2, 1))).toEqual([]);
  });

  test('rules are told in the order of their numbers, each once', () => {
    const rules = [3, 1, 2].map((ruleId) => ({ ruleId, rule: ruleOf({ trigger: below10 }) }));
    const shop = openRuleShop();
    shop.receive(1, 10);
    const last = shop.move([
      { sku: 1, at: 1, reserved: 1, sold: 1 },
      { sku: 2, at: 1, onHand: 0 },
    ]);
    const world = createWorld(shop.seed, catalog);
    for (const fact of shop.facts) world.apply(fact);
    const { firings } = createEvaluator({ catalog, rules }).observe(last, world);
    expect(firings.map(({ ruleId }) => ruleId)).toEqual([1, 2, 3]);
  });

  test('among many rules a rule hears what it would hear alone', () => {
    for (let set = 0; set < 20; set++) {
      const random = createSeededRandom(given + set);
      const repeat = `Repeat with SEED=${given + set}`;
      const rules = Array.from({ length: 12 }, (_, ruleId) => ({
        ruleId,
        rule: randomRule(random),
      }));
      const facts = randomHistory(random, { facts: 60 });
      const { seed } = openRuleShop();
      const told = (evaluate: (fact: Fact) => readonly string[]) => facts.map(evaluate);
      const together = createEvaluator({ catalog, rules });
      const one = createWorld(seed, catalog);
      const found = told((fact) => {
        one.apply(fact);
        const { firings } = together.observe(fact, one);
        return firings.map(({ ruleId, occurrence: { subject } }) => `${ruleId} ${subject}`);
      });
      const each = rules.map((rule) => createEvaluator({ catalog, rules: [rule] }));
      const other = createWorld(seed, catalog);
      const alone = told((fact) => {
        other.apply(fact);
        return each.flatMap((evaluator) =>
          evaluator
            .observe(fact, other)
            .firings.map(({ ruleId, occurrence: { subject } }) => `${ruleId} ${subject}`),
        );
      });
      expect(found, repeat).toEqual(alone);
    }
  });
});

describe('the shop as rules see it', () => {
  test('where a fact moved nothing, before and after are the same', () => {
    const shop = openRuleShop();
    const facts = [shop.receive(1, 9), shop.tick(60_000)];
    const world = createWorld(shop.seed, catalog);
    const mug = { skuId: 1, locationId: null };
    world.apply(facts[0] as Fact);
    expect([world.stockBefore(mug).onHand, world.stock(mug).onHand]).toEqual([0, 9]);
    world.apply(facts[1] as Fact);
    expect(world.stockBefore(mug)).toEqual(world.stock(mug));
  });

  test('is the same whether it was followed from the beginning or read as it stands', () => {
    for (let set = 0; set < 20; set++) {
      const random = createSeededRandom(given + set);
      const facts = randomHistory(random, { facts: 120 });
      const { seed } = openRuleShop();
      const followed = createWorld(seed, catalog);
      for (const fact of facts) followed.apply(fact);
      const read = createWorld(seedAfter(seed, facts), catalog);
      const until = facts.at(-1)?.at ?? seed.knownSince;
      const look = (world: typeof read) =>
        [1, 2, 3, 4, 5].map((skuId) => ({
          stock: [null, 1, 2].map((locationId) => world.stock({ skuId, locationId })),
          price: [null, 1, 2].map((accountId) => world.price({ skuId, accountId })),
          sales: [10, 600, 40_000].flatMap((minutes) =>
            [null, 1, 2].map((accountId) => {
              const since = new Date(until.getTime() - minutes * 60_000);
              return world.sales({ skuId, since, until, accountId, locationId: accountId });
            }),
          ),
          last: world.lastSale(skuId),
          first: world.firstSeen(skuId),
        }));
      expect(look(read), `Repeat with SEED=${given + set}`).toEqual(look(followed));
    }
  });
});
