import { z } from 'zod';
import { BadInput } from '../../base/errors.ts';
import { parseJson } from '../../base/lossless-json.ts';
import type { IncomingOrder } from '../../orders/incoming-order.ts';
import type { OrderPage, OrdersAsked, UnreadableOrder } from '../channel.ts';
import { type CallAnswer, ok, rejected } from '../outcome.ts';
import type { AskShop } from './call-shop.ts';
import { completeOrder, isIncomplete } from './complete-order.ts';
import {
  LIST_ORDER_MARKS,
  LIST_ORDERS,
  PAGE_SIZES,
  READ_ORDER,
  SINGLE_SIZES,
} from './documents.ts';
import { isShopId, toGid } from './gid.ts';
import {
  brokenOrderNode,
  orderMarksReply,
  orderNode,
  orderReply,
  ordersReply,
  shopOrderOf,
} from './graphql-wire.ts';
import { toIncomingOrder } from './mapping.ts';
import { describeIssues } from './wire-values.ts';

/**
 * How far a new walk reaches back behind the last change that was seen. The shop's search index
 * lags behind its orders, and one second holds many changes; copies cost nothing, a gap costs an
 * order.
 */
const OVERLAP_MS = 120_000;

const instant = z.iso.datetime({ offset: true });

/**
 * A walk: changes since `from`, page after page. The shop's own page mark (`after`) lives only
 * within a walk: it expires, and says nothing about changes that come later. Between walks only
 * the instant is kept.
 */
const cursorShape = z.object({
  from: instant,
  /** The latest change seen in this walk. */
  seen: instant.nullable(),
  after: z.string().nullable(),
});
type Cursor = z.output<typeof cursorShape>;

const NOTHING = { id: null, updatedAt: null };

/** Throws BadInput: a cursor that we did not write. */
function readCursor(text: string): Cursor {
  const parsed = parseJson(text);
  const cursor = cursorShape.safeParse(parsed.ok ? parsed.value : null);
  if (cursor.success) return cursor.data;
  throw new BadInput('The cursor is not one of ours. Read the orders from a date instead.');
}

function startWalk(o: { cursor: string | null; since: Date }): Cursor {
  if (o.cursor === null) return { from: o.since.toISOString(), seen: null, after: null };
  const cursor = readCursor(o.cursor);
  return cursor.after === null ? startAnew(cursor) : cursor;
}

/** From a little before the latest change that was seen. */
function startAnew({ from, seen }: Cursor): Cursor {
  if (seen === null) return { from, seen, after: null };
  const before = new Date(Date.parse(seen) - OVERLAP_MS).toISOString();
  return { from: before > from ? before : from, seen, after: null };
}

function latestOf(seen: string | null, changes: readonly (Date | null)[]): string | null {
  const times = changes.flatMap((change) => (change ? [change.getTime()] : []));
  const last = Math.max(...times, seen === null ? Number.NEGATIVE_INFINITY : Date.parse(seen));
  return Number.isFinite(last) ? new Date(last).toISOString() : null;
}

/** Milliseconds are not part of what the shop compares. */
const toSearch = (from: string): string => `updated_at:>='${from.replace(/\.\d+Z$/, 'Z')}'`;

/** Refusals: those of the calls, and 'rejected' for what is no order id or too large. */
export async function fetchOrder(
  ask: AskShop,
  orderRef: string,
): Promise<CallAnswer<IncomingOrder | null>> {
  if (!isShopId(orderRef)) return rejected('this is no order id of the shop');
  const answer = await ask({
    document: READ_ORDER,
    variables: { id: toGid('Order', orderRef) },
    effect: 'read',
    schema: orderReply,
  });
  if (answer.kind !== 'ok') return answer;
  if (answer.value.order === null) return ok(null);
  const whole = await completeOrder(ask, { order: answer.value.order, sizes: SINGLE_SIZES });
  return whole.kind === 'ok' ? ok(toIncomingOrder(shopOrderOf(whole.value))) : whole;
}

interface ReadNode {
  readonly changedAt: Date | null;
  readonly order: IncomingOrder | null;
  readonly unreadable: UnreadableOrder | null;
}

/** Only what refuses every call refuses the page; what is wrong with one order is told. */
async function readNode(ask: AskShop, node: unknown): Promise<CallAnswer<ReadNode>> {
  const parsed = orderNode.safeParse(node);
  if (!parsed.success) {
    const { id: orderRef, updatedAt: changedAt } = brokenOrderNode.safeParse(node).data ?? NOTHING;
    const reason = describeIssues(parsed.error);
    return ok({ changedAt, order: null, unreadable: { orderRef, reason } });
  }
  const { id: orderRef, updatedAt: changedAt } = parsed.data;
  if (!isIncomplete(parsed.data, PAGE_SIZES)) {
    const order = toIncomingOrder(shopOrderOf(parsed.data));
    return ok({ changedAt, order, unreadable: null });
  }
  const answer = await fetchOrder(ask, orderRef);
  if (answer.kind === 'ok') return ok({ changedAt, order: answer.value, unreadable: null });
  if (answer.kind !== 'rejected') return answer;
  return ok({ changedAt, order: null, unreadable: { orderRef, reason: answer.reason } });
}

interface ReadPage {
  readonly read: readonly ReadNode[];
  readonly hasMore: boolean;
  readonly after: string | null;
}

type FindKnown = NonNullable<OrdersAsked['findKnown']>;

const toVariables = ({ from, after }: Cursor) => ({ search: toSearch(from), after });

/** Every order of the page, whole. */
async function readPage(ask: AskShop, cursor: Cursor): Promise<CallAnswer<ReadPage>> {
  const answer = await ask({
    document: LIST_ORDERS,
    variables: toVariables(cursor),
    effect: 'read',
    schema: ordersReply,
  });
  if (answer.kind !== 'ok') return answer;
  const { nodes, pageInfo } = answer.value.orders;
  const read: ReadNode[] = [];
  for (const node of nodes) {
    const one = await readNode(ask, node);
    if (one.kind !== 'ok') return one;
    read.push(one.value);
  }
  return ok({ read, hasMore: pageInfo.hasNextPage, after: pageInfo.endCursor });
}

/** The marks of a page, and whole only the orders that are not known. */
async function readNews(
  ask: AskShop,
  cursor: Cursor,
  findKnown: FindKnown,
): Promise<CallAnswer<ReadPage>> {
  const answer = await ask({
    document: LIST_ORDER_MARKS,
    variables: toVariables(cursor),
    effect: 'read',
    schema: orderMarksReply,
  });
  if (answer.kind !== 'ok') return answer;
  const { nodes, pageInfo } = answer.value.orders;
  const marks = nodes.map(({ id, updatedAt }) => ({ externalId: id, revisedAt: updatedAt }));
  const known = await findKnown(marks);
  const read: ReadNode[] = [];
  for (const { externalId, revisedAt: changedAt } of marks) {
    const isKnown = known.has(externalId);
    const one = isKnown ? ok(null) : await fetchOrder(ask, externalId);
    if (one.kind === 'rejected') {
      const unreadable = { orderRef: externalId, reason: one.reason };
      read.push({ changedAt, order: null, unreadable });
    } else if (one.kind === 'ok') {
      read.push({ changedAt, order: one.value, unreadable: null });
    } else return one;
  }
  return ok({ read, hasMore: pageInfo.hasNextPage, after: pageInfo.endCursor });
}

export async function listOrders(ask: AskShop, o: OrdersAsked): Promise<CallAnswer<OrderPage>> {
  const { findKnown } = o;
  const readFrom = (cursor: Cursor) =>
    findKnown ? readNews(ask, cursor, findKnown) : readPage(ask, cursor);
  let walk = startWalk(o);
  let answer = await readFrom(walk);
  if (answer.kind === 'rejected' && walk.after !== null) {
    // A page mark that the shop no longer takes.
    walk = startAnew(walk);
    answer = await readFrom(walk);
  }
  if (answer.kind !== 'ok') return answer;
  const { read, after: mark } = answer.value;
  const changes = read.map(({ changedAt }) => changedAt);
  const hasMore = answer.value.hasMore && mark !== null;
  const seen = latestOf(walk.seen, changes);
  const next: Cursor = { from: walk.from, seen, after: hasMore ? mark : null };
  return ok({
    orders: read.flatMap(({ order }) => (order ? [order] : [])),
    unreadable: read.flatMap(({ unreadable }) => (unreadable ? [unreadable] : [])),
    cursor: JSON.stringify(next),
    hasMore,
  });
}
