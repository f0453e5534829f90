/** SQL of how stock has been moving: when a unit was last sold, and its level in time. */
import type { Queryable } from '../database/queryable.ts';

// What a person sets aside by hand is promised to nobody: its entries name no order's line, neither
// as their cause nor, behind > or <, in their key.
const IS_NO_HOLD = `(kind = 'ship' OR cause LIKE 'order %' OR key ~ '[<>]')`;
// What lies on shelves, with the first time the SKU had an entry and the last time a unit of it was
// sold: promised to an order, or taken over the counter.
const READ_STOCK_AGE = `
  SELECT sku.sku_id AS "skuId", sku.code, sku.title, shelf.on_hand AS "onHand",
    shelf.reserved, first.at AS "firstAt", last.at AS "lastSoldAt"
  FROM (SELECT sku_id, sum(on_hand)::int AS on_hand, sum(reserved)::int AS reserved FROM stock
      WHERE seller_id = $1 AND ($2::int[] IS NULL OR sku_id = ANY($2::int[]))
      GROUP BY sku_id) AS shelf
    JOIN sku ON sku.seller_id = $1 AND sku.sku_id = shelf.sku_id
    LEFT JOIN LATERAL (SELECT at FROM entry
      WHERE entry.seller_id = $1 AND entry.sku_id = shelf.sku_id
      ORDER BY seq LIMIT 1) AS first ON true
    LEFT JOIN LATERAL (SELECT at FROM entry
      WHERE entry.seller_id = $1 AND entry.sku_id = shelf.sku_id
        AND kind IN ('reserve', 'ship') AND ${IS_NO_HOLD}
      ORDER BY seq DESC LIMIT 1) AS last ON true
  ORDER BY sku.code`;

// The level at the start, and what moved it, gathered into pieces of equal length: a picture has
// no room for more. $2 SKU, $3 from, $4 to, $5 length of a piece in seconds.
const LEVEL_BEFORE = `
  SELECT coalesce(sum(on_hand_delta), 0)::int AS "onHand",
    coalesce(sum(reserved_delta), 0)::int AS reserved, min(at) AS "firstAt"
  FROM entry WHERE seller_id = $1 AND sku_id = $2 AND at < $3`;
const READ_PIECES = `
  SELECT max(at) AS at, sum(on_hand_delta)::int AS "onHandDelta",
    sum(reserved_delta)::int AS "reservedDelta",
    coalesce(sum(on_hand_delta) FILTER (WHERE kind IN ('receipt', 'return')), 0)::int AS received,
    coalesce(sum(reserved_delta - on_hand_delta)
      FILTER (WHERE kind IN ('reserve', 'release', 'ship') AND ${IS_NO_HOLD}), 0)::int AS sold
  FROM entry WHERE seller_id = $1 AND sku_id = $2 AND at >= $3 AND at < $4
  GROUP BY floor(extract(epoch FROM at - $3) / $5) ORDER BY 1`;

const READ_ON_HAND = `
  SELECT sku_id AS "skuId", sum(on_hand)::int AS "onHand" FROM stock
  WHERE seller_id = $1 GROUP BY sku_id`;

export interface StockAge {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly firstAt: Date | null;
  readonly lastSoldAt: Date | null;
}

export interface StockLevel {
  readonly onHand: number;
  readonly reserved: number;
  /** Null: it had no entry before. */
  readonly firstAt: Date | null;
}

/** What happened in one piece of the span; `at` is when its last entry was written. */
export interface StockPiece {
  readonly at: Date;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly received: number;
  /** Units taken from sale by orders and by hand, less what orders gave back. */
  readonly sold: number;
}

type Row<T> = T & Record<string, unknown>;
type OfSku = { readonly sellerId: number; readonly skuId: number };

/** Over all locations. */
export function readOnHand(
  db: Queryable,
  sellerId: number,
): Promise<{ skuId: number; onHand: number }[]> {
  return db.rows<Row<{ skuId: number; onHand: number }>>(READ_ON_HAND, [sellerId]);
}

/** Null: every SKU that has stock of its own. */
export function readStockAge(
  db: Queryable,
  o: { sellerId: number; skuIds: readonly number[] | null },
): Promise<StockAge[]> {
  return db.rows<Row<StockAge>>(READ_STOCK_AGE, [o.sellerId, o.skuIds]);
}

export function readLevelBefore(db: Queryable, o: OfSku & { at: Date }): Promise<StockLevel> {
  return db.row<Row<StockLevel>>(LEVEL_BEFORE, [o.sellerId, o.skuId, o.at]);
}

export function readPieces(
  db: Queryable,
  o: OfSku & { from: Date; to: Date; pieceS: number },
): Promise<StockPiece[]> {
  return db.rows<Row<StockPiece>>(READ_PIECES, [o.sellerId, o.skuId, o.from, o.to, o.pieceS]);
}
