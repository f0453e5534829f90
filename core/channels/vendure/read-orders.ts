/**
 * Orders of a shop that marks hardly any change (measured on Vendure 3.7.3): `updatedAt` stays when
 * an order is placed, shipped, refunded or edited down, and can be earlier than `orderPlacedAt`. So
 * three lists are read: orders placed since, orders updated since, and, a page a time and round and
 * round, the orders of the last two weeks, in which a shipment is found whose webhook was lost.
 */
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
import type { AskShop } from './ask-shop.ts';
import { LIST_ORDERS } from './documents.ts';
import { toIncomingOrder } from './mapping.ts';
import { type WireOrder, whereOf, wireOrder, wireOrderList } from './wire.ts';

/** Each order costs the shop some ten queries of its own. */
const PAGE_SIZE = 50;
const SWEEP_MS = 14 * 86_400_000;
const ORDER_CODE = /^[\w-]{1,100}$/;
/** Carts have not been placed at any time, so a filter by time leaves them out. */
const EVER = '1970-01-01T00:00:00.000Z';

/** Null: no such order, or still a cart. */
export async function fetchOrder(
  ask: AskShop,
  orderRef: string,
): Promise<CallAnswer<IncomingOrder | null>> {
  if (!ORDER_CODE.test(orderRef)) return rejected('the reference is no order code');
  const answer = await askForOrders(ask, { take: 1, filter: { code: { eq: orderRef } } });
  if (answer.kind !== 'ok') return answer;
  const [wire] = answer.value;
  if (wire === undefined) return ok(null);
  const read = wireOrder.safeParse(wire);
  if (!read.success) return rejected(`the order is not as published: ${whereOf(read.error)}`);
  return ok(toIncomingOrder(read.data));
}

/** In this order; the last one is read a page a time, and never has more. */
const LISTS = ['placed', 'updated', 'swept'] as const;
type List = (typeof LISTS)[number];

interface Cursor {
  /** Orders before this moment were there before us and are not swept. */
  readonly floor: Date;
  /** The list that a round goes on with: those before it were read to their end. */
  readonly list: List;
  readonly placed: ChangedSince;
  readonly updated: ChangedSince;
  readonly swept: ChangedSince;
}

export async function listOrders(
  ask: AskShop,
  o: { cursor: string | null; since: Date },
): Promise<CallAnswer<OrderPage>> {
  let cursor = readCursor(o);
  const orders = new Map<string, IncomingOrder>();
  const unreadable: UnreadableOrder[] = [];
  let hasMore = false;
  for (const list of LISTS.slice(LISTS.indexOf(cursor.list))) {
    const page = await readPage(ask, { from: cursor[list], list });
    if (page.kind !== 'ok') return page;
    for (const order of page.value.orders) orders.set(order.externalId, order);
    unreadable.push(...page.value.unreadable);
    cursor = { ...cursor, list, [list]: page.value.next };
    hasMore = page.value.hasMore && list !== 'swept';
    if (hasMore) break;
    if (list === 'swept') cursor = endRound(cursor, page.value);
  }
  return ok({
    orders: [...orders.values()].toSorted(byRevision),
    unreadable,
    cursor: toCursor(cursor),
    hasMore,
  });
}

interface Page {
  readonly orders: readonly IncomingOrder[];
  readonly unreadable: readonly UnreadableOrder[];
  readonly next: ChangedSince;
  readonly hasMore: boolean;
}

async function readPage(
  ask: AskShop,
  o: { from: ChangedSince; list: List },
): Promise<CallAnswer<Page>> {
  const { from, list } = o;
  const after = { after: from.after.toISOString() };
  const isUpdated = list === 'updated';
  const answer = await askForOrders(ask, {
    skip: from.skip,
    take: PAGE_SIZE,
    sort: isUpdated ? { updatedAt: 'ASC', id: 'ASC' } : { orderPlacedAt: 'ASC', id: 'ASC' },
    filter: isUpdated
      ? { updatedAt: after, orderPlacedAt: { after: EVER } }
      : { orderPlacedAt: after },
  });
  if (answer.kind !== 'ok') return answer;
  const read: WireOrder[] = [];
  const unreadable: UnreadableOrder[] = [];
  for (const wire of answer.value) {
    const one = wireOrder.safeParse(wire);
    if (one.success) read.push(one.data);
    else unreadable.push({ orderRef: refOf(wire), reason: whereOf(one.error) });
  }
  const last = read.at(-1);
  const moved = advanceChanges(from, {
    count: answer.value.length,
    pageSize: PAGE_SIZE,
    lastChangedAt: (isUpdated ? last?.updatedAt : last?.orderPlacedAt) ?? null,
  });
  const orders = read.map(toIncomingOrder).filter((order) => order !== null);
  return ok({ orders, unreadable, ...moved });
}

async function askForOrders(ask: AskShop, options: object): Promise<CallAnswer<unknown[]>> {
  const answer = await ask({
    document: LIST_ORDERS,
    variables: { options },
    effect: 'read',
    schema: wireOrderList,
  });
  return answer.kind === 'ok' ? ok(answer.value.orders.items) : answer;
}

function refOf(wire: unknown): string | null {
  const read = z.object({ code: z.string().regex(ORDER_CODE) }).safeParse(wire);
  return read.success ? read.data.code : null;
}

/**
 * After its last page the sweep begins again. The newest order tells what time it is in the shop.
 */
function endRound(cursor: Cursor, swept: Page): Cursor {
  const next: Cursor = { ...cursor, list: 'placed' };
  if (swept.hasMore) return next;
  const { floor, placed } = cursor;
  const startMs = (placed.newest?.getTime() ?? 0) - SWEEP_MS;
  return { ...next, swept: startOfChanges(new Date(Math.max(floor.getTime(), startMs))) };
}

function byRevision(a: IncomingOrder, b: IncomingOrder): number {
  return (a.revisedAt?.getTime() ?? 0) - (b.revisedAt?.getTime() ?? 0);
}

function readCursor(o: { cursor: string | null; since: Date }): Cursor {
  if (o.cursor === null) {
    const start = startOfChanges(o.since);
    return { floor: o.since, list: 'placed', placed: start, updated: start, swept: start };
  }
  const parsed = parseJson(o.cursor);
  const stored = (parsed.ok ? parsed.value : null) as Partial<Record<string, unknown>> | null;
  return {
    floor: readStoredChanges(stored?.floor).after,
    list: LISTS.find((list) => list === stored?.list) ?? 'placed',
    placed: readStoredChanges(stored?.placed),
    updated: readStoredChanges(stored?.updated),
    swept: readStoredChanges(stored?.swept),
  };
}

function toCursor(cursor: Cursor): string {
  return JSON.stringify({
    floor: toStoredChanges(startOfChanges(cursor.floor)),
    list: cursor.list,
    placed: toStoredChanges(cursor.placed),
    updated: toStoredChanges(cursor.updated),
    swept: toStoredChanges(cursor.swept),
  });
}
