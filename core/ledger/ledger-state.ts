/** The shapes that a batch is decided on: what was read, and what is to be written. */
import type { AccountId, LineKey, LocationId, Origin, SkuId } from './ledger-event.ts';

export interface Balance {
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  onHand: number;
  reserved: number;
}

/** Units of one SKU promised to a line at one location. A kit's line holds its components. */
export interface Held {
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly quantity: number;
}

/** An order line as stored; the column comments are in migrations/0003_ledger.sql. */
export interface Line {
  readonly lineKey: LineKey;
  readonly accountId: AccountId;
  readonly skuId: SkuId;
  ordered: number;
  cancelled: number;
  shipped: number;
  returned: number;
  restocked: number;
  reserved: number;
  held: readonly Held[];
  short: number;
  shortSeq: number;
  reservedSeq: number;
  revision: number;
  readonly isWhole: boolean;
}

export interface KitComponent {
  readonly skuId: SkuId;
  /** Units of the component in one kit. */
  readonly quantity: number;
}

/** The rules of the catalogue that a decision needs. Immutable: a change makes a new version. */
export interface LedgerRules {
  readonly version: number;
  /** Components by kit. */
  readonly kits: ReadonlyMap<SkuId, readonly KitComponent[]>;
  /** Kits by component. */
  readonly kitsWith: ReadonlyMap<SkuId, readonly SkuId[]>;
  /** All locations, best first. */
  readonly locations: readonly LocationId[];
  readonly accounts: ReadonlyMap<AccountId, AccountRule>;
}

export interface AccountRule {
  /** Locations that fulfil this account's orders, best first. */
  readonly locations: readonly LocationId[];
  readonly coverage: 'units' | 'whole-lines';
  readonly restock: 'confirm' | 'at-once';
}

/** Lines read for one SKU in the order in which they are served or give way. */
export interface LineQueue {
  readonly lines: readonly Line[];
  /** False: there may be more lines than were read. */
  readonly isComplete: boolean;
}

/** Everything read under the seller's lock. */
export interface LedgerState {
  readonly seq: number;
  readonly rules: LedgerRules;
  /** Every balance of these SKUs was read: a pair that is absent does not exist yet. */
  readonly skusRead: ReadonlySet<SkuId>;
  readonly balances: readonly Balance[];
  readonly lines: readonly Line[];
  /** Business keys, of those asked for, that the ledger already has. */
  readonly knownKeys: ReadonlySet<string>;
  /** Open shortages per SKU, oldest first. Absent: not read. */
  readonly shortages: ReadonlyMap<SkuId, LineQueue>;
  /** Lines with reservations per SKU, newest first. Absent: not read. */
  readonly reservations: ReadonlyMap<SkuId, LineQueue>;
}

export type EntryKind =
  | 'receipt'
  | 'reserve'
  | 'release'
  | 'ship'
  | 'return'
  | 'transfer'
  | 'count'
  | 'damage'
  | 'hold'
  | 'kit'
  | 'correction';

export interface Entry {
  readonly seq: number;
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly kind: EntryKind;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly key: string;
  readonly origin: Origin;
}

export interface ShortageChange {
  readonly seq: number;
  readonly lineKey: LineKey;
  readonly skuId: SkuId;
  readonly accountId: AccountId;
  readonly delta: number;
  readonly openAfter: number;
  readonly cause: string;
}

/** One write: everything that a batch changes. */
export interface LedgerChange {
  readonly seqBefore: number;
  readonly seqAfter: number;
  readonly entries: readonly Entry[];
  readonly shortages: readonly ShortageChange[];
  readonly lines: readonly Line[];
  readonly balances: readonly BalanceChange[];
  /** SKUs whose listings must be looked at again, kits of touched components included. */
  readonly wakes: readonly Wake[];
}

/** A SKU to look at again; `accountId` when an order of that account moved it, else 0. */
export interface Wake {
  readonly skuId: SkuId;
  readonly accountId: AccountId;
}

export interface BalanceChange {
  readonly skuId: SkuId;
  readonly locationId: LocationId;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  /** No row was read: the pair is new. */
  readonly isNew: boolean;
}
