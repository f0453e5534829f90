import { describe, expect, test } from 'vitest';
import { backTest, FIRINGS_KEPT } from '../../../automations/backtest/back-test.ts';
import {
  admit,
  type Memory,
  NO_MEMORY,
  remember,
  restsFor,
} from '../../../automations/evaluate/admit.ts';
import { createEvaluator } from '../../../automations/evaluate/evaluator.ts';
import { createWorld } from '../../../automations/evaluate/world.ts';
import type { Fact } from '../../../automations/facts/fact.ts';
import type { WorldSeed } from '../../../automations/facts/world.ts';
import type { Rule } from '../../../automations/rule/rule.ts';
import { triggers } from '../../../automations/triggers/registry.ts';
import { createSeededRandom, type Random } from '../../../core/base/random.ts';
import { ruleOf } from '../../support/observe-rule.ts';
import { randomHistory } from '../../support/random-history.ts';
import { randomRule } from '../../support/random-rules.ts';
import { openRuleShop, ruleCatalog, seedAfter } from '../../support/rule-shop.ts';

const given = Number.parseInt(process.env.SEED ?? '20260302', 10);
const PAIRS = 1_000;
const catalog = ruleCatalog();

function tested(rule: Rule, facts: readonly Fact[], seed: WorldSeed = openRuleShop().seed) {
  const until = facts.at(-1)?.at ?? seed.knownSince;
  const world = createWorld(seed, catalog);
  return backTest({ rule, facts, world, catalog, from: seed.knownSince, until });
}

const ANY_ORDER = { kind: 'order-received', scope: { of: 'any' }, account: null };

function takeOrder(shop: ReturnType<typeof openRuleShop>, valueMinor: number): void {
  const orderId = shop.facts.length;
  shop.tell({
    ...{ kind: 'order-received', accountId: 1, orderId, number: `#${orderId}` },
    ...{ currency: 'INR', valueMinor, country: 'IN', lines: [{ skuId: 1, units: 1 }] },
  } as never);
}

interface Kept {
  ran: string[];
  heldBack: number;
  declined: number;
}

/** As live: in pieces, each with a world counted anew, what is remembered written down and read. */
function runLive(rule: Rule, facts: readonly Fact[], random: Random): Kept {
  const first = openRuleShop().seed;
  let stored = '{}';
  const kept: Kept = { ran: [], heldBack: 0, declined: 0 };
  // Beside others, as rules stand in a shop: they have no part in it.
  const others = [1, 3].map((ruleId) => ({ ruleId, rule: randomRule(random) }));
  for (let start = 0; start < facts.length; ) {
    const end = start + random.integer({ min: 5, max: 60 });
    const memories = new Map<string, Memory>(Object.entries(JSON.parse(stored, revive)));
    const world = createWorld(seedAfter(first, facts.slice(0, start)), catalog);
    const evaluator = createEvaluator({ catalog, rules: [...others, { ruleId: 2, rule }] });
    for (const fact of facts.slice(start, end)) {
      world.apply(fact);
      const seen = evaluator.observe(fact, world);
      kept.declined += seen.declined.filter(({ ruleId }) => ruleId === 2).length;
      for (const { occurrence } of seen.firings.filter(({ ruleId }) => ruleId === 2)) {
        const restedFor = restsFor(rule, occurrence.subject);
        const memory = memories.get(restedFor) ?? NO_MEMORY;
        const { timeZone } = catalog;
        const of = { at: fact.at, memory, runsOfRule: kept.ran.length, timeZone };
        if (!admit(rule, of).ok) {
          kept.heldBack += 1;
          continue;
        }
        memories.set(restedFor, remember(memory, fact.at));
        const { subject, figure, figureBefore } = occurrence;
        kept.ran.push(`${fact.key} ${subject} ${figureBefore} ${figure}`);
      }
    }
    stored = JSON.stringify(Object.fromEntries(memories));
    start = end;
  }
  return kept;
}

function revive(key: string, value: unknown): unknown {
  return key === 'lastRunAt' && typeof value === 'string' ? new Date(value) : value;
}

describe('what a rule would have done', () => {
  test('equals what it does live, over a thousand rules and their weeks', () => {
    const fired = new Map<string, number>();
    for (let pair = 0; pair < PAIRS; pair++) {
      const random = createSeededRandom(given + pair);
      const rule = randomRule(random);
      const facts = randomHistory(random, { facts: random.integer({ min: 20, max: 110 }) });
      const found = tested(rule, facts);
      const ran = found.firings.map(
        ({ factKey, firing: { occurrence } }) =>
          `${factKey} ${occurrence.subject} ${occurrence.figureBefore} ${occurrence.figure}`,
      );
      const { heldBack, declined } = found;
      const live = runLive(rule, facts, random);
      expect({ ran, heldBack, declined }, `Repeat with SEED=${given + pair}`).toEqual(live);
      const { kind } = rule.trigger;
      fired.set(kind, (fired.get(kind) ?? 0) + found.fired);
    }
    // A comparison of nothing with nothing would prove nothing.
    const silent = triggers.filter(({ kind }) => (fired.get(kind) ?? 0) < 3);
    expect(silent.map(({ kind }) => kind).filter((kind) => kind !== 'spike')).toEqual([]);
  });

  test('what is held back is counted apart, and once is once for all SKUs', () => {
    const shop = openRuleShop();
    for (const sku of [1, 2]) shop.receive(sku, 30);
    for (const sku of [1, 1, 2]) {
      shop.pass(60_000);
      shop.receive(sku, 20);
      shop.sell(sku, shop.available(sku, 1) - 9);
    }
    const trigger = {
      ...{ kind: 'stock-level', scope: { of: 'skus', skus: ['MUG', 'HOODIE-M'] } },
      ...{ measure: 'available', crossing: 'below', units: 10, location: null },
    };
    expect(tested(ruleOf({ trigger }), shop.facts)).toMatchObject({ fired: 3, heldBack: 0 });
    const rested = tested(ruleOf({ trigger, coolDownMinutes: 60 }), shop.facts);
    expect(rested).toMatchObject({ fired: 2, heldBack: 1 });
    const once = tested(ruleOf({ trigger, mode: 'once' }), shop.facts);
    expect(once).toMatchObject({ fired: 1, heldBack: 2 });
  });

  test('of very many firings the newest are kept, and all are counted', () => {
    const shop = openRuleShop();
    const hours = FIRINGS_KEPT + 20;
    const ticks = Array.from({ length: hours }, () => shop.tick(3_600_000));
    const trigger = { kind: 'schedule', cron: '0 * * * *' };
    const found = tested(ruleOf({ trigger }), shop.facts);
    expect(found.fired).toBe(hours);
    expect(found.firings).toHaveLength(FIRINGS_KEPT);
    expect(found.firings.at(-1)?.factKey).toBe(ticks.at(-1)?.key);
  });

  test('what came nearest is kept, the closest first and one of each SKU', () => {
    const shop = openRuleShop();
    shop.receive(1, 30);
    shop.sell(1, 18);
    shop.receive(2, 30);
    shop.sell(2, 21);
    shop.pass(10 * 86_400_000);
    shop.sell(1, 1);
    const trigger = {
      ...{ kind: 'stock-level', scope: { of: 'any' }, measure: 'available', crossing: 'below' },
      ...{ units: 10, location: null },
    };
    const found = tested(ruleOf({ trigger }), shop.facts);
    expect(found).toMatchObject({ fired: 1, messages: 1, messagesPerDay: 0.1, days: 10 });
    const near = found.nearestMisses.map(({ occurrence: { skuId, figure }, by }) => [
      ...[skuId, figure, by],
    ]);
    expect(near).toEqual([[1, 11, 2]]);
  });

  test('every order is another one, and still a rule rests between two of them', () => {
    const shop = openRuleShop();
    for (const minutes of [0, 40, 30]) {
      shop.pass(minutes * 60_000);
      takeOrder(shop, 100_000);
    }
    const rule = ruleOf({ trigger: ANY_ORDER, coolDownMinutes: 60 });
    expect(tested(rule, shop.facts)).toMatchObject({ fired: 2, heldBack: 1 });
  });

  test('an order that was worth a little too little is the nearest miss', () => {
    const shop = openRuleShop();
    for (const valueMinor of [450_000, 490_000, 100_000]) {
      shop.pass(86_400_000);
      takeOrder(shop, valueMinor);
    }
    const rule = ruleOf({
      trigger: ANY_ORDER,
      conditions: { kind: 'order-value', is: 'gt', minor: 500_000 },
    });
    const found = tested(rule, shop.facts);
    expect(found).toMatchObject({ fired: 0, declined: 3 });
    const [nearest] = found.nearestMisses;
    expect(nearest?.occurrence.orderNumber).toBe('#1');
    expect(nearest).toMatchObject({ by: 10_001, condition: { value: 490_000, holds: false } });
  });
});
