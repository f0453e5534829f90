import { insertWakes } from '../outbox/wake-store.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { Listing, Outcome } from './catalog-records.ts';
import * as store from './listing-store.ts';

// Longer than any shop's, shorter than what an index can hold.
const EXTERNAL_ID_LENGTH_MAX = 255;

export interface NewListing {
  readonly accountId: number;
  readonly skuId: number;
  readonly externalId: string;
  readonly externalParentId: string | null;
  readonly externalStockId: string | null;
}

const isExternalId = (text: string | null) =>
  text === null ||
  (text !== '' &&
    text.length <= EXTERNAL_ID_LENGTH_MAX &&
    text.isWellFormed() &&
    !text.includes('\u0000'));

/** Offers a SKU on a shop. One shop's id is one listing. */
export async function addListing(
  deps: CatalogDeps,
  sellerId: number,
  o: NewListing,
): Promise<Outcome<Listing, 'bad-id' | 'already-listed' | 'unknown-account-or-sku'>> {
  const ids = [o.externalId, o.externalParentId, o.externalStockId];
  if (!ids.every(isExternalId)) return { ok: false, reason: 'bad-id' };
  const at = deps.clock.now();
  const db = deps.database.forSeller(sellerId);
  const listing = await db.transaction(async (tx) => {
    const added = await store.insertListing(tx, { sellerId, ...o, at });
    if (added) await insertWakes(tx, { sellerId, skuIds: [o.skuId], at });
    return added;
  });
  if (listing) {
    deps.onWake?.({ sellerId });
    return { ok: true, value: listing };
  }
  const { accountId, externalId } = o;
  const taken = await store.findListing(db, { sellerId, accountId, externalId });
  return { ok: false, reason: taken ? 'already-listed' : 'unknown-account-or-sku' };
}

export function listListings(
  deps: CatalogDeps,
  sellerId: number,
  o: { skuId?: number; accountId?: number } = {},
): Promise<Listing[]> {
  const { skuId = null, accountId = null } = o;
  return store.listListings(deps.database.forSeller(sellerId), { sellerId, skuId, accountId });
}

/**
 * Takes a SKU off sale by a person's word, or lets it be sold again, on one account or (null) on
 * all. @returns how many listings this changed
 */
export async function setPausedByHand(
  deps: CatalogDeps,
  sellerId: number,
  o: {
    skuId: number;
    accountId: number | null;
    isPaused: boolean;
    /** Automations that led to it, oldest first. */
    causes?: readonly number[];
  },
): Promise<Outcome<{ changed: number }, 'not-listed'>> {
  const { causes = [] } = o;
  const found = await deps.database.forSeller(sellerId).transaction(async (tx) => {
    const counts = await store.updatePaused(tx, { sellerId, ...o });
    const skuIds = counts.changed > 0 ? [o.skuId] : [];
    await insertWakes(tx, { sellerId, skuIds, at: deps.clock.now(), causes });
    return counts;
  });
  if (found.all === 0) return { ok: false, reason: 'not-listed' };
  if (found.changed > 0) deps.onWake?.({ sellerId });
  return { ok: true, value: { changed: found.changed } };
}
