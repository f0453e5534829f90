/**
 * Wakes: "look at the listings of this SKU again", written in the transaction that gave the reason.
 * The ledger writes its own within the batch; `propagation` reads and deletes them.
 */
import type { Queryable } from '../database/queryable.ts';

const INSERT_WAKES = `
  INSERT INTO wake (seller_id, sku_id, committed_at, causes)
  SELECT $1, woken.sku_id, $3, $4 FROM unnest($2::int[]) AS woken (sku_id)`;

export async function insertWakes(
  tx: Queryable,
  o: {
    sellerId: number;
    skuIds: readonly number[];
    at: Date;
    /** Automations that led to it, oldest first. Null: found from the SKU's entries. */
    causes?: readonly number[] | null;
  },
): Promise<void> {
  if (o.skuIds.length === 0) return;
  await tx.execute(INSERT_WAKES, [o.sellerId, o.skuIds, o.at, o.causes ?? null]);
}
