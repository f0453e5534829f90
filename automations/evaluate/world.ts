/**
 * The shop as rules see it, moved forward fact by fact. Built from a seed that was read at one
 * point of the facts; the same seed and the same facts give the same world, live or in a back-test.
 */
import type { Fact, PriceFact, StockFact } from '../facts/fact.ts';
import { salesOf } from '../facts/in-scope.ts';
import type { MovableWorld, RuleCatalog, Stock, WorldSeed } from '../facts/world.ts';
import { createSalesBook } from './sales-book.ts';

interface Level {
  readonly onHand: number;
  readonly reserved: number;
}
type LevelsByLocation = Map<number, Level>;

const EMPTY: Level = { onHand: 0, reserved: 0 };
const PRICE_OF_ALL = 0;

/** After `apply(fact)` it stands just after that fact, and `stockBefore` just before it. */
export function createWorld(seed: WorldSeed, catalog: RuleCatalog): MovableWorld {
  const now = new Map<number, LevelsByLocation>();
  for (const { skuId, locationId, onHand, reserved } of seed.levels) {
    levelsOf(now, skuId).set(locationId, { onHand, reserved });
  }
  // What the last fact moved, as it was before.
  let before = new Map<number, LevelsByLocation>();
  const sales = createSalesBook(seed);
  const prices = new Map(
    seed.prices.map(({ skuId, accountId, minor }) => [priceKey(skuId, accountId), minor]),
  );
  const own = (skuId: number, levels: (skuId: number) => LevelsByLocation | undefined) =>
    function at(locationId: number | null): Stock {
      const found = levels(skuId);
      if (!found) return toStock(EMPTY);
      if (locationId !== null) return toStock(found.get(locationId) ?? EMPTY);
      return toStock(sum(found));
    };
  const read = (
    o: { skuId: number; locationId: number | null },
    levels: (skuId: number) => LevelsByLocation | undefined,
  ): Stock => {
    const parts = catalog.sku(o.skuId)?.parts ?? [];
    if (parts.length === 0) return own(o.skuId, levels)(o.locationId);
    return scarcest(
      parts.map(({ skuId, quantity }) => ({
        stock: own(skuId, levels)(o.locationId),
        quantity,
      })),
    );
  };
  const levelsNow = (skuId: number) => now.get(skuId);
  return {
    knownSince: seed.knownSince,
    stock: (o) => read(o, levelsNow),
    stockBefore: (o) => read(o, (skuId) => before.get(skuId) ?? now.get(skuId)),
    sales: sales.between,
    soldAt: sales.moments,
    lastSale: sales.lastSale,
    firstSeen(skuId) {
      const parts = catalog.sku(skuId)?.parts ?? [];
      if (parts.length === 0) return sales.firstSeen(skuId);
      return latest(parts.map((part) => sales.firstSeen(part.skuId)));
    },
    price: ({ skuId, accountId }) =>
      prices.get(priceKey(skuId, accountId)) ?? prices.get(priceKey(skuId, null)) ?? null,
    hasOwnPrice: ({ skuId, accountId }) => prices.has(priceKey(skuId, accountId)),
    apply(fact: Fact) {
      before = fact.kind === 'stock' ? move(now, fact) : new Map();
      if (fact.kind === 'stock') for (const { skuId } of fact.moves) sales.see(skuId, fact.at);
      for (const sale of salesOf(fact, catalog)) sales.add({ ...sale, at: fact.at });
      if (fact.kind === 'price-changed') setPrice(prices, fact);
    },
  };
}

function levelsOf(levels: Map<number, LevelsByLocation>, skuId: number): LevelsByLocation {
  const found = levels.get(skuId) ?? new Map<number, Level>();
  levels.set(skuId, found);
  return found;
}

/** Answers the levels of before, of the SKUs that it moved. */
function move(now: Map<number, LevelsByLocation>, { moves }: StockFact): typeof now {
  const before = new Map<number, LevelsByLocation>();
  for (const one of moves) {
    const levels = levelsOf(now, one.skuId);
    const kept = before.get(one.skuId) ?? new Map(levels);
    before.set(one.skuId, kept);
    levels.set(one.locationId, { onHand: one.onHandAfter, reserved: one.reservedAfter });
  }
  return before;
}

function sum(levels: LevelsByLocation): Level {
  let onHand = 0;
  let reserved = 0;
  for (const level of levels.values()) {
    onHand += level.onHand;
    reserved += level.reserved;
  }
  return { onHand, reserved };
}

function toStock({ onHand, reserved }: Level): Stock {
  return { onHand, available: Math.max(0, onHand - reserved) };
}

/** Of a kit: as many as its scarcest part allows. */
function scarcest(parts: readonly { stock: Stock; quantity: number }[]): Stock {
  const allowed = (read: (stock: Stock) => number) =>
    Math.min(...parts.map(({ stock, quantity }) => Math.floor(read(stock) / quantity)));
  return {
    onHand: allowed((stock) => stock.onHand),
    available: allowed((stock) => stock.available),
  };
}

function latest(dates: readonly (Date | null)[]): Date | null {
  const known = dates.flatMap((date) => (date ? [date.getTime()] : []));
  return known.length === 0 ? null : new Date(Math.max(...known));
}

function priceKey(skuId: number, accountId: number | null): string {
  return `${skuId}:${accountId ?? PRICE_OF_ALL}`;
}

function setPrice(prices: Map<string, number>, fact: PriceFact): void {
  prices.set(priceKey(fact.skuId, fact.accountId), fact.afterMinor);
}
