import type { StoredOrder } from './stored-order.ts';

/** One sellable thing of the shop. On hand = available + allocated. Never changed in place. */
export interface StoredListing {
  readonly externalId: string;
  readonly externalParentId: string | null;
  readonly externalStockId: string | null;
  readonly skuCode: string;
  readonly title: string;
  /** Units offered; below 0 when the shop oversold. */
  readonly available: number;
  /** Units of orders that are not shipped yet. */
  readonly allocated: number;
  readonly priceMinor: number;
  readonly currency: string;
  readonly status: 'active' | 'paused';
  readonly revisedAt: Date;
  readonly revision: number;
}

/** What a reader sees. `store.before` shows each record as it was before its last change. */
export interface StoreView {
  listing(externalId: string): StoredListing | null;
  listingByStockId(externalStockId: string): StoredListing | null;
  listings(): readonly StoredListing[];
  order(externalId: string): StoredOrder | null;
  /** Every order, the one whose last change is oldest first. */
  ordersByChange(): readonly StoredOrder[];
}

interface Versions<Item> {
  readonly now: Item;
  readonly before: Item | null;
}

/** Keeps the order of the last change: a record that changes moves to the end. */
export class VersionedRecords<Item extends { readonly externalId: string }> {
  readonly #byId = new Map<string, Versions<Item>>();

  get(externalId: string): Item | null {
    return this.#byId.get(externalId)?.now ?? null;
  }

  getBefore(externalId: string): Item | null {
    return this.#byId.get(externalId)?.before ?? null;
  }

  /** `before` is what a stale reader sees of a record that is new. */
  put(item: Item, before: Item | null = this.get(item.externalId)): void {
    this.#byId.delete(item.externalId);
    this.#byId.set(item.externalId, { now: item, before });
  }

  all(): readonly Item[] {
    return Array.from(this.#byId.values(), (versions) => versions.now);
  }

  allBefore(): readonly Item[] {
    return [...this.#byId.values()].flatMap(({ before }) => (before ? [before] : []));
  }
}

export type Records = {
  readonly listings: VersionedRecords<StoredListing>;
  readonly orders: VersionedRecords<StoredOrder>;
  /** Listing id by stock record id. */
  readonly byStockId: Map<string, string>;
};

export function createView(records: Records, when: 'now' | 'before'): StoreView {
  const { listings, orders, byStockId } = records;
  const isNow = when === 'now';
  const listing = (id: string) => (isNow ? listings.get(id) : listings.getBefore(id));
  return {
    listing,
    listingByStockId: (stockId) => listing(byStockId.get(stockId) ?? ''),
    listings: () => (isNow ? listings.all() : listings.allBefore()),
    order: (id) => (isNow ? orders.get(id) : orders.getBefore(id)),
    ordersByChange: () =>
      isNow ? orders.all() : orders.allBefore().toSorted((a, b) => a.revision - b.revision),
  };
}
