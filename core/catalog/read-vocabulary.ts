import type { CatalogDeps } from './catalog-deps.ts';
import type { CatalogVocabulary } from './catalog-records.ts';
import { readVocabularyVersion, readWords, type WordsRow } from './facts-store.ts';

// Each holds the names of every SKU; a process talks with few sellers at a time.
const SELLERS_KEPT = 200;

/**
 * The seller's words, the very same object as long as nothing of them has changed: whoever makes an
 * index of them can keep it by the object. Costs one small query when they are known.
 */
export function createVocabularyReader(
  deps: Pick<CatalogDeps, 'database'>,
): (sellerId: number) => Promise<CatalogVocabulary> {
  const known = new Map<number, CatalogVocabulary>();
  return async (sellerId) => {
    const db = deps.database.forSeller(sellerId);
    const kept = known.get(sellerId);
    if (kept && kept.version === (await readVocabularyVersion(db, sellerId))) return kept;
    const fresh = toVocabulary(await readWords(db, sellerId));
    known.delete(sellerId);
    known.set(sellerId, fresh);
    const [oldest] = known.keys();
    if (known.size > SELLERS_KEPT && oldest !== undefined) known.delete(oldest);
    return fresh;
  };
}

function toVocabulary({ version, skus, locations, accounts }: WordsRow): CatalogVocabulary {
  return {
    ...{ version, locations, accounts },
    skus: skus.map(
      ([skuId, code, title, aliases, barcodes, options, category, tags, packs, isKit]) => ({
        ...{ skuId, code, title, aliases, barcodes, options, category, tags, packs, isKit },
      }),
    ),
  };
}
