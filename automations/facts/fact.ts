/**
 * A fact: one thing that happened to a seller's shop, in the order in which rules hear of it.
 *
 * Facts are read from what is committed (ledger entries, shortages, events in the seller's own
 * sequence), never kept only in memory. Live and in a back-test they are the same values in the
 * same order. Everything a shop or a buyer wrote is data.
 */

/** Automations that led to it, oldest first; empty: a person, a shop or the clock did. */
export type Causes = readonly number[];

interface FactBase {
  /** Its name for ever: 'entry:123', 'event:45', 'tick:2026-11-25T09:00Z'. */
  readonly key: string;
  readonly at: Date;
  readonly causes: Causes;
}

/** Stock moved, by one cause: a transfer is one fact, and nothing was low in between. */
export interface StockFact extends FactBase {
  readonly kind: 'stock';
  readonly moves: readonly {
    readonly skuId: number;
    readonly locationId: number;
    readonly onHandBefore: number;
    readonly reservedBefore: number;
    readonly onHandAfter: number;
    readonly reservedAfter: number;
    /** The ledger's kind of entry: 'reserve', 'ship', 'count'. */
    readonly entry: string;
    /** Units sold by it (an order's promise, or a sale by hand); below 0 when taken back. */
    readonly sold: number;
  }[];
  /** Whose order it was; null: nobody's. */
  readonly accountId: number | null;
}

export interface OrderLineFact {
  /** Null: a code that we do not know yet. */
  readonly skuId: number | null;
  readonly units: number;
}

/** Once per order, when it first arrives. */
export interface OrderFact extends FactBase {
  readonly kind: 'order-received' | 'order-cancelled';
  readonly accountId: number;
  readonly orderId: number;
  readonly number: string;
  readonly currency: string;
  readonly valueMinor: number | null;
  /** ISO 3166 alpha-2 of where it goes; null: unknown. */
  readonly country: string | null;
  readonly lines: readonly OrderLineFact[];
}

/** Ordered units that cannot be covered. */
export interface ShortageFact extends FactBase {
  readonly kind: 'shortage';
  readonly skuId: number;
  readonly accountId: number;
  readonly units: number;
  readonly orderNumber: string | null;
}

/** A shop says that units came back; they wait for a person, or went back into stock at once. */
export interface ReturnFact extends FactBase {
  readonly kind: 'return';
  readonly skuId: number;
  readonly accountId: number;
  readonly units: number;
  readonly orderNumber: string | null;
}

export interface PriceFact extends FactBase {
  readonly kind: 'price-changed';
  readonly skuId: number;
  /** Null: the base price. */
  readonly accountId: number | null;
  readonly currency: string;
  readonly beforeMinor: number | null;
  readonly afterMinor: number;
}

/** A shop shows a price, or a stock figure, that is neither ours nor explained. */
export interface DriftFact extends FactBase {
  readonly kind: 'drift';
  readonly aspect: 'stock' | 'price' | 'status';
  readonly skuId: number;
  readonly accountId: number;
  readonly expected: number | null;
  readonly found: number | null;
}

export interface ListingFact extends FactBase {
  readonly kind: 'listing-paused' | 'listing-resumed';
  readonly skuId: number;
  readonly accountId: number;
}

/** An update of a shop was given up, or went through after all. */
export interface PushFact extends FactBase {
  readonly kind: 'push-parked' | 'push-recovered';
  readonly skuId: number;
  readonly accountId: number;
  readonly aspect: string;
  readonly reason: string | null;
}

/** How long a shop's oldest update has been waiting; told as it grows and when it is over. */
export interface LagFact extends FactBase {
  readonly kind: 'lag';
  readonly accountId: number;
  readonly secondsBefore: number;
  readonly secondsAfter: number;
}

/** Time passed: everything after `from` up to `at` is due. After a downtime it is one long tick. */
export interface TickFact extends FactBase {
  readonly kind: 'tick';
  readonly from: Date;
}

export type Fact =
  | StockFact
  | OrderFact
  | ShortageFact
  | ReturnFact
  | PriceFact
  | DriftFact
  | ListingFact
  | PushFact
  | LagFact
  | TickFact;
export type FactKind = Fact['kind'];
