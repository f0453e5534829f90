/**
 * What evaluation knows of a shop at one point of its facts. Whoever evaluates moves it forward
 * fact by fact; a kind only reads it.
 */
import type { Fact } from './fact.ts';

export interface SkuWords {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** Of a kit: units of each component; its stock is what the scarcest allows. */
  readonly parts: readonly { readonly skuId: number; readonly quantity: number }[];
}

/** The seller's names, by id and by name. Changes only between facts. */
export interface RuleCatalog {
  readonly currency: string;
  readonly timeZone: string;
  sku(skuId: number): SkuWords | undefined;
  skuByCode(code: string): SkuWords | undefined;
  /** Kits that have it in them. */
  kitsWith(skuId: number): readonly SkuWords[];
  location(locationId: number): { readonly code: string; readonly name: string } | undefined;
  locationByCode(code: string): { readonly locationId: number; readonly name: string } | undefined;
  account(
    accountId: number,
  ): { readonly publicId: string; readonly name: string; readonly channel: string } | undefined;
  accountByPublicId(publicId: string): { readonly accountId: number } | undefined;
  skus(): Iterable<SkuWords>;
}

export interface Stock {
  readonly onHand: number;
  readonly available: number;
}

/** Sales of a SKU within a window that ends at a moment: after `since`, up to `until`. */
export interface SalesWindow {
  readonly units: number;
  /** Movements that sold something. */
  readonly orders: number;
}

export interface World {
  /** Null location: all together. A kit's is what its parts allow. */
  stock(o: { skuId: number; locationId: number | null }): Stock;
  /** Before the fact that is being looked at; equal to `stock` where it moved nothing. */
  stockBefore(o: { skuId: number; locationId: number | null }): Stock;
  /** Includes the fact that is being looked at, when it is within. Kept for 35 days. */
  sales(o: {
    skuId: number;
    since: Date;
    until: Date;
    locationId?: number | null;
    accountId?: number | null;
  }): SalesWindow;
  /** The moments of those sales, oldest first, one per movement that sold something. */
  soldAt(o: {
    skuId: number;
    since: Date;
    until: Date;
    accountId?: number | null;
  }): readonly Date[];
  /** When it last sold, however long ago; null: never. */
  lastSale(skuId: number): Date | null;
  /** When it first moved; null: never. Of a kit: the latest of its parts. */
  firstSeen(skuId: number): Date | null;
  /** How far back sales are known. */
  readonly knownSince: Date;
  /** Base price, or of an account where it has its own. Null: none. */
  price(o: { skuId: number; accountId: number | null }): number | null;
  /** Does that account have a price of its own? */
  hasOwnPrice(o: { skuId: number; accountId: number }): boolean;
}

/**
 * The moment at which a fact is looked at: clocks of two processes differ a little, and what was
 * sold a moment later may have been heard of before.
 */
export function momentOf(fact: Fact, o: { world: World; skuId: number }): Date {
  const last = o.world.lastSale(o.skuId);
  return last !== null && last > fact.at ? last : fact.at;
}

/** Everything a world is made of, as it stood before the first fact. */
export interface WorldSeed {
  /** The seller's first entry, or 35 days before where that is later. */
  readonly knownSince: Date;
  /** How old each SKU is, over all of its history. */
  readonly ages: readonly {
    readonly skuId: number;
    readonly firstAt: Date;
    readonly lastSoldAt: Date | null;
  }[];
  readonly levels: readonly {
    readonly skuId: number;
    readonly locationId: number;
    readonly onHand: number;
    readonly reserved: number;
  }[];
  /** Of the last 35 days, oldest first: one per entry that sold, and per line of a kit. */
  readonly sales: readonly {
    readonly skuId: number;
    /** Null: not from one place (a kit). */
    readonly locationId: number | null;
    readonly accountId: number | null;
    readonly units: number;
    readonly at: Date;
  }[];
  readonly prices: readonly {
    readonly skuId: number;
    readonly accountId: number | null;
    readonly minor: number;
  }[];
}

export interface MovableWorld extends World {
  /** Moves to just after this fact. */
  apply(fact: Fact): void;
}
