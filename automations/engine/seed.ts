import type { Database } from '../../core/database/database.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { RuleCatalog, WorldSeed } from '../facts/world.ts';
import { type Heard, readSeedRows, type SeedRows } from './fact-store.ts';
import { linesOf } from './to-facts.ts';

export const SALES_KEPT_MS = 35 * 86_400_000;

/** Everything a world is made of, as it stood when rules had heard so far. */
export async function readSeed(
  db: Queryable | ReturnType<Database['forSeller']>,
  o: { sellerId: number; seq: number; heard: Heard; now: Date; catalog: RuleCatalog },
): Promise<WorldSeed> {
  const salesSince = new Date(o.now.getTime() - SALES_KEPT_MS);
  const rows = await readSeedRows(db, { ...o, salesSince });
  const { levels, ages, firstEntryAt } = rows;
  const isYounger = firstEntryAt === null || firstEntryAt > salesSince;
  return {
    ...{ levels, ages },
    knownSince: isYounger ? (firstEntryAt ?? o.now) : salesSince,
    sales: withKits(rows, o.catalog),
    prices: asTheyWere(rows.prices, rows.pricesBefore),
  };
}

function withKits({ sales, kitOrders }: SeedRows, catalog: RuleCatalog): WorldSeed['sales'] {
  const ofKits = kitOrders.flatMap(({ kind, accountId, body, at }) =>
    linesOf(body).flatMap(([skuId, units]) => {
      const isKit = skuId !== null && (catalog.sku(skuId)?.parts.length ?? 0) > 0;
      if (skuId === null || !isKit) return [];
      const sign = kind === 'order-received' ? 1 : -1;
      return [{ skuId, locationId: null, accountId, units: sign * units, at }];
    }),
  );
  if (ofKits.length === 0) return sales;
  return [...sales, ...ofKits].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

interface PriceBefore {
  readonly skuId: number;
  readonly accountId: number | null;
  /** Null: there was none. */
  readonly minor: number | null;
}

/** Prices of now with what is still to be heard taken back. */
export function asTheyWere(
  prices: WorldSeed['prices'],
  before: readonly PriceBefore[],
): WorldSeed['prices'] {
  if (before.length === 0) return prices;
  const keyOf = (o: { skuId: number; accountId: number | null }) => `${o.skuId}:${o.accountId}`;
  const changed = new Set(before.map(keyOf));
  const kept = prices.filter((price) => !changed.has(keyOf(price)));
  const were = before.flatMap(({ skuId, accountId, minor }) =>
    minor === null ? [] : [{ skuId, accountId, minor }],
  );
  return [...kept, ...were];
}
