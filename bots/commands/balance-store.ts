/** SQL of the balances as they are now, for people who ask. */
import type { Queryable } from '../../core/database/queryable.ts';

// Empty: every SKU.
const READ_BALANCES = `
  SELECT sku_id AS "skuId", location_id AS "locationId", on_hand AS "onHand", reserved
  FROM stock WHERE seller_id = $1 AND (cardinality($2::int[]) = 0 OR sku_id = ANY($2::int[]))`;

export interface Balance {
  readonly skuId: number;
  readonly locationId: number;
  readonly onHand: number;
  readonly reserved: number;
}

export function readBalanceRows(
  db: Queryable,
  o: { sellerId: number; skuIds: readonly number[] },
): Promise<Balance[]> {
  return db.rows<Balance & Record<string, unknown>>(READ_BALANCES, [o.sellerId, o.skuIds]);
}
