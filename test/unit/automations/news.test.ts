import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../automations/rule/rule.ts';
import { firedAt, observeAll, ruleOf } from '../../support/observe-rule.ts';
import { openRuleShop, type RuleShop, ruleCatalog } from '../../support/rule-shop.ts';

const MUG = 1;
const LAMP = 4;
const any = { of: 'any' } as const;
const only = (...skus: string[]) => ({ of: 'skus', skus }) as const;

function fired(rule: Rule, shop: RuleShop): string[] {
  return firedAt(rule, { seed: shop.seed, facts: shop.facts, catalog: ruleCatalog() });
}

describe('orders and what shops say', () => {
  const order = (shop: RuleShop, given: Record<string, unknown> = {}) =>
    shop.tell({
      ...{ kind: 'order-received', accountId: 1, orderId: 9, number: 'A9', currency: 'INR' },
      ...{ valueMinor: 500_000, country: 'IN', lines: [{ skuId: MUG, units: 2 }], ...given },
    });
  const received = (given: Record<string, unknown> = {}) =>
    ruleOf({ trigger: { kind: 'order-received', scope: any, account: null, ...given } });

  test('an order is told once, for a SKU that is on it and a shop that it is from', () => {
    const shop = openRuleShop();
    order(shop, {
      lines: [
        { skuId: MUG, units: 2 },
        { skuId: LAMP, units: 1 },
      ],
    });
    order(shop, { accountId: 2, orderId: 10, lines: [{ skuId: null, units: 1 }] });
    expect(fired(received(), shop)).toEqual(['fact:1 order:9 →3', 'fact:2 order:10 →1']);
    expect(fired(received({ scope: only('LAMP') }), shop)).toEqual(['fact:1 order:9 →3']);
    expect(fired(received({ scope: only('HOODIE-M') }), shop)).toEqual([]);
    expect(fired(received({ account: 'market' }), shop)).toEqual(['fact:2 order:10 →1']);
    expect(fired(received({ account: 'gone' }), shop)).toEqual([]);
  });

  test('the SKU of an order is known where one is meant, and nobody guesses among several', () => {
    const shop = openRuleShop();
    order(shop, {
      lines: [
        { skuId: MUG, units: 2 },
        { skuId: LAMP, units: 1 },
      ],
    });
    const skuOf = (rule: Rule) =>
      observeAll(rule, { ...shop, catalog: ruleCatalog() })[0]?.firings[0]?.occurrence.skuId;
    expect(skuOf(received())).toBeNull();
    expect(skuOf(received({ scope: only('LAMP') }))).toBe(LAMP);
    expect(skuOf(received({ scope: only('LAMP', 'MUG') }))).toBeNull();
  });

  test('a price is told by its direction and by how much, and a base price reaches shops without their own', () => {
    const shop = openRuleShop();
    const price = (
      beforeMinor: number | null,
      afterMinor: number,
      accountId: number | null = null,
    ) =>
      shop.tell({
        ...{ kind: 'price-changed', skuId: MUG, accountId, currency: 'INR' },
        ...{ beforeMinor, afterMinor },
      });
    price(null, 1000);
    price(1000, 900);
    price(900, 909);
    price(900, 800, 2);
    price(909, 1100);
    const changed = (given: Record<string, unknown>) =>
      ruleOf({
        trigger: {
          ...{ kind: 'price-changed', scope: any, account: null, direction: 'any', percent: null },
          ...given,
        },
      });
    const keys = (given: Record<string, unknown>) =>
      fired(changed(given), shop).map((line) => line.split(' ')[0]);
    expect(keys({})).toEqual(['fact:1', 'fact:2', 'fact:3', 'fact:4', 'fact:5']);
    expect(keys({ direction: 'down' })).toEqual(['fact:2', 'fact:4']);
    expect(keys({ percent: 10 })).toEqual(['fact:2', 'fact:4', 'fact:5']);
    expect(keys({ account: 'web' })).toEqual(['fact:1', 'fact:2', 'fact:3', 'fact:5']);
    expect(keys({ account: 'market' })).toEqual(['fact:1', 'fact:2', 'fact:3', 'fact:4']);
  });

  test('a shop that falls further behind is told of once, when it passes the limit', () => {
    const shop = openRuleShop();
    const lag = (secondsBefore: number, secondsAfter: number) =>
      shop.tell({ kind: 'lag', accountId: 1, secondsBefore, secondsAfter } as never);
    lag(0, 30);
    lag(30, 31);
    lag(31, 90);
    lag(90, 0);
    lag(0, 40);
    const rule = ruleOf({ trigger: { kind: 'sync-lag', account: null, seconds: 30 } });
    expect(fired(rule, shop)).toEqual(['fact:2 account:1 30→31', 'fact:5 account:1 0→40']);
  });

  test('a drift of stock is no mismatch of prices, and a shortage that closes is none', () => {
    const shop = openRuleShop();
    const drift = (aspect: string) =>
      shop.tell({
        kind: 'drift',
        aspect,
        skuId: MUG,
        accountId: 1,
        expected: 5,
        found: 7,
      } as never);
    drift('stock');
    drift('price');
    drift('status');
    const short = (units: number) =>
      shop.tell({ kind: 'shortage', skuId: MUG, accountId: 1, units, orderNumber: 'A' } as never);
    short(2);
    short(-2);
    const of = (kind: string) => ruleOf({ trigger: { kind, scope: any, account: 'web' } });
    expect(fired(of('drift'), shop)).toEqual(['fact:1 sku:1 5→7']);
    expect(fired(of('price-mismatch'), shop)).toEqual(['fact:2 sku:1 5→7']);
    expect(fired(of('shortage'), shop)).toEqual(['fact:4 sku:1 →2']);
  });

  test('what a shop pauses, gives up or takes back is told of', () => {
    const shop = openRuleShop();
    const about = { skuId: MUG, accountId: 2 };
    shop.tell({ kind: 'listing-paused', ...about } as never);
    shop.tell({ kind: 'listing-resumed', ...about } as never);
    shop.tell({ kind: 'push-parked', aspect: 'stock', reason: null, ...about } as never);
    shop.tell({ kind: 'push-recovered', aspect: 'stock', reason: null, ...about } as never);
    shop.tell({ kind: 'return', units: 2, orderNumber: 'A', ...about } as never);
    const of = (kind: string) => ruleOf({ trigger: { kind, scope: only('MUG'), account: null } });
    expect(fired(of('listing-paused'), shop)).toEqual(['fact:1 sku:1 →']);
    expect(fired(of('push-failing'), shop)).toEqual(['fact:3 sku:1 →']);
    expect(fired(of('return'), shop)).toEqual(['fact:5 sku:1 →2']);
  });
});
