import { type ActionOf, type Carrier, done, findSku, NO_SKU, refused } from '../carrier.ts';

export const carrySafetyStock: Carrier<ActionOf<'safety-stock'>> = {
  kind: 'safety-stock',
  async carryOut({ core }, o) {
    const sku = findSku(o.action, o);
    if (!sku) return NO_SKU;
    const { units } = o.action;
    const { causes } = o.stored;
    const set = { skuId: sku.skuId, units, causes };
    const answer = await core.catalog.setSafetyStock(o.sellerId, set);
    if (!answer.ok) return refused(`The safety stock of ${sku.code} was refused.`);
    return done(`Keeps ${units} × ${sku.code} back from every listing.`);
  },
};
