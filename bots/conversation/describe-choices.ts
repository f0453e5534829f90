import type { Location, Sku } from '../../core/catalog/catalog-records.ts';
import type { Core } from '../commands/context.ts';
import { availableUnits, readBalances } from '../commands/read-balances.ts';

/** Figures beside the things that a question offers, so that it can be answered at a glance. */
export interface ChoiceDetails {
  locations(skuId: number | null): Promise<ReadonlyMap<number, string>>;
  skus(skus: readonly Sku[]): Promise<ReadonlyMap<number, string>>;
}

export function describeChoices(
  core: Core,
  o: { sellerId: number; locations: readonly Location[]; formatQuantity: (n: number) => string },
): ChoiceDetails {
  return {
    async locations(skuId) {
      if (skuId === null) return new Map();
      const balances = await readBalances(core, o.sellerId, [skuId]);
      return new Map(
        o.locations.map(({ locationId }) => {
          const here = balances.find((each) => each.locationId === locationId);
          return [locationId, `${o.formatQuantity(here?.onHand ?? 0)} on hand`];
        }),
      );
    },
    async skus(skus) {
      const parts = skus.flatMap((sku) => sku.components.map((part) => part.skuId));
      const wanted = [...skus.map((sku) => sku.skuId), ...parts];
      const balances = await readBalances(core, o.sellerId, wanted);
      return new Map(
        skus.map((sku) => [
          sku.skuId,
          `${o.formatQuantity(availableUnits(sku, balances))} available`,
        ]),
      );
    },
  };
}
