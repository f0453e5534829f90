import { assert } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import {
  createView,
  type Records,
  type StoredListing,
  type StoreView,
  VersionedRecords,
} from './store-view.ts';
import {
  cancelWholeOrder,
  findLine,
  openUnits,
  type Restock,
  refundUnits,
  type StoredBuyer,
  type StoredLine,
  type StoredOrder,
  shipUnits,
} from './stored-order.ts';

export type IdKind = 'product' | 'listing' | 'stock' | 'order' | 'line' | 'refund' | 'shipment';

/** What moved the shop's figure: a call to its API, one of its orders, or its own back office. */
export type LevelCause = 'api' | 'order' | 'hand';

export type StoreEvent =
  | { readonly kind: 'order-placed' | 'order-cancelled'; readonly order: StoredOrder }
  | { readonly kind: 'line-shipped'; readonly order: StoredOrder; readonly shipmentId: string }
  | { readonly kind: 'line-refunded'; readonly order: StoredOrder; readonly refundId: string }
  | {
      readonly kind: 'level-changed';
      readonly listing: StoredListing;
      readonly cause: LevelCause;
    };

export interface StockWrite {
  readonly skuCode: string;
  readonly quantity: number;
  readonly at: Date;
}

/** The shop behind an API: listings, orders, and a clock of revisions. Knows of no wire format. */
export interface SimulatedStore {
  readonly now: StoreView;
  readonly before: StoreView;
  view(when: 'now' | 'before'): StoreView;
  addListing(o: {
    skuCode: string;
    title: string;
    quantity: number;
    priceMinor: number;
  }): StoredListing;
  listingBySku(skuCode: string): StoredListing;
  placeOrder(o: {
    lines: readonly { skuCode: string; quantity: number }[];
    buyer?: StoredBuyer | null;
  }): StoredOrder;
  cancelOrder(externalId: string): StoredOrder;
  shipLine(o: { orderExternalId: string; lineId: string; quantity: number }): StoredOrder;
  refundLine(o: {
    orderExternalId: string;
    lineId: string;
    quantity: number;
    restock: Restock;
  }): StoredOrder;
  /** Sets the units offered. Returns the listing as it is then. */
  setAvailable(o: { externalId: string; available: number; cause: 'api' | 'hand' }): StoredListing;
  /** Sets price or status by a call to the API. */
  revise(o: {
    externalId: string;
    priceMinor?: number;
    status?: 'active' | 'paused';
  }): StoredListing;
  /** Every figure that came through the API, oldest first, repeated ones included. */
  stockWrites(): readonly StockWrite[];
  /** Called after each change, in the order of the changes. */
  listen(hear: (event: StoreEvent) => void): void;
}

export interface StoreOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly currency: string;
  readonly createId: (kind: IdKind) => string;
  /** Which records a listing has beside its own: a product above it, a stock record beside it. */
  readonly has: { readonly parentId: boolean; readonly stockId: boolean };
  /** What people call the shop's n-th order. */
  readonly orderNumber: (ordinal: number) => string;
  /** Orders of an earlier run: their ids and numbers are used up. */
  readonly ordersBefore: number;
}

class ShopStore implements SimulatedStore {
  readonly #options: StoreOptions;
  readonly #records: Records = {
    listings: new VersionedRecords(),
    orders: new VersionedRecords(),
    byStockId: new Map(),
  };
  readonly #idBySku = new Map<string, string>();
  readonly #writes: StockWrite[] = [];
  readonly #listeners: ((event: StoreEvent) => void)[] = [];
  #revision = 0;
  #orderCount = 0;
  readonly now = createView(this.#records, 'now');
  readonly before = createView(this.#records, 'before');

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#orderCount = options.ordersBefore;
    for (let used = 0; used < options.ordersBefore; used += 1) options.createId('order');
  }

  view(when: 'now' | 'before'): StoreView {
    return this[when];
  }

  addListing(o: {
    skuCode: string;
    title: string;
    quantity: number;
    priceMinor: number;
  }): StoredListing {
    const { createId, has, currency } = this.#options;
    assert(!this.#idBySku.has(o.skuCode), 'The shop has this SKU already.', { sku: o.skuCode });
    const listing: StoredListing = {
      externalId: createId('listing'),
      externalParentId: has.parentId ? createId('product') : null,
      externalStockId: has.stockId ? createId('stock') : null,
      skuCode: o.skuCode,
      title: o.title,
      available: o.quantity,
      allocated: 0,
      priceMinor: o.priceMinor,
      currency,
      status: 'active',
      ...this.#stamp(),
    };
    const { externalId, externalStockId } = listing;
    this.#records.listings.put(listing, listing);
    this.#idBySku.set(o.skuCode, externalId);
    if (externalStockId) this.#records.byStockId.set(externalStockId, externalId);
    return listing;
  }

  listingBySku(skuCode: string): StoredListing {
    return this.#listing(this.#idBySku.get(skuCode) ?? '');
  }

  placeOrder(o: {
    lines: readonly { skuCode: string; quantity: number }[];
    buyer?: StoredBuyer | null;
  }): StoredOrder {
    const { createId, currency, orderNumber } = this.#options;
    const lines = o.lines.map((line) => this.#orderedLine(line));
    this.#orderCount += 1;
    const at = this.#stamp();
    const order: StoredOrder = {
      externalId: createId('order'),
      ordinal: this.#orderCount,
      number: orderNumber(this.#orderCount),
      currency,
      placedAt: at.revisedAt,
      ...at,
      cancelledAt: null,
      lines,
      refunds: [],
      shipments: [],
      buyer: o.buyer ?? null,
    };
    this.#records.orders.put(order);
    this.#tell({ kind: 'order-placed', order });
    for (const { listingExternalId: listingId, ordered } of lines) {
      this.#move({ listingId, available: -ordered, allocated: ordered });
    }
    return order;
  }

  cancelOrder(externalId: string): StoredOrder {
    const order = this.#order(externalId);
    const cancelled = this.#reviseOrder(cancelWholeOrder(order, this.#options.clock.now()));
    this.#tell({ kind: 'order-cancelled', order: cancelled });
    for (const line of order.lines) {
      const units = openUnits(line);
      this.#move({ listingId: line.listingExternalId, available: units, allocated: -units });
    }
    return cancelled;
  }

  shipLine(o: { orderExternalId: string; lineId: string; quantity: number }): StoredOrder {
    const { lineId, quantity } = o;
    const { clock, createId } = this.#options;
    const order = this.#order(o.orderExternalId);
    const shipment = { externalId: createId('shipment'), lineId, quantity, at: clock.now() };
    const shipped = this.#reviseOrder(shipUnits(order, shipment));
    this.#tell({ kind: 'line-shipped', order: shipped, shipmentId: shipment.externalId });
    const listingId = findLine(order, lineId).listingExternalId;
    this.#move({ listingId, available: 0, allocated: -quantity });
    return shipped;
  }

  refundLine(o: {
    orderExternalId: string;
    lineId: string;
    quantity: number;
    restock: Restock;
  }): StoredOrder {
    const { orderExternalId, ...rest } = o;
    const { clock, createId } = this.#options;
    const order = this.#order(orderExternalId);
    const refund = { externalId: createId('refund'), ...rest, at: clock.now() };
    const refunded = this.#reviseOrder(refundUnits(order, refund));
    this.#tell({ kind: 'line-refunded', order: refunded, refundId: refund.externalId });
    const listingId = findLine(order, o.lineId).listingExternalId;
    if (o.restock === 'cancel') {
      this.#move({ listingId, available: o.quantity, allocated: -o.quantity });
    } else if (o.restock === 'return') {
      this.#move({ listingId, available: o.quantity, allocated: 0 });
    }
    return refunded;
  }

  setAvailable(o: { externalId: string; available: number; cause: 'api' | 'hand' }): StoredListing {
    const listing = this.#listing(o.externalId);
    if (o.cause === 'api') {
      const at = this.#options.clock.now();
      this.#writes.push({ skuCode: listing.skuCode, quantity: o.available, at });
    }
    if (listing.available === o.available) return listing;
    const revised = this.#reviseListing({ ...listing, available: o.available });
    this.#tell({ kind: 'level-changed', listing: revised, cause: o.cause });
    return revised;
  }

  revise(o: {
    externalId: string;
    priceMinor?: number;
    status?: 'active' | 'paused';
  }): StoredListing {
    const listing = this.#listing(o.externalId);
    const { priceMinor = listing.priceMinor, status = listing.status } = o;
    return this.#reviseListing({ ...listing, priceMinor, status });
  }

  stockWrites(): readonly StockWrite[] {
    return [...this.#writes];
  }

  listen(hear: (event: StoreEvent) => void): void {
    this.#listeners.push(hear);
  }

  #tell(event: StoreEvent): void {
    for (const hear of this.#listeners) hear(event);
  }

  #stamp(): { revisedAt: Date; revision: number } {
    this.#revision += 1;
    return { revisedAt: this.#options.clock.now(), revision: this.#revision };
  }

  #order(externalId: string): StoredOrder {
    const order = this.#records.orders.get(externalId);
    assert(order, 'The shop has no such order.', { externalId });
    return order;
  }

  #listing(externalId: string): StoredListing {
    const listing = this.#records.listings.get(externalId);
    assert(listing, 'The shop has no such listing.', { externalId });
    return listing;
  }

  #reviseListing(listing: StoredListing): StoredListing {
    const revised = { ...listing, ...this.#stamp() };
    this.#records.listings.put(revised);
    return revised;
  }

  #reviseOrder(order: StoredOrder): StoredOrder {
    const revised = { ...order, ...this.#stamp() };
    this.#records.orders.put(revised);
    return revised;
  }

  #orderedLine(o: { skuCode: string; quantity: number }): StoredLine {
    const { externalId, skuCode, title, priceMinor } = this.listingBySku(o.skuCode);
    return {
      externalId: this.#options.createId('line'),
      listingExternalId: externalId,
      skuCode,
      title,
      unitPriceMinor: priceMinor,
      ordered: o.quantity,
      cancelled: 0,
      shipped: 0,
      returned: 0,
      refunded: 0,
    };
  }

  /** An order, or what became of it, moves the shop's own figure; it never refuses to oversell. */
  #move(o: { listingId: string; available: number; allocated: number }): void {
    if (o.available === 0 && o.allocated === 0) return;
    const listing = this.#listing(o.listingId);
    const moved = this.#reviseListing({
      ...listing,
      available: listing.available + o.available,
      allocated: listing.allocated + o.allocated,
    });
    if (o.available !== 0) this.#tell({ kind: 'level-changed', listing: moved, cause: 'order' });
  }
}

export function createSimulatedStore(options: StoreOptions): SimulatedStore {
  return new ShopStore(options);
}
