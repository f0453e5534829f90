/** A few weeks of the shop of rule-shop.ts, drawn from a seed: every kind of fact is in it. */
import type { Fact } from '../../automations/facts/fact.ts';
import type { Random } from '../../core/base/random.ts';
import { drawFrom } from './random-rules.ts';
import { openRuleShop, RULE_SKUS, type RuleShop, type Step } from './rule-shop.ts';

const MINUTE = 60_000;
const SINGLE = RULE_SKUS.filter(({ parts }) => parts.length === 0).map(({ skuId }) => skuId);

type Draw = ReturnType<typeof drawFrom>;

function sellSome(shop: RuleShop, { number, pick }: Draw): void {
  const sku = pick(SINGLE);
  const at = pick([1, 2]);
  const units = Math.min(number(1, 6), shop.available(sku, at));
  if (units > 0) shop.sell(sku, units, { at, account: pick([1, 2]) });
}

function moveSome(shop: RuleShop, { number, pick }: Draw): void {
  const sku = pick(SINGLE);
  const units = Math.min(number(1, 15), shop.available(sku, 1));
  const steps: Step[] = [
    { sku, at: 1, onHand: -units },
    { sku, at: 2, onHand: units },
  ];
  if (units > 0) shop.move(steps, { entry: 'transfer' });
}

/** A kit, or several SKUs at once: one fact with several movements, and the order's own. */
function orderSome(shop: RuleShop, { number, pick, chance }: Draw, orderId: number): void {
  const account = pick([1, 2]);
  const isKit = chance(0.4) && shop.available(1, 1) >= 2 && shop.available(4, 1) >= 1;
  const skus = isKit ? [1, 4] : [...new Set([pick(SINGLE), pick(SINGLE)])];
  const units = (sku: number) => (isKit && sku === 1 ? 2 : 1);
  const there = skus.filter((sku) => shop.available(sku, 1) >= units(sku));
  const steps = there.map((sku) => ({ sku, at: 1, reserved: units(sku), sold: units(sku) }));
  if (steps.length > 0) shop.move(steps, { account, entry: 'reserve' });
  const lines = isKit ? [{ skuId: 5, units: 1 }] : skus.map((skuId) => ({ skuId, units: 1 }));
  const order = { accountId: account, orderId, number: `#${orderId}`, currency: 'INR' };
  const valueMinor = chance(0.1) ? null : number(1, 200) * 5_000;
  const country = pick([null, 'IN', 'IN', 'NP', 'DE']);
  const kind = chance(0.15) ? 'order-cancelled' : 'order-received';
  const unknown = chance(0.1) ? [{ skuId: null, units: 1 }] : [];
  shop.tell({ kind, ...order, valueMinor, country, lines: [...lines, ...unknown] } as never);
}

function tellSome(shop: RuleShop, { number, pick, chance }: Draw): void {
  const about = { skuId: pick(SINGLE), accountId: pick([1, 2]) };
  const beforeMinor = pick([null, 100_000, 90_000]);
  const accountId = chance(0.5) ? null : about.accountId;
  const price = { kind: 'price-changed', skuId: about.skuId, accountId, currency: 'INR' };
  const secondsBefore = number(0, 60);
  shop.tell(
    pick<object>([
      { ...price, beforeMinor, afterMinor: number(50, 150) * 1_000 },
      { kind: 'shortage', ...about, units: pick([2, 1, -1]), orderNumber: '#1' },
      { kind: 'return', ...about, units: 1, orderNumber: '#1' },
      { kind: 'drift', aspect: pick(['stock', 'price']), ...about, expected: 5, found: 7 },
      { kind: pick(['listing-paused', 'listing-resumed']), ...about },
      { kind: pick(['push-parked', 'push-recovered']), ...about, aspect: 'stock', reason: null },
      { kind: 'lag', accountId: about.accountId, secondsBefore, secondsAfter: number(0, 200) },
    ]) as never,
  );
}

export function randomHistory(random: Random, o: { facts: number }): readonly Fact[] {
  const draw = drawFrom(random);
  const { number, pick, chance } = draw;
  const shop = openRuleShop();
  for (const sku of SINGLE) shop.receive(sku, number(5, 60), pick([1, 2]));
  // Some shops are busy and some are slow, so that minutes and weeks both matter.
  const paceMs = pick([2, 20, 120]) * MINUTE;
  while (shop.facts.length < o.facts) {
    if (chance(0.85)) shop.pass(Math.floor(random.fraction() * 2 * paceMs));
    const what = random.fraction();
    if (what < 0.4) sellSome(shop, draw);
    else if (what < 0.5) orderSome(shop, draw, shop.facts.length);
    else if (what < 0.6) shop.receive(pick(SINGLE), number(1, 20), pick([1, 2]));
    else if (what < 0.66) moveSome(shop, draw);
    else if (what < 0.72) shop.sell(pick(SINGLE), -1);
    else if (what < 0.85) tellSome(shop, draw);
    else shop.tick(chance(0.05) ? 5 * 1_440 * MINUTE : pick([1, 5, 60]) * MINUTE);
  }
  return shop.facts;
}
