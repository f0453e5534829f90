/** SQL of sellers, locations, SKUs and kits. */
import type { Queryable } from '../database/queryable.ts';
import type { Component, Location, Seller, Sku } from './catalog-records.ts';

export const INSERT_SELLER = `
  INSERT INTO seller (name, currency, time_zone, created_at) VALUES ($1, $2, $3, $4)
  RETURNING seller_id AS "sellerId"`;
export const INSERT_LEDGER_HEAD = 'INSERT INTO ledger_head (seller_id) VALUES ($1)';

const SELLER_FIELDS = `seller_id AS "sellerId", name, currency, time_zone AS "timeZone"`;
const FIRST_SELLER = `SELECT ${SELLER_FIELDS} FROM seller ORDER BY seller_id LIMIT 1`;
const READ_SELLER = `SELECT ${SELLER_FIELDS} FROM seller WHERE seller_id = $1`;

// The lock of every stock writer: a batch is decided before or after a change of its rules, never
// across one.
const LOCK_LEDGER = 'SELECT FROM ledger_head WHERE seller_id = $1 FOR NO KEY UPDATE';
const RENEW_RULES = `
  UPDATE ledger_head SET catalog_version = catalog_version + 1 WHERE seller_id = $1`;

const LOCATION_FIELDS = 'location_id AS "locationId", code, name, rank, aliases';
const INSERT_LOCATION = `
  INSERT INTO location (seller_id, code, name, rank, created_at, aliases)
  SELECT $1, $2, $3, coalesce($4::int,
    (SELECT max(rank) FROM location WHERE seller_id = $1) + 10, 10), $5, $6
  WHERE NOT EXISTS (SELECT FROM location WHERE seller_id = $1 AND lower(code) = lower($2))
  ON CONFLICT DO NOTHING RETURNING ${LOCATION_FIELDS}`;
const LIST_LOCATIONS = `
  SELECT ${LOCATION_FIELDS} FROM location WHERE seller_id = $1 ORDER BY rank, location_id`;

const SKU_FIELDS = `
  sku.sku_id AS "skuId", sku.code, sku.title, sku.safety_stock AS "safetyStock",
  coalesce((SELECT json_agg(json_build_object('skuId', part.component_sku_id,
      'quantity', part.quantity) ORDER BY part.component_sku_id)
    FROM kit_component AS part
    WHERE part.seller_id = sku.seller_id AND part.kit_sku_id = sku.sku_id), '[]') AS components`;
const INSERT_SKU = `
  INSERT INTO sku (seller_id, code, title, safety_stock, created_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING RETURNING sku_id AS "skuId"`;
const INSERT_COMPONENTS = `
  INSERT INTO kit_component (seller_id, kit_sku_id, component_sku_id, quantity)
  SELECT $1, $2, part.sku_id, part.quantity
  FROM unnest($3::int[], $4::int[]) AS part (sku_id, quantity)`;
const READ_SKUS = `
  SELECT ${SKU_FIELDS} FROM sku WHERE seller_id = $1 AND sku_id = ANY($2::int[]) ORDER BY code`;
const LIST_SKUS = `
  SELECT ${SKU_FIELDS} FROM sku WHERE seller_id = $1 AND code > $2 ORDER BY code LIMIT $3`;
const FIND_SKU = `
  SELECT ${SKU_FIELDS} FROM sku WHERE seller_id = $1 AND lower(code) = lower($2)`;
// strpos takes every character as itself, so a % or _ typed by somebody finds only itself.
const SEARCH_SKUS = `
  SELECT ${SKU_FIELDS} FROM sku
  WHERE seller_id = $1 AND NOT EXISTS (
    SELECT FROM unnest($2::text[]) AS word (text)
    WHERE strpos(lower(sku.code || ' ' || sku.title), lower(word.text)) = 0)
  ORDER BY lower(code) = lower($3) DESC, strpos(lower(code), lower($3)) = 1 DESC, code LIMIT $4`;
const SET_SAFETY_STOCK = `
  UPDATE sku SET safety_stock = $3 WHERE seller_id = $1 AND sku_id = $2`;

export async function firstSeller(db: Queryable): Promise<Seller | null> {
  return (await db.maybeRow<Seller & Record<string, unknown>>(FIRST_SELLER)) ?? null;
}

export async function readSeller(db: Queryable, sellerId: number): Promise<Seller> {
  return db.row<Seller & Record<string, unknown>>(READ_SELLER, [sellerId]);
}

/** Waits for the batch under way; nobody decides until this transaction ends. */
export async function lockLedger(tx: Queryable, sellerId: number): Promise<void> {
  await tx.row(LOCK_LEDGER, [sellerId]);
}

/** Tells every process that its copy of the rules is old. Needs `lockLedger` before. */
export async function renewRules(tx: Queryable, sellerId: number): Promise<void> {
  await tx.execute(RENEW_RULES, [sellerId]);
}

/** Undefined: the code is taken. */
export function insertLocation(
  tx: Queryable,
  o: {
    sellerId: number;
    code: string;
    name: string;
    rank: number | null;
    aliases: readonly string[];
    at: Date;
  },
): Promise<Location | undefined> {
  const params = [o.sellerId, o.code, o.name, o.rank, o.at, o.aliases];
  return tx.maybeRow<Location & Record<string, unknown>>(INSERT_LOCATION, params);
}

export function listLocations(db: Queryable, sellerId: number): Promise<Location[]> {
  return db.rows<Location & Record<string, unknown>>(LIST_LOCATIONS, [sellerId]);
}

/** Undefined: the code is taken, perhaps in other letters of the same case. */
export async function insertSku(
  tx: Queryable,
  o: { sellerId: number; code: string; title: string; safetyStock: number; at: Date },
): Promise<number | undefined> {
  const params = [o.sellerId, o.code, o.title, o.safetyStock, o.at];
  return (await tx.maybeRow<{ skuId: number }>(INSERT_SKU, params))?.skuId;
}

export async function insertComponents(
  tx: Queryable,
  o: { sellerId: number; kitSkuId: number; components: readonly Component[] },
): Promise<void> {
  await tx.execute(INSERT_COMPONENTS, [
    o.sellerId,
    o.kitSkuId,
    o.components.map((part) => part.skuId),
    o.components.map((part) => part.quantity),
  ]);
}

export function readSkus(
  db: Queryable,
  o: { sellerId: number; skuIds: readonly number[] },
): Promise<Sku[]> {
  return db.rows<Sku & Record<string, unknown>>(READ_SKUS, [o.sellerId, o.skuIds]);
}

export function listSkus(
  db: Queryable,
  o: { sellerId: number; afterCode: string; limit: number },
): Promise<Sku[]> {
  return db.rows<Sku & Record<string, unknown>>(LIST_SKUS, [o.sellerId, o.afterCode, o.limit]);
}

export function findSku(
  db: Queryable,
  o: { sellerId: number; code: string },
): Promise<Sku | undefined> {
  return db.maybeRow<Sku & Record<string, unknown>>(FIND_SKU, [o.sellerId, o.code]);
}

/** Every word must occur in code or title; the SKU of this very code comes first. */
export function searchSkus(
  db: Queryable,
  o: { sellerId: number; words: readonly string[]; text: string; limit: number },
): Promise<Sku[]> {
  const params = [o.sellerId, o.words, o.text, o.limit];
  return db.rows<Sku & Record<string, unknown>>(SEARCH_SKUS, params);
}

export async function updateSafetyStock(
  tx: Queryable,
  o: { sellerId: number; skuId: number; units: number },
): Promise<boolean> {
  return (await tx.execute(SET_SAFETY_STOCK, [o.sellerId, o.skuId, o.units])) === 1;
}
