import { type ActionOf, type Carrier, findSku, NO_SKU, refused } from '../carrier.ts';
import { originOf, toCarried } from '../ledger-origin.ts';

export const carryTransfer: Carrier<ActionOf<'transfer'>> = {
  kind: 'transfer',
  async carryOut({ core }, o) {
    const { action, stored, catalog, sellerId } = o;
    const sku = findSku(action, o);
    if (!sku) return NO_SKU;
    const from = catalog.locationByCode(action.from);
    const to = catalog.locationByCode(action.to);
    if (!from || !to) return refused('One of the locations is not there any more.');
    const answer = await core.ledger.submit(sellerId, {
      ...{ kind: 'transfer', skuId: sku.skuId, quantity: action.units, origin: originOf(stored) },
      ...{ fromLocationId: from.locationId, toLocationId: to.locationId },
    });
    const result = `Moved ${action.units} × ${sku.code} from ${from.name} to ${to.name}.`;
    return toCarried(answer, { result, code: sku.code });
  },
};
