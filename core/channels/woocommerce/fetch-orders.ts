import { z } from 'zod';
import { parseJson } from '../../base/lossless-json.ts';
import type { IncomingOrder } from '../../orders/incoming-order.ts';
import {
  advanceChanges,
  type ChangedSince,
  readStoredChanges,
  startOfChanges,
  toStoredChanges,
} from '../changed-since.ts';
import type { OrderPage, UnreadableOrder } from '../channel.ts';
import { type CallAnswer, ok, rejected } from '../outcome.ts';
import type { CallShop } from './call-shop.ts';
import { hasTakenStock } from './count-units.ts';
import { toIncomingOrder } from './mapping.ts';
import { type WireOrder, type WireRefund, whereOf, wireId, wireOrder, wireRefund } from './wire.ts';

/**
 * The most that the shop gives; `_fields` keeps the answer small, and the buyers' devices out of
 * it.
 */
const PAGE_SIZE = 100;
const REFUND_PAGES_MAX = 10;
const ORDER_ID = /^\d{1,19}$/;
const FIELDS = Object.keys(wireOrder.shape).join(',');
const REFUND_FIELDS = Object.keys(wireRefund.shape).join(',');

/** Null: no such order, or one that has not taken stock (yet). */
export async function fetchOrder(
  shop: CallShop,
  orderRef: string,
): Promise<CallAnswer<IncomingOrder | null>> {
  if (!ORDER_ID.test(orderRef)) return rejected('the reference is no order number of this shop');
  const answer = await shop.get(`/orders/${orderRef}`, { _fields: FIELDS });
  if (answer.kind !== 'ok') return answer;
  if (!answer.value.isFound) return ok(null);
  const read = wireOrder.safeParse(answer.value.json);
  if (!read.success) return rejected(`order ${orderRef} is not as published`);
  return hasTakenStock(read.data) ? completeOrder(shop, read.data) : ok(null);
}

/** Orders that changed, those that were thrown away included. */
export async function listOrders(
  shop: CallShop,
  o: { cursor: string | null; since: Date },
): Promise<CallAnswer<OrderPage>> {
  let cursor = readCursor(o);
  const orders: IncomingOrder[] = [];
  const unreadable: UnreadableOrder[] = [];
  let hasMore = false;
  for (const list of LISTS.slice(LISTS.indexOf(cursor.list))) {
    const page = await readPage(shop, { from: cursor[list], status: STATUS_OF[list] });
    if (page.kind !== 'ok') return page;
    const read = await completeOrders(shop, page.value.orders);
    if (read.kind !== 'ok') return read;
    orders.push(...read.value.orders);
    unreadable.push(...page.value.unreadable, ...read.value.unreadable);
    cursor = { ...cursor, list, [list]: page.value.next };
    hasMore = page.value.hasMore;
    if (hasMore) break;
    if (list === 'binned') cursor = { ...cursor, list: 'live' };
  }
  return ok({
    orders: orders.toSorted(byRevision),
    unreadable,
    cursor: toCursor(cursor),
    hasMore,
  });
}

/** Those that count, with their refunds. */
async function completeOrders(
  shop: CallShop,
  wires: readonly WireOrder[],
): Promise<CallAnswer<Pick<Page, 'unreadable'> & { readonly orders: IncomingOrder[] }>> {
  const orders: IncomingOrder[] = [];
  const unreadable: UnreadableOrder[] = [];
  for (const wire of wires.filter(hasTakenStock)) {
    const order = await completeOrder(shop, wire);
    if (order.kind === 'ok') orders.push(order.value);
    else if (order.kind !== 'rejected') return order;
    else unreadable.push({ orderRef: wire.id, reason: order.reason });
  }
  return ok({ orders, unreadable });
}

interface Page {
  readonly orders: readonly WireOrder[];
  readonly unreadable: readonly UnreadableOrder[];
  readonly next: ChangedSince;
  readonly hasMore: boolean;
}

/**
 * Without a zone: the shop turns a "Z" into its own local time first, and then compares that with
 * GMT.
 */
function toGmt(moment: Date): string {
  return moment.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

async function readPage(
  shop: CallShop,
  o: { from: ChangedSince; status: 'any' | 'trash' },
): Promise<CallAnswer<Page>> {
  const answer = await shop.get('/orders', {
    status: o.status,
    modified_after: toGmt(o.from.after),
    dates_are_gmt: 'true',
    orderby: 'modified',
    order: 'asc',
    per_page: PAGE_SIZE,
    offset: o.from.skip,
    _fields: FIELDS,
  });
  if (answer.kind !== 'ok') return answer;
  const page = z.array(z.unknown()).safeParse(answer.value.json);
  if (!page.success) return rejected('the shop did not answer with a list of orders');
  const orders: WireOrder[] = [];
  const unreadable: UnreadableOrder[] = [];
  for (const wire of page.data) {
    const read = wireOrder.safeParse(wire);
    if (read.success) orders.push(read.data);
    else unreadable.push({ orderRef: refOf(wire), reason: whereOf(read.error) });
  }
  const moved = advanceChanges(o.from, {
    count: page.data.length,
    pageSize: PAGE_SIZE,
    lastChangedAt: orders.at(-1)?.date_modified_gmt ?? null,
  });
  return ok({ orders, unreadable, ...moved });
}

function refOf(wire: unknown): string | null {
  const read = z.object({ id: wireId }).safeParse(wire);
  return read.success ? read.data.id : null;
}

async function completeOrder(shop: CallShop, order: WireOrder): Promise<CallAnswer<IncomingOrder>> {
  if (order.refunds.length === 0) return ok(toIncomingOrder(order, []));
  const refunds: WireRefund[] = [];
  for (let page = 1; page <= REFUND_PAGES_MAX; page += 1) {
    const query = { per_page: PAGE_SIZE, page, _fields: REFUND_FIELDS };
    const answer = await shop.get(`/orders/${order.id}/refunds`, query);
    if (answer.kind !== 'ok') return answer;
    const read = wireRefund.array().safeParse(answer.value.json);
    if (!read.success) return rejected(`the refunds of order ${order.id} are not as published`);
    refunds.push(...read.data);
    if (read.data.length < PAGE_SIZE) return ok(toIncomingOrder(order, refunds));
  }
  return rejected(`order ${order.id} has too many refunds`);
}

function byRevision(a: IncomingOrder, b: IncomingOrder): number {
  return (a.revisedAt?.getTime() ?? 0) - (b.revisedAt?.getTime() ?? 0);
}

/** In this order. The shop's "any" leaves out the bin, which is therefore a list of its own. */
const LISTS = ['live', 'binned'] as const;
type List = (typeof LISTS)[number];
const STATUS_OF = { live: 'any', binned: 'trash' } as const;

interface Cursor {
  /** The list that a round goes on with: the one before it was read to its end. */
  readonly list: List;
  readonly live: ChangedSince;
  readonly binned: ChangedSince;
}

function readCursor(o: { cursor: string | null; since: Date }): Cursor {
  if (o.cursor === null) {
    return { list: 'live', live: startOfChanges(o.since), binned: startOfChanges(o.since) };
  }
  const parsed = parseJson(o.cursor);
  const stored = (parsed.ok ? parsed.value : null) as Partial<Record<string, unknown>> | null;
  return {
    list: LISTS.find((list) => list === stored?.list) ?? 'live',
    live: readStoredChanges(stored?.live),
    binned: readStoredChanges(stored?.binned),
  };
}

function toCursor({ list, live, binned }: Cursor): string {
  return JSON.stringify({ list, live: toStoredChanges(live), binned: toStoredChanges(binned) });
}
