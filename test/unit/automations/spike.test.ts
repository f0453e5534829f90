import { describe, expect, test } from 'vitest';
import { createWorld } from '../../../automations/evaluate/world.ts';
import { chanceOfAtLeast, findPace } from '../../../automations/triggers/detect-spike.ts';
import { createSeededRandom, type Random } from '../../../core/base/random.ts';
import { firedAt, ruleOf } from '../../support/observe-rule.ts';
import { openRuleShop, ruleCatalog } from '../../support/rule-shop.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const MUG = 1;
const given = Number.parseInt(process.env.SEED ?? '20260302', 10);
const repeat = `Repeat with SEED=${given}`;
const rule = ruleOf({ trigger: { kind: 'spike', scope: { of: 'any' }, account: null } });

/** Milliseconds until the next order of so many an hour. */
function wait(random: Random, perHour: number): number {
  return (-Math.log(1 - random.fraction()) * HOUR) / perHour;
}

/** Orders of four weeks at a pace of the hour, in rows, so that many are quickly made. */
function weeks(
  random: Random,
  perHour: (hour: number) => number,
  o: { start: Date; days: number },
) {
  const sales = [];
  const startMs = o.start.getTime();
  for (let ms = startMs; ms < startMs + o.days * DAY; ) {
    const pace = perHour(Math.floor((ms - startMs) / HOUR) % 24);
    ms += wait(random, pace);
    const at = new Date(ms);
    if (ms < startMs + o.days * DAY) {
      sales.push({ skuId: MUG, locationId: 1, accountId: 1, units: 1, at });
    }
  }
  return sales;
}

function shopAfter(random: Random, perHour: (hour: number) => number, days = 30) {
  const start = new Date('2026-03-02T00:00:00Z');
  const sales = weeks(random, perHour, { start, days });
  const seed = { knownSince: start, ages: [], levels: [], prices: [], sales };
  return { seed, start: new Date(start.getTime() + days * DAY) };
}

describe('a spike of orders', () => {
  test('from 10 to 500 orders an hour is told of within a minute mostly, and once', () => {
    let within60 = 0;
    let within150 = 0;
    const trials = 16;
    for (let trial = 0; trial < trials; trial++) {
      const random = createSeededRandom(given + trial);
      const { seed, start } = shopAfter(random, () => 10);
      const shop = openRuleShop({ start });
      for (let ms = 0; ms < 5 * 60 * SECOND; ) {
        const step = wait(random, 500);
        ms += step;
        shop.pass(step);
        shop.sell(MUG, 1);
      }
      const found = firedAt(rule, { seed, facts: shop.facts, catalog: ruleCatalog() });
      expect(found.length, repeat).toBeLessThanOrEqual(1);
      const key = found[0]?.split(' ')[0];
      const at = shop.facts.find((fact) => fact.key === key)?.at;
      const tookMs = at ? at.getTime() - start.getTime() : Infinity;
      if (tookMs <= 60 * SECOND) within60 += 1;
      if (tookMs <= 150 * SECOND) within150 += 1;
    }
    expect(within60 / trials, repeat).toBeGreaterThanOrEqual(0.5);
    expect(within150 / trials, repeat).toBeGreaterThanOrEqual(0.87);
  });

  test('a steady shop and a busy evening of every day are none', () => {
    let alarms = 0;
    const paces = [() => 10, () => 0.2, (hour: number) => (hour >= 18 && hour < 21 ? 60 : 2)];
    for (const [index, pace] of paces.entries()) {
      const random = createSeededRandom(given + index);
      const { seed, start } = shopAfter(random, pace);
      const shop = openRuleShop({ start });
      for (let ms = 0; ms < 10 * DAY; ) {
        const step = wait(random, pace(Math.floor(ms / HOUR) % 24));
        ms += step;
        shop.pass(step);
        shop.sell(MUG, 1);
      }
      alarms += firedAt(rule, { seed, facts: shop.facts, catalog: ruleCatalog() }).length;
    }
    expect(alarms, repeat).toBe(0);
  });

  test('fewer than 5 orders are never one, and five of what never sold are', () => {
    const shop = openRuleShop();
    shop.pass(10 * DAY);
    for (let i = 0; i < 4; i++) shop.sell(MUG, 20);
    expect(firedAt(rule, { ...shop, catalog: ruleCatalog() })).toEqual([]);
    // All of one moment, as a batch books them: told by the fifth and by no other.
    for (let i = 0; i < 9; i++) shop.sell(MUG, 1);
    expect(firedAt(rule, { ...shop, catalog: ruleCatalog() })).toEqual(['fact:5 sku:1 0→5']);
  });

  test('without a week to compare with nothing is unusual', () => {
    const shop = openRuleShop();
    shop.pass(6 * DAY);
    for (let i = 0; i < 50; i++) shop.sell(MUG, 1);
    expect(firedAt(rule, { ...shop, catalog: ruleCatalog() })).toEqual([]);
  });

  test('it is told again after an hour without, and not before', () => {
    const shop = openRuleShop();
    shop.pass(10 * DAY);
    const burst = () => {
      for (let i = 0; i < 8; i++) {
        shop.pass(SECOND);
        shop.sell(MUG, 1);
      }
    };
    burst();
    shop.pass(30 * 60 * SECOND);
    burst();
    expect(firedAt(rule, { ...shop, catalog: ruleCatalog() })).toHaveLength(1);
    shop.pass(3 * DAY);
    burst();
    expect(firedAt(rule, { ...shop, catalog: ruleCatalog() })).toHaveLength(2);
  });

  test('it says how many orders there were and how many would be usual', () => {
    const shop = openRuleShop();
    shop.pass(10 * DAY);
    const world = createWorld(shop.seed, ruleCatalog());
    for (let i = 0; i < 12; i++) world.apply(shop.sell(MUG, 1));
    const pace = findPace(world, { skuId: MUG, accountId: null, at: shop.now() });
    expect(pace).toMatchObject({ minutes: 1, orders: 12 });
    expect(pace?.usual).toBeLessThan(0.1);
  });

  test('the chance of a count is right to many digits, far out in the tail too', () => {
    // P(X ≥ 5) and P(X ≥ 12) for a mean of 1, by 1 − Σ e⁻¹/k!, worked out by hand.
    expect(chanceOfAtLeast(5, 1)).toBeCloseTo(0.003659846827, 12);
    expect(chanceOfAtLeast(12, 1) / 8.316107427e-10).toBeCloseTo(1, 6);
    expect(chanceOfAtLeast(0, 3)).toBeCloseTo(1, 12);
  });
});
