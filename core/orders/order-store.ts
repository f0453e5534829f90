/** SQL that shows orders and changes what people may change on them. */
import type { Queryable } from '../database/queryable.ts';
import type { LineUpdate } from '../ledger/ledger-event.ts';

// A line's figures are the ledger's; a line whose SKU nobody knows yet waits with its own.
const LINES_OF_ORDER = `
  coalesce((SELECT json_agg(json_build_object(
      'lineKey', shown.line_key, 'title', shown.title, 'skuCode', shown.sku_code,
      'unitPriceMinor', shown.unit_price_minor, 'refunded', shown.refunded,
      'skuId', stocked.sku_id,
      'ordered', coalesce(stocked.ordered, waiting.ordered, 0),
      'cancelled', coalesce(stocked.cancelled, waiting.cancelled, 0),
      'shipped', coalesce(stocked.shipped, waiting.shipped, 0),
      'returned', coalesce(stocked.returned, waiting.returned, 0),
      'restocked', coalesce(stocked.restocked, 0),
      'reserved', coalesce(stocked.reserved, 0), 'short', coalesce(stocked.short, 0),
      'revision', coalesce(stocked.revision, waiting.revision, 0)) ORDER BY shown.line_key)
    FROM sales_order_line AS shown
      LEFT JOIN order_line AS stocked
        ON stocked.seller_id = shown.seller_id AND stocked.line_key = shown.line_key
      LEFT JOIN unmapped_line AS waiting
        ON waiting.seller_id = shown.seller_id AND waiting.line_key = shown.line_key
    WHERE shown.seller_id = sales_order.seller_id
      AND shown.order_id = sales_order.order_id), '[]') AS lines`;
const SHIPMENTS_OF_ORDER = `
  coalesce((SELECT json_agg(json_build_object('carrier', carrier, 'tracking', tracking, 'at', at)
      ORDER BY shipment_id)
    FROM shipment WHERE shipment.seller_id = sales_order.seller_id
      AND shipment.order_id = sales_order.order_id), '[]') AS shipments`;
const ORDER_FIELDS = `
  sales_order.order_id AS "orderId", sales_order.account_id AS "accountId",
  account.name AS "accountName", sales_order.external_id AS "externalId", sales_order.number,
  sales_order.currency, sales_order.total_minor AS "totalMinor",
  sales_order.is_cancelled AS "isCancelled", sales_order.held_at AS "heldAt",
  sales_order.placed_at AS "placedAt", sales_order.arrived_at AS "arrivedAt", ${LINES_OF_ORDER},
  ${SHIPMENTS_OF_ORDER}`;
const READ_ORDER = `
  SELECT ${ORDER_FIELDS} FROM sales_order JOIN account USING (seller_id, account_id)
  WHERE sales_order.seller_id = $1 AND sales_order.order_id = $2`;
const LIST_ORDERS = `
  SELECT ${ORDER_FIELDS} FROM sales_order JOIN account USING (seller_id, account_id)
  WHERE sales_order.seller_id = $1
    AND ($2::timestamptz IS NULL OR (sales_order.placed_at, sales_order.order_id) < ($2, $3))
    AND ($4::int IS NULL OR sales_order.account_id = $4)
    AND ($5::text IS NULL OR sales_order.number IN ($5, '#' || $5)
      OR sales_order.external_id = $5)
  ORDER BY sales_order.placed_at DESC, sales_order.order_id DESC LIMIT $6`;
const RECENT_NUMBERS = `
  SELECT number FROM sales_order WHERE seller_id = $1 AND placed_at > $2
  ORDER BY placed_at DESC, order_id DESC LIMIT $3`;
const SET_HELD = `
  UPDATE sales_order SET held_at = $3 WHERE seller_id = $1 AND order_id = $2`;
const SET_CANCELLED = `
  UPDATE sales_order SET is_cancelled = true
  WHERE seller_id = $1 AND order_id = $2 AND NOT is_cancelled`;
const CANCEL_WAITING = `
  UPDATE unmapped_line SET cancelled = ordered - shipped
  WHERE seller_id = $1 AND line_key = ANY($2::text[]) AND cancelled < ordered - shipped`;
const INSERT_SHIPMENT = `
  INSERT INTO shipment (seller_id, order_id, key, carrier, tracking, lines, actor, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (seller_id, key) DO NOTHING`;
const FIND_SHIPMENT = `
  SELECT order_id AS "orderId", lines FROM shipment WHERE seller_id = $1 AND key = $2`;
const LIST_SHORTAGES = `
  SELECT line.line_key AS "lineKey", line.sku_id AS "skuId", sku.code AS "skuCode",
    line.account_id AS "accountId", account.name AS "accountName", line.short,
    sales_order.order_id AS "orderId", sales_order.number, sales_order.placed_at AS "placedAt"
  FROM order_line AS line
    JOIN sku ON sku.seller_id = line.seller_id AND sku.sku_id = line.sku_id
    JOIN account ON account.seller_id = line.seller_id AND account.account_id = line.account_id
    LEFT JOIN sales_order_line AS shown
      ON shown.seller_id = line.seller_id AND shown.line_key = line.line_key
    LEFT JOIN sales_order
      ON sales_order.seller_id = shown.seller_id AND sales_order.order_id = shown.order_id
  WHERE line.seller_id = $1 AND line.short > 0 AND ($2::int IS NULL OR line.sku_id = $2)
  ORDER BY line.short_seq, line.line_key LIMIT $3`;
const LIST_RETURNS = `
  SELECT line.line_key AS "lineKey", line.sku_id AS "skuId", sku.code AS "skuCode",
    line.account_id AS "accountId", account.name AS "accountName",
    line.returned - line.restocked AS waiting,
    sales_order.order_id AS "orderId", sales_order.number
  FROM order_line AS line
    JOIN sku ON sku.seller_id = line.seller_id AND sku.sku_id = line.sku_id
    JOIN account ON account.seller_id = line.seller_id AND account.account_id = line.account_id
    LEFT JOIN sales_order_line AS shown
      ON shown.seller_id = line.seller_id AND shown.line_key = line.line_key
    LEFT JOIN sales_order
      ON sales_order.seller_id = shown.seller_id AND sales_order.order_id = shown.order_id
  WHERE line.seller_id = $1 AND line.returned > line.restocked
  ORDER BY line.line_key LIMIT $2`;

export interface OrderLineShown {
  readonly lineKey: string;
  readonly title: string;
  readonly skuCode: string | null;
  readonly unitPriceMinor: number | null;
  readonly refunded: number;
  /** Null: nobody knows yet what this is; the line moves no stock until it is mapped. */
  readonly skuId: number | null;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly returned: number;
  readonly restocked: number;
  readonly reserved: number;
  readonly short: number;
  readonly revision: number;
}

export interface OrderRecord {
  readonly orderId: number;
  readonly accountId: number;
  readonly accountName: string;
  readonly externalId: string;
  readonly number: string;
  readonly currency: string;
  readonly totalMinor: number | null;
  readonly isCancelled: boolean;
  readonly heldAt: Date | null;
  readonly placedAt: Date;
  readonly arrivedAt: Date;
  readonly lines: readonly OrderLineShown[];
  /** Parcels booked out by hand, oldest first. */
  readonly shipments: readonly ShownShipment[];
}

export interface ShownShipment {
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly at: string;
}

export interface Shortage {
  readonly lineKey: string;
  readonly skuId: number;
  readonly skuCode: string;
  readonly accountId: number;
  readonly accountName: string;
  readonly short: number;
  readonly orderId: number | null;
  readonly number: string | null;
  readonly placedAt: Date | null;
}

export interface PendingReturn {
  readonly lineKey: string;
  readonly skuId: number;
  readonly skuCode: string;
  readonly accountId: number;
  readonly accountName: string;
  /** Units that the shop says came back and nobody has taken in. */
  readonly waiting: number;
  readonly orderId: number | null;
  readonly number: string | null;
}

type OrderPlace = { readonly sellerId: number; readonly orderId: number };

export function readOrder(db: Queryable, o: OrderPlace): Promise<OrderRecord | undefined> {
  return db.maybeRow<OrderRecord & Record<string, unknown>>(READ_ORDER, [o.sellerId, o.orderId]);
}

export function listOrders(
  db: Queryable,
  o: {
    sellerId: number;
    before: { placedAt: Date; orderId: number } | null;
    accountId: number | null;
    number: string | null;
    limit: number;
  },
): Promise<OrderRecord[]> {
  const before = [o.before?.placedAt ?? null, o.before?.orderId ?? null];
  const params = [o.sellerId, ...before, o.accountId, o.number, o.limit];
  return db.rows<OrderRecord & Record<string, unknown>>(LIST_ORDERS, params);
}

export async function setHeld(
  tx: Queryable,
  o: OrderPlace & { heldAt: Date | null },
): Promise<void> {
  await tx.execute(SET_HELD, [o.sellerId, o.orderId, o.heldAt]);
}

/** False: it was so already. */
export async function setCancelled(db: Queryable, o: OrderPlace): Promise<boolean> {
  return (await db.execute(SET_CANCELLED, [o.sellerId, o.orderId])) === 1;
}

/** Newest first. */
export async function readRecentNumbers(
  db: Queryable,
  o: { sellerId: number; since: Date; limit: number },
): Promise<string[]> {
  const rows = await db.rows<{ number: string }>(RECENT_NUMBERS, [o.sellerId, o.since, o.limit]);
  return rows.map(({ number }) => number);
}

export async function insertShipment(
  db: Queryable,
  o: OrderPlace & {
    key: string;
    carrier: string | null;
    tracking: string | null;
    lines: readonly LineUpdate[];
    actor: string;
    at: Date;
  },
): Promise<void> {
  const params = [
    ...[o.sellerId, o.orderId, o.key, o.carrier, o.tracking],
    ...[JSON.stringify(o.lines), o.actor, o.at],
  ];
  await db.execute(INSERT_SHIPMENT, params);
}

/** What a command of this key has told the ledger, or was about to. */
export function findShipment(
  db: Queryable,
  o: { sellerId: number; key: string },
): Promise<{ orderId: number; lines: LineUpdate[] } | undefined> {
  return db.maybeRow(FIND_SHIPMENT, [o.sellerId, o.key]);
}

/** Lines that wait for a SKU are cancelled where they wait. */
export async function cancelWaiting(
  db: Queryable,
  o: { sellerId: number; lineKeys: readonly string[] },
): Promise<number> {
  return db.execute(CANCEL_WAITING, [o.sellerId, o.lineKeys]);
}

export function listShortages(
  db: Queryable,
  o: { sellerId: number; skuId: number | null; limit: number },
): Promise<Shortage[]> {
  const params = [o.sellerId, o.skuId, o.limit];
  return db.rows<Shortage & Record<string, unknown>>(LIST_SHORTAGES, params);
}

export function listReturns(
  db: Queryable,
  o: { sellerId: number; limit: number },
): Promise<PendingReturn[]> {
  return db.rows<PendingReturn & Record<string, unknown>>(LIST_RETURNS, [o.sellerId, o.limit]);
}
