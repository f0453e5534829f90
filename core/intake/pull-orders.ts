import { createHash } from 'node:crypto';
import { isRetriedLater } from '../base/errors.ts';
import { cleanText } from '../base/text.ts';
import type { OrderMark, OrderPage, UnreadableOrder } from '../channels/channel.ts';
import type { CallRefusal } from '../channels/outcome.ts';
import type { AccountBook } from './account-book.ts';
import { type ApplyDeps, applyOrders } from './apply-orders.ts';
import { askShop } from './ask-shop.ts';
import { type AccountPlace, findKnownOrders, readCursor, saveCursor } from './cursor-store.ts';
import { noteReauth } from './decide-round.ts';
import { insertParked } from './delivery-store.ts';
import { fromOutcome } from './delivery-verdict.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { PULLED_TOPIC, toPulledBody } from './read-delivery.ts';

export interface PulledOrders {
  /** Orders that the shop told, copies included. */
  readonly orders: number;
  /** True: everything up to now was told and applied. */
  readonly isComplete: boolean;
  /** Why not; null when it is, or when the pages found no end. */
  readonly refusal: CallRefusal | null;
}

export type PullDeps = ApplyDeps &
  Pick<IntakeDeps, 'sessions'> & { readonly accounts: AccountBook };

// A shop whose pages never end is taken up again at the next pull, from where this one stopped.
const PAGES_MAX = 500;
const ID_LENGTH_MAX = 255;
// Shops tell whole seconds, by clocks of their own: an order of the first moment must not be
// missed.
const CLOCKS_APART_MS = 5_000;

/**
 * Asks a shop for the orders that changed since the last time, page by page; each page is applied
 * before the cursor moves past it. An order that cannot be read or applied is parked, visible, and
 * holds up nobody. Throws what may pass by itself, and AccountUnusable.
 */
export async function pullOrders(deps: PullDeps, place: AccountPlace): Promise<PulledOrders> {
  const { sellerId, accountId } = place;
  const db = deps.database.forSeller(sellerId);
  const known = await deps.accounts.byId(place);
  let cursor = (await readCursor(db, place))?.cursor ?? null;
  const connectedAt = known?.account.createdAt ?? deps.clock.now();
  const since = new Date(connectedAt.getTime() - CLOCKS_APART_MS);
  const findKnown = (marks: readonly OrderMark[]) => findKnownOrders(db, { ...place, marks });
  let orders = 0;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    // The first walk knows nothing yet, and whole pages are the quicker way through it.
    const from = cursor === null ? { cursor, since } : { cursor, since, findKnown };
    const answer = await askShop(deps.sessions, place, (session) => session.listOrders(from));
    if (answer.kind !== 'ok') {
      if (answer.kind === 'needs-reauth') await noteReauth(deps, place, answer.reason);
      return { orders, isComplete: false, refusal: answer };
    }
    const page = answer.value;
    await applyPage(deps, { sellerId, accountId, page });
    orders += page.orders.length;
    await saveCursor(db, { ...place, cursor: page.cursor, at: deps.clock.now() });
    if (!page.hasMore) return { orders, isComplete: true, refusal: null };
    if (page.cursor === cursor) break;
    cursor = page.cursor;
  }
  deps.log.warn('orders_without_end', { sellerId, accountId, orders });
  return { orders, isComplete: false, refusal: null };
}

async function applyPage(deps: PullDeps, o: AccountPlace & { page: OrderPage }): Promise<void> {
  const { sellerId, accountId, page } = o;
  const arrivedAt = deps.clock.now();
  const arrivals = page.orders.map((order) => ({ accountId, order, arrivedAt }));
  const outcomes = await applyOrders(deps, sellerId, arrivals);
  const broken: UnreadableOrder[] = [...(page.unreadable ?? [])];
  for (const [index, outcome] of outcomes.entries()) {
    // It passes by itself: the page is asked for again, and the cursor stays.
    if (outcome.kind === 'failed' && isRetriedLater(outcome.error)) throw outcome.error;
    if (outcome.kind === 'failed') {
      deps.log.error('order_not_applied', { sellerId, accountId, error: outcome.error });
    }
    const verdict = fromOutcome(outcome);
    if (verdict.kind !== 'parked') continue;
    broken.push({ orderRef: page.orders[index]?.externalId ?? null, reason: verdict.note });
  }
  if (broken.length === 0) return;
  await insertParked(deps.database.forSeller(sellerId), {
    ...{ sellerId, accountId, topic: PULLED_TOPIC, at: arrivedAt },
    items: broken.map(toItem),
  });
}

/** The same order with the same fault is parked once, however often it is listed. */
function toItem({ orderRef, reason }: UnreadableOrder) {
  const ref = cleanText(orderRef ?? '');
  const note = cleanText(reason).slice(0, ID_LENGTH_MAX).toWellFormed();
  const name = createHash('sha256').update(`${ref}\n${note}`).digest('hex');
  const body = ref === '' ? '{}' : toPulledBody(ref);
  return { externalId: `pull ${name}`, body, note };
}
