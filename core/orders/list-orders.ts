import { deriveStatus, type OrderStatus } from './order-status.ts';
import * as store from './order-store.ts';
import type { OrdersDeps } from './orders-deps.ts';

const LISTED_MAX = 200;
// How far back a filtered list looks: derived states cannot be asked of an index.
const SEARCHED_MAX = 5_000;
const NUMBER_LENGTH_MAX = 255;
const SHORTAGES_MAX = 1_000;
// Older ones are found too, by their whole number.
const RECENT_MS = 42 * 86_400_000;
const RECENT_MAX = 1_000;

export interface Order extends store.OrderRecord {
  readonly status: OrderStatus;
}

function toOrder(record: store.OrderRecord): Order {
  const { isCancelled, lines } = record;
  return {
    ...record,
    status: deriveStatus({ isCancelled, isHeld: record.heldAt !== null, lines }),
  };
}

export interface OrderFilter {
  readonly status?: OrderStatus;
  readonly accountId?: number;
  /** As people type it, with or without '#', or the shop's own id. */
  readonly number?: string;
  /** Continue after this order. */
  readonly before?: { readonly placedAt: Date; readonly orderId: number };
  readonly limit?: number;
}

/** Newest first, at most 200. A filter by status looks at the newest 5,000. */
export async function listOrders(
  deps: Pick<OrdersDeps, 'database'>,
  sellerId: number,
  filter: OrderFilter = {},
): Promise<Order[]> {
  const limit = Math.min(filter.limit ?? LISTED_MAX, LISTED_MAX);
  const number = filter.number?.trim() ?? null;
  if (number !== null && !isSearchable(number)) return [];
  const found: Order[] = [];
  const { accountId = null } = filter;
  let before = filter.before ?? null;
  for (let searched = 0; searched < SEARCHED_MAX; searched += LISTED_MAX) {
    const page = { sellerId, before, accountId, number, limit: filter.status ? LISTED_MAX : limit };
    const records = await store.listOrders(deps.database.forSeller(sellerId), page);
    const orders = records.map(toOrder);
    found.push(...orders.filter((order) => !filter.status || order.status === filter.status));
    before = records.at(-1) ?? null;
    if (found.length >= limit || records.length < page.limit) break;
  }
  return found.slice(0, limit);
}

function isSearchable(text: string): boolean {
  const isStorable = text.isWellFormed() && !text.includes('\u0000');
  return isStorable && text !== '' && text.length <= NUMBER_LENGTH_MAX;
}

export function recentNumbers(
  deps: Pick<OrdersDeps, 'database' | 'clock'>,
  sellerId: number,
): Promise<string[]> {
  const since = new Date(deps.clock.now().getTime() - RECENT_MS);
  const o = { sellerId, since, limit: RECENT_MAX };
  return store.readRecentNumbers(deps.database.forSeller(sellerId), o);
}

/** Null: the seller has no such order. */
export async function showOrder(
  deps: Pick<OrdersDeps, 'database'>,
  sellerId: number,
  orderId: number,
): Promise<Order | null> {
  const db = deps.database.forSeller(sellerId);
  const record = await store.readOrder(db, { sellerId, orderId });
  return record ? toOrder(record) : null;
}

/** Units that orders wait for, in the order in which they will be served; at most 1,000 lines. */
export function listShortages(
  deps: Pick<OrdersDeps, 'database'>,
  sellerId: number,
  o: { skuId?: number } = {},
): Promise<store.Shortage[]> {
  const { skuId = null } = o;
  const asked = { sellerId, skuId, limit: SHORTAGES_MAX };
  return store.listShortages(deps.database.forSeller(sellerId), asked);
}

/** Returns that the warehouse has not confirmed; at most 1,000 lines. */
export function listPendingReturns(
  deps: Pick<OrdersDeps, 'database'>,
  sellerId: number,
): Promise<store.PendingReturn[]> {
  return store.listReturns(deps.database.forSeller(sellerId), { sellerId, limit: SHORTAGES_MAX });
}
