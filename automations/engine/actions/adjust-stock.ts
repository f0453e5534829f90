import { type ActionOf, type Carrier, findSku, NO_SKU, refused } from '../carrier.ts';
import { originOf, toCarried } from '../ledger-origin.ts';

type AdjustStock = ActionOf<'adjust-stock'>;

export const carryAdjustStock: Carrier<AdjustStock> = {
  kind: 'adjust-stock',
  async carryOut({ core }, o) {
    const { action, stored, catalog, sellerId } = o;
    const sku = findSku(action, o);
    if (!sku) return NO_SKU;
    const place = catalog.locationByCode(action.location);
    if (!place) return refused(`There is no location ${action.location} any more.`);
    const quantity = Math.abs(action.by);
    const kind = action.by > 0 ? 'receipt' : 'damage';
    const { locationId } = place;
    const origin = originOf(stored);
    const event = { kind, skuId: sku.skuId, locationId, quantity, origin } as const;
    const answer = await core.ledger.submit(sellerId, event);
    const way = action.by > 0 ? 'in' : 'out';
    const result = `Booked ${quantity} × ${sku.code} ${way} at ${place.name}.`;
    return toCarried(answer, { result, code: sku.code });
  },
};
