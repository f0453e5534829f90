import type { Database } from '../database/database.ts';
import type { SkuId } from './ledger-event.ts';
import { readStockAsOf, type StockAt } from './ledger-history-store.ts';

/**
 * The stock of every place at a past moment (a batch that was written at that very moment counts),
 * from the entries alone. Places that did not exist yet are 0. A kit has no stock of its own.
 * Throws what a Queryable throws.
 */
export async function stockAsOf(
  deps: { database: Database },
  o: { sellerId: number; at: Date; skuId?: SkuId },
): Promise<StockAt[]> {
  const { sellerId, at, skuId = null } = o;
  return readStockAsOf(deps.database.forSeller(sellerId), { sellerId, at, skuId });
}
