import type { CatalogVocabulary } from '../../core/catalog/catalog-records.ts';
import type { CommandContext } from './context.ts';

/** Names of things that a recipe or an entry only has the ids of. */
export interface Words {
  code(skuId: number): string;
  title(skuId: number): string;
  place(locationId: number): string;
  shop(accountId: number): string;
  readonly vocabulary: CatalogVocabulary;
}

export async function readWords({ core, seller }: CommandContext): Promise<Words> {
  const vocabulary = await core.catalog.readVocabulary(seller.sellerId);
  const { skus, locations, accounts } = vocabulary;
  const sku = (skuId: number) => skus.find((each) => each.skuId === skuId);
  return {
    vocabulary,
    code: (skuId) => sku(skuId)?.code ?? `SKU ${skuId}`,
    title: (skuId) => sku(skuId)?.title ?? '',
    place: (locationId) =>
      locations.find((each) => each.locationId === locationId)?.name ?? `place ${locationId}`,
    shop: (accountId) =>
      accounts.find((each) => each.accountId === accountId)?.name ?? `shop ${accountId}`,
  };
}
