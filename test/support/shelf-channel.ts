/**
 * Shops as simple as can be, under any name: each account is a shelf that shows what it was told,
 * and tells what happened to it as a webhook. The engine drives them like every other channel.
 */
import { z } from 'zod';
import type { Channel, ChannelSession, ListingReading } from '../../core/channels/channel.ts';
import { ok, type PushOutcome, rejected } from '../../core/channels/outcome.ts';
import type { IncomingOrder } from '../../core/orders/incoming-order.ts';
import type { StillClock } from './still-clock.ts';

export interface Shown {
  available: number | null;
  priceMinor: number | null;
}

export interface Shelf {
  /** By the shop's id of a listing. */
  readonly shows: Map<string, Shown>;
  /** Listings whose updates are refused, with the words of the shop. */
  readonly refusals: Map<string, string>;
  /** Listings whose next update takes so long. */
  readonly delaysMs: Map<string, number>;
  readonly currency: string;
}

export type Shelves = Map<string, Shelf>;

const HOST = 'http://127.0.0.1:9/';

/** What an account's settings say. */
export const shelfSettings = (accountId: string) => ({ baseUrl: `${HOST}${accountId}` });

const orderBody = z.object({ order: z.custom<IncomingOrder>((value) => value !== null) });

/** An order as the shop posts it; `readOrder` is the way back. */
export function toWebhookBody(order: IncomingOrder): Buffer {
  return Buffer.from(JSON.stringify({ order }));
}

function readOrder(body: unknown): IncomingOrder | null {
  const parsed = orderBody.safeParse(body);
  if (!parsed.success) return null;
  const { order } = parsed.data;
  const { placedAt, revisedAt } = order;
  return {
    ...order,
    placedAt: new Date(placedAt),
    revisedAt: revisedAt === null ? null : new Date(revisedAt),
  };
}

/** A channel of this slug over all shelves; each account finds its own by its address. */
export function createShelfChannel(
  slug: string,
  o: { shelves: Shelves; clock: StillClock },
): Channel {
  return {
    slug,
    title: slug,
    capability: {
      inbound: 'webhook',
      payload: 'full',
      compareAndSet: 'none',
      idempotency: 'none',
      batch: { stock: 200, price: 200, status: 200 },
      concurrency: 4,
      pause: 'quantity',
      readBatch: 500,
      budget: { callsPerSecond: 10_000, burst: 10_000 },
      pullEveryMs: 24 * 3_600_000,
      callTimeoutMs: 1_000,
    },
    settings: z.object({ baseUrl: z.string() }),
    credentialNames: [],
    verify: ({ headers }) => ({
      kind: 'verified',
      externalId: headers['x-delivery'] ?? null,
      topic: 'order',
      body: 'json',
    }),
    read({ body }) {
      const order = readOrder(body);
      return order ? { kind: 'order', order } : { kind: 'unreadable', reason: 'no order' };
    },
    connect({ settings }) {
      const shelf = o.shelves.get(settings.baseUrl.slice(HOST.length));
      if (!shelf) throw new Error(`There is no shelf at ${settings.baseUrl}.`);
      return createShelfSession(shelf, o.clock);
    },
  };
}

function createShelfSession(shelf: Shelf, clock: StillClock): ChannelSession {
  function take<Item extends { listing: { externalId: string } }>(
    items: readonly Item[],
    show: (shown: Shown, item: Item) => void,
  ): PushOutcome[] {
    return items.map((item) => {
      const { externalId } = item.listing;
      const delayMs = shelf.delaysMs.get(externalId) ?? 0;
      shelf.delaysMs.delete(externalId);
      if (delayMs > 0) clock.jumpTo(new Date(clock.now().getTime() + delayMs));
      const refusal = shelf.refusals.get(externalId);
      if (refusal !== undefined) return rejected(refusal);
      const shown = shelf.shows.get(externalId) ?? { available: null, priceMinor: null };
      shelf.shows.set(externalId, shown);
      show(shown, item);
      return { kind: 'applied' };
    });
  }
  return {
    fetchOrder: async () => ok(null),
    listOrders: async ({ cursor }) => ok({ orders: [], cursor: cursor ?? '', hasMore: false }),
    pushStock: async (items) =>
      take(items, (shown, { quantity }) => {
        shown.available = quantity;
      }),
    pushPrice: async (items) =>
      take(items, (shown, { priceMinor }) => {
        shown.priceMinor = priceMinor;
      }),
    pushStatus: async (items) => take(items, () => undefined),
    async readListings(listings) {
      return ok(
        listings.map(({ externalId }): ListingReading => {
          const shown = shelf.shows.get(externalId);
          return {
            externalId,
            available: shown?.available ?? null,
            priceMinor: shown?.priceMinor ?? null,
            currency: shelf.currency,
            status: 'active',
          };
        }),
      );
    },
  };
}
