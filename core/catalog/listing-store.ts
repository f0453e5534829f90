/** SQL of listings and of what shops call a SKU. */
import type { Database } from '../database/database.ts';
import type { Queryable } from '../database/queryable.ts';
import { runOnLane } from '../database/run-on-lane.ts';
import type { Listing } from './catalog-records.ts';

const LISTING_FIELDS = `
  listing_id AS "listingId", account_id AS "accountId", sku_id AS "skuId",
  external_id AS "externalId", external_parent_id AS "externalParentId",
  external_stock_id AS "externalStockId", is_paused_by_hand AS "isPausedByHand"`;
const INSERT_LISTING = `
  INSERT INTO listing (seller_id, account_id, sku_id, external_id, external_parent_id,
    external_stock_id, created_at)
  SELECT $1, account.account_id, sku.sku_id, $4, $5, $6, $7 FROM account, sku
  WHERE account.seller_id = $1 AND account.account_id = $2
    AND sku.seller_id = $1 AND sku.sku_id = $3
  ON CONFLICT DO NOTHING RETURNING ${LISTING_FIELDS}`;
const LIST_LISTINGS = `
  SELECT ${LISTING_FIELDS} FROM listing
  WHERE seller_id = $1 AND ($2::int IS NULL OR sku_id = $2)
    AND ($3::int IS NULL OR account_id = $3)
  ORDER BY listing_id`;
const FIND_LISTING = `
  SELECT ${LISTING_FIELDS} FROM listing
  WHERE seller_id = $1 AND account_id = $2 AND external_id = $3`;
const SET_PAUSED = `
  WITH changed AS (
    UPDATE listing SET is_paused_by_hand = $4
    WHERE seller_id = $1 AND sku_id = $2 AND ($3::int IS NULL OR account_id = $3)
      AND is_paused_by_hand <> $4 RETURNING 1)
  SELECT (SELECT count(*) FROM changed)::int AS changed,
    (SELECT count(*) FROM listing
      WHERE seller_id = $1 AND sku_id = $2 AND ($3::int IS NULL OR account_id = $3))::int AS all`;

const SAVE_MAPPING = `
  INSERT INTO sku_mapping (seller_id, account_id, channel_code, sku_id, created_at)
  SELECT $1, account.account_id, $3, sku.sku_id, $5 FROM account, sku
  WHERE account.seller_id = $1 AND account.account_id = $2
    AND sku.seller_id = $1 AND sku.sku_id = $4
  ON CONFLICT (seller_id, account_id, channel_code) DO UPDATE SET sku_id = excluded.sku_id
  RETURNING 1`;
// What somebody mapped by hand is nearer to the shop than a code that happens to be ours.
const RESOLVE_LINES = `
  SELECT coalesce(
    (SELECT sku_id FROM listing WHERE seller_id = $1 AND account_id = asked.account_id
      AND external_id = asked.external_id),
    (SELECT sku_id FROM sku_mapping WHERE seller_id = $1 AND account_id = asked.account_id
      AND channel_code = asked.channel_code),
    (SELECT sku_id FROM sku WHERE seller_id = $1 AND lower(code) = lower(asked.own_code)))
    AS "skuId"
  FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY
    AS asked (account_id, external_id, channel_code, own_code, place)
  ORDER BY asked.place`;

/** Undefined: the shop's id is listed already, or there is no such account or SKU. */
export function insertListing(
  tx: Queryable,
  o: {
    sellerId: number;
    accountId: number;
    skuId: number;
    externalId: string;
    externalParentId: string | null;
    externalStockId: string | null;
    at: Date;
  },
): Promise<Listing | undefined> {
  const params = [
    ...[o.sellerId, o.accountId, o.skuId, o.externalId],
    ...[o.externalParentId, o.externalStockId, o.at],
  ];
  return tx.maybeRow<Listing & Record<string, unknown>>(INSERT_LISTING, params);
}

export function listListings(
  db: Queryable,
  o: { sellerId: number; skuId: number | null; accountId: number | null },
): Promise<Listing[]> {
  const params = [o.sellerId, o.skuId, o.accountId];
  return db.rows<Listing & Record<string, unknown>>(LIST_LISTINGS, params);
}

export function findListing(
  db: Queryable,
  o: { sellerId: number; accountId: number; externalId: string },
): Promise<Listing | undefined> {
  const params = [o.sellerId, o.accountId, o.externalId];
  return db.maybeRow<Listing & Record<string, unknown>>(FIND_LISTING, params);
}

export function updatePaused(
  tx: Queryable,
  o: { sellerId: number; skuId: number; accountId: number | null; isPaused: boolean },
): Promise<{ changed: number; all: number }> {
  return tx.row(SET_PAUSED, [o.sellerId, o.skuId, o.accountId, o.isPaused]);
}

/** False: there is no such account or SKU. */
export async function saveMapping(
  db: Queryable,
  o: { sellerId: number; accountId: number; channelCode: string; skuId: number; at: Date },
): Promise<boolean> {
  const params = [o.sellerId, o.accountId, o.channelCode, o.skuId, o.at];
  return (await db.execute(SAVE_MAPPING, params)) === 1;
}

export interface LineNames {
  readonly accountId: number;
  readonly externalId: string | null;
  readonly channelCode: string;
  readonly ownCode: string | null;
}

/** One SKU or null per line, in the order asked. */
export async function resolveNames(
  database: Pick<Database, 'lanes'>,
  o: { sellerId: number; lines: readonly LineNames[] },
): Promise<(number | null)[]> {
  const statement = { name: 'catalog_resolve', sql: RESOLVE_LINES, params: toResolveParams(o) };
  const rows = await runOnLane<{ skuId: number | null }>(database, o.sellerId, statement);
  return rows.map((row) => row.skuId);
}

/** The same in somebody's transaction, who must not wait for the lanes of orders. */
export async function resolveNamesIn(
  tx: Queryable,
  o: { sellerId: number; lines: readonly LineNames[] },
): Promise<(number | null)[]> {
  if (o.lines.length === 0) return [];
  const rows = await tx.rows<{ skuId: number | null }>(RESOLVE_LINES, toResolveParams(o));
  return rows.map((row) => row.skuId);
}

function toResolveParams(o: { sellerId: number; lines: readonly LineNames[] }): unknown[] {
  return [
    o.sellerId,
    o.lines.map((line) => line.accountId),
    o.lines.map((line) => line.externalId),
    o.lines.map((line) => line.channelCode),
    o.lines.map((line) => line.ownCode),
  ];
}
