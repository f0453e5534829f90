/**
 * Events: what happened besides movements of stock, written in the transaction that made it happen.
 * Rules read them (`automations/engine`) and give each its place among the ledger's entries. Of a
 * buyer nothing is in them but the code of the country where an order goes.
 */
import type { Queryable } from '../database/queryable.ts';

export type EventKind =
  | 'order-received'
  | 'order-cancelled'
  | 'return'
  | 'price-changed'
  | 'drift'
  | 'listing-paused'
  | 'listing-resumed'
  | 'push-parked'
  | 'push-recovered'
  | 'lag';

/** By what a bought thing is looked up: the shop's id of the listing, its code, the line's id. */
export type ToldLine = readonly [
  listingExternalId: string | null,
  skuCode: string | null,
  lineExternalId: string,
  units: number,
];

/** Of 'order-received' and 'order-cancelled'. */
export interface OrderBody {
  readonly number: string;
  readonly currency: string;
  readonly value: number | null;
  /** ISO 3166 alpha-2. */
  readonly country: string | null;
  /** As the shop named them; they are looked up when the event is read. */
  readonly lines?: readonly ToldLine[];
  /** Known already: SKU id and units. */
  readonly skus?: readonly (readonly [skuId: number | null, units: number])[];
}

export interface NewEvent {
  readonly kind: EventKind;
  readonly skuId?: number | null;
  readonly accountId?: number | null;
  readonly orderId?: number | null;
  readonly body?: Readonly<Record<string, unknown>> | OrderBody;
  /** Automations that led to it, oldest first; null: found from the SKU's entries. */
  readonly causes?: readonly number[] | null;
}

const INSERT_EVENTS = `
  INSERT INTO event (seller_id, kind, sku_id, account_id, order_id, body, causes, at)
  SELECT $1, told.kind, told.sku_id, told.account_id, told.order_id, told.body::jsonb,
    told.causes::int[], $2
  FROM unnest($3::text[], $4::int[], $5::int[], $6::bigint[], $7::text[], $8::text[])
    AS told (kind, sku_id, account_id, order_id, body, causes)`;

export async function insertEvents(
  tx: Queryable,
  o: { sellerId: number; at: Date; events: readonly NewEvent[] },
): Promise<void> {
  const { events } = o;
  if (events.length === 0) return;
  await tx.execute(INSERT_EVENTS, [
    ...[o.sellerId, o.at],
    events.map(({ kind }) => kind),
    events.map(({ skuId = null }) => skuId),
    events.map(({ accountId = null }) => accountId),
    events.map(({ orderId = null }) => orderId),
    events.map(({ body = {} }) => JSON.stringify(body)),
    events.map(({ causes = [] }) => (causes === null ? null : `{${causes.join(',')}}`)),
  ]);
}
