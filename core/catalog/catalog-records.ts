/** What the catalogue answers with. Ids are plain integers, ids of shops are lossless text. */
import type { Money } from '../base/money.ts';
import type { Secret } from '../base/secret.ts';

/** A refusal is a value: nothing was changed, and `reason` says why. */
export type Outcome<Value, Reason extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason };

export interface Seller {
  readonly sellerId: number;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
}

export interface Location {
  readonly locationId: number;
  readonly code: string;
  readonly name: string;
  /** Orders are covered from the lowest rank first. */
  readonly rank: number;
  /** What else people call it. */
  readonly aliases: readonly string[];
}

export interface Component {
  readonly skuId: number;
  /** Units in one kit. */
  readonly quantity: number;
}

export interface Sku {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  /** Units kept back from every listing. */
  readonly safetyStock: number;
  /** Empty: no kit. */
  readonly components: readonly Component[];
}

/** What else is known of a SKU: how people call it, sort it, pack it and what it costs them. */
export interface SkuFacts {
  readonly aliases: readonly string[];
  readonly barcodes: readonly string[];
  /** size: 'M', colour: 'black'. */
  readonly options: Readonly<Record<string, string>>;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** A carton of 24: { name: 'carton', units: 24 }. */
  readonly packs: readonly { readonly name: string; readonly units: number }[];
  readonly unitCost: Money | null;
}

/** The seller's own names for things, as `version` of them has it. */
export interface CatalogVocabulary {
  readonly version: number;
  readonly skus: readonly (Pick<Sku, 'skuId' | 'code' | 'title'> &
    Omit<SkuFacts, 'unitCost'> & { readonly isKit: boolean })[];
  readonly locations: readonly Pick<Location, 'locationId' | 'code' | 'name' | 'aliases'>[];
  readonly accounts: readonly Pick<
    Account,
    'accountId' | 'publicId' | 'name' | 'channel' | 'currency'
  >[];
}

export type PauseBy = 'quantity' | 'status';
export type Restock = 'confirm' | 'at-once';
export type Coverage = 'units' | 'whole-lines';
export type AccountState = 'active' | 'held' | 'needs-reauth';

export interface Account {
  readonly accountId: number;
  /** Names the account in its webhook address. Never changes: the credentials are sealed to it. */
  readonly publicId: string;
  readonly channel: string;
  readonly name: string;
  readonly currency: string;
  /** As stored; the channel's own schema reads it. */
  readonly settings: unknown;
  readonly pauseBy: PauseBy;
  readonly restock: Restock;
  readonly coverage: Coverage;
  readonly state: AccountState;
  readonly stateReason: string | null;
  readonly createdAt: Date;
  /** Best first; empty: all locations by their own rank. */
  readonly locationIds: readonly number[];
}

/** An account with what is needed to talk to its shop. */
export interface OpenedAccount {
  readonly sellerId: number;
  readonly account: Account;
  readonly credentials: Readonly<Record<string, Secret>>;
  /** Newest first; while a secret is being rotated there are two. */
  readonly webhookSecrets: readonly Secret[];
}

export interface Listing {
  readonly listingId: number;
  readonly accountId: number;
  readonly skuId: number;
  readonly externalId: string;
  readonly externalParentId: string | null;
  readonly externalStockId: string | null;
  readonly isPausedByHand: boolean;
}
