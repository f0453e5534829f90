/** SQL of what happened since a seller's ledger was last looked at for alerts. */
import type { Queryable } from '../../core/database/queryable.ts';

// Of all sellers: those of whom somebody wants to be told something, and something is new.
const LIST_TO_WATCH = `
  SELECT wanted.seller_id AS "sellerId"
  FROM (SELECT seller_id, bool_or(topic = 'parked') AS parked FROM subscription
      GROUP BY seller_id) AS wanted
    JOIN ledger_head AS head USING (seller_id) LEFT JOIN notify_cursor AS cursor USING (seller_id)
  WHERE cursor.seq IS NULL OR cursor.seq < head.seq OR (wanted.parked AND EXISTS (
    SELECT FROM listing_target AS target LEFT JOIN parked_told AS told
      ON told.seller_id = target.seller_id AND told.listing_id = target.listing_id
      AND told.aspect = target.aspect
    WHERE target.seller_id = wanted.seller_id AND target.parked_at IS NOT NULL
      AND target.parked_at IS DISTINCT FROM told.parked_at))
  ORDER BY 1`;
const ENSURE_CURSOR = `
  INSERT INTO notify_cursor (seller_id, seq)
  SELECT seller_id, seq FROM ledger_head WHERE seller_id = $1 ON CONFLICT DO NOTHING`;
const LOCK_CURSOR = 'SELECT seq FROM notify_cursor WHERE seller_id = $1 FOR UPDATE';
const READ_HEAD = 'SELECT seq FROM ledger_head WHERE seller_id = $1';
const MOVE_CURSOR = 'UPDATE notify_cursor SET seq = $2 WHERE seller_id = $1';
// A sequence is given under the seller's lock, so whoever sees the head sees all before it.
const READ_ENTRIES = `
  SELECT seq, sku_id AS "skuId", location_id AS "locationId",
    on_hand_after - reserved_after AS available, cause, at
  FROM entry WHERE seller_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`;
// What was available when the cursor stood there: what is now, less what moved since.
const READ_LEVELS = `
  SELECT stock.sku_id AS "skuId", stock.location_id AS "locationId",
    (stock.on_hand - stock.reserved - coalesce(since.moved, 0))::int AS available
  FROM stock LEFT JOIN (
    SELECT sku_id, location_id, sum(on_hand_delta - reserved_delta) AS moved
    FROM entry WHERE seller_id = $1 AND seq > $2 GROUP BY sku_id, location_id) AS since
    USING (sku_id, location_id)
  WHERE stock.seller_id = $1 AND stock.sku_id = ANY($3::int[])`;
// Kits that have one of these in them, with everything else that is in them.
const READ_KITS = `
  SELECT kit_sku_id AS "kitSkuId", component_sku_id AS "skuId", quantity FROM kit_component
  WHERE seller_id = $1 AND kit_sku_id IN (
    SELECT kit_sku_id FROM kit_component WHERE seller_id = $1 AND component_sku_id = ANY($2::int[]))
  ORDER BY kit_sku_id, component_sku_id`;
const READ_SHORTAGES = `
  SELECT shortage.seq, shortage.sku_id AS "skuId", shortage.delta AS units,
    account.name AS "accountName", sales_order.number
  FROM shortage JOIN account USING (seller_id, account_id)
    LEFT JOIN sales_order_line AS shown
      ON shown.seller_id = shortage.seller_id AND shown.line_key = shortage.line_key
    LEFT JOIN sales_order
      ON sales_order.seller_id = shown.seller_id AND sales_order.order_id = shown.order_id
  WHERE shortage.seller_id = $1 AND shortage.seq > $2 AND shortage.seq <= $3 AND delta > 0
  ORDER BY shortage.seq LIMIT $4`;
const FORGET_PARKED = `
  DELETE FROM parked_told AS told WHERE seller_id = $1 AND NOT EXISTS (
    SELECT FROM listing_target AS target WHERE target.seller_id = $1
      AND target.listing_id = told.listing_id AND target.aspect = told.aspect
      AND target.parked_at IS NOT NULL)`;
const TAKE_PARKED = `
  WITH fresh AS (
    INSERT INTO parked_told (seller_id, listing_id, aspect, parked_at)
    SELECT seller_id, listing_id, aspect, parked_at FROM listing_target
    WHERE seller_id = $1 AND parked_at IS NOT NULL
    ON CONFLICT (seller_id, listing_id, aspect) DO UPDATE SET parked_at = excluded.parked_at
      WHERE parked_told.parked_at <> excluded.parked_at
    RETURNING listing_id, aspect, parked_at)
  SELECT target.sku_id AS "skuId", account.name AS "accountName", target.aspect,
    target.last_error AS reason, fresh.parked_at AS "parkedAt"
  FROM fresh JOIN listing_target AS target
      ON target.seller_id = $1 AND target.listing_id = fresh.listing_id
      AND target.aspect = fresh.aspect
    JOIN account ON account.seller_id = $1 AND account.account_id = target.account_id
  ORDER BY fresh.parked_at, fresh.listing_id`;
const NAME_SKUS = `
  SELECT sku_id AS "skuId", code, title FROM sku
  WHERE seller_id = $1 AND sku_id = ANY($2::int[])`;

type Row<Value> = Value & Record<string, unknown>;

export interface WatchedEntry {
  readonly seq: number;
  readonly skuId: number;
  readonly locationId: number;
  /** There, afterwards. */
  readonly available: number;
  readonly cause: string;
  readonly at: Date;
}

export interface Level {
  readonly skuId: number;
  readonly locationId: number;
  readonly available: number;
}

export interface KitPart {
  readonly kitSkuId: number;
  readonly skuId: number;
  readonly quantity: number;
}

export interface NewShortage {
  readonly seq: number;
  readonly skuId: number;
  readonly units: number;
  readonly accountName: string;
  readonly number: string | null;
}

export interface NewlyParked {
  readonly skuId: number;
  readonly accountName: string;
  readonly aspect: string;
  readonly reason: string | null;
  readonly parkedAt: Date;
}

export interface SkuName {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
}

type Since = { readonly sellerId: number; readonly after: number };
type Between = Since & { readonly upTo: number; readonly limit: number };

export async function listSellersToWatch(sweep: Queryable): Promise<number[]> {
  const rows = await sweep.rows<{ sellerId: number }>(LIST_TO_WATCH);
  return rows.map(({ sellerId }) => sellerId);
}

/** Nobody else looks until the transaction ends. */
export async function lockCursor(tx: Queryable, sellerId: number): Promise<number> {
  await tx.execute(ENSURE_CURSOR, [sellerId]);
  return (await tx.row<{ seq: number }>(LOCK_CURSOR, [sellerId])).seq;
}

export async function readHead(tx: Queryable, sellerId: number): Promise<number> {
  return (await tx.row<{ seq: number }>(READ_HEAD, [sellerId])).seq;
}

export async function moveCursor(
  tx: Queryable,
  o: { sellerId: number; seq: number },
): Promise<void> {
  await tx.execute(MOVE_CURSOR, [o.sellerId, o.seq]);
}

export function readWatchedEntries(tx: Queryable, o: Between): Promise<WatchedEntry[]> {
  return tx.rows<Row<WatchedEntry>>(READ_ENTRIES, [o.sellerId, o.after, o.upTo, o.limit]);
}

export function readLevels(
  tx: Queryable,
  o: Since & { skuIds: readonly number[] },
): Promise<Level[]> {
  return tx.rows<Row<Level>>(READ_LEVELS, [o.sellerId, o.after, o.skuIds]);
}

export function readKits(
  tx: Queryable,
  o: { sellerId: number; skuIds: readonly number[] },
): Promise<KitPart[]> {
  return tx.rows<Row<KitPart>>(READ_KITS, [o.sellerId, o.skuIds]);
}

export function readNewShortages(tx: Queryable, o: Between): Promise<NewShortage[]> {
  return tx.rows<Row<NewShortage>>(READ_SHORTAGES, [o.sellerId, o.after, o.upTo, o.limit]);
}

/** Each is handed out once, until it was tried again and given up again. */
export async function takeNewlyParked(tx: Queryable, sellerId: number): Promise<NewlyParked[]> {
  await tx.execute(FORGET_PARKED, [sellerId]);
  return tx.rows<Row<NewlyParked>>(TAKE_PARKED, [sellerId]);
}

export function nameSkus(
  tx: Queryable,
  o: { sellerId: number; skuIds: readonly number[] },
): Promise<SkuName[]> {
  return tx.rows<Row<SkuName>>(NAME_SKUS, [o.sellerId, o.skuIds]);
}
