/**
 * What each listing of a SKU should show, from scratch: units, price, on sale or paused. Pure.
 *
 * Nothing is added to or taken from an earlier figure, so a lost, doubled or late wake-up cannot
 * make it wrong.
 */

export type Aspect = 'stock' | 'price' | 'status';

/** The figures of one stocked SKU at one moment. */
export interface StockView {
  /** Units available (on hand − reserved) by location. */
  readonly available: ReadonlyMap<number, number>;
}

export interface SkuView {
  readonly skuId: number;
  /** Units kept back from every listing. */
  readonly safetyStock: number;
  readonly hasOpenShortage: boolean;
  /** What one unit takes: the SKU itself, or a kit's components. */
  readonly parts: readonly { readonly skuId: number; readonly quantity: number }[];
}

export interface ListingView {
  readonly listingId: number;
  readonly accountId: number;
  readonly skuId: number;
  readonly isPausedByHand: boolean;
  readonly pauseBy: 'quantity' | 'status';
  /** Locations that fulfil the account's orders. */
  readonly locationIds: readonly number[];
  /** Minor units of the account's currency; null: no price is set in that currency. */
  readonly priceMinor: number | null;
}

export interface Target {
  readonly listingId: number;
  readonly accountId: number;
  readonly skuId: number;
  readonly aspect: Aspect;
  /** Units, minor units, or 1 (active) / 0 (paused). */
  readonly value: number;
}

/** Available to sell for one account: of a kit, the minimum over its components. Never below 0. */
export function availableToSell(
  sku: SkuView,
  stock: ReadonlyMap<number, StockView>,
  locationIds: readonly number[],
): number {
  const units = sku.parts.map((part) => {
    const available = stock.get(part.skuId)?.available;
    const sum = locationIds.reduce((total, id) => total + (available?.get(id) ?? 0), 0);
    return Math.floor(sum / part.quantity);
  });
  return Math.max(0, Math.min(...units) - sku.safetyStock);
}

/**
 * A listing is paused at 0, while a shortage of its SKU is open anywhere, or by hand; it resumes by
 * itself when none of these holds. Paused means quantity 0, and the shop's own way if chosen.
 */
export function computeTargets(o: {
  skus: ReadonlyMap<number, SkuView>;
  stock: ReadonlyMap<number, StockView>;
  listings: readonly ListingView[];
}): Target[] {
  const targets: Target[] = [];
  for (const listing of o.listings) {
    const sku = o.skus.get(listing.skuId);
    if (!sku) continue;
    const offered = availableToSell(sku, o.stock, listing.locationIds);
    const isPaused = listing.isPausedByHand || sku.hasOpenShortage || offered === 0;
    const { listingId, accountId, skuId } = listing;
    const of = { listingId, accountId, skuId };
    targets.push({ ...of, aspect: 'stock', value: isPaused ? 0 : offered });
    if (listing.pauseBy === 'status') {
      targets.push({ ...of, aspect: 'status', value: isPaused ? 0 : 1 });
    }
    if (listing.priceMinor !== null) {
      targets.push({ ...of, aspect: 'price', value: listing.priceMinor });
    }
  }
  return targets;
}
