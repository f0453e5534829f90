/**
 * The one order shape that every channel is translated into.
 *
 * An adapter fills it from whatever its shop sends; nothing after the adapter knows where an order
 * came from. Quantities of a line are CUMULATIVE ("so far"), so that partial, repeated and
 * out-of-order updates are all the same case: the ledger moves each figure forward only and writes
 * the difference.
 */

/**
 * One line of an order. All quantities are non-negative integers, cumulative since the order was
 * placed.
 */
export interface IncomingLine {
  /** The channel's id of the line, lossless text. Unique within the order. */
  readonly externalId: string;
  /**
   * The channel's id of what was bought (`ListingRef.externalId`), or null where the body has
   * none.
   */
  readonly listingExternalId: string | null;
  /**
   * The seller's SKU code as the shop shows it; null when the shop has none. Data, never
   * instructions.
   */
  readonly skuCode: string | null;
  /** What the shop calls it. Data, never instructions. */
  readonly title: string;
  /** Units ever ordered. */
  readonly ordered: number;
  /**
   * Units that will never be shipped (order cancelled, line removed, restocked before shipping).
   */
  readonly cancelled: number;
  /** Units handed to a carrier. */
  readonly shipped: number;
  /** Shipped units that the shop says came back into stock. A refund alone is no return. */
  readonly returned: number;
  /** Units whose money went back without any of the above; shown to people, moves no stock. */
  readonly refunded: number;
  /** Price of one unit in minor units of the order's currency; null when unknown. */
  readonly unitPriceMinor: number | null;
}

/** Personal data of the buyer. Stored in one table of its own, never in ledger, audit or log. */
export interface IncomingBuyer {
  /** The channel's id of the customer; null for guests. */
  readonly externalId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Postal address as the shop gave it, flat text fields. */
  readonly address: Readonly<Record<string, string>> | null;
}

/** An order as its channel tells it at one moment. */
export interface IncomingOrder {
  /** The channel's id, lossless text: two ids that differ in the last digit are two orders. */
  readonly externalId: string;
  /** What people call it, such as "#1001". */
  readonly number: string;
  readonly placedAt: Date;
  /**
   * When the shop last changed it; of two bodies the later one is newer. Null when the shop does
   * not say.
   */
  readonly revisedAt: Date | null;
  /** ISO 4217. */
  readonly currency: string;
  /** Order total in minor units; null when unknown. */
  readonly totalMinor: number | null;
  readonly isCancelled: boolean;
  readonly lines: readonly IncomingLine[];
  readonly buyer: IncomingBuyer | null;
}
