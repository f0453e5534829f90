import type { CatalogVocabulary, Seller } from '../../core/catalog/catalog-records.ts';
import type { Engine } from '../../core/engine.ts';
import type { RuleCatalog, SkuWords } from '../facts/world.ts';
import { type KitPart, readKitParts } from './catalog-words-store.ts';

type CatalogSource = Pick<Engine, 'catalog' | 'database'>;

// As many sellers as a process works for at a time.
const SELLERS_KEPT = 100;

/**
 * The seller's names as rules use them. The very same object while nothing of them has changed, so
 * that what is made of them can be kept by it.
 */
export function createCatalogReader(
  core: CatalogSource,
): (sellerId: number) => Promise<RuleCatalog> {
  const known = new Map<number, { words: CatalogVocabulary; catalog: RuleCatalog }>();
  return async (sellerId) => {
    const words = await core.catalog.readVocabulary(sellerId);
    const kept = known.get(sellerId);
    if (kept?.words === words) return kept.catalog;
    const [seller, parts] = await Promise.all([
      core.catalog.readSeller(sellerId),
      readKitParts(core.database.forSeller(sellerId), sellerId),
    ]);
    const catalog = toCatalog(seller, words, parts);
    known.delete(sellerId);
    known.set(sellerId, { words, catalog });
    const [oldest] = known.keys();
    if (known.size > SELLERS_KEPT && oldest !== undefined) known.delete(oldest);
    return catalog;
  };
}

export function toCatalog(
  seller: Pick<Seller, 'currency' | 'timeZone'>,
  words: Pick<CatalogVocabulary, 'skus' | 'locations' | 'accounts'>,
  parts: readonly KitPart[],
): RuleCatalog {
  const partsOf = Map.groupBy(parts, ({ kitSkuId }) => kitSkuId);
  const skus = new Map<number, SkuWords>(
    words.skus.map(({ skuId, code, title, category, tags }) => [
      skuId,
      {
        ...{ skuId, code, title, category, tags },
        parts: (partsOf.get(skuId) ?? []).map((part) => ({
          skuId: part.skuId,
          quantity: part.quantity,
        })),
      },
    ]),
  );
  const kitsWith = new Map<number, SkuWords[]>();
  for (const { kitSkuId, skuId } of parts) {
    const kit = skus.get(kitSkuId);
    if (kit) kitsWith.set(skuId, [...(kitsWith.get(skuId) ?? []), kit]);
  }
  const byCode = new Map([...skus.values()].map((sku) => [sku.code, sku]));
  const locations = new Map(words.locations.map((each) => [each.locationId, each]));
  const locationByCode = new Map(words.locations.map((each) => [each.code, each]));
  const accounts = new Map(words.accounts.map((each) => [each.accountId, each]));
  const accountByPublicId = new Map(words.accounts.map((each) => [each.publicId, each]));
  return {
    currency: seller.currency,
    timeZone: seller.timeZone,
    sku: (skuId) => skus.get(skuId),
    skuByCode: (code) => byCode.get(code),
    kitsWith: (skuId) => kitsWith.get(skuId) ?? [],
    location: (locationId) => locations.get(locationId),
    locationByCode: (code) => locationByCode.get(code),
    account: (accountId) => accounts.get(accountId),
    accountByPublicId: (publicId) => accountByPublicId.get(publicId),
    skus: () => skus.values(),
  };
}

/** A catalogue that is another one from now on: a world that was made with it stays right. */
export function createSwitchedCatalog(first: RuleCatalog): {
  catalog: RuleCatalog;
  become(next: RuleCatalog): void;
} {
  let now = first;
  return {
    become(next) {
      now = next;
    },
    catalog: {
      get currency() {
        return now.currency;
      },
      get timeZone() {
        return now.timeZone;
      },
      sku: (skuId) => now.sku(skuId),
      skuByCode: (code) => now.skuByCode(code),
      kitsWith: (skuId) => now.kitsWith(skuId),
      location: (locationId) => now.location(locationId),
      locationByCode: (code) => now.locationByCode(code),
      account: (accountId) => now.account(accountId),
      accountByPublicId: (publicId) => now.accountByPublicId(publicId),
      skus: () => now.skus(),
    },
  };
}
