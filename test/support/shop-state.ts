/** The whole state of a shop as plain values, by the names that people use. */

import type { Rule } from '../../automations/rule/rule.ts';
import { toDecimalString } from '../../core/base/money.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { Engine } from '../../core/engine.ts';
import * as store from './shop-state-store.ts';

export interface ShopState {
  /** By SKU, then by location; every pair of the shop, kits left out. */
  readonly stock: Readonly<Record<string, Readonly<Record<string, Balance>>>>;
  /** Decimal text. `accounts` holds only what differs from the base price by somebody's word. */
  readonly prices: Readonly<
    Record<string, { base: string | null; accounts: Readonly<Record<string, string>> }>
  >;
  /** By SKU, then by account. */
  readonly listings: Readonly<Record<string, Readonly<Record<string, ListingState>>>>;
  readonly orders: readonly OrderState[];
  /** Units that orders wait for, by SKU; SKUs without a shortage are left out. */
  readonly shortages: Readonly<Record<string, number>>;
  readonly unmapped: readonly { account: string; code: string; units: number }[];
  readonly skus: Readonly<Record<string, SkuState>>;
  readonly locations: Readonly<Record<string, { name: string; aliases: readonly string[] }>>;
  readonly people: Readonly<Record<string, PersonState>>;
  readonly settings: { readonly askAbove: number };
  /** One-time codes that could still be used. */
  readonly openCodes: number;
  readonly subscriptions: readonly Subscription[];
  /** In the order of their numbers; removed ones are left out. */
  readonly automations: readonly AutomationState[];
  /** Left by automations; those that are done are left out. */
  readonly tasks: readonly TaskState[];
  readonly purchaseDrafts: readonly { readonly sku: string; readonly units: number }[];
}

export interface AutomationState {
  readonly number: number;
  readonly state: 'on' | 'paused' | 'draft';
  /** As it is stored: every name in it is one of the seller's. */
  readonly rule: Rule;
  readonly author: string;
}

export interface TaskState {
  readonly title: string;
  /** A person or a team; null: whoever takes it. */
  readonly assignee: string | null;
}

export interface Balance {
  readonly onHand: number;
  readonly reserved: number;
}

export interface ListingState {
  /** Off sale by a person's word. */
  readonly isPaused: boolean;
  /** Units that the shop is told to offer. */
  readonly shows: number;
  /** An update was given up. */
  readonly isParked: boolean;
}

export interface OrderState {
  readonly number: string;
  readonly account: string;
  readonly status: string;
  readonly isHeld: boolean;
  readonly tracking: readonly string[];
  readonly lines: readonly {
    readonly sku: string | null;
    readonly ordered: number;
    readonly cancelled: number;
    readonly shipped: number;
    readonly returned: number;
    readonly reserved: number;
    readonly short: number;
  }[];
}

export interface SkuState {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly barcodes: readonly string[];
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly safety: number;
}

export interface PersonState {
  readonly role: string;
  readonly home: string | null;
  readonly language: string;
  /** On how many front-ends this person is known. */
  readonly identities: number;
}

export interface Subscription {
  readonly person: string;
  readonly frontEnd: string;
  readonly topic: string;
  readonly sku: string | null;
  readonly location: string | null;
  readonly below: number | null;
  /** ISO; null: not muted. */
  readonly mutedUntil: string | null;
}

export async function readShopState(engine: Engine, sellerId: number): Promise<ShopState> {
  const db = engine.database.forSeller(sellerId);
  const [stock, skus, locations, prices, listings, unmapped, people, settings, told, own] =
    await Promise.all([
      store.readStock(db, sellerId),
      store.readSkus(db, sellerId),
      store.readLocations(db, sellerId),
      store.readPrices(db, sellerId),
      store.readListings(db, sellerId),
      store.readUnmapped(db, sellerId),
      store.readPeople(db, sellerId),
      store.readSettings(db, sellerId),
      store.readSubscriptions(db, sellerId),
      readOwn(db, sellerId),
    ]);
  const byCode = <Value>(make: (code: string) => Value) =>
    Object.fromEntries(skus.map(({ code }) => [code, make(code)]));
  const kits = new Set((await engine.catalog.listSkus(sellerId)).flatMap(toKitCode));
  return {
    stock: Object.fromEntries(
      skus
        .filter(({ code }) => !kits.has(code))
        .map(({ code }) => [code, balancesOf(locations, stock, code)]),
    ),
    prices: byCode((code) => pricesOf(prices, code)),
    listings: byCode((code) => listingsOf(listings, code)),
    ...(await readOrders(engine, sellerId)),
    unmapped: unmapped.map(({ account, code, units }) => ({ account, code, units })),
    skus: Object.fromEntries(skus.map(({ code, costMinor: _, ...facts }) => [code, facts])),
    locations: Object.fromEntries(locations.map(({ code, ...more }) => [code, more])),
    people: Object.fromEntries(people.map(({ name, ...more }) => [name, more])),
    settings: { askAbove: settings.askAbove },
    openCodes: settings.openCodes,
    subscriptions: told.map(({ mutedUntil, ...more }) => ({
      ...more,
      mutedUntil: mutedUntil?.toISOString() ?? null,
    })),
    ...own,
  };
}

/** What rules are there, and what they left for people. */
async function readOwn(db: Queryable, sellerId: number) {
  const [automations, tasks, purchaseDrafts] = await Promise.all([
    store.readAutomations(db, sellerId),
    store.readTasks(db, sellerId),
    store.readPurchaseDrafts(db, sellerId),
  ]);
  return { automations, tasks, purchaseDrafts };
}

const toKitCode = (sku: { code: string; components: readonly unknown[] }) =>
  sku.components.length > 0 ? [sku.code] : [];

function balancesOf(
  locations: readonly { code: string }[],
  stock: readonly (Balance & { sku: string; location: string })[],
  code: string,
) {
  const rows = stock.filter(({ sku }) => sku === code);
  return Object.fromEntries(
    locations.map((location) => {
      const row = rows.find((each) => each.location === location.code);
      return [location.code, { onHand: row?.onHand ?? 0, reserved: row?.reserved ?? 0 }];
    }),
  );
}

type PriceRow = Awaited<ReturnType<typeof store.readPrices>>[number];

function pricesOf(rows: readonly PriceRow[], code: string) {
  const own = rows.filter(({ sku }) => sku === code);
  const base = own.find(({ account }) => account === null);
  return {
    base: base ? toDecimalString(base) : null,
    accounts: Object.fromEntries(
      own.flatMap((row) => (row.account === null ? [] : [[row.account, toDecimalString(row)]])),
    ),
  };
}

function listingsOf(
  rows: readonly (ListingState & { sku: string; account: string })[],
  code: string,
) {
  return Object.fromEntries(
    rows
      .filter(({ sku }) => sku === code)
      .map(({ account, isPaused, shows, isParked }) => [account, { isPaused, shows, isParked }]),
  );
}

async function readOrders({ catalog, orders }: Engine, sellerId: number) {
  const [accounts, skus, listed, short] = await Promise.all([
    catalog.listAccounts(sellerId),
    catalog.listSkus(sellerId),
    orders.listOrders(sellerId),
    orders.listShortages(sellerId),
  ]);
  const accountOf = new Map(accounts.map((each) => [each.accountId, each.publicId]));
  const codeOf = new Map(skus.map((each) => [each.skuId, each.code]));
  const shortages: Record<string, number> = {};
  for (const each of short) shortages[each.skuCode] = (shortages[each.skuCode] ?? 0) + each.short;
  return {
    orders: listed.map(
      ({ number, accountId, status, heldAt, shipments, lines }): OrderState => ({
        number,
        account: accountOf.get(accountId) ?? '',
        status,
        isHeld: heldAt !== null,
        tracking: shipments.flatMap(({ carrier, tracking }) =>
          tracking === null ? [] : [[carrier, tracking].filter(Boolean).join(' ')],
        ),
        lines: lines.map(({ skuId, skuCode, ...line }) => ({
          sku: skuId === null ? skuCode : (codeOf.get(skuId) ?? null),
          ordered: line.ordered,
          cancelled: line.cancelled,
          shipped: line.shipped,
          returned: line.returned,
          reserved: line.reserved,
          short: line.short,
        })),
      }),
    ),
    shortages,
  };
}
