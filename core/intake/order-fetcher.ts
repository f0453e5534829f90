import type { Clock } from '../base/clock.ts';
import { toError } from '../base/errors.ts';
import type { Sessions } from '../channels/open-sessions.ts';
import type { CallRefusal } from '../channels/outcome.ts';
import type { IncomingOrder } from '../orders/incoming-order.ts';
import { askShop } from './ask-shop.ts';
import type { WaitingDelivery } from './delivery-store.ts';

/** What became of asking for one order, for every delivery that named it. */
export interface FetchedOrder {
  readonly sellerId: number;
  readonly accountId: number;
  readonly orderRef: string;
  readonly deliveries: readonly WaitingDelivery[];
  readonly fetchedAt: Date;
  readonly answer:
    | { readonly kind: 'order'; readonly order: IncomingOrder }
    /** The shop does not know it, or not yet. */
    | { readonly kind: 'unknown' }
    | CallRefusal
    /** A defect, an account that cannot be used, or Postgres that did not answer. */
    | { readonly kind: 'failed'; readonly error: Error };
}

/**
 * Asks shops for the orders that thin messages name, beside the seller's lane: a shop that hangs
 * holds up nobody but itself. Deliveries that name the same order before it is asked for share the
 * call; one that comes while the call is under way has it made again, because the answer may be
 * older than what the message tells.
 */
export interface OrderFetcher {
  /** False: too many of this account wait; come again later. */
  add(o: { sellerId: number; delivery: WaitingDelivery; orderRef: string }): boolean;
  /** Deliveries of the seller that are being asked for, or whose answer is not applied yet. */
  inHand(sellerId: number): readonly number[];
  /** Their answer was applied, or they are given up: they may be read again. */
  forget(o: { sellerId: number; deliveryIds: readonly number[] }): void;
  /** Nothing is asked any more; what is under way may still end. */
  stop(): void;
}

// Deliveries of one account that wait for an answer. Beyond it they wait in the database.
const WAITING_MAX = 500;

type AccountPlace = { readonly sellerId: number; readonly accountId: number };

interface AccountDesk {
  /** By order: deliveries that name it and whose call has not begun. */
  readonly queue: Map<string, WaitingDelivery[]>;
  /** Orders that are being asked for. */
  readonly under: Set<string>;
  /** Deliveries in the queue or under way. */
  waiting: number;
  concurrency: number;
}

interface FetcherDeps {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly onFetched: (fetched: FetchedOrder) => void;
}

const newDesk = (): AccountDesk => ({
  queue: new Map(),
  under: new Set(),
  waiting: 0,
  concurrency: 1,
});

class DeskFetcher implements OrderFetcher {
  readonly #deps: FetcherDeps;
  readonly #desks = new Map<string, AccountDesk>();
  readonly #inHand = new Map<number, Set<number>>();
  #isStopped = false;

  constructor(deps: FetcherDeps) {
    this.#deps = deps;
  }

  add(o: { sellerId: number; delivery: WaitingDelivery; orderRef: string }): boolean {
    const { sellerId, delivery, orderRef } = o;
    const place = { sellerId, accountId: delivery.accountId };
    const key = `${sellerId}.${place.accountId}`;
    const desk = this.#desks.get(key) ?? newDesk();
    const held = this.#inHand.get(sellerId) ?? new Set();
    if (held.has(delivery.deliveryId)) return true;
    if (desk.waiting >= WAITING_MAX || this.#isStopped) return false;
    this.#desks.set(key, desk);
    this.#inHand.set(sellerId, held.add(delivery.deliveryId));
    desk.waiting += 1;
    desk.queue.set(orderRef, [...(desk.queue.get(orderRef) ?? []), delivery]);
    void this.#begin(place, desk);
    return true;
  }

  inHand(sellerId: number): readonly number[] {
    return [...(this.#inHand.get(sellerId) ?? [])];
  }

  forget(o: { sellerId: number; deliveryIds: readonly number[] }): void {
    const held = this.#inHand.get(o.sellerId);
    for (const deliveryId of o.deliveryIds) held?.delete(deliveryId);
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #begin(place: AccountPlace, desk: AccountDesk): Promise<void> {
    // An account that cannot be opened says so when its first order is asked for.
    const open = await this.#deps.sessions.open(place).catch(() => null);
    if (open) desk.concurrency = Math.max(1, open.channel.capability.concurrency);
    this.#work(place, desk);
  }

  #work(place: AccountPlace, desk: AccountDesk): void {
    for (const [orderRef, deliveries] of desk.queue) {
      if (this.#isStopped || desk.under.size >= desk.concurrency) return;
      if (desk.under.has(orderRef)) continue;
      desk.queue.delete(orderRef);
      desk.under.add(orderRef);
      void this.#ask({ ...place, orderRef }).then((answer) => {
        desk.under.delete(orderRef);
        desk.waiting -= deliveries.length;
        const fetchedAt = this.#deps.clock.now();
        const fetched = { ...place, orderRef, deliveries, fetchedAt, answer };
        if (!this.#isStopped) this.#deps.onFetched(fetched);
        this.#work(place, desk);
      });
    }
  }

  async #ask(o: AccountPlace & { orderRef: string }): Promise<FetchedOrder['answer']> {
    try {
      const { sessions } = this.#deps;
      const answer = await askShop(sessions, o, (session) => session.fetchOrder(o.orderRef));
      if (answer.kind !== 'ok') return answer;
      const order = answer.value;
      return order ? { kind: 'order', order } : { kind: 'unknown' };
    } catch (error) {
      return { kind: 'failed', error: toError(error) };
    }
  }
}

export function createOrderFetcher(deps: FetcherDeps): OrderFetcher {
  return new DeskFetcher(deps);
}
