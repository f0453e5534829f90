import { describe, expect, test } from 'vitest';
import { kindOfAction } from '../../../automations/actions/registry.ts';
import { checkRules } from '../../../automations/check/check-rules.ts';
import { createRehearsalDesk } from '../../../automations/check/rehearsal-desk.ts';
import { createEvaluator } from '../../../automations/evaluate/evaluator.ts';
import type { Fact } from '../../../automations/facts/fact.ts';
import { plainNames } from '../../../automations/render/rule-names.ts';
import { type Rule, ruleSchema } from '../../../automations/rule/rule.ts';
import { createSeededRandom, type Random } from '../../../core/base/random.ts';
import { ruleOf } from '../../support/observe-rule.ts';
import { drawFrom, randomAction, randomScope, randomTrigger } from '../../support/random-rules.ts';
import { ruleCatalog } from '../../support/rule-shop.ts';

const given = Number.parseInt(process.env.SEED ?? '20260302', 10);
const catalog = ruleCatalog();
const names = plainNames(catalog);
const MUG = { of: 'skus', skus: ['MUG'] } as const;
const any = { of: 'any' } as const;
const it = { of: 'trigger' } as const;

const level = (crossing: string, units: number, o: Record<string, unknown> = {}) => ({
  ...{ kind: 'stock-level', scope: MUG, measure: 'available', crossing, units, location: null },
  ...o,
});
const adjust = (by: number, location = 'mumbai') => ({
  ...{ kind: 'adjust-stock', sku: it, by, location },
});
const priceMoves = (direction = 'any') => ({
  ...{ kind: 'price-changed', scope: MUG, account: null, direction, percent: null },
});
const percent = (by: number) => ({
  ...{ kind: 'set-price', sku: it, account: null, to: { by: 'percent', percent: by } },
});
const amount = (minor: number) => ({
  ...{ kind: 'set-price', sku: it, account: null, to: { by: 'amount', minor } },
});
const rule = (trigger: unknown, actions: unknown[], o: Partial<Record<keyof Rule, unknown>> = {}) =>
  ruleOf({ trigger, actions, ...o });

/** The last of the rules is the new one; they are numbered from 1. */
function check(...rules: readonly Rule[]) {
  const numbered = rules.map((each, index) => ({ ruleId: index + 1, rule: each }));
  const [last, ...others] = [...numbered].reverse();
  if (!last) throw new RangeError('A rule is missing.');
  return checkRules({ rule: last, others, catalog, names });
}

const said = (...rules: readonly Rule[]) => check(...rules).map(({ text }) => text);

describe('rules that set each other off', () => {
  test('a rule that changes what it listens to is refused', () => {
    expect(said(rule(priceMoves(), [percent(5)]))).toEqual([
      'It would set itself off again: this rule → this rule.',
    ]);
    expect(said(rule(priceMoves('down'), [percent(-5)]))).toHaveLength(1);
    expect(check(rule(priceMoves(), [amount(99_900)]))[0]).toMatchObject({ code: 'loop' });
  });

  test('and is not when it moves the other way, another SKU or another shop', () => {
    expect(said(rule(priceMoves('down'), [percent(5)]))).toEqual([]);
    const lamp = { ...percent(5), sku: { of: 'sku', sku: 'LAMP' } };
    expect(said(rule(priceMoves(), [lamp]))).toEqual([]);
    const web = { ...priceMoves(), account: 'web' };
    expect(said(rule(web, [{ ...percent(5), account: 'market' }]))).toEqual([]);
    expect(said(rule(web, [{ ...percent(5), account: 'web' }]))).toHaveLength(1);
  });

  test('filling up and clearing out, from out of stock to back in stock, is refused with its path', () => {
    const out = rule({ kind: 'out-of-stock', scope: any, location: null }, [adjust(10)]);
    const back = rule({ kind: 'back-in-stock', scope: any, location: null }, [adjust(-10)]);
    expect(check(out, back)).toEqual([
      {
        severity: 'refused',
        code: 'loop',
        text: 'It would set itself off again: this rule → rule 1 → this rule.',
        path: [2, 1, 2],
      },
    ]);
    expect(check(out)).toEqual([]);
    expect(check(back)).toEqual([]);
  });

  test('a pair of levels goes round where what is added reaches the other one', () => {
    const fill = rule(level('below', 10), [adjust(20)]);
    expect(check(fill, rule(level('above', 25), [adjust(-20)]))[0]).toMatchObject({
      severity: 'refused',
      path: [2, 1, 2],
    });
    // 9 and 20 are 29, which is above 28 and not above 29.
    expect(check(fill, rule(level('above', 28), [adjust(-25)]))[0]).toMatchObject({
      severity: 'refused',
    });
    const near = rule(level('above', 29), [adjust(-25)]);
    expect(check(fill, near)).toEqual([]);
    const again = rule(level('below', 10), [adjust(5)]);
    // Two that fill up at once reach it.
    expect(check(fill, near, again)[0]).toMatchObject({ severity: 'refused' });
    // A lowest and a highest level far apart are how a shop is run, and no loop.
    expect(check(fill, rule(level('above', 100), [adjust(-50)]))).toEqual([]);
  });

  test('a level is not crossed again without anything that moves it back', () => {
    expect(check(rule(level('below', 10), [adjust(-1)]))).toEqual([]);
    const clear = rule(level('below', 5), [adjust(-4)]);
    expect(check(rule(level('below', 10), [adjust(-5)]), clear)).toEqual([]);
  });

  test('units sent to and fro between two places are refused', () => {
    const move = (from: string, to: string) => ({
      ...{ kind: 'transfer', sku: it, units: 20, from, to },
    });
    const low = rule(level('below', 10, { location: 'mumbai' }), [move('delhi', 'mumbai')]);
    const high = rule(level('above', 15, { location: 'mumbai' }), [move('mumbai', 'delhi')]);
    expect(check(low, high)[0]).toMatchObject({ severity: 'refused', path: [2, 1, 2] });
    expect(check(low)).toEqual([]);
    // A total is not moved by it.
    expect(check(rule(level('below', 10), [move('delhi', 'mumbai')]))[0]?.severity).not.toBe(
      'refused',
    );
  });

  test('three rules in a ring are refused whichever is the last one', () => {
    const ring = [
      rule(level('below', 5), [amount(20_000)]),
      rule(priceMoves(), [adjust(30)]),
      rule(level('above', 20), [adjust(-31)]),
    ];
    for (const turned of [ring, [...ring.slice(1), ...ring.slice(0, 1)]]) {
      expect(check(...turned)[0]).toMatchObject({ severity: 'refused', code: 'loop' });
    }
  });

  test('a listing that is paused and put back by two rules is refused', () => {
    const resume = { kind: 'resume-listing', sku: it, account: null };
    const pause = { kind: 'pause-listing', sku: it, account: null };
    const paused = { kind: 'listing-paused', scope: any, account: null };
    const first = rule(paused, [resume, percent(-5)]);
    expect(check(first, rule(priceMoves('down'), [pause]))[0]).toMatchObject({
      severity: 'refused',
    });
    expect(check(rule(paused, [pause]))[0]).toMatchObject({ severity: 'warned' });
  });

  test('a rest makes it a warning, once and never more ends it', () => {
    const again = (o: Partial<Record<keyof Rule, unknown>>) =>
      check(rule(priceMoves(), [percent(5)], o)).map(({ severity }) => severity);
    expect(again({ coolDownMinutes: 60 })).toEqual(['warned']);
    expect(again({ mode: 'once' })).toEqual([]);
    const sold = { kind: 'sold-in', sku: it, is: 'gt', units: 5, minutes: 60 };
    expect(again({ conditions: sold })).toEqual(['warned']);
    const only = { kind: 'sku-in', scope: MUG };
    expect(again({ conditions: only })).toEqual(['refused']);
    expect(again({ conditions: { kind: 'not', not: only } })).toEqual(['warned']);
  });

  test('rules whose hours never meet do not go round, and within its hours one does', () => {
    const days = [1, 2, 3, 4, 5, 6, 7];
    const out = { kind: 'out-of-stock', scope: any, location: null };
    const back = { kind: 'back-in-stock', scope: any, location: null };
    const night = { days, from: '22:00', to: '06:00' };
    const day = { days, from: '09:00', to: '18:00' };
    const pair = (mine: unknown, theirs: unknown) =>
      check(
        rule(out, [adjust(10)], { window: mine }),
        rule(back, [adjust(-10)], { window: theirs }),
      );
    expect(pair(night, day).some(({ severity }) => severity === 'refused')).toBe(false);
    expect(pair(night, night)[0]).toMatchObject({ severity: 'refused' });
  });

  test('a level of prices goes round down to where its condition ends', () => {
    const price = { kind: 'price', sku: it, account: null, is: 'gt', minor: 50_000 };
    const found = check(rule(priceMoves(), [percent(-10)], { conditions: price }));
    expect(found[0]).toMatchObject({ severity: 'refused' });
  });

  test('a part of a kit that fills up sets off what listens to the kit', () => {
    const kit = { of: 'skus', skus: ['GIFT-SET'] };
    const mug = { of: 'sku', sku: 'MUG' };
    const out = rule({ kind: 'out-of-stock', scope: kit, location: null }, [
      { kind: 'adjust-stock', sku: mug, by: 2, location: 'mumbai' },
    ]);
    const back = rule({ kind: 'back-in-stock', scope: kit, location: null }, [
      { kind: 'adjust-stock', sku: mug, by: -2, location: 'mumbai' },
    ]);
    expect(check(out, back)[0]).toMatchObject({ code: expect.stringContaining('loop') });
  });
});

describe('rules that are at odds', () => {
  test('two prices for one event are warned of, and two for different events are not', () => {
    expect(
      said(rule(level('below', 10), [amount(29_900)]), rule(level('below', 10), [amount(19_900)])),
    ).toEqual([
      'Rule 1 leaves the price of that SKU at ₹299, this one at ₹199, and one event may set off ' +
        'both: the higher number has the last word.',
    ]);
    const high = rule(level('above', 10), [amount(19_900)]);
    expect(said(rule(level('below', 10), [amount(29_900)]), high)).toEqual([]);
    const lamp = { ...level('below', 10), scope: { of: 'skus', skus: ['LAMP'] } };
    expect(said(rule(lamp, [amount(29_900)]), rule(level('below', 10), [amount(19_900)]))).toEqual(
      [],
    );
  });

  test('to pause everywhere and to resume in one shop is at odds, and two base prices elsewhere are not', () => {
    const pause = { kind: 'pause-listing', sku: it, account: null };
    const resume = { kind: 'resume-listing', sku: it, account: 'web' };
    expect(said(rule(level('below', 10), [pause]), rule(level('below', 5), [resume]))).toHaveLength(
      1,
    );
    // One movement goes one way.
    const back = { kind: 'back-in-stock', scope: { of: 'any' }, location: null };
    expect(said(rule(level('below', 5), [pause]), rule(back, [resume]))).toEqual([]);
    const own = { ...amount(10_000), account: 'web' };
    expect(
      said(rule(level('below', 10), [amount(29_900)]), rule(level('below', 10), [own])),
    ).toEqual([]);
  });

  test('prices of the morning and of the evening are not at odds', () => {
    const at = (cron: string) => ({ kind: 'schedule', cron });
    const mug = { ...amount(10_000), sku: { of: 'sku', sku: 'MUG' } };
    const less = { ...amount(9_000), sku: { of: 'sku', sku: 'MUG' } };
    expect(said(rule(at('0 9 * * *'), [mug]), rule(at('0 18 * * *'), [less]))).toEqual([]);
    expect(said(rule(at('0 9 * * *'), [mug]), rule(at('0 9 * * 1-5'), [less]))).toHaveLength(1);
  });
});

/** A shop in which whatever a rule does happens: does one come again because of itself? */
function goesRound(rules: readonly Rule[], random: Random): boolean {
  const draw = drawFrom(random);
  const at = new Date('2026-01-05T10:00:00Z');
  const locations = ['mumbai', 'delhi'];
  const elsewhere = { locations: [], units: 0 };
  const desk = createRehearsalDesk({
    ...{ catalog, at, place: draw.pick(locations), accounts: ['web', 'market'], elsewhere },
    priceMinor: draw.number(100, 100_000),
  });
  const evaluator = createEvaluator({
    catalog,
    rules: rules.map((each, ruleId) => ({ ruleId, rule: each })),
  });
  for (const skuId of [1, 2, 3, 4]) {
    for (const location of locations) desk.stock({ skuId, location, units: draw.number(0, 30) });
  }
  const skuId = draw.number(1, 4);
  draw.pick([
    () => desk.move([{ skuId, location: draw.pick(locations), by: draw.pick([-5, -1, 1, 20]) }]),
    () =>
      desk.price({ skuId, account: draw.pick([null, 'web']), to: () => draw.number(1, 99_999) }),
    () => desk.listing({ skuId, account: draw.pick(['web', 'market']), isPaused: true }),
  ])();
  const queue: { fact: Fact; chain: readonly string[] }[] = [];
  for (const fact of desk.takeNews()) queue.push({ fact, chain: [] });
  for (let told = 0; told < 300; told++) {
    const next = queue.shift();
    if (!next) return false;
    desk.world.apply(next.fact);
    for (const { ruleId, occurrence } of evaluator.observe(next.fact, desk.world).firings) {
      const link = `${ruleId} ${occurrence.subject}`;
      if (next.chain.includes(link)) return true;
      for (const action of rules[ruleId]?.actions ?? []) {
        const kind = kindOfAction(action);
        const sku = kind.sku?.(action);
        const meant = sku?.of === 'sku' ? catalog.skuByCode(sku.sku)?.skuId : occurrence.skuId;
        if (meant != null) kind.rehearse?.(action, desk, meant);
      }
      for (const fact of desk.takeNews()) queue.push({ fact, chain: [...next.chain, link] });
    }
  }
  return true;
}

const LEVELS = ['stock-level', 'out-of-stock', 'back-in-stock'];

/** Rules that act on what rules listen to. */
function randomActor(random: Random): Rule {
  const draw = drawFrom(random);
  const acting = ['adjust-stock', 'transfer', 'set-price', 'pause-listing', 'resume-listing'];
  const heard = ['stock-level', 'out-of-stock', 'back-in-stock', 'price-changed', 'listing-paused'];
  const until = (make: () => unknown, kinds: readonly string[]) => {
    for (;;) {
      const made = make() as { kind: string };
      if (kinds.includes(made.kind)) return made;
    }
  };
  const trigger = until(() => randomTrigger(draw), draw.chance(0.5) ? LEVELS : heard);
  const scope = draw.chance(0.5) ? MUG : randomScope(draw);
  const actions = [until(() => randomAction(draw), acting)];
  if (draw.chance(0.3)) actions.push(until(() => randomAction(draw), acting));
  return ruleSchema.parse({ ...rule({ ...trigger, scope }, actions) });
}

/** Rules that surely go round, with figures of their own. */
function certainCycle(random: Random): Rule[] {
  const { number, pick, chance } = drawFrom(random);
  const scope = pick([MUG, any, { of: 'category', category: 'Hoodies' }]);
  const location = pick(['mumbai', 'delhi']);
  const at = chance(0.5) ? null : location;
  const low = number(2, 20);
  const gap = number(1, 30);
  // From just below the one to just above the other, and back by as much.
  const step = gap + number(2, 20);
  const of = { scope, location: at };
  const up = adjust(step, location);
  const down = adjust(-step, location);
  return pick([
    () => [rule(level('below', low, of), [up]), rule(level('above', low - 1 + gap, of), [down])],
    () => [
      rule({ kind: 'out-of-stock', ...of }, [up]),
      rule({ kind: 'back-in-stock', ...of }, [down]),
    ],
    () => [rule({ ...priceMoves(), scope }, [percent(pick([-20, -5, 5, 30]))])],
    () => [
      rule({ ...priceMoves('up'), scope }, [percent(-number(5, 30))]),
      rule({ ...priceMoves('down'), scope }, [percent(number(5, 30))]),
    ],
    () => [
      rule({ ...priceMoves(), scope }, [up]),
      rule(level('above', low, { ...of, scope }), [down, amount(number(1, 99) * 100)]),
    ],
  ])();
}

describe('among generated sets of rules', () => {
  test('every set that goes round in some shop is refused or warned of, with the way it goes', () => {
    let round = 0;
    let refused = 0;
    for (let set = 0; set < 150; set++) {
      const random = createSeededRandom(given + set);
      const repeat = `Repeat with SEED=${given + set}`;
      const kept: Rule[] = [];
      let isTold = false;
      for (let count = random.integer({ min: 1, max: 5 }); count > 0; count--) {
        kept.push(randomActor(random));
        const loops = check(...kept).filter(({ path = [] }) => path.length > 1);
        for (const { code, path = [] } of loops) {
          isTold = true;
          if (code === 'loop') refused += 1;
          expect([path[0], path.at(-1)], repeat).toEqual([kept.length, kept.length]);
        }
      }
      if (isTold) continue;
      // Nothing was said: then it goes round in no shop.
      round += 1;
      const trials = Array.from({ length: 20 }, () => goesRound(kept, random));
      expect(trials, repeat).not.toContain(true);
    }
    expect(refused).toBeGreaterThan(2);
    expect(round).toBeGreaterThan(50);
  });

  test('every sure cycle among other rules is refused, with exactly its rules as the path', () => {
    for (let set = 0; set < 120; set++) {
      const random = createSeededRandom(given + set);
      const repeat = `Repeat with SEED=${given + set}`;
      const cycle = certainCycle(random);
      const others = Array.from({ length: random.integer({ min: 0, max: 4 }) }, () =>
        ruleOf({ trigger: randomTrigger(drawFrom(random)) }),
      );
      const found = check(...others, ...cycle);
      const ids = cycle.map((_, index) => others.length + 1 + index);
      const [loop] = found.filter(({ code }) => code === 'loop');
      expect(loop?.severity, `${repeat} ${JSON.stringify(cycle)}`).toBe('refused');
      const round = [...new Set(loop?.path)].sort((a, b) => a - b);
      expect(round, repeat).toEqual(ids);
    }
  });
});
