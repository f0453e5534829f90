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

export type LedgerEvent =
  | OrderEvent
  | ReceiptEvent
  | CountEvent
  | RemovalEvent
  | TransferEvent
  | RestockEvent;

/** Why the ledger changed nothing. */
export type LedgerRefusal =
  | 'not-enough-on-hand'
  | 'kit-has-no-stock'
  | 'unknown-line'
  | 'nothing-to-take-back'
  | 'same-location';

export type LedgerAnswer =
  | { readonly kind: 'order'; readonly lines: readonly LineAnswer[]; readonly isChanged: boolean }
  | {
      readonly kind: 'done';
      /** The balance that the event was about, afterwards. */
      readonly onHand: number;
      readonly reserved: number;
      /** Shortages that this closed, in units. */
      readonly covered: number;
      /** Units of promises that lost their stock and became shortages. */
      readonly displaced: number;
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

/** The part that all lines of one order share. */
export function toOrderKey(o: { accountId: AccountId; orderExternalId: string }): string {
  return `${o.accountId}:${escapePart(o.orderExternalId)}`;
}
