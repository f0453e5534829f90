/** SQL that keeps orders as their shops tell them: a few statements for any number of orders. */
import { LANE_BEGIN, LANE_COMMIT, type Lane, type LaneStatement } from '../database/lane.ts';
import type { OrderBody, ToldLine } from '../outbox/event-store.ts';

// What rules hear of an order that is here for the first time stands under its account and id.
const BODY_OF = `$11::jsonb -> (saved.account_id || ':' || saved.external_id)`;

// Before the orders are saved, so that each is found as it was: a cancellation is told once.
const CANCEL_KNOWN = `
  WITH saved AS (
    UPDATE sales_order AS known SET is_cancelled = true
    FROM unnest($2::int[], $3::text[]) AS told (account_id, external_id)
    WHERE known.seller_id = $1 AND known.account_id = told.account_id
      AND known.external_id = told.external_id AND NOT known.is_cancelled
    RETURNING known.order_id, known.account_id, known.external_id)
  INSERT INTO event (seller_id, kind, account_id, order_id, body, at)
  SELECT $1, 'order-cancelled', saved.account_id, saved.order_id,
    ${BODY_OF.replace('$11', '$4')}, $5 FROM saved`;

// Orders that are already there and unchanged are not written again. A row that no transaction has
// changed (xmax 0) is new.
const SAVE_ORDERS = `
  WITH saved AS (
  INSERT INTO sales_order AS known (seller_id, account_id, external_id, number, currency,
    total_minor, is_cancelled, placed_at, revised_at, arrived_at)
  SELECT $1, told.* FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[],
    $7::boolean[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[]) AS told
  ON CONFLICT (seller_id, account_id, external_id) DO UPDATE SET
    number = CASE WHEN NEWER THEN excluded.number ELSE known.number END,
    currency = CASE WHEN NEWER THEN excluded.currency ELSE known.currency END,
    total_minor = CASE WHEN NEWER THEN excluded.total_minor ELSE known.total_minor END,
    placed_at = CASE WHEN NEWER THEN excluded.placed_at ELSE known.placed_at END,
    is_cancelled = known.is_cancelled OR excluded.is_cancelled,
    revised_at = greatest(known.revised_at, excluded.revised_at)
  WHERE (excluded.is_cancelled AND NOT known.is_cancelled) OR (NEWER AND
    (excluded.number, excluded.currency, excluded.total_minor, excluded.placed_at,
      excluded.revised_at)
    IS DISTINCT FROM
    (known.number, known.currency, known.total_minor, known.placed_at,
      known.revised_at))
  RETURNING order_id, account_id, external_id, is_cancelled, xmax = 0 AS is_new)
  INSERT INTO event (seller_id, kind, account_id, order_id, body, at)
  SELECT $1, CASE WHEN is_cancelled THEN 'order-cancelled' ELSE 'order-received' END, account_id,
    order_id, ${BODY_OF}, $12
  FROM saved WHERE is_new`.replaceAll(
  'NEWER',
  '(coalesce(excluded.revised_at > known.revised_at, known.revised_at IS NULL))',
);

// The order of each told row, looked up one by one (OFFSET 0 keeps the planner from making a join
// of it, which it would do by scanning all orders while it has no statistics). A body is the newest
// one heard of when the order carries its revision.
const THEIR_ORDER = `
  CROSS JOIN LATERAL (
    SELECT order_id, arrived_at, placed_at, revised_at IS NOT DISTINCT FROM told.revised_at
      AS is_newest
    FROM sales_order WHERE seller_id = $1 AND account_id = told.account_id
      AND external_id = told.external_id OFFSET 0) AS own`;
const TOLD_LINES = `
  INSERT INTO sales_order_line AS known
    (seller_id, line_key, order_id, title, sku_code, unit_price_minor, refunded)
  SELECT $1, told.line_key, own.order_id, told.title, told.sku_code, told.unit_price_minor,
    told.refunded
  FROM unnest($2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
      $8::bigint[], $9::int[])
    AS told (account_id, external_id, revised_at, line_key, title, sku_code, unit_price_minor,
      refunded) ${THEIR_ORDER}`;
// Two statements, because a conflicting row cannot ask how new the body was that told it.
const SAVE_NEWEST_LINES = `${TOLD_LINES}
  WHERE own.is_newest
  ON CONFLICT (seller_id, line_key) DO UPDATE SET title = excluded.title,
    sku_code = excluded.sku_code, unit_price_minor = excluded.unit_price_minor,
    refunded = greatest(known.refunded, excluded.refunded)
  WHERE excluded.refunded > known.refunded OR
    (excluded.title, excluded.sku_code, excluded.unit_price_minor) IS DISTINCT FROM
    (known.title, known.sku_code, known.unit_price_minor)`;
const SAVE_OLDER_LINES = `${TOLD_LINES}
  WHERE NOT own.is_newest
  ON CONFLICT (seller_id, line_key) DO UPDATE SET refunded = excluded.refunded
  WHERE excluded.refunded > known.refunded`;

// Units that came back since they were told last. Rare, so it is asked only when a body has some.
const TELL_RETURNS = `
  WITH before AS MATERIALIZED (
    SELECT told.line_key, told.account_id, known.order_id, known.returned, told.returned AS now
    FROM unnest($2::text[], $3::int[], $4::int[]) AS told (line_key, account_id, returned)
      CROSS JOIN LATERAL (SELECT order_id, returned FROM sales_order_line
        WHERE seller_id = $1 AND line_key = told.line_key AND returned < told.returned
        FOR UPDATE) AS known),
  grown AS (
    UPDATE sales_order_line AS known SET returned = before.now FROM before
    WHERE known.seller_id = $1 AND known.line_key = before.line_key)
  INSERT INTO event (seller_id, kind, account_id, order_id, body, at)
  SELECT $1, 'return', account_id, order_id,
    ($5::jsonb -> line_key) || jsonb_build_object('units', now - returned), $6
  FROM before`;

// A buyer's data is not stored again once it was erased: neither on request (the request names the
// order or the customer, and orders placed after it are new business), nor by age (which is
// counted from the first arrival of the order).
const KEEP_BUYERS = `
  INSERT INTO buyer AS known (seller_id, account_id, order_external_id, customer_external_id,
    name, email, phone, address, stored_at, erase_after)
  SELECT $1, told.account_id, told.external_id, told.customer_external_id, told.name, told.email,
    told.phone, told.address::jsonb, $10, own.arrived_at + kept.days
  FROM (SELECT make_interval(days => retention_days) AS days FROM seller
      WHERE seller_id = $1) AS kept
    CROSS JOIN unnest($2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::text[],
      $7::text[], $8::text[], $9::text[])
    AS told (account_id, external_id, revised_at, customer_external_id, name, email, phone,
      address) ${THEIR_ORDER}
  WHERE own.arrived_at + kept.days > $10
    AND (own.is_newest OR (SELECT true FROM buyer
      WHERE seller_id = $1 AND account_id = told.account_id
        AND order_external_id = told.external_id) IS NULL)
    AND (SELECT true FROM privacy_request AS request
      WHERE request.seller_id = $1 AND request.account_id = told.account_id
        AND request.at >= own.placed_at
        AND (request.kind = 'redact-account' OR request.kind = 'redact-customer'
          AND (told.external_id = ANY(request.order_external_ids)
            OR request.customer_external_id = told.customer_external_id)) LIMIT 1) IS NULL
  ON CONFLICT (seller_id, account_id, order_external_id) DO UPDATE SET
    customer_external_id = excluded.customer_external_id, name = excluded.name,
    email = excluded.email, phone = excluded.phone, address = excluded.address
  WHERE (excluded.customer_external_id, excluded.name, excluded.email, excluded.phone,
      excluded.address)
    IS DISTINCT FROM
    (known.customer_external_id, known.name, known.email, known.phone, known.address)`;

export interface OrderRow {
  /** What rules hear when it is new. */
  readonly body: OrderBody;
  readonly accountId: number;
  readonly externalId: string;
  readonly number: string;
  readonly currency: string;
  readonly totalMinor: number | null;
  readonly isCancelled: boolean;
  readonly placedAt: Date;
  readonly revisedAt: Date | null;
  readonly arrivedAt: Date;
}

/** The body that told a line or a buyer. */
interface ToldBy {
  readonly accountId: number;
  readonly externalId: string;
  readonly revisedAt: Date | null;
}

export interface OrderLineRow extends ToldBy {
  readonly lineKey: string;
  readonly title: string;
  readonly skuCode: string | null;
  readonly unitPriceMinor: number | null;
  readonly refunded: number;
  readonly returned: number;
  /** What rules hear when units come back. */
  readonly body: { readonly number: string; readonly line: ToldLine };
}

export interface BuyerRow extends ToldBy {
  readonly customerExternalId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Readonly<Record<string, string>> | null;
}

/** Every order, line and buyer once, in one transaction and one round trip. */
export async function saveOrders(
  lane: Lane,
  o: {
    sellerId: number;
    orders: readonly OrderRow[];
    lines: readonly OrderLineRow[];
    buyers: readonly BuyerRow[];
    at: Date;
  },
): Promise<void> {
  const { sellerId, orders, lines, buyers, at } = o;
  const statements: LaneStatement[] = [LANE_BEGIN];
  const cancelled = orders.filter((order) => order.isCancelled);
  if (cancelled.length > 0) {
    const params = [sellerId, ...toNames(cancelled), toBodies(cancelled), at];
    statements.push({ name: 'orders_cancel', sql: CANCEL_KNOWN, params });
  }
  const params = [sellerId, ...toOrderParams(orders), toBodies(orders), at];
  statements.push({ name: 'orders_save', sql: SAVE_ORDERS, params });
  if (lines.length > 0) {
    const params = [sellerId, ...toLineParams(lines)];
    statements.push({ name: 'orders_newest_lines', sql: SAVE_NEWEST_LINES, params });
    statements.push({ name: 'orders_older_lines', sql: SAVE_OLDER_LINES, params });
  }
  const returned = lines.filter((line) => line.returned > 0);
  if (returned.length > 0) {
    const params = [sellerId, ...toReturnParams(returned), at];
    statements.push({ name: 'orders_returns', sql: TELL_RETURNS, params });
  }
  if (buyers.length > 0) {
    const params = [sellerId, ...toBuyerParams(buyers), at];
    statements.push({ name: 'orders_keep_buyers', sql: KEEP_BUYERS, params });
  }
  await lane.pipeline([...statements, LANE_COMMIT]);
}

const toNames = (orders: readonly OrderRow[]): unknown[] => [
  orders.map((order) => order.accountId),
  orders.map((order) => order.externalId),
];

const toBodies = (orders: readonly OrderRow[]): string =>
  JSON.stringify(
    Object.fromEntries(
      orders.map(({ accountId, externalId, body }) => [`${accountId}:${externalId}`, body]),
    ),
  );

function toReturnParams(lines: readonly OrderLineRow[]): unknown[] {
  return [
    lines.map((line) => line.lineKey),
    lines.map((line) => line.accountId),
    lines.map((line) => line.returned),
    JSON.stringify(Object.fromEntries(lines.map(({ lineKey, body }) => [lineKey, body]))),
  ];
}

function toOrderParams(orders: readonly OrderRow[]): unknown[] {
  return [
    ...toNames(orders),
    orders.map((order) => order.number),
    orders.map((order) => order.currency),
    orders.map((order) => order.totalMinor),
    orders.map((order) => order.isCancelled),
    orders.map((order) => order.placedAt),
    orders.map((order) => order.revisedAt),
    orders.map((order) => order.arrivedAt),
  ];
}

const toToldBy = (rows: readonly ToldBy[]): unknown[] => [
  rows.map((row) => row.accountId),
  rows.map((row) => row.externalId),
  rows.map((row) => row.revisedAt),
];

function toLineParams(lines: readonly OrderLineRow[]): unknown[] {
  return [
    ...toToldBy(lines),
    lines.map((line) => line.lineKey),
    lines.map((line) => line.title),
    lines.map((line) => line.skuCode),
    lines.map((line) => line.unitPriceMinor),
    lines.map((line) => line.refunded),
  ];
}

function toBuyerParams(buyers: readonly BuyerRow[]): unknown[] {
  return [
    ...toToldBy(buyers),
    buyers.map((buyer) => buyer.customerExternalId),
    buyers.map((buyer) => buyer.name),
    buyers.map((buyer) => buyer.email),
    buyers.map((buyer) => buyer.phone),
    buyers.map((buyer) => (buyer.address ? JSON.stringify(buyer.address) : null)),
  ];
}
