/** SQL of what is handed out as a file. Buyers' data is not in it: it stays in its one table. */
import type { Queryable } from '../database/queryable.ts';

// $2: at most so many rows. Numbers stay numbers, moments are told by the clock of the zone in $3.
const STAMP = (column: string) => `to_char(${column} AT TIME ZONE $3, 'YYYY-MM-DD HH24:MI:SS')`;

const STOCK = `
  SELECT sku.code, sku.title, location.name AS location,
    coalesce(stock.on_hand, 0) AS "onHand", coalesce(stock.reserved, 0) AS reserved,
    coalesce(stock.on_hand - stock.reserved, 0) AS available, $3::text AS zone
  FROM sku CROSS JOIN location LEFT JOIN stock
    ON stock.seller_id = $1 AND stock.sku_id = sku.sku_id
    AND stock.location_id = location.location_id
  WHERE sku.seller_id = $1 AND location.seller_id = $1
    AND NOT EXISTS (SELECT FROM kit_component
      WHERE seller_id = $1 AND kit_sku_id = sku.sku_id)
  ORDER BY sku.code, location.rank, location.location_id LIMIT $2`;
const PRICES = `
  SELECT sku.code, sku.title, coalesce(account.name, '') AS shop, newest.amount_minor AS minor,
    newest.currency, $3::text AS zone
  FROM sku CROSS JOIN LATERAL (
    SELECT DISTINCT ON (account_id) account_id, amount_minor, currency FROM price_change
    WHERE seller_id = $1 AND sku_id = sku.sku_id ORDER BY account_id, price_seq DESC) AS newest
    LEFT JOIN account ON account.seller_id = $1 AND account.account_id = newest.account_id
  WHERE sku.seller_id = $1 ORDER BY sku.code, newest.account_id LIMIT $2`;
const ORDERS = `
  SELECT ${STAMP('head.placed_at')} AS "placedAt", account.name AS shop, head.number,
    CASE WHEN head.is_cancelled THEN 'cancelled' WHEN head.held_at IS NOT NULL THEN 'held'
      ELSE '' END AS mark,
    coalesce(sku.code, shown.sku_code, '') AS code, shown.title,
    coalesce(line.ordered, waiting.ordered) AS ordered,
    coalesce(line.cancelled, waiting.cancelled) AS cancelled,
    coalesce(line.shipped, waiting.shipped) AS shipped,
    coalesce(line.returned, waiting.returned) AS returned,
    coalesce(line.short, 0) AS short, shown.unit_price_minor AS minor, head.currency
  FROM sales_order AS head JOIN account USING (seller_id, account_id)
    JOIN sales_order_line AS shown USING (seller_id, order_id)
    LEFT JOIN order_line AS line
      ON line.seller_id = $1 AND line.line_key = shown.line_key
    LEFT JOIN unmapped_line AS waiting
      ON waiting.seller_id = $1 AND waiting.line_key = shown.line_key
    LEFT JOIN sku ON sku.seller_id = $1 AND sku.sku_id = line.sku_id
  WHERE head.seller_id = $1
  ORDER BY head.placed_at DESC, head.order_id DESC, shown.line_key LIMIT $2`;
const ENTRIES = `
  SELECT entry.seq, ${STAMP('entry.at')} AS at, sku.code, location.name AS location, entry.kind,
    entry.on_hand_delta AS "onHandDelta", entry.reserved_delta AS "reservedDelta",
    entry.on_hand_after AS "onHandAfter", entry.reserved_after AS "reservedAfter",
    entry.cause, entry.actor, coalesce(entry.front_end, '') AS "frontEnd"
  FROM entry JOIN sku ON sku.seller_id = $1 AND sku.sku_id = entry.sku_id
    JOIN location ON location.seller_id = $1 AND location.location_id = entry.location_id
  WHERE entry.seller_id = $1 ORDER BY entry.seq DESC LIMIT $2`;

export interface StockRow {
  readonly code: string;
  readonly title: string;
  readonly location: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

export interface PricedRow {
  readonly code: string;
  readonly title: string;
  /** '' : the base price. */
  readonly shop: string;
  readonly minor: number;
  readonly currency: string;
}

export interface OrderedRow {
  readonly placedAt: string;
  readonly shop: string;
  readonly number: string;
  readonly mark: string;
  readonly code: string;
  readonly title: string;
  readonly ordered: number | null;
  readonly cancelled: number | null;
  readonly shipped: number | null;
  readonly returned: number | null;
  readonly short: number;
  readonly minor: number | null;
  readonly currency: string;
}

export interface EntryRow {
  readonly seq: number;
  readonly at: string;
  readonly code: string;
  readonly location: string;
  readonly kind: string;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly cause: string;
  readonly actor: string;
  readonly frontEnd: string;
}

export interface ExportAsked {
  readonly sellerId: number;
  readonly timeZone: string;
  readonly limit: number;
}
type Row<Value> = Value & Record<string, unknown>;

const paramsOf = (o: ExportAsked) => [o.sellerId, o.limit, o.timeZone];

export const exportStock = (db: Queryable, o: ExportAsked): Promise<StockRow[]> =>
  db.rows<Row<StockRow>>(STOCK, paramsOf(o));
export const exportPrices = (db: Queryable, o: ExportAsked): Promise<PricedRow[]> =>
  db.rows<Row<PricedRow>>(PRICES, paramsOf(o));
/** Newest first. */
export const exportOrders = (db: Queryable, o: ExportAsked): Promise<OrderedRow[]> =>
  db.rows<Row<OrderedRow>>(ORDERS, paramsOf(o));
/** Newest first. */
export const exportEntries = (db: Queryable, o: ExportAsked): Promise<EntryRow[]> =>
  db.rows<Row<EntryRow>>(ENTRIES, paramsOf(o));
