import { describe, expect, test } from 'vitest';
import type { RuleCatalog } from '../../../automations/facts/world.ts';
import type { Rule } from '../../../automations/rule/rule.ts';
import { firedAt, observeAll, ruleOf } from '../../support/observe-rule.ts';
import { openRuleShop, type RuleShop, ruleCatalog } from '../../support/rule-shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MUG = 1;
const HOODIE = 2;
const LAMP = 4;
const KIT = 5;
const MUMBAI = 1;
const DELHI = 2;
const any = { of: 'any' } as const;
const only = (...skus: string[]) => ({ of: 'skus', skus }) as const;

function below(units: number, given: Record<string, unknown> = {}): Rule {
  const trigger = { kind: 'stock-level', scope: any, measure: 'available', crossing: 'below' };
  return ruleOf({ trigger: { ...trigger, units, location: null, ...given } });
}

function fired(rule: Rule, shop: RuleShop, catalog: RuleCatalog = ruleCatalog()): string[] {
  return firedAt(rule, { seed: shop.seed, facts: shop.facts, catalog });
}

describe('stock that crosses a level', () => {
  test('the sale that crosses 10 sets it off, the next does not, and a restock arms it again', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 11);
    shop.sell(MUG, 1);
    shop.sell(MUG, 1);
    shop.sell(MUG, 1);
    shop.receive(MUG, 5);
    shop.sell(MUG, 5);
    expect(fired(below(10), shop)).toEqual(['fact:3 sku:1 10→9', 'fact:6 sku:1 13→8']);
  });

  test('below 10 is not at 10, and 10 or less is', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 11);
    shop.sell(MUG, 1);
    expect(fired(below(10), shop)).toEqual([]);
    expect(fired(below(10, { crossing: 'at-or-below' }), shop)).toEqual(['fact:2 sku:1 11→10']);
  });

  test('above 20 is set off on the way up only, and at 20 only where that was asked', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 20);
    shop.receive(MUG, 1);
    shop.sell(MUG, 5);
    shop.receive(MUG, 9);
    const above = below(20, { crossing: 'above' });
    expect(fired(above, shop)).toEqual(['fact:2 sku:1 20→21', 'fact:4 sku:1 16→25']);
    const from = below(20, { crossing: 'at-or-above' });
    expect(fired(from, shop)).toEqual(['fact:1 sku:1 0→20', 'fact:4 sku:1 16→25']);
  });

  test('a transfer is one step: nothing is low in between, but one place may be', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 12);
    shop.move([
      { sku: MUG, at: MUMBAI, onHand: -12 },
      { sku: MUG, at: DELHI, onHand: 12 },
    ]);
    expect(fired(below(10), shop)).toEqual([]);
    expect(fired(below(10, { location: 'mumbai' }), shop)).toEqual(['fact:2 sku:1 12→0']);
    const filled = below(5, { location: 'delhi', crossing: 'above' });
    expect(fired(filled, shop)).toEqual(['fact:2 sku:1 0→12']);
  });

  test('an order from two places is one step, told once', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 6, MUMBAI);
    shop.receive(MUG, 6, DELHI);
    shop.move([
      { sku: MUG, at: MUMBAI, reserved: 2, sold: 2 },
      { sku: MUG, at: DELHI, reserved: 3, sold: 3 },
    ]);
    expect(fired(below(10), shop)).toEqual(['fact:3 sku:1 12→7']);
  });

  test('one fact with several SKUs tells of each that crosses', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 10);
    shop.receive(HOODIE, 10);
    shop.receive(LAMP, 50);
    shop.move([MUG, HOODIE, LAMP].map((sku) => ({ sku, at: MUMBAI, reserved: 1, sold: 1 })));
    const found = fired(below(10, { scope: only('MUG', 'HOODIE-M', 'LAMP') }), shop);
    expect(found).toEqual(['fact:4 sku:1 10→9', 'fact:4 sku:2 10→9']);
  });

  test('a shipment changes what is on hand and not what is available', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 12);
    shop.sell(MUG, 3);
    shop.move([{ sku: MUG, at: MUMBAI, onHand: -3, reserved: -3 }]);
    expect(fired(below(10), shop)).toEqual(['fact:2 sku:1 12→9']);
    expect(fired(below(10, { measure: 'on-hand' }), shop)).toEqual(['fact:3 sku:1 12→9']);
  });

  test('a kit has what its scarcest part allows, and is told of when a part moves', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 9);
    shop.receive(LAMP, 9);
    const kit = below(4, { scope: only('GIFT-SET') });
    shop.sell(MUG, 1);
    shop.sell(MUG, 1);
    shop.sell(LAMP, 5);
    expect(fired(kit, shop)).toEqual(['fact:4 sku:5 4→3']);
    const back = ruleOf({
      trigger: { kind: 'back-in-stock', scope: only('GIFT-SET'), location: null },
    });
    expect(fired(back, shop)).toEqual(['fact:2 sku:5 0→4']);
  });

  test('who watches every SKU hears of the part that is low, and not of its kit as well', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 9);
    shop.receive(LAMP, 4);
    shop.sell(LAMP, 1);
    expect(fired(below(4), shop)).toEqual(['fact:3 sku:4 4→3']);
  });

  test('a kit whose parts move in one step is looked at after all of them', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 8);
    shop.receive(LAMP, 4);
    shop.move([
      { sku: MUG, at: MUMBAI, reserved: 2, sold: 2 },
      { sku: LAMP, at: MUMBAI, reserved: 1, sold: 1 },
    ]);
    expect(fired(below(4, { scope: only('GIFT-SET') }), shop)).toEqual(['fact:3 sku:5 4→3']);
  });

  test('a category and a tag reach their SKUs and no other', () => {
    const shop = openRuleShop();
    for (const sku of [MUG, HOODIE, 3, LAMP]) shop.receive(sku, 10);
    for (const sku of [MUG, HOODIE, 3, LAMP]) shop.sell(sku, 1);
    const hoodies = below(10, { scope: { of: 'category', category: 'hoodies' } });
    expect(fired(hoodies, shop)).toEqual(['fact:6 sku:2 10→9', 'fact:7 sku:3 10→9']);
    const sale = below(10, { scope: { of: 'tag', tag: 'sale' } });
    expect(fired(sale, shop)).toEqual(['fact:7 sku:3 10→9', 'fact:8 sku:4 10→9']);
  });

  test('what comes near without crossing is a miss by so many units', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 15);
    shop.sell(MUG, 4);
    shop.receive(MUG, 2);
    const misses = observeAll(below(10), { ...shop, catalog: ruleCatalog() }).map((seen) =>
      seen.misses.map(({ miss }) => miss.by),
    );
    expect(misses).toEqual([[], [2], []]);
  });

  test('out of stock is told at the last unit and back in stock at the first', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 2);
    shop.sell(MUG, 1);
    shop.sell(MUG, 1);
    shop.receive(MUG, 1);
    const out = ruleOf({ trigger: { kind: 'out-of-stock', scope: any, location: null } });
    expect(fired(out, shop)).toEqual(['fact:3 sku:1 1→0']);
    const back = ruleOf({ trigger: { kind: 'back-in-stock', scope: only('MUG'), location: null } });
    expect(fired(back, shop)).toEqual(['fact:1 sku:1 0→2', 'fact:4 sku:1 0→1']);
  });
});

describe('how fast it sells', () => {
  const fast = (given: Record<string, unknown> = {}) =>
    ruleOf({
      trigger: {
        ...{ kind: 'velocity', scope: any, units: 5, minutes: 60, location: null, account: null },
        ...given,
      },
    });

  test('5 within an hour is told at the fifth, and again only after it was fewer', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 50);
    for (let i = 0; i < 6; i++) {
      shop.pass(10 * MINUTE);
      shop.sell(MUG, 1);
    }
    expect(fired(fast(), shop)).toEqual(['fact:6 sku:1 4→5']);
    shop.pass(45 * MINUTE);
    shop.sell(MUG, 3);
    // The two last of before and three: five again.
    expect(fired(fast(), shop)).toEqual(['fact:6 sku:1 4→5', 'fact:8 sku:1 2→5']);
  });

  test('a sale exactly as old as the window is out of it', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 50);
    shop.sell(MUG, 4);
    shop.pass(HOUR);
    shop.sell(MUG, 1);
    expect(fired(fast(), shop)).toEqual([]);
  });

  test('units of other shops and places do not count where one was named', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 50, MUMBAI);
    shop.receive(MUG, 50, DELHI);
    shop.sell(MUG, 4, { at: MUMBAI, account: 1 });
    shop.sell(MUG, 4, { at: DELHI, account: 2 });
    expect(fired(fast(), shop)).toEqual(['fact:4 sku:1 4→8']);
    expect(fired(fast({ account: 'web' }), shop)).toEqual([]);
    expect(fired(fast({ location: 'delhi' }), shop)).toEqual([]);
    shop.sell(MUG, 1, { at: DELHI, account: 1 });
    expect(fired(fast({ account: 'web' }), shop)).toEqual(['fact:5 sku:1 4→5']);
    expect(fired(fast({ location: 'delhi' }), shop)).toEqual(['fact:5 sku:1 4→5']);
  });

  test('a sale that is heard of late, by another clock, is not lost between two others', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 50);
    shop.sell(MUG, 3);
    shop.pass(2_000);
    shop.sell(MUG, 1);
    shop.pass(-1_000);
    shop.sell(MUG, 1);
    shop.pass(5_000);
    shop.sell(MUG, 1);
    expect(fired(fast(), shop)).toEqual(['fact:4 sku:1 4→5']);
  });

  test('what is taken back counts against it', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 50);
    shop.sell(MUG, 4);
    shop.sell(MUG, -3);
    shop.sell(MUG, 3);
    shop.sell(MUG, 1);
    expect(fired(fast(), shop)).toEqual(['fact:5 sku:1 4→5']);
  });

  test('a kit sells by its orders and its parts by the ledger', () => {
    const shop = openRuleShop();
    shop.tell({
      ...{ kind: 'order-received', accountId: 1, orderId: 7, number: '7', currency: 'INR' },
      ...{ valueMinor: 100, country: 'IN', lines: [{ skuId: KIT, units: 5 }] },
    });
    expect(fired(fast({ scope: only('GIFT-SET') }), shop)).toEqual(['fact:1 sku:5 0→5']);
    expect(fired(fast({ scope: only('MUG') }), shop)).toEqual([]);
  });

  test('less than 7 days of cover is told by the sale that makes it so', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 100);
    for (let day = 0; day < 17; day++) {
      shop.pass(DAY);
      shop.sell(MUG, 5);
    }
    const cover = ruleOf({ trigger: { kind: 'cover-below', scope: any, days: 7 } });
    // At 5 a day 35 are left after the 13th sale, and fewer than 7 days after the 14th.
    const found = observeAll(cover, { ...shop, catalog: ruleCatalog() });
    const firings = found.flatMap(({ firings }) => firings.map(({ occurrence }) => occurrence));
    expect(firings.filter(({ skuId }) => skuId === MUG)).toMatchObject([
      { figure: expect.any(Number), figureBefore: expect.any(Number) },
    ]);
    const [only] = firings;
    expect(only?.figure ?? 9).toBeLessThan(7);
    expect(only?.figureBefore ?? 0).toBeGreaterThanOrEqual(7);
  });

  test('what does not sell lasts for ever, and what is bought in lasts longer', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 3);
    shop.pass(10 * DAY);
    shop.move([{ sku: MUG, at: MUMBAI, onHand: -1 }]);
    shop.receive(MUG, 100);
    const cover = ruleOf({ trigger: { kind: 'cover-below', scope: any, days: 7 } });
    expect(fired(cover, shop)).toEqual([]);
  });
});

describe('what time alone brings about', () => {
  const noSale = ruleOf({ trigger: { kind: 'no-sale', scope: any, days: 3 } });

  test('what has not sold for 3 days is told once, and again only after it sold', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 10);
    shop.sell(MUG, 1);
    for (let day = 0; day < 5; day++) shop.tick(DAY);
    shop.sell(MUG, 1);
    for (let day = 0; day < 4; day++) shop.tick(DAY);
    expect(fired(noSale, shop)).toEqual(['fact:5 sku:1 →3', 'fact:11 sku:1 →3']);
  });

  test('a long tick tells it once, and what never sold is counted from the day it came', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 10);
    shop.tick(20 * DAY);
    shop.tick(20 * DAY);
    expect(fired(noSale, shop)).toEqual(['fact:2 sku:1 →3']);
  });

  test('what is out of stock cannot sell and is left alone', () => {
    const shop = openRuleShop();
    shop.receive(MUG, 1);
    shop.sell(MUG, 1);
    shop.tick(9 * DAY);
    expect(fired(noSale, shop)).toEqual([]);
  });
});
