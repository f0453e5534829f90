/**
 * What can happen to stock, and what the ledger answers.
 *
 * Every event carries its origin: who did it, through what, and a business key that makes a
 * repetition harmless. Quantities are whole units, 1 to 1,000,000 (a count may be 0).
 */

export type SkuId = number;
export type LocationId = number;
export type AccountId = number;
/** `account:order:line`, each part escaped; see `toLineKey`. */
export type LineKey = string;

export interface Origin {
  /** Permanent: the same key is the same movement, whenever it comes again. */
  readonly key: string;
  /** What made it, for people and for tracing: 'order 17:1001', 'chat terminal:42'. */
  readonly cause: string;
  /** The person, the account or the part of the engine that acted. */
  readonly actor: string;
  readonly frontEnd?: string;
  readonly agentId?: string;
  readonly correlationId?: string;
}

/** One line of an order, cumulative figures as its channel tells them. */
export interface LineUpdate {
  readonly lineKey: LineKey;
  readonly skuId: SkuId;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly returned: number;
  /** The shop's own time of this figure in epoch milliseconds; 0 when it has none. */
  readonly revision: number;
}

export interface OrderEvent {
  readonly kind: 'order';
  readonly accountId: AccountId;
  readonly lines: readonly LineUpdate[];
  readonly origin: Origin;
}

export interface ReceiptEvent {
  readonly kind: 'receipt';
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly quantity: number;
  readonly origin: Origin;
}

/** On hand is set to what somebody counted. */
export interface CountEvent {
  readonly kind: 'count';
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly counted: number;
  readonly origin: Origin;
}

/** Units that leave without an order: sold by hand, or lost and broken. */
export interface RemovalEvent {
  readonly kind: 'sale' | 'damage';
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly quantity: number;
  readonly origin: Origin;
}

export interface TransferEvent {
  readonly kind: 'transfer';
  readonly skuId: SkuId;
  readonly fromLocationId: LocationId;
  readonly toLocationId: LocationId;
  readonly quantity: number;
  readonly origin: Origin;
}

/** The warehouse takes in units that the shop says came back. */
export interface RestockEvent {
  readonly kind: 'restock';
  readonly skuId: SkuId;
  readonly lineKey: LineKey;
  readonly locationId: LocationId;
  readonly quantity: number;
  readonly origin: Origin;
}

/** A customer brought units back by hand; of a kit its components. */
export interface ReturnEvent {
  readonly kind: 'return';
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly quantity: number;
  readonly origin: Origin;
}

/**
 * Takes back what a movement by hand did, as an entry of the same kind with the other sign, so that
 * what was sold, received or lost adds up as if it had never been said.
 */
export interface ReversalEvent {
  readonly kind: 'reversal';
  readonly of: 'receipt' | 'count' | 'sale' | 'damage' | 'return';
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  /** Units put back (> 0) or taken away again (< 0); of a kit, kits. */
  readonly onHand: number;
  readonly origin: Origin;
}

/**
 * Units set aside by a person, for somebody who has no order. All of them or none: refused when
 * they are not available. A hold is a promise like an order's, with one difference: when the stock
 * under it goes, it shrinks and waits for nothing.
 */
export interface HoldEvent {
  readonly kind: 'hold';
  readonly skuId: SkuId;
  /** Null: wherever they are, one place if one has them all. */
  readonly locationId: LocationId | null;
  readonly quantity: number;
  readonly origin: Origin;
}

/** Lets go of held units, those of the newest hold first. */
export interface UnholdEvent {
  readonly kind: 'unhold';
  readonly skuId: SkuId;
  /** Null: wherever they are held. */
  readonly locationId: LocationId | null;
  /** Null: all that are held there. */
  readonly quantity: number | null;
  /** Only of the hold that an event with this key has made. */
  readonly ofKey?: string;
  readonly origin: Origin;
}

export type LedgerEvent =
  | OrderEvent
  | ReceiptEvent
  | CountEvent
  | RemovalEvent
  | TransferEvent
  | RestockEvent
  | ReturnEvent
  | ReversalEvent
  | HoldEvent
  | UnholdEvent;

/** Why the ledger changed nothing. */
export type LedgerRefusal =
  | 'not-enough-on-hand'
  | 'kit-has-no-stock'
  | 'unknown-line'
  | 'nothing-to-take-back'
  | 'same-location'
  /** Fewer units are free than shall be held; `onHand` of the answer says how many are. */
  | 'not-available'
  /** Fewer units are held; `onHand` of the answer says how many are. */
  | 'not-that-many-held';

export type LedgerAnswer =
  | { readonly kind: 'order'; readonly lines: readonly LineAnswer[]; readonly isChanged: boolean }
  | {
      readonly kind: 'done';
      /**
       * The balance that the event was about, afterwards. Of a hold without a place: the sums over
       * all places; of a kit: its first component's.
       */
      readonly onHand: number;
      readonly reserved: number;
      /** Shortages that this closed, in units. */
      readonly covered: number;
      /** Units of promises that lost their stock and became shortages. */
      readonly displaced: number;
      /** Units held by hand that lost their stock. */
      readonly unheld: number;
    }
  /** This key was applied before: nothing changed now. */
  | { readonly kind: 'copy' }
  | { readonly kind: 'refused'; readonly reason: LedgerRefusal; readonly onHand: number };

export interface LineAnswer {
  readonly lineKey: LineKey;
  /** Units promised or already gone with a shipment. */
  readonly covered: number;
  readonly short: number;
}

/** Holds belong to no account; every account has a larger id. */
export const HELD_BY_HAND: AccountId = 0;

const escapePart = (part: string) => part.replaceAll('%', '%25').replaceAll(':', '%3A');

/**
 * The permanent name of an order line. Ids stay text: two that differ in the last digit stay two.
 */
export function toLineKey(o: {
  accountId: AccountId;
  orderExternalId: string;
  lineExternalId: string;
}): LineKey {
  return `${toOrderKey(o)}:${escapePart(o.lineExternalId)}`;
}

/** The line of a hold; each event makes one of its own. */
export function toHoldKey(eventKey: string): LineKey {
  const hold = { orderExternalId: 'hold', lineExternalId: eventKey };
  return toLineKey({ accountId: HELD_BY_HAND, ...hold });
}

/** The part that all lines of one order share. */
export function toOrderKey(o: { accountId: AccountId; orderExternalId: string }): string {
  return `${o.accountId}:${escapePart(o.orderExternalId)}`;
}
