import { z } from 'zod';
import { assert } from '../../base/assert.ts';
import { parseJson } from '../../base/lossless-json.ts';
import type { IncomingOrder } from '../../orders/incoming-order.ts';
import type { OrderPage } from '../channel.ts';
import { type CallAnswer, ok, rejected } from '../outcome.ts';
import type { AskShop } from './call-shop.ts';
import { completeOrder, isIncomplete } from './complete-order.ts';
import { LIST_ORDERS, PAGE_SIZES, READ_ORDER, SINGLE_SIZES } from './documents.ts';
import { isShopId, toGid } from './gid.ts';
import { type OrderNode, orderReply, ordersReply, shopOrderOf } from './graphql-wire.ts';
import { toIncomingOrder } from './mapping.ts';

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

function readCursor(text: string): Cursor {
  const parsed = parseJson(text);
  const cursor = cursorShape.safeParse(parsed.ok ? parsed.value : null);
  assert(cursor.success, 'A cursor comes back as it was given out.', { text });
  return cursor.data;
}

function startWalk(o: { cursor: string | null; since: Date }): Cursor {
  if (o.cursor === null) return { from: o.since.toISOString(), seen: null, after: null };
  const cursor = readCursor(o.cursor);
  if (cursor.after !== null || cursor.seen === null) return cursor;
  const from = new Date(new Date(cursor.seen).getTime() - OVERLAP_MS);
  return { from: from.toISOString(), seen: cursor.seen, after: null };
}

function latestOf(seen: string | null, nodes: readonly OrderNode[]): string | null {
  const times = nodes.map(({ updatedAt }) => updatedAt.getTime());
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

async function wholeOrders(
  ask: AskShop,
  nodes: readonly OrderNode[],
): Promise<CallAnswer<readonly IncomingOrder[]>> {
  const orders: IncomingOrder[] = [];
  for (const node of nodes) {
    if (!isIncomplete(node, PAGE_SIZES)) {
      orders.push(toIncomingOrder(shopOrderOf(node)));
      continue;
    }
    const answer = await fetchOrder(ask, node.id);
    if (answer.kind !== 'ok') return answer;
    if (answer.value) orders.push(answer.value);
  }
  return ok(orders);
}

function askPage(ask: AskShop, { from, after }: Cursor) {
  const variables = { search: toSearch(from), after };
  return ask({ document: LIST_ORDERS, variables, effect: 'read', schema: ordersReply });
}

export async function listOrders(
  ask: AskShop,
  o: { cursor: string | null; since: Date },
): Promise<CallAnswer<OrderPage>> {
  const walk = startWalk(o);
  const first = await askPage(ask, walk);
  // A page mark that the shop no longer takes: the walk begins anew, and repeats what it had.
  const isStuck = first.kind === 'rejected' && walk.after !== null;
  const answer = isStuck ? await askPage(ask, { ...walk, after: null }) : first;
  if (answer.kind !== 'ok') return answer;
  const { nodes, pageInfo } = answer.value.orders;
  const orders = await wholeOrders(ask, nodes);
  if (orders.kind !== 'ok') return orders;
  const seen = latestOf(walk.seen, nodes);
  const hasMore = pageInfo.hasNextPage && pageInfo.endCursor !== null;
  const next: Cursor = { from: walk.from, seen, after: hasMore ? pageInfo.endCursor : null };
  return ok({ orders: orders.value, cursor: JSON.stringify(next), hasMore });
}
