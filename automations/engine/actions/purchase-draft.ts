import { type ActionOf, type Carrier, done, findSku, NO_SKU } from '../carrier.ts';
import { insertDraft } from '../todo-store.ts';

export const carryPurchaseDraft: Carrier<ActionOf<'purchase-draft'>> = {
  kind: 'purchase-draft',
  async carryOut({ core, clock }, o) {
    const { action, stored, sellerId } = o;
    const sku = findSku(action, o);
    if (!sku) return NO_SKU;
    const { key, number } = stored;
    await insertDraft(core.database.forSeller(sellerId), {
      ...{ sellerId, key, number, skuId: sku.skuId, units: action.units, at: clock.now() },
    });
    return done(`Wrote a draft: ${action.units} × ${sku.code}.`);
  },
};
