/** SQL of what else is known of a SKU, and of the words of a seller. */
import type { Queryable } from '../database/queryable.ts';
import type { Account, Location, SkuFacts } from './catalog-records.ts';

// A fact that is not given stays as it is; null is a value of two of them, hence the flags.
const SET_FACTS = `
  UPDATE sku SET aliases = coalesce($3::text[], aliases),
    barcodes = coalesce($4::text[], barcodes), options = coalesce($5::jsonb, options),
    tags = coalesce($6::text[], tags), packs = coalesce($7::jsonb, packs),
    category = CASE WHEN $8 THEN $9::text ELSE category END,
    unit_cost_minor = CASE WHEN $10 THEN $11::bigint ELSE unit_cost_minor END
  WHERE seller_id = $1 AND sku_id = $2`;
const FACT_FIELDS = `
  sku_id AS "skuId", code, title, aliases, barcodes, options, category, tags, packs`;
const READ_FACTS = `
  SELECT ${FACT_FIELDS}, unit_cost_minor AS "unitCostMinor" FROM sku
  WHERE seller_id = $1 AND ($2::int[] IS NULL OR sku_id = ANY($2)) ORDER BY code`;
const ADD_ALIAS = `
  UPDATE sku SET aliases = aliases || $3::text
  WHERE seller_id = $1 AND sku_id = $2 AND NOT lower($3) = ANY (
    SELECT lower(known.alias) FROM unnest(aliases) AS known (alias))`;
const REMOVE_ALIAS = `
  UPDATE sku SET aliases = ARRAY(SELECT known.alias FROM unnest(aliases) AS known (alias)
    WHERE lower(known.alias) <> lower($3))
  WHERE seller_id = $1 AND sku_id = $2 AND lower($3) = ANY (
    SELECT lower(known.alias) FROM unnest(aliases) AS known (alias))`;
const OWNERS_OF_NAME = `
  SELECT sku_id AS "skuId", code FROM sku
  WHERE seller_id = $1 AND (lower(code) = lower($2) OR EXISTS (
    SELECT FROM unnest(aliases || barcodes) AS known (name) WHERE lower(known.name) = lower($2)))
  ORDER BY code LIMIT 5`;

const READ_VERSION = `
  SELECT coalesce((SELECT version FROM vocabulary_head WHERE seller_id = $1), 0) AS version`;
const READ_WORDS = `
  SELECT
    (SELECT coalesce(json_agg(json_build_array(sku_id, code, title, aliases, barcodes, options,
        category, tags, packs, EXISTS (SELECT FROM kit_component AS part
          WHERE part.seller_id = $1 AND part.kit_sku_id = sku.sku_id)) ORDER BY code), '[]')
      FROM sku WHERE seller_id = $1) AS skus,
    (SELECT coalesce(json_agg(json_build_object('locationId', location_id, 'code', code,
        'name', name, 'aliases', aliases) ORDER BY rank, location_id), '[]')
      FROM location WHERE seller_id = $1) AS locations,
    (SELECT coalesce(json_agg(json_build_object('accountId', account_id, 'publicId', public_id,
        'name', name, 'channel', channel, 'currency', currency) ORDER BY account_id), '[]')
      FROM account WHERE seller_id = $1) AS accounts,
    coalesce((SELECT version FROM vocabulary_head WHERE seller_id = $1), 0) AS version`;

type Place = { readonly sellerId: number; readonly skuId: number };

/** False: there is no such SKU. */
export async function updateFacts(
  db: Queryable,
  o: Place & { facts: Partial<SkuFacts> },
): Promise<boolean> {
  const { aliases, barcodes, options, tags, packs, category, unitCost } = o.facts;
  const params = [
    ...[o.sellerId, o.skuId, aliases ?? null, barcodes ?? null],
    ...[options ? JSON.stringify(options) : null, tags ?? null],
    ...[packs ? JSON.stringify(packs) : null, category !== undefined, category ?? null],
    ...[unitCost !== undefined, unitCost?.minor ?? null],
  ];
  return (await db.execute(SET_FACTS, params)) === 1;
}

export type FactsRow = Omit<SkuFacts, 'unitCost'> & {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly unitCostMinor: number | null;
};

/** Null: of every SKU. */
export function readFactRows(
  db: Queryable,
  o: { sellerId: number; skuIds: readonly number[] | null },
): Promise<FactsRow[]> {
  return db.rows<FactsRow & Record<string, unknown>>(READ_FACTS, [o.sellerId, o.skuIds]);
}

/** False: it has the alias already, or there is no such SKU. */
export async function insertAlias(db: Queryable, o: Place & { alias: string }): Promise<boolean> {
  return (await db.execute(ADD_ALIAS, [o.sellerId, o.skuId, o.alias])) === 1;
}

export async function deleteAlias(db: Queryable, o: Place & { alias: string }): Promise<boolean> {
  return (await db.execute(REMOVE_ALIAS, [o.sellerId, o.skuId, o.alias])) === 1;
}

/** SKUs that are called exactly this, by code, alias or barcode. */
export function findOwners(
  db: Queryable,
  o: { sellerId: number; name: string },
): Promise<{ skuId: number; code: string }[]> {
  return db.rows(OWNERS_OF_NAME, [o.sellerId, o.name]);
}

export async function readVocabularyVersion(db: Queryable, sellerId: number): Promise<number> {
  return (await db.row<{ version: number }>(READ_VERSION, [sellerId])).version;
}

type SkuTuple = [
  number,
  string,
  string,
  string[],
  string[],
  Record<string, string>,
  string | null,
  string[],
  { name: string; units: number }[],
  boolean,
];

export interface WordsRow {
  readonly version: number;
  readonly skus: SkuTuple[];
  readonly locations: Pick<Location, 'locationId' | 'code' | 'name' | 'aliases'>[];
  readonly accounts: Pick<Account, 'accountId' | 'publicId' | 'name' | 'channel' | 'currency'>[];
}

export function readWords(db: Queryable, sellerId: number): Promise<WordsRow> {
  return db.row<WordsRow & Record<string, unknown>>(READ_WORDS, [sellerId]);
}
