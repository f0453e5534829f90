/** A shop whose every word a test chooses: for what no simulator of a real shop would say. */
import { z } from 'zod';
import type { Secret } from '../../core/base/secret.ts';
import type {
  Channel,
  DeliveryReading,
  DeliveryVerdict,
  OrderPage,
  RawDelivery,
} from '../../core/channels/channel.ts';
import { type CallAnswer, ok, rejected } from '../../core/channels/outcome.ts';
import type { IncomingOrder } from '../../core/orders/incoming-order.ts';

export interface Script {
  payload: 'full' | 'thin';
  verify: (delivery: RawDelivery, secrets: readonly Secret[]) => DeliveryVerdict;
  read: (body: unknown) => DeliveryReading;
  fetchOrder: (orderRef: string) => Promise<CallAnswer<IncomingOrder | null>>;
  listOrders: (o: { cursor: string | null; since: Date }) => Promise<CallAnswer<OrderPage>>;
}

export const SCRIPTED = 'scripted';

export function createScript(): Script {
  return {
    payload: 'full',
    verify: () => ({ kind: 'verified', externalId: null, topic: 'any', body: 'json' }),
    read: () => ({ kind: 'none', reason: 'not scripted' }),
    fetchOrder: async () => ok(null),
    listOrders: async ({ cursor }) => ok({ orders: [], cursor: cursor ?? '', hasMore: false }),
  };
}

/** Reads the script at every call, so that a test may change its lines. */
export function createScriptedChannel(script: Script): Channel {
  const never = async () => [];
  return {
    slug: SCRIPTED,
    title: 'Scripted',
    capability: {
      inbound: 'webhook',
      get payload() {
        return script.payload;
      },
      compareAndSet: 'none',
      idempotency: 'none',
      batch: { stock: 1, price: 1, status: 1 },
      concurrency: 2,
      pause: 'quantity',
      readBatch: 1,
      budget: { callsPerSecond: 100, burst: 100 },
      pullEveryMs: 3_600_000,
      callTimeoutMs: 1_000,
    },
    settings: z.object({ baseUrl: z.string() }),
    credentialNames: [],
    verify: (delivery, secrets) => script.verify(delivery, secrets),
    read: ({ body }) => script.read(body),
    connect: () => ({
      fetchOrder: (orderRef) => script.fetchOrder(orderRef),
      listOrders: (o) => script.listOrders(o),
      pushStock: never,
      pushPrice: never,
      pushStatus: never,
      readListings: async () => rejected('not scripted'),
    }),
  };
}

let lineIds = 0;

/** An order of one line, in the shape that adapters make. */
export function toIncoming(o: {
  id: string;
  skuCode: string | null;
  ordered?: number;
  cancelled?: number;
  shipped?: number;
  revisedAt?: Date | null;
  lineId?: string;
  listingId?: string | null;
}): IncomingOrder {
  lineIds += 1;
  const { ordered = 1, cancelled = 0, shipped = 0, revisedAt = null } = o;
  return {
    externalId: o.id,
    number: `#${o.id}`,
    placedAt: new Date(Date.UTC(2026, 10, 23)),
    revisedAt,
    currency: 'EUR',
    totalMinor: 1_000,
    isCancelled: false,
    buyer: null,
    lines: [
      {
        externalId: o.lineId ?? `line-${lineIds}`,
        listingExternalId: o.listingId ?? null,
        skuCode: o.skuCode,
        title: 'A thing',
        ...{ ordered, cancelled, shipped, returned: 0, refunded: 0, unitPriceMinor: 1_000 },
      },
    ],
  };
}
