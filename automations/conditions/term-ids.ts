import type { Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { SkuTerm } from '../terms/scope.ts';

/** The SKU that is meant; null: there is none here. */
export function skuIdOf(
  sku: SkuTerm,
  o: { occurrence: Occurrence; catalog: RuleCatalog },
): number | null {
  if (sku.of === 'trigger') return o.occurrence.skuId;
  return o.catalog.skuByCode(sku.sku)?.skuId ?? null;
}

/** For claims: 'HOODIE-M', or '' for the SKU that set the rule off. */
export function termKey(sku: SkuTerm): string {
  return sku.of === 'trigger' ? '' : sku.sku;
}
