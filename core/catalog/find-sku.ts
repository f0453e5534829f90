import { normalizeSkuCode } from '../base/text.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { Sku } from './catalog-records.ts';
import * as store from './catalog-store.ts';

const SEARCH_LENGTH_MAX = 200;
const SEARCH_WORDS_MAX = 10;
const FOUND_MAX = 20;
const LISTED_MAX = 10_000;

// Postgres stores neither, so nothing with one of them can be found.
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\u0000');

/** The SKU of this very code after NFC and trim, whatever its case; no near matches. */
export async function findSku(
  deps: CatalogDeps,
  sellerId: number,
  code: string,
): Promise<Sku | null> {
  const wanted = normalizeSkuCode(code);
  if (!isStorable(wanted) || wanted === '') return null;
  return (
    (await store.findSku(deps.database.forSeller(sellerId), { sellerId, code: wanted })) ?? null
  );
}

/** SKUs whose code or title holds every word; the best first, at most 20. */
export async function searchSkus(
  deps: CatalogDeps,
  sellerId: number,
  text: string,
): Promise<Sku[]> {
  const wanted = normalizeSkuCode(text.slice(0, SEARCH_LENGTH_MAX));
  const words = wanted.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0 || !isStorable(wanted)) return [];
  const o = { sellerId, words: words.slice(0, SEARCH_WORDS_MAX), text: wanted, limit: FOUND_MAX };
  return store.searchSkus(deps.database.forSeller(sellerId), o);
}

/** By code; at most 10,000, the next ones after the last code. */
export function listSkus(
  deps: CatalogDeps,
  sellerId: number,
  o: { afterCode?: string; limit?: number } = {},
): Promise<Sku[]> {
  const limit = Math.min(o.limit ?? LISTED_MAX, LISTED_MAX);
  const page = { sellerId, afterCode: o.afterCode ?? '', limit };
  return store.listSkus(deps.database.forSeller(sellerId), page);
}
