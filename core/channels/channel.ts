/**
 * The Channel contract: everything that differs between one marketplace and the next.
 *
 * Who calls it: `intake` (verify, read, fetchOrder, listOrders), `propagation` (push…), `reconcile`
 * (readListings). One folder per channel: `index.ts` (factory) · `wire.ts` (zod of their payloads)
 * · `mapping.ts` (pure) · `simulator.ts` (their API on loopback). One line in `registry.ts` adds
 * it; the conformance suite then covers it.
 *
 * An adapter must never: touch the database, keep state between calls, decide when to retry, read
 * the clock or the environment, follow a redirect, round an id, or take an answer for an
 * acknowledgement that its schema does not match.
 */
import type { z } from 'zod';
import type { Secret } from '../base/secret.ts';
import type { IncomingOrder } from '../orders/incoming-order.ts';
import type { Capability } from './capability.ts';
import type { ChannelHttp } from './channel-http.ts';
import type { CallAnswer, PushOutcome } from './outcome.ts';

/** One SKU offered on one account, by the ids that the shop uses. */
export interface ListingRef {
  readonly listingId: number;
  /** The shop's id of the sellable thing (variant). */
  readonly externalId: string;
  /**
   * The shop's id of the product that the variant belongs to, where prices or status live there.
   */
  readonly externalParentId: string | null;
  /** The shop's id of the stock record, where it has one of its own (Shopify's inventory item). */
  readonly externalStockId: string | null;
  readonly skuCode: string;
}

export interface StockPush {
  readonly listing: ListingRef;
  /** Absolute units to offer, ≥ 0. */
  readonly quantity: number;
  /** What we believe the shop shows now; null: unknown, write without comparing. */
  readonly expected: number | null;
  /** Idempotency key: the same for every repetition of this (listing, version). */
  readonly key: string;
  /** Names our change on the shop's side, where the API has room for it. */
  readonly reference: string;
}

export interface PricePush {
  readonly listing: ListingRef;
  readonly priceMinor: number;
  readonly currency: string;
  readonly key: string;
}

export interface StatusPush {
  readonly listing: ListingRef;
  readonly status: 'active' | 'paused';
  readonly key: string;
}

/** What the shop shows for one listing. Null: this aspect is not known from this read. */
export interface ListingReading {
  readonly externalId: string;
  /** Units offered (not on hand), may be negative where the shop oversold. */
  readonly available: number | null;
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly status: 'active' | 'paused' | null;
}

/** An order not of the shape its shop publishes: parked and shown, as an unreadable delivery is. */
export interface UnreadableOrder {
  /** Null: not even its id can be read. */
  readonly orderRef: string | null;
  readonly reason: string;
}

/**
 * A page of orders, oldest change first. The cursor is opaque text, kept by the engine between
 * calls.
 */
export interface OrderPage {
  readonly orders: readonly IncomingOrder[];
  /** One broken order must not hold back its neighbours, nor every page after it. */
  readonly unreadable?: readonly UnreadableOrder[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** An order by what tells its newest state from an older one. */
export interface OrderMark {
  readonly externalId: string;
  readonly revisedAt: Date;
}

export interface OrdersAsked {
  readonly cursor: string | null;
  readonly since: Date;
  /**
   * Which of these are known in this state or a newer one. Where the whole order is dear and its
   * mark is cheap, an adapter asks first and leaves the known ones out; it need not.
   */
  readonly findKnown?: (marks: readonly OrderMark[]) => Promise<ReadonlySet<string>>;
}

/** A connected account: calls to one shop with its credentials. */
export interface ChannelSession {
  /** Null: the shop does not know this order. */
  fetchOrder(orderRef: string): Promise<CallAnswer<IncomingOrder | null>>;
  /**
   * Orders changed since the cursor (null: since `since`). May repeat orders: the ledger takes a
   * copy as nothing.
   */
  listOrders(o: OrdersAsked): Promise<CallAnswer<OrderPage>>;
  /** One outcome per item, in order. Never more items than `capability.batch.stock`. */
  pushStock(items: readonly StockPush[]): Promise<readonly PushOutcome[]>;
  pushPrice(items: readonly PricePush[]): Promise<readonly PushOutcome[]>;
  /** Only called when `capability.pause` is 'status'. */
  pushStatus(items: readonly StatusPush[]): Promise<readonly PushOutcome[]>;
  /** Listings that the shop no longer has are left out of the answer. */
  readListings(listings: readonly ListingRef[]): Promise<CallAnswer<readonly ListingReading[]>>;
}

/**
 * An inbound call exactly as it arrived. Header names are lower case; a repeated header is joined
 * by ", ".
 */
export interface RawDelivery {
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: Date;
}

/** What a verified delivery says about itself before its body is read. */
export interface DeliveryHead {
  readonly kind: 'verified';
  /** The sender's id of this delivery; null: none, the body's digest alone tells copies apart. */
  readonly externalId: string | null;
  readonly topic: string;
  /** 'none': a handshake without a JSON body, answered 200 and not stored. */
  readonly body: 'json' | 'none';
}

export type DeliveryVerdict =
  | DeliveryHead
  /** Signature or timestamp missing, malformed or wrong: 401. Never says which. */
  | { readonly kind: 'refused' };

/**
 * What a delivery means. The body is parsed losslessly: integers beyond 2^53 are strings of
 * digits.
 */
export type DeliveryReading =
  | { readonly kind: 'order'; readonly order: IncomingOrder }
  | { readonly kind: 'order-ref'; readonly orderRef: string }
  /** The shop's own figure changed, by us, by one of its orders, or by somebody else. */
  | {
      readonly kind: 'level';
      readonly externalStockId: string;
      readonly available: number;
      readonly at: Date;
    }
  | { readonly kind: 'privacy'; readonly request: PrivacyRequest }
  /** Understood, and nothing to do. */
  | { readonly kind: 'none'; readonly reason: string }
  /** Signed by the shop but not of the shape it publishes: parked, visible. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export type PrivacyRequest =
  | { readonly kind: 'redact-account' }
  | {
      readonly kind: 'redact-customer' | 'export-customer';
      readonly customerExternalId: string | null;
      readonly email: string | null;
      readonly orderExternalIds: readonly string[];
    };

/** What the settings of every channel hold; each adds its own. */
export interface ChannelSettings {
  /**
   * Origin and path under which all calls of this account go. The HTTP client refuses any other.
   */
  readonly baseUrl: string;
}

export interface Channel<Settings extends ChannelSettings = ChannelSettings> {
  readonly slug: string;
  readonly title: string;
  readonly capability: Capability;
  /** Non-secret settings of an account (base URL, shop location …). */
  readonly settings: z.ZodType<Settings>;
  /**
   * Names of the credentials, stored encrypted. 'webhookSecret' is kept apart (two may be valid at
   * once).
   */
  readonly credentialNames: readonly string[];
  /** Signature over the raw bytes, in constant time, against every valid secret. */
  verify(delivery: RawDelivery, secrets: readonly Secret[]): DeliveryVerdict;
  read(delivery: { topic: string; body: unknown }, settings: Settings): DeliveryReading;
  connect(o: {
    settings: Settings;
    credentials: Readonly<Record<string, Secret>>;
    http: ChannelHttp;
  }): ChannelSession;
}
