/** SQL of what was sold, from orders and from entries by hand: per shop, per day, per SKU. */
import type { Queryable } from '../database/queryable.ts';

// A line counts when its buyer placed the order, with the units that are still wanted of it or have
// left. Lines that wait for a SKU are sold too. $1 seller, $2 from, $3 to.
const SOLD_LINES = `
  SELECT sales_order.account_id, sales_order.order_id, sales_order.placed_at AS at, line.sku_id,
    greatest(coalesce(line.ordered - line.cancelled, waiting.ordered - waiting.cancelled),
      coalesce(line.shipped, waiting.shipped), 0) AS units,
    shown.unit_price_minor AS price
  FROM sales_order JOIN sales_order_line AS shown USING (seller_id, order_id)
    LEFT JOIN order_line AS line
      ON line.seller_id = shown.seller_id AND line.line_key = shown.line_key
    LEFT JOIN unmapped_line AS waiting
      ON waiting.seller_id = shown.seller_id AND waiting.line_key = shown.line_key
  WHERE sales_order.seller_id = $1 AND sales_order.placed_at >= $2 AND sales_order.placed_at < $3`;

// Units that left without having been promised to an order: sold over the counter.
const SOLD_BY_HAND = `
  SELECT sku_id, at, -on_hand_delta AS units FROM entry
  WHERE seller_id = $1 AND at >= $2 AND at < $3
    AND kind = 'ship' AND reserved_delta = 0 AND cause NOT LIKE 'order %'`;

const SALES_BY_ACCOUNT = `
  SELECT account.account_id AS "accountId", account.name, account.currency,
    count(DISTINCT sold.order_id) FILTER (WHERE sold.units > 0)::int AS orders,
    coalesce(sum(sold.units), 0)::int AS units,
    coalesce(sum(sold.units * sold.price), 0)::bigint AS minor,
    coalesce(sum(sold.units) FILTER (WHERE sold.price IS NULL), 0)::int AS "unitsWithoutPrice"
  FROM account LEFT JOIN (${SOLD_LINES}) AS sold USING (account_id)
  WHERE account.seller_id = $1
  GROUP BY account.account_id, account.name, account.currency ORDER BY account.account_id`;

const COUNT_REST = `
  SELECT
    (SELECT coalesce(sum(units), 0) FROM (${SOLD_BY_HAND}) AS sold)::int AS "unitsByHand",
    (SELECT coalesce(sum(on_hand_delta), 0) FROM entry WHERE seller_id = $1 AND at >= $2
      AND at < $3 AND kind = 'return')::int AS "unitsReturned",
    (SELECT coalesce(sum(on_hand_delta), 0) FROM entry WHERE seller_id = $1 AND at >= $2
      AND at < $3 AND kind = 'receipt')::int AS "unitsReceived",
    (SELECT coalesce(sum(delta), 0) FROM shortage WHERE seller_id = $1 AND at >= $2
      AND at < $3 AND delta > 0)::int AS "unitsShort",
    (SELECT coalesce(sum(short), 0) FROM order_line WHERE seller_id = $1 AND short > 0)::int
      AS "unitsShortNow"`;

// $4: 'day' or 'hour', $5: the seller's zone. A bucket is named by the wall clock there.
const SALES_OVER_TIME = `
  SELECT to_char(date_trunc($4, at AT TIME ZONE $5), 'YYYY-MM-DD"T"HH24') AS bucket,
    sum(units)::int AS units
  FROM (SELECT at, units FROM (${SOLD_LINES}) AS ordered
    UNION ALL SELECT at, units FROM (${SOLD_BY_HAND}) AS handed) AS sold
  GROUP BY 1 ORDER BY 1`;

const SALES_BY_SKU = `
  SELECT sku.sku_id AS "skuId", sku.code, sku.title, sum(sold.units)::int AS units
  FROM (SELECT sku_id, units FROM (${SOLD_LINES}) AS ordered
    UNION ALL SELECT sku_id, units FROM (${SOLD_BY_HAND}) AS handed) AS sold
    JOIN sku ON sku.seller_id = $1 AND sku.sku_id = sold.sku_id
  GROUP BY sku.sku_id, sku.code, sku.title HAVING sum(sold.units) > 0
  ORDER BY units DESC, sku.code LIMIT $4`;

// Of what lies on shelves: a kit's sale is a sale of its components.
const DEMAND_BY_SKU = `
  SELECT coalesce(part.component_sku_id, sold.sku_id) AS "skuId",
    sum(sold.units * coalesce(part.quantity, 1))::int AS units
  FROM (SELECT sku_id, units FROM (${SOLD_LINES}) AS ordered
    UNION ALL SELECT sku_id, units FROM (${SOLD_BY_HAND}) AS handed) AS sold
    LEFT JOIN kit_component AS part
      ON part.seller_id = $1 AND part.kit_sku_id = sold.sku_id
  WHERE sold.sku_id IS NOT NULL
  GROUP BY 1 HAVING sum(sold.units) > 0`;

/** From the first instant to the one before the second. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}
type Asked = Span & { readonly sellerId: number };
type Row<T> = T & Record<string, unknown>;

export interface AccountSales {
  readonly accountId: number;
  readonly name: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  /** What buyers pay for these units by the order's own prices, in minor units. */
  readonly minor: number;
  /** Units whose price the shop did not tell: not in `minor`. */
  readonly unitsWithoutPrice: number;
}

export interface OtherFigures {
  readonly unitsByHand: number;
  readonly unitsReturned: number;
  readonly unitsReceived: number;
  /** Units that became short in the span, whatever became of them since. */
  readonly unitsShort: number;
  readonly unitsShortNow: number;
}

export interface BucketSales {
  /** '2026-11-25T00' of a day, '2026-11-25T13' of an hour, by the wall clock of the zone. */
  readonly bucket: string;
  readonly units: number;
}

export interface SkuSales {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly units: number;
}

const spanOf = (o: Asked) => [o.sellerId, o.from, o.to];

export function readSalesByAccount(db: Queryable, o: Asked): Promise<AccountSales[]> {
  return db.rows<Row<AccountSales>>(SALES_BY_ACCOUNT, spanOf(o));
}

export function countRest(db: Queryable, o: Asked): Promise<OtherFigures> {
  return db.row<Row<OtherFigures>>(COUNT_REST, spanOf(o));
}

export function readSalesOverTime(
  db: Queryable,
  o: Asked & { bucket: 'day' | 'hour'; timeZone: string },
): Promise<BucketSales[]> {
  return db.rows<Row<BucketSales>>(SALES_OVER_TIME, [...spanOf(o), o.bucket, o.timeZone]);
}

export function readSalesBySku(db: Queryable, o: Asked & { limit: number }): Promise<SkuSales[]> {
  return db.rows<Row<SkuSales>>(SALES_BY_SKU, [...spanOf(o), o.limit]);
}

export function readDemandBySku(
  db: Queryable,
  o: Asked,
): Promise<{ skuId: number; units: number }[]> {
  return db.rows<Row<{ skuId: number; units: number }>>(DEMAND_BY_SKU, spanOf(o));
}
