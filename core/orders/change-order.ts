import type { LineAnswer, LineUpdate, Origin } from '../ledger/ledger-event.ts';
import { type LedgerRefusal, toOrderKey } from '../ledger/ledger-event.ts';
import { insertEvents } from '../outbox/event-store.ts';
import { type Order, showOrder } from './list-orders.ts';
import * as store from './order-store.ts';
import type { OrdersDeps } from './orders-deps.ts';

/** Who acts, through what. The key makes a repeated command harmless. */
export type Actor = Pick<Origin, 'key' | 'actor' | 'frontEnd' | 'agentId' | 'correlationId'>;

export type OrderRefusal =
  | 'unknown-order'
  | 'order-is-held'
  | 'already-held'
  | 'not-held'
  /** Everything has left or was cancelled. */
  | 'order-is-over'
  /** Nothing of it lies ready. */
  | 'nothing-to-ship'
  | 'nothing-to-cancel'
  /** A line of another order, or one whose SKU nobody knows. */
  | 'unknown-line'
  /** More units than are promised to the line. */
  | 'not-that-many';

export type OrderAnswer =
  | {
      readonly ok: true;
      readonly lines: readonly LineAnswer[];
      /** The ledger knows, the shop does not: a person must do the same there. */
      readonly mustBeDoneInShop: boolean;
    }
  | { readonly ok: false; readonly reason: OrderRefusal };

export interface LineUnits {
  readonly lineKey: string;
  readonly units: number;
}

export const refused = (reason: OrderRefusal): OrderAnswer => ({ ok: false, reason });
const OVER: ReadonlySet<string> = new Set(['shipped', 'cancelled', 'returned']);

/** Not to be shipped for now; the units stay promised. */
export async function holdOrder(
  deps: OrdersDeps,
  sellerId: number,
  orderId: number,
): Promise<OrderAnswer> {
  const order = await showOrder(deps, sellerId, orderId);
  if (!order) return refused('unknown-order');
  if (OVER.has(order.status)) return refused('order-is-over');
  if (order.heldAt) return refused('already-held');
  const db = deps.database.forSeller(sellerId);
  await store.setHeld(db, { sellerId, orderId, heldAt: deps.clock.now() });
  return { ok: true, lines: [], mustBeDoneInShop: false };
}

export async function releaseOrder(
  deps: OrdersDeps,
  sellerId: number,
  orderId: number,
): Promise<OrderAnswer> {
  const order = await showOrder(deps, sellerId, orderId);
  if (!order) return refused('unknown-order');
  if (!order.heldAt) return refused('not-held');
  await store.setHeld(deps.database.forSeller(sellerId), { sellerId, orderId, heldAt: null });
  return { ok: true, lines: [], mustBeDoneInShop: false };
}

/** Units that will never be shipped: those of `lines`, or everything that has not left. */
export async function cancelOrder(
  deps: OrdersDeps,
  sellerId: number,
  o: { orderId: number; lines?: readonly LineUnits[]; by: Actor },
): Promise<OrderAnswer> {
  const openOf = (line: store.OrderLineShown) => line.ordered - line.cancelled - line.shipped;
  const answer = await changeLines(deps, sellerId, {
    ...o,
    async choose(order) {
      const open = order.lines.filter((line) => openOf(line) > 0);
      if (open.length === 0) return 'nothing-to-cancel';
      const asked = o.lines ?? open.map((line) => ({ lineKey: line.lineKey, units: openOf(line) }));
      const mapped = asked.filter(
        ({ lineKey }) => o.lines || order.lines.find((each) => each.lineKey === lineKey)?.skuId,
      );
      const updates = chooseUpdates(order, mapped, (line, units) =>
        units > openOf(line) ? null : { cancelled: line.cancelled + units },
      );
      if (typeof updates === 'string' || o.lines) return updates;
      const waiting = open.filter((line) => line.skuId === null).map((line) => line.lineKey);
      const db = deps.database.forSeller(sellerId);
      await store.cancelWaiting(db, { sellerId, lineKeys: waiting });
      return updates;
    },
  });
  if (!answer.ok) return answer;
  const order = await showOrder(deps, sellerId, o.orderId);
  if (order?.status === 'cancelled') await markCancelled(deps, sellerId, order);
  return answer;
}

async function markCancelled(deps: OrdersDeps, sellerId: number, order: Order): Promise<void> {
  const { orderId, accountId, number, currency, totalMinor: value, lines } = order;
  const skus = lines.map(({ skuId, ordered }) => [skuId, ordered] as const);
  const body = { number, currency, value, country: null, skus };
  const at = deps.clock.now();
  await deps.database.forSeller(sellerId).transaction(async (tx) => {
    if (!(await store.setCancelled(tx, { sellerId, orderId }))) return;
    const event = { kind: 'order-cancelled', accountId, orderId, body } as const;
    await insertEvents(tx, { sellerId, at, events: [event] });
  });
}

type Figures = Partial<Pick<LineUpdate, 'shipped' | 'cancelled'>>;

export function chooseUpdates(
  order: Order,
  asked: readonly LineUnits[],
  move: (line: store.OrderLineShown, units: number) => Figures | null,
): LineUpdate[] | OrderRefusal {
  const updates: LineUpdate[] = [];
  for (const { lineKey, units } of asked) {
    const line = order.lines.find((each) => each.lineKey === lineKey);
    if (!line || line.skuId === null) return 'unknown-line';
    if (!Number.isSafeInteger(units) || units < 1) return 'not-that-many';
    const figures = move(line, units);
    if (!figures) return 'not-that-many';
    updates.push({ ...toUpdate(line, line.skuId), ...figures });
  }
  return updates;
}

/** The line as it is; the same revision, so that it says nothing against the shop's own word. */
function toUpdate(line: store.OrderLineShown, skuId: number): LineUpdate {
  const { lineKey, ordered, cancelled, shipped, returned, revision } = line;
  return { lineKey, skuId, ordered, cancelled, shipped, returned, revision };
}

/**
 * The ledger takes cumulative figures, so of two people who ship the same two units at the same
 * moment one does and the other changes nothing. No lock is held while the ledger decides: it
 * may need the very connections that the waiting ones would occupy.
 */
export async function changeLines(
  deps: OrdersDeps,
  sellerId: number,
  o: {
    orderId: number;
    by: Actor;
    choose(order: Order): LineUpdate[] | OrderRefusal | Promise<LineUpdate[] | OrderRefusal>;
    /** Before the ledger is told. */
    record?(lines: readonly LineUpdate[]): Promise<void>;
  },
): Promise<OrderAnswer> {
  const order = await showOrder(deps, sellerId, o.orderId);
  if (!order) return refused('unknown-order');
  const lines = await o.choose(order);
  if (typeof lines === 'string') return refused(lines);
  if (lines.length === 0) return { ok: true, lines: [], mustBeDoneInShop: true };
  await o.record?.(lines);
  const { accountId, externalId } = order;
  const cause = `order ${toOrderKey({ accountId, orderExternalId: externalId })}`;
  const origin = { ...o.by, cause };
  const answer = await deps.ledger.submit(sellerId, { kind: 'order', accountId, lines, origin });
  const changed = answer.kind === 'order' ? answer.lines : [];
  return { ok: true, lines: changed, mustBeDoneInShop: true };
}

export type ReturnAnswer =
  | { readonly ok: true; readonly isCopy: boolean }
  | { readonly ok: false; readonly reason: LedgerRefusal };

/** The warehouse takes in units that the shop says came back. The same key twice is a copy. */
export async function confirmReturn(
  deps: OrdersDeps,
  sellerId: number,
  o: { lineKey: string; skuId: number; locationId: number; units: number; by: Actor },
): Promise<ReturnAnswer> {
  const { lineKey, skuId, locationId } = o;
  const origin = { ...o.by, cause: `return ${lineKey}` };
  const event = { kind: 'restock', lineKey, skuId, locationId, quantity: o.units, origin } as const;
  const answer = await deps.ledger.submit(sellerId, event);
  if (answer.kind === 'refused') return { ok: false, reason: answer.reason };
  return { ok: true, isCopy: answer.kind === 'copy' };
}
