/**
 * Wakes: "look at the listings of this SKU again", written in the transaction that gave the reason.
 * The ledger writes its own within the batch; `propagation` reads and deletes them.
 */
import type { Queryable } from '../database/queryable.ts';

const INSERT_WAKES = `
  INSERT INTO wake (seller_id, sku_id, committed_at)
  SELECT $1, woken.sku_id, $3 FROM unnest($2::int[]) AS woken (sku_id)`;

export async function insertWakes(
  tx: Queryable,
  o: { sellerId: number; skuIds: readonly number[]; at: Date },
): Promise<void> {
  if (o.skuIds.length > 0) await tx.execute(INSERT_WAKES, [o.sellerId, o.skuIds, o.at]);
}
