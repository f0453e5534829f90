/** What the sale reads from the books to judge them; nothing here is kept by the demo itself. */
import type { Queryable } from '../../core/database/queryable.ts';

const COUNT_SO_FAR = `
  SELECT (SELECT count(*) FROM sales_order WHERE seller_id = $1)::int AS orders,
    count(DISTINCT shown.order_id) FILTER (WHERE line.short > 0)::int AS "shortOrders",
    coalesce(sum(line.short), 0)::int AS "shortUnits",
    (SELECT coalesce(sum(delta), 0) FROM shortage WHERE seller_id = $1 AND delta > 0)::int
      AS "everShortUnits"
  FROM order_line AS line
    JOIN sales_order_line AS shown USING (seller_id, line_key)
  WHERE line.seller_id = $1`;

const READ_LINES = `
  SELECT line_key AS "lineKey", ordered, cancelled, shipped, returned, short
  FROM order_line WHERE seller_id = $1`;

// The key of an entry names the line whose promise it moves: at its start, or behind the last > or
// < where another event covered the line or took its stock away.
const LINES_OF_ENTRIES = `
  SELECT coalesce(substring(key FROM '[<>]([^<>]*)$'), array_to_string(
      (string_to_array(key, ':'))[1:3], ':')) AS named,
    sku_id, reserved_delta - on_hand_delta AS taken
  FROM entry WHERE seller_id = $1`;

// Units that entries took from sale for a line, beyond what its buyer still wants of it.
const COUNT_TAKEN_TWICE = `
  WITH moved AS (
    SELECT regexp_replace(named, '/\\d+\\.\\d+$', '') AS line_key, sku_id, sum(taken) AS taken
    FROM (${LINES_OF_ENTRIES}) AS entry_of GROUP BY 1, 2)
  SELECT count(*)::int AS count, count(*) FILTER (WHERE moved.taken >
      greatest(line.ordered - line.cancelled, line.shipped) * coalesce(kit.quantity, 1))::int
      AS "tooMany"
  FROM moved JOIN order_line AS line ON line.seller_id = $1 AND line.line_key = moved.line_key
    LEFT JOIN kit_component AS kit ON kit.seller_id = $1 AND kit.kit_sku_id = line.sku_id
      AND kit.component_sku_id = moved.sku_id`;

export interface SoFar {
  readonly orders: number;
  readonly shortOrders: number;
  readonly shortUnits: number;
  readonly everShortUnits: number;
}

export function countSoFar(db: Queryable, sellerId: number): Promise<SoFar> {
  return db.row<SoFar & Record<string, unknown>>(COUNT_SO_FAR, [sellerId]);
}

export interface BookedLine {
  readonly lineKey: string;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly returned: number;
  readonly short: number;
}

export function readBookedLines(db: Queryable, sellerId: number): Promise<BookedLine[]> {
  return db.rows<BookedLine & Record<string, unknown>>(READ_LINES, [sellerId]);
}

/** `count`: lines that entries speak of, so that an empty answer is not taken for a good one. */
export function countTakenTwice(
  db: Queryable,
  sellerId: number,
): Promise<{ count: number; tooMany: number }> {
  return db.row<{ count: number; tooMany: number }>(COUNT_TAKEN_TWICE, [sellerId]);
}
