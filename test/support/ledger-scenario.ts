/**
 * Random weeks of a shop: orders that grow, shrink, ship, come back, arrive twice, late and in the
 * wrong order, among receipts, counts, damages, sales by hand, transfers and restocks. The same
 * seed gives the same week.
 */
import { createSeededRandom, type Random } from '../../core/base/random.ts';
import { type LedgerEvent, type LineUpdate, toLineKey } from '../../core/ledger/ledger-event.ts';
import type { LedgerRules } from '../../core/ledger/ledger-state.ts';

export interface ScenarioSize {
  readonly orders: number;
  readonly movements: number;
  /** Holds, returns and reversals by hand; absent: none. */
  readonly byHand?: number;
}

type Timed = { readonly at: number; readonly event: LedgerEvent };
type Figures = Omit<LineUpdate, 'revision'>;

interface Shop {
  readonly random: Random;
  readonly rules: LedgerRules;
  readonly skuIds: readonly number[];
  readonly receiptMax: number;
}

// A neighbour, and half a week: late enough to meet another state of the shop.
const JITTERS = [
  { percent: 65, most: 0 },
  { percent: 25, most: 3 },
  { percent: 10, most: 500 },
] as const;
const COPY_PERCENT = 10;
const KIT_PERCENT = 35;
// Somebody mapped the shop's code to another SKU between two bodies of an order.
const REMAPPED_PERCENT = 2;
// Units of a receipt at most: weeks of plenty, in which places are chosen, and weeks of want.
const RECEIPTS_MAX = [6, 12, 40] as const;
const WEEK = 1_000;
const FIRST_REVISION = 1_000_000;

/** One plain SKU or fifteen, one to three locations, four kinds of accounts, kits when asked. */
export function makeRules(o: { skus: number; locations: number; hasKits: boolean }): {
  rules: LedgerRules;
  skuIds: number[];
} {
  const plain = Array.from({ length: o.skus }, (_, index) => 101 + index);
  const locations = [3, 1, 2].slice(0, o.locations);
  const [a = 101, b = 101, c = 101] = plain;
  const recipes: [number, [number, number][]][] = o.hasKits
    ? [
        [
          901,
          o.skus > 1
            ? [
                [a, 1],
                [b, 1],
              ]
            : [[a, 2]],
        ],
        [
          902,
          o.skus > 2
            ? [
                [a, 1],
                [b, 2],
                [c, 1],
              ]
            : [[a, 3]],
        ],
      ]
    : [];
  const kits = new Map(
    recipes.map(([kit, parts]) => [kit, parts.map(([skuId, quantity]) => ({ skuId, quantity }))]),
  );
  const kitsWith = new Map(
    plain.map((skuId) => {
      const using = [...kits].filter(([, parts]) => parts.some((part) => part.skuId === skuId));
      return [skuId, using.map(([kit]) => kit)];
    }),
  );
  const reversed = locations.toReversed();
  const accounts = new Map([
    [11, { locations, coverage: 'units', restock: 'confirm' }],
    [12, { locations, coverage: 'units', restock: 'at-once' }],
    [13, { locations: reversed, coverage: 'whole-lines', restock: 'confirm' }],
    [14, { locations: reversed.slice(0, 2), coverage: 'units', restock: 'at-once' }],
  ] as const);
  const rules = { version: 1, kits, kitsWith, locations, accounts };
  return { rules, skuIds: [...plain, ...kits.keys()] };
}

export function makeScenario(o: {
  seed: number;
  rules: LedgerRules;
  skuIds: readonly number[];
  size: ScenarioSize;
}): LedgerEvent[] {
  const random = createSeededRandom(o.seed);
  const shop = { ...o, random, receiptMax: pick(random, RECEIPTS_MAX) };
  const orders = Array.from({ length: o.size.orders }, (_, index) =>
    makeOrder(shop, `${1_000 + index}`),
  ).flat();
  const lineKeys = orders.flatMap(({ event }) =>
    event.kind === 'order' ? event.lines.map((line) => line.lineKey) : [],
  );
  const movements = Array.from({ length: o.size.movements }, (_, index) => ({
    at: random.integer({ min: 0, max: WEEK }),
    event: makeMovement(shop, { lineKeys, key: `m:${index}` }),
  }));
  const holdKeys = Array.from({ length: o.size.byHand ?? 0 }, (_, index) => `h:${index}`);
  const byHand = holdKeys.map((key) => ({
    at: random.integer({ min: 0, max: WEEK }),
    event: makeByHand(shop, { key, holdKeys }),
  }));
  const sent = [...orders, ...movements, ...byHand];
  const copies = sent.filter(() => isLucky(random, COPY_PERCENT));
  return [...sent, ...copies]
    .map(({ at, event }) => ({ at: at + jitter(random), event }))
    .sort((x, y) => x.at - y.at)
    .map(({ event }) => event);
}

/** All bodies of one order, in the order in which the shop made them. */
function makeOrder(shop: Shop, name: string): Timed[] {
  const { random } = shop;
  const accounts = [...shop.rules.accounts.keys()];
  const place = random.integer({ min: 0, max: accounts.length - 1 });
  const accountId = accounts[place] as number;
  // Every other shop tells when it changed an order; the rest only counts upwards.
  const hasTimes = place % 2 === 0;
  const lines = Array.from({ length: random.integer({ min: 1, max: 3 }) }, (_, index) => ({
    lineKey: toLineKey({ accountId, orderExternalId: name, lineExternalId: `${index + 1}` }),
    skuId: pickSku(shop),
    ...{ ordered: random.integer({ min: 1, max: 5 }), cancelled: 0, shipped: 0, returned: 0 },
  }));
  let at = random.integer({ min: 0, max: WEEK });
  let revision = FIRST_REVISION + at;
  const bodies: Timed[] = [];
  const tell = (told: readonly Figures[]) => {
    const origin = { key: `${accountId}:${name}`, cause: `order ${name}`, actor: 'shop' };
    const stamped = told.map((line) => ({
      ...line,
      skuId: isLucky(random, REMAPPED_PERCENT) ? pickSku(shop) : line.skuId,
      revision: hasTimes ? revision : 0,
    }));
    bodies.push({ at, event: { kind: 'order', accountId, lines: stamped, origin } });
  };
  tell(lines);
  for (let step = random.integer({ min: 0, max: 5 }); step > 0; step -= 1) {
    at += random.integer({ min: 1, max: 120 });
    revision += random.integer({ min: 1, max: 50 });
    const changed = random.integer({ min: 0, max: lines.length - 1 });
    const before = lines[changed] as Figures;
    const after = changeLine(random, before, hasTimes);
    lines[changed] = after;
    // Some shops tell of a cancellation without repeating the order.
    const isTerse = !hasTimes && after.cancelled > before.cancelled && isLucky(random, 30);
    tell(isTerse ? [{ ...after, ordered: 0, shipped: 0, returned: 0 }] : lines);
  }
  return bodies;
}

function changeLine(random: Random, line: Figures, mayShrink: boolean): Figures {
  const open = line.ordered - line.cancelled - line.shipped;
  const away = line.shipped - line.returned;
  const upTo = (most: number) => random.integer({ min: 1, max: Math.max(1, most) });
  const chance = random.integer({ min: 1, max: 100 });
  if (chance <= 25) return { ...line, ordered: line.ordered + upTo(3) };
  if (chance <= 45 && open > 0) return { ...line, cancelled: line.cancelled + upTo(open) };
  if (chance <= 60 && open > 0 && mayShrink) return { ...line, ordered: line.ordered - upTo(open) };
  if (chance <= 65 && line.cancelled > 0) {
    // Cancelled, and the parcel left all the same.
    return { ...line, shipped: Math.min(line.ordered, line.shipped + upTo(line.ordered)) };
  }
  if (chance <= 85 && open > 0) return { ...line, shipped: line.shipped + upTo(open) };
  if (away > 0) return { ...line, returned: line.returned + upTo(away) };
  return line;
}

function makeMovement(shop: Shop, o: { lineKeys: readonly string[]; key: string }): LedgerEvent {
  const { random, rules, skuIds } = shop;
  const origin = { key: o.key, cause: `chat ${o.key}`, actor: 'person 1' };
  const skuId = pickSku(shop);
  const locationId = pick(random, rules.locations);
  const upTo = (most: number) => random.integer({ min: 1, max: most });
  const chance = upTo(100);
  if (chance <= 45) {
    const plain = rules.kits.get(skuId)?.[0]?.skuId ?? skuId;
    // Once in a while somebody receives a kit, which has no stock.
    const received = isLucky(random, 5) ? skuId : plain;
    return {
      kind: 'receipt',
      skuId: received,
      locationId,
      quantity: upTo(shop.receiptMax),
      origin,
    };
  }
  if (chance <= 58) {
    const counted = random.integer({ min: 0, max: shop.receiptMax });
    return { kind: 'count', skuId, locationId, counted, origin };
  }
  if (chance <= 68) return { kind: 'damage', skuId, locationId, quantity: upTo(3), origin };
  if (chance <= 80) {
    // By hand, kits are sold most: at a market stall.
    const sold = isLucky(random, 60) ? pick(random, skuIds.toReversed().slice(0, 2)) : skuId;
    return { kind: 'sale', skuId: sold, locationId, quantity: upTo(3), origin };
  }
  if (chance <= 92) {
    const toLocationId = pick(random, rules.locations);
    const quantity = upTo(5);
    return {
      kind: 'transfer',
      ...{ skuId, fromLocationId: locationId, toLocationId, quantity, origin },
    };
  }
  const lineKey = pick(random, o.lineKeys);
  return { kind: 'restock', skuId, lineKey, locationId, quantity: upTo(2), origin };
}

/** What people set aside, let go, bring back and take back by hand. */
function makeByHand(shop: Shop, o: { key: string; holdKeys: readonly string[] }): LedgerEvent {
  const { random, rules } = shop;
  const origin = { key: o.key, cause: `chat ${o.key}`, actor: 'person 1' };
  const skuId = pickSku(shop);
  const locationId = pick(random, rules.locations);
  const place = { skuId, locationId: isLucky(random, 50) ? locationId : null };
  const upTo = (most: number) => random.integer({ min: 1, max: most });
  const chance = upTo(100);
  if (chance <= 40) return { kind: 'hold', ...place, quantity: upTo(3), origin };
  if (chance <= 60) {
    const quantity = isLucky(random, 30) ? null : upTo(3);
    const one = isLucky(random, 30) ? { ofKey: pick(random, o.holdKeys) } : {};
    return { kind: 'unhold', ...place, quantity, ...one, origin };
  }
  if (chance <= 70) return { kind: 'return', skuId, locationId, quantity: upTo(3), origin };
  const onHand = isLucky(random, 50) ? upTo(3) : -upTo(3);
  const of = pick(random, ['receipt', 'count', 'sale', 'damage', 'return'] as const);
  return { kind: 'reversal', of, skuId, locationId, onHand, origin };
}

function pickSku(shop: Shop): number {
  const { random, rules, skuIds } = shop;
  const kits = skuIds.filter((skuId) => rules.kits.has(skuId));
  return pick(random, kits.length > 0 && isLucky(random, KIT_PERCENT) ? kits : skuIds);
}

function jitter(random: Random): number {
  let chance = random.integer({ min: 1, max: 100 });
  for (const { percent, most } of JITTERS) {
    if (chance <= percent) return random.integer({ min: -most, max: most });
    chance -= percent;
  }
  return 0;
}

function isLucky(random: Random, percent: number): boolean {
  return random.integer({ min: 1, max: 100 }) <= percent;
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.integer({ min: 0, max: from.length - 1 })] as T;
}
