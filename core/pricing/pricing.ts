/**
 * Prices: a base price per SKU and overrides per account, as a history that is never rewritten.
 *
 * Who calls it: the conversation changes prices; `propagation` asks what each listing should show.
 * A listing shows the override of its account, else the base price when the account sells in the
 * same currency, else none. It must never convert a currency.
 */
import type { Clock } from '../base/clock.ts';
import type { Money } from '../base/money.ts';
import type { Database } from '../database/database.ts';
import { insertEvents, type NewEvent } from '../outbox/event-store.ts';
import { insertWakes } from '../outbox/wake-store.ts';
import {
  BASE_PRICE_ACCOUNT,
  type ChangedPrice,
  type PriceChange,
  readCurrentPrices,
  readNewestPrice,
  readPriceHistory,
  recordPrice,
  recordPrices,
} from './price-store.ts';

const HISTORY_MAX = 1000;
const CURRENCY = /^[A-Z]{3}$/;

export interface SkuPrices {
  readonly base: Money | null;
  readonly byAccount: ReadonlyMap<number, Money>;
}

export type SetPriceAnswer =
  | { readonly ok: true; readonly before: Money | null; readonly isChanged: boolean }
  | { readonly ok: false; readonly reason: 'bad-price' | 'unknown-sku-or-account' };

export interface Pricing {
  /** Null account: the base price. The same price again changes nothing. */
  setPrice(
    sellerId: number,
    o: {
      skuId: number;
      accountId: number | null;
      money: Money;
      actor: string;
      frontEnd?: string | null;
      /** Automations that led to it, oldest first. */
      causes?: readonly number[];
    },
  ): Promise<SetPriceAnswer>;
  /**
   * All of them or none; each (SKU, account) once, null account: the base price. Those that are so
   * already change nothing.
   * @returns how many changed. 'bad-price': one of them is no price, and none was set
   */
  setPrices(
    sellerId: number,
    o: {
      prices: readonly { skuId: number; accountId: number | null; money: Money }[];
      actor: string;
      frontEnd?: string | null;
    },
  ): Promise<{ ok: true; changed: number } | { ok: false; reason: 'bad-price' }>;
  /** One record per SKU asked for, also for those without any price. */
  currentPrices(
    sellerId: number,
    skuIds: readonly number[],
  ): Promise<ReadonlyMap<number, SkuPrices>>;
  /** Newest first, at most 1,000. */
  priceHistory(sellerId: number, o: { skuId: number; limit?: number }): Promise<PriceChange[]>;
}

export function createPricing(deps: {
  database: Database;
  clock: Clock;
  /** After a commit that may change what listings show. Must not throw. */
  onWake?: (o: { sellerId: number }) => void;
}): Pricing {
  return {
    async setPrice(sellerId, o) {
      if (!isPrice(o.money)) return { ok: false, reason: 'bad-price' };
      const place = { sellerId, skuId: o.skuId, accountId: o.accountId };
      const at = deps.clock.now();
      const answer = await deps.database
        .forSeller(sellerId)
        .transaction(async (tx): Promise<SetPriceAnswer> => {
          const before = (await readNewestPrice(tx, place)) ?? null;
          if (before && isSamePrice(before, o.money)) return { ok: true, before, isChanged: false };
          const frontEnd = o.frontEnd ?? null;
          const { money, actor } = o;
          const isKnown = await recordPrice(tx, { ...place, money, actor, frontEnd, at });
          if (!isKnown) return { ok: false, reason: 'unknown-sku-or-account' };
          await insertWakes(tx, { sellerId, skuIds: [o.skuId], at });
          const minorBefore = before?.currency === money.currency ? before.minor : null;
          const accountId = o.accountId ?? BASE_PRICE_ACCOUNT;
          const changed = { skuId: o.skuId, accountId, ...money, before: minorBefore };
          await insertEvents(tx, { sellerId, at, events: [toEvent(changed, o.causes)] });
          return { ok: true, before, isChanged: true };
        });
      if (answer.ok && answer.isChanged) deps.onWake?.({ sellerId });
      return answer;
    },
    async setPrices(sellerId, { prices, actor, frontEnd = null }) {
      if (!prices.every(({ money }) => isPrice(money))) return { ok: false, reason: 'bad-price' };
      const at = deps.clock.now();
      const changed = await deps.database.forSeller(sellerId).transaction(async (tx) => {
        const fresh = await recordPrices(tx, { sellerId, prices, actor, frontEnd, at });
        const skuIds = [...new Set(fresh.map(({ skuId }) => skuId))];
        await insertWakes(tx, { sellerId, skuIds, at });
        await insertEvents(tx, { sellerId, at, events: fresh.map((each) => toEvent(each)) });
        return fresh.length;
      });
      if (changed > 0) deps.onWake?.({ sellerId });
      return { ok: true, changed };
    },
    async currentPrices(sellerId, skuIds) {
      const rows = await readCurrentPrices(deps.database.forSeller(sellerId), { sellerId, skuIds });
      const prices = new Map<number, { base: Money | null; byAccount: Map<number, Money> }>();
      for (const skuId of skuIds) prices.set(skuId, { base: null, byAccount: new Map() });
      for (const { skuId, accountId, minor, currency } of rows) {
        const price = prices.get(skuId);
        if (!price) continue;
        if (accountId === BASE_PRICE_ACCOUNT) price.base = { minor, currency };
        else price.byAccount.set(accountId, { minor, currency });
      }
      return prices;
    },
    priceHistory(sellerId, { skuId, limit = HISTORY_MAX }) {
      const o = { sellerId, skuId, limit: Math.min(limit, HISTORY_MAX) };
      return readPriceHistory(deps.database.forSeller(sellerId), o);
    },
  };
}

function toEvent(
  { skuId, accountId, currency, minor, before }: ChangedPrice,
  causes: readonly number[] = [],
): NewEvent {
  const body = { currency, before, after: minor };
  const account = accountId === BASE_PRICE_ACCOUNT ? null : accountId;
  return { kind: 'price-changed', skuId, accountId: account, body, causes };
}

/** What a listing of this account should show; null: leave the shop's own price alone. */
export function choosePrice(
  prices: SkuPrices,
  account: { accountId: number; currency: string },
): Money | null {
  const own = prices.byAccount.get(account.accountId);
  if (own) return own.currency === account.currency ? own : null;
  return prices.base?.currency === account.currency ? prices.base : null;
}

const isSamePrice = (a: Money, b: Money) => a.minor === b.minor && a.currency === b.currency;
const isPrice = (money: Money) =>
  Number.isSafeInteger(money.minor) && money.minor >= 0 && CURRENCY.test(money.currency);
