/** SQL of what kits are made of. Kits are never changed, so a copy is right as long as it knows. */
import type { Queryable } from '../../core/database/queryable.ts';

const READ_PARTS = `
  SELECT kit_sku_id AS "kitSkuId", component_sku_id AS "skuId", quantity FROM kit_component
  WHERE seller_id = $1 ORDER BY kit_sku_id, component_sku_id`;

export interface KitPart {
  readonly kitSkuId: number;
  readonly skuId: number;
  readonly quantity: number;
}

export function readKitParts(db: Queryable, sellerId: number): Promise<KitPart[]> {
  return db.rows<KitPart & Record<string, unknown>>(READ_PARTS, [sellerId]);
}
