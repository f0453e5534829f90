/** SQL that keeps orders as their shops tell them. One statement for any number of orders. */
import type { Queryable } from '../database/queryable.ts';

// Orders that are already there and unchanged are not written again. `heard` is every order asked
// for: those just written, and those that this statement's snapshot already had.
//
// A buyer's data is not stored again once it was erased: neither on request (the request names the
// order or the customer, and orders placed after it are new business), nor by age (which is
// counted from the first arrival of the order).
const RECORD_ORDERS = `
  WITH told AS (
    SELECT * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::boolean[],
      $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])
      AS told (account_id, external_id, number, currency, total_minor, is_cancelled, placed_at,
        revised_at, arrived_at)),
  saved AS (
    INSERT INTO sales_order AS known (seller_id, account_id, external_id, number, currency,
      total_minor, is_cancelled, placed_at, revised_at, arrived_at)
    SELECT $1, told.* FROM told
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
      (known.number, known.currency, known.total_minor, known.placed_at, known.revised_at))
    RETURNING order_id, account_id, external_id, revised_at, arrived_at),
  heard AS (
    SELECT saved.order_id, saved.account_id, saved.external_id, saved.arrived_at,
      saved.revised_at IS NOT DISTINCT FROM told.revised_at AS is_newest
    FROM saved JOIN told USING (account_id, external_id)
    UNION ALL
    SELECT known.order_id, known.account_id, known.external_id, known.arrived_at, false
    FROM told JOIN sales_order AS known
      ON known.seller_id = $1 AND known.account_id = told.account_id
        AND known.external_id = told.external_id
    WHERE NOT EXISTS (SELECT FROM saved WHERE saved.order_id = known.order_id)),
  told_line AS (
    SELECT line.*, heard.order_id, heard.is_newest FROM unnest($11::int[], $12::text[], $13::text[],
      $14::text[], $15::text[], $16::bigint[], $17::int[])
      AS line (account_id, external_id, line_key, title, sku_code, unit_price_minor, refunded)
    JOIN heard USING (account_id, external_id)),
  new_line AS (
    INSERT INTO sales_order_line
      (seller_id, line_key, order_id, title, sku_code, unit_price_minor, refunded)
    SELECT $1, line_key, order_id, title, sku_code, unit_price_minor, refunded FROM told_line
    ON CONFLICT DO NOTHING),
  changed_line AS (
    UPDATE sales_order_line AS known SET
      title = CASE WHEN line.is_newest THEN line.title ELSE known.title END,
      sku_code = CASE WHEN line.is_newest THEN line.sku_code ELSE known.sku_code END,
      unit_price_minor = CASE WHEN line.is_newest THEN line.unit_price_minor
        ELSE known.unit_price_minor END,
      refunded = greatest(known.refunded, line.refunded)
    FROM told_line AS line
    WHERE known.seller_id = $1 AND known.line_key = line.line_key
      AND (line.refunded > known.refunded OR (line.is_newest AND
        (line.title, line.sku_code, line.unit_price_minor) IS DISTINCT FROM
        (known.title, known.sku_code, known.unit_price_minor)))),
  told_buyer AS (
    SELECT person.*, heard.is_newest, told.placed_at,
      heard.arrived_at + make_interval(days => seller.retention_days) AS erase_after
    FROM unnest($18::int[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[],
      $24::text[])
      AS person (account_id, external_id, customer_external_id, name, email, phone, address)
    JOIN heard USING (account_id, external_id) JOIN told USING (account_id, external_id)
    JOIN seller ON seller.seller_id = $1),
  kept_buyer AS (
    INSERT INTO buyer AS known (seller_id, account_id, order_external_id, customer_external_id,
      name, email, phone, address, stored_at, erase_after)
    SELECT $1, account_id, external_id, customer_external_id, name, email, phone, address::jsonb,
      $25, erase_after
    FROM told_buyer
    WHERE erase_after > $25 AND NOT EXISTS (
      SELECT FROM privacy_request AS request
      WHERE request.seller_id = $1 AND request.account_id = told_buyer.account_id
        AND request.at >= told_buyer.placed_at
        AND (request.kind = 'redact-account' OR request.kind = 'redact-customer'
          AND (told_buyer.external_id = ANY(request.order_external_ids)
            OR request.customer_external_id = told_buyer.customer_external_id)))
    ON CONFLICT (seller_id, account_id, order_external_id) DO UPDATE SET
      customer_external_id = excluded.customer_external_id, name = excluded.name,
      email = excluded.email, phone = excluded.phone, address = excluded.address
    WHERE (excluded.customer_external_id, excluded.name, excluded.email, excluded.phone,
        excluded.address)
      IS DISTINCT FROM
      (known.customer_external_id, known.name, known.email, known.phone, known.address)
      AND EXISTS (SELECT FROM told_buyer WHERE told_buyer.is_newest
        AND told_buyer.account_id = known.account_id
        AND told_buyer.external_id = known.order_external_id))
  SELECT count(*)::int AS heard FROM heard`.replaceAll(
  'NEWER',
  '(coalesce(excluded.revised_at > known.revised_at, known.revised_at IS NULL))',
);

export interface OrderRow {
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

export interface OrderLineRow {
  readonly accountId: number;
  readonly externalId: string;
  readonly lineKey: string;
  readonly title: string;
  readonly skuCode: string | null;
  readonly unitPriceMinor: number | null;
  readonly refunded: number;
}

export interface BuyerRow {
  readonly accountId: number;
  readonly externalId: string;
  readonly customerExternalId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Readonly<Record<string, string>> | null;
}

/** Every order, line and buyer once. @returns of how many orders the row was found or made */
export async function saveOrders(
  db: Queryable,
  o: {
    sellerId: number;
    orders: readonly OrderRow[];
    lines: readonly OrderLineRow[];
    buyers: readonly BuyerRow[];
    at: Date;
  },
): Promise<number> {
  const { orders, lines, buyers } = o;
  const { heard } = await db.row<{ heard: number }>(RECORD_ORDERS, [
    o.sellerId,
    orders.map((order) => order.accountId),
    orders.map((order) => order.externalId),
    orders.map((order) => order.number),
    orders.map((order) => order.currency),
    orders.map((order) => order.totalMinor),
    orders.map((order) => order.isCancelled),
    orders.map((order) => order.placedAt),
    orders.map((order) => order.revisedAt),
    orders.map((order) => order.arrivedAt),
    lines.map((line) => line.accountId),
    lines.map((line) => line.externalId),
    lines.map((line) => line.lineKey),
    lines.map((line) => line.title),
    lines.map((line) => line.skuCode),
    lines.map((line) => line.unitPriceMinor),
    lines.map((line) => line.refunded),
    buyers.map((buyer) => buyer.accountId),
    buyers.map((buyer) => buyer.externalId),
    buyers.map((buyer) => buyer.customerExternalId),
    buyers.map((buyer) => buyer.name),
    buyers.map((buyer) => buyer.email),
    buyers.map((buyer) => buyer.phone),
    buyers.map((buyer) => (buyer.address ? JSON.stringify(buyer.address) : null)),
    o.at,
  ]);
  return heard;
}
