/** What happens to a shop from outside of the conversation. */
import type { IncomingLine, IncomingOrder } from '../../core/orders/incoming-order.ts';
import { settleShop } from './settle-shop.ts';
import type { Shelf, Shown } from './shelf-channel.ts';
import type { ShopGround } from './shop-ground.ts';
import { need, type ShopIds } from './shop-ids.ts';
import {
  currencyOf,
  listingIdOf,
  orderKeyOf,
  postOrder,
  toIncomingOrder,
  toMinor,
  withCountry,
  withTotals,
} from './shop-orders.ts';
import { verifyNow } from './shop-state-store.ts';

type Units = { readonly sku: string; readonly quantity: number };
/** An order by its number; `account` where two shops share one. */
type OrderName = { readonly order: string; readonly account?: string };
type Listed = { readonly account: string; readonly sku: string };

export type ShopEvent =
  /** A buyer ordered on a shop. Without a number it gets the next one. */
  | {
      readonly kind: 'order';
      readonly account: string;
      readonly number?: string;
      /** Where it goes, ISO 3166 alpha-2: "AE". */
      readonly country?: string;
      readonly lines: readonly Units[];
    }
  /** A spike: so many orders of one SKU, spread evenly over the minutes; the clock moves along. */
  | (Listed & {
      readonly kind: 'spike';
      readonly orders: number;
      readonly minutes: number;
      readonly quantity?: number;
    })
  /** The shop says so, of the whole order or of some units of it. */
  | (OrderName & {
      readonly kind: 'cancellation' | 'shipment' | 'return';
      readonly units?: readonly Units[];
    })
  /** Somebody moved stock without the conversation. */
  | (Units & { readonly kind: 'receipt' | 'sale' | 'damage'; readonly location: string })
  | {
      readonly kind: 'count';
      readonly sku: string;
      readonly location: string;
      readonly counted: number;
    }
  /** The price was changed on the shop itself, by hand; decimal text. */
  | (Listed & { readonly kind: 'channel-price'; readonly price: string })
  /** The shop's own figure was changed there by hand. */
  | (Listed & { readonly kind: 'channel-stock'; readonly shows: number })
  /** We changed our price; without an account the base price. Decimal text. */
  | {
      readonly kind: 'price';
      readonly sku: string;
      readonly account?: string;
      readonly price: string;
    }
  /** An update of this listing took the shop so many seconds; the clock moves along. */
  | (Listed & { readonly kind: 'lag'; readonly seconds: number })
  /** A person took the listing off sale, or put it back. */
  | (Listed & { readonly kind: 'listing-state'; readonly state: 'paused' | 'active' })
  /** From now on the shop refuses updates of this listing; one is tried at once. */
  | (Listed & { readonly kind: 'push-failed'; readonly reason?: string })
  /** It takes them again, and what was given up is tried again. */
  | (Listed & { readonly kind: 'push-recovered' });

export interface ShopEvents {
  /** Resolves when the engine has taken it in and the shops show what follows. */
  apply(event: ShopEvent): Promise<void>;
}

const FIRST_NEW_NUMBER = 9001;

type EventOf<Kind extends ShopEvent['kind']> = Extract<ShopEvent, { kind: Kind }>;

class Outside implements ShopEvents {
  readonly #ground: ShopGround;
  readonly #ids: ShopIds;
  readonly #orders = new Map<string, IncomingOrder>();
  #made = 0;
  #moves = 0;

  constructor(ground: ShopGround, ids: ShopIds) {
    this.#ground = ground;
    this.#ids = ids;
    const { file } = ground;
    for (const order of file.orders) {
      const at = new Date(order.placedAt ?? file.now);
      const key = orderKeyOf(order.account, order.number);
      this.#orders.set(key, toIncomingOrder(file, order, at));
    }
  }

  async apply(event: ShopEvent): Promise<void> {
    await this.#take(event);
    await settleShop(this.#ground, this.#ids.sellerId);
  }

  #take(event: ShopEvent): Promise<void> {
    switch (event.kind) {
      case 'order':
        return this.#placeOrder(event);
      case 'spike':
        return this.#spike(event);
      case 'cancellation':
      case 'shipment':
      case 'return':
        return this.#moveOrder(event);
      case 'channel-price':
        return this.#showPrice(event);
      case 'channel-stock':
        return this.#showStock(event);
      case 'price':
        return this.#setPrice(event);
      case 'lag':
        return this.#lag(event);
      case 'listing-state':
        return this.#setPaused(event);
      case 'push-failed':
        return this.#failPush(event);
      case 'push-recovered':
        return this.#recoverPush(event);
      default:
        return this.#moveStock(event);
    }
  }

  async #placeOrder(o: Omit<EventOf<'order'>, 'kind'>): Promise<void> {
    const { file, clock } = this.#ground;
    this.#made += 1;
    const number = o.number ?? `#${FIRST_NEW_NUMBER - 1 + this.#made}`;
    const lines = o.lines.map(({ sku, quantity }) => ({
      ...{ sku, ordered: quantity, cancelled: 0, shipped: 0, returned: 0, price: null },
    }));
    const { account } = o;
    const placed = { number, account, placedAt: null, isHeld: false, lines };
    const order = withCountry(toIncomingOrder(file, placed, clock.now()), o.country ?? null);
    this.#orders.set(orderKeyOf(account, number), order);
    await postOrder(this.#ground, { account, order });
  }

  async #spike(o: EventOf<'spike'>): Promise<void> {
    const { clock } = this.#ground;
    const stepMs = (o.minutes * 60_000) / o.orders;
    for (let index = 0; index < o.orders; index += 1) {
      clock.jumpTo(new Date(clock.now().getTime() + stepMs));
      const lines = [{ sku: o.sku, quantity: o.quantity ?? 1 }];
      await this.#placeOrder({ account: o.account, lines });
    }
  }

  async #moveOrder(o: EventOf<'cancellation' | 'shipment' | 'return'>): Promise<void> {
    const [key, order] = this.#findOrder(o);
    const lines = order.lines.map((line): IncomingLine => {
      const named = o.units?.find(({ sku }) => sku === line.skuCode);
      if (o.units && !named) return line;
      if (o.kind === 'cancellation') {
        const open = line.ordered - line.cancelled - line.shipped;
        return { ...line, cancelled: line.cancelled + (named?.quantity ?? open) };
      }
      if (o.kind === 'shipment') {
        const open = line.ordered - line.cancelled - line.shipped;
        return { ...line, shipped: line.shipped + (named?.quantity ?? open) };
      }
      return { ...line, returned: line.returned + (named?.quantity ?? line.shipped) };
    });
    // Later than its last word, also while the clock stands.
    const nowMs = this.#ground.clock.now().getTime();
    const revisedAt = new Date(Math.max(nowMs, (order.revisedAt?.getTime() ?? 0) + 1));
    const moved = withTotals({ ...order, lines, revisedAt });
    this.#orders.set(key, moved);
    const [account = ''] = key.split(' ');
    await postOrder(this.#ground, { account, order: moved });
  }

  #findOrder({ order, account }: OrderName): [string, IncomingOrder] {
    const found = [...this.#orders].filter(
      ([key, { number }]) =>
        number === order && (account === undefined || key === orderKeyOf(account, number)),
    );
    const [only] = found;
    if (!only || found.length > 1) throw new Error(`${order} names ${found.length} orders.`);
    return only;
  }

  async #moveStock(o: EventOf<'receipt' | 'sale' | 'damage' | 'count'>): Promise<void> {
    const { engine } = this.#ground;
    this.#moves += 1;
    const what = { skuId: need(this.#ids.skus, o.sku) };
    const where = { locationId: need(this.#ids.locations, o.location) };
    const origin = { key: `outside:${this.#moves}`, cause: 'outside', actor: 'outside' };
    const answer = await engine.ledger.submit(
      this.#ids.sellerId,
      o.kind === 'count'
        ? { kind: 'count', ...what, ...where, counted: o.counted, origin }
        : { kind: o.kind, ...what, ...where, quantity: o.quantity, origin },
    );
    if (answer.kind !== 'done') throw new Error(`The ${o.kind} was not taken: ${answer.kind}`);
  }

  #placeOf({ account, sku }: Listed) {
    const { sellerId, accounts, skus } = this.#ids;
    const externalId = listingIdOf(account, sku);
    const shelf = this.#ground.shelves.get(account) as Shelf;
    return {
      sellerId,
      accountId: need(accounts, account),
      skuId: need(skus, sku),
      externalId,
      shelf,
    };
  }

  async #showPrice(o: EventOf<'channel-price'>): Promise<void> {
    const priceMinor = toMinor(o.price, currencyOf(this.#ground.file, o.account));
    await this.#show(o, { priceMinor });
  }

  #showStock(o: EventOf<'channel-stock'>): Promise<void> {
    return this.#show(o, { available: o.shows });
  }

  /** Somebody changed it on the shop; its next reading is due at once. */
  async #show(o: Listed, changed: Partial<Shown>): Promise<void> {
    const { engine, clock } = this.#ground;
    const { shelf, ...place } = this.#placeOf(o);
    const { externalId } = place;
    const shown = shelf.shows.get(externalId) ?? { available: null, priceMinor: null };
    shelf.shows.set(externalId, { ...shown, ...changed });
    const db = engine.database.forSeller(place.sellerId);
    await verifyNow(db, { ...place, at: clock.now() });
    await engine.propagation.flush(place);
  }

  async #setPrice(o: EventOf<'price'>): Promise<void> {
    const { sellerId, skus, accounts } = this.#ids;
    const { file, engine } = this.#ground;
    const { account = null } = o;
    const currency = account === null ? file.currency : currencyOf(file, account);
    const answer = await engine.pricing.setPrice(sellerId, {
      skuId: need(skus, o.sku),
      accountId: account === null ? null : need(accounts, account),
      money: { minor: toMinor(o.price, currency), currency },
      actor: 'outside',
    });
    if (!answer.ok) throw new Error(`The price was not taken: ${answer.reason}`);
  }

  async #lag(o: EventOf<'lag'>): Promise<void> {
    const { shelf, ...place } = this.#placeOf(o);
    shelf.delaysMs.set(place.externalId, o.seconds * 1_000);
    await this.#ground.engine.propagation.pushEverything(place);
  }

  async #setPaused(o: EventOf<'listing-state'>): Promise<void> {
    const { sellerId, skuId, accountId } = this.#placeOf(o);
    const isPaused = o.state === 'paused';
    await this.#ground.engine.catalog.setPausedByHand(sellerId, { skuId, accountId, isPaused });
  }

  async #failPush(o: EventOf<'push-failed'>): Promise<void> {
    const { shelf, ...place } = this.#placeOf(o);
    shelf.refusals.set(place.externalId, o.reason ?? 'The shop refuses this update.');
    await this.#ground.engine.propagation.pushEverything(place);
  }

  async #recoverPush(o: EventOf<'push-recovered'>): Promise<void> {
    const { shelf, ...place } = this.#placeOf(o);
    shelf.refusals.delete(place.externalId);
    await this.#ground.engine.propagation.replayDeadLetters(place);
  }
}

export function createShopEvents(ground: ShopGround, ids: ShopIds): ShopEvents {
  return new Outside(ground, ids);
}
