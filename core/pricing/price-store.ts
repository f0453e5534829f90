/** SQL of prices: append-only, the newest row of a (SKU, account) is the price. */
import type { Money } from '../base/money.ts';
import type { Queryable } from '../database/queryable.ts';

// account_id 0 is the base price.
const BASE = 0;

const INSERT_PRICE = `
  INSERT INTO price_change
    (seller_id, sku_id, account_id, amount_minor, currency, actor, front_end, at)
  SELECT $1, sku.sku_id, $3, $4, $5, $6, $7, $8 FROM sku
  WHERE sku.seller_id = $1 AND sku.sku_id = $2
    AND ($3 = ${BASE} OR EXISTS (SELECT FROM account WHERE seller_id = $1 AND account_id = $3))`;
// Several at once; those that are so already are left out.
const INSERT_PRICES = `
  WITH fresh AS MATERIALIZED (
  SELECT told.*, known.amount_minor AS minor_before, known.currency AS currency_before
  FROM unnest($2::int[], $3::int[], $4::bigint[], $5::text[])
      WITH ORDINALITY AS told (sku_id, account_id, minor, currency, place)
    JOIN sku ON sku.seller_id = $1 AND sku.sku_id = told.sku_id
    LEFT JOIN LATERAL (SELECT amount_minor, currency FROM price_change AS newest
      WHERE newest.seller_id = $1 AND newest.sku_id = told.sku_id
        AND newest.account_id = told.account_id
      ORDER BY price_seq DESC LIMIT 1) AS known ON true
  WHERE (told.account_id = ${BASE}
      OR EXISTS (SELECT FROM account WHERE seller_id = $1 AND account_id = told.account_id))
    AND (known.amount_minor, known.currency) IS DISTINCT FROM (told.minor, told.currency)
  ORDER BY told.place),
  new_price AS (
    INSERT INTO price_change
      (seller_id, sku_id, account_id, amount_minor, currency, actor, front_end, at)
    SELECT $1, sku_id, account_id, minor, currency, $6, $7, $8 FROM fresh ORDER BY place)
  SELECT sku_id AS "skuId", account_id AS "accountId", minor, currency,
    CASE WHEN currency_before = currency THEN minor_before END AS before
  FROM fresh ORDER BY place`;
const CURRENT_PRICES = `
  SELECT newest.* FROM unnest($2::int[]) AS asked (sku_id)
  CROSS JOIN LATERAL (
    SELECT DISTINCT ON (account_id) sku_id AS "skuId", account_id AS "accountId",
      amount_minor AS "minor", currency
    FROM price_change WHERE seller_id = $1 AND sku_id = asked.sku_id
    ORDER BY account_id, price_seq DESC) AS newest`;
const NEWEST_PRICE = `
  SELECT amount_minor AS "minor", currency FROM price_change
  WHERE seller_id = $1 AND sku_id = $2 AND account_id = $3 ORDER BY price_seq DESC LIMIT 1`;
const READ_HISTORY = `
  SELECT account_id AS "accountId", amount_minor AS "minor", currency, actor,
    front_end AS "frontEnd", at
  FROM price_change WHERE seller_id = $1 AND sku_id = $2 ORDER BY price_seq DESC LIMIT $3`;

export interface PriceRow {
  readonly skuId: number;
  /** 0: the base price. */
  readonly accountId: number;
  readonly minor: number;
  readonly currency: string;
}

export interface NewPrice {
  readonly sellerId: number;
  readonly skuId: number;
  /** Null: the base price. */
  readonly accountId: number | null;
  readonly money: Money;
  readonly actor: string;
  readonly frontEnd: string | null;
  readonly at: Date;
}

/** False: there is no such SKU or account. */
export async function recordPrice(tx: Queryable, o: NewPrice): Promise<boolean> {
  const params = [
    ...[o.sellerId, o.skuId, o.accountId ?? BASE, o.money.minor, o.money.currency],
    ...[o.actor, o.frontEnd, o.at],
  ];
  return (await tx.execute(INSERT_PRICE, params)) === 1;
}

export interface ChangedPrice extends PriceRow {
  /** In the same currency; null: there was none. */
  readonly before: number | null;
}

/** @returns those that changed */
export async function recordPrices(
  tx: Queryable,
  o: {
    sellerId: number;
    prices: readonly Pick<NewPrice, 'skuId' | 'accountId' | 'money'>[];
    actor: string;
    frontEnd: string | null;
    at: Date;
  },
): Promise<ChangedPrice[]> {
  const { sellerId, prices, actor, frontEnd, at } = o;
  const columns = [
    prices.map(({ skuId }) => skuId),
    prices.map(({ accountId }) => accountId ?? BASE),
    prices.map(({ money }) => money.minor),
    prices.map(({ money }) => money.currency),
  ];
  const params = [sellerId, ...columns, actor, frontEnd, at];
  return tx.rows<ChangedPrice & Record<string, unknown>>(INSERT_PRICES, params);
}

export function readCurrentPrices(
  db: Queryable,
  o: { sellerId: number; skuIds: readonly number[] },
): Promise<PriceRow[]> {
  return db.rows<PriceRow & Record<string, unknown>>(CURRENT_PRICES, [o.sellerId, o.skuIds]);
}

export function readNewestPrice(
  db: Queryable,
  o: { sellerId: number; skuId: number; accountId: number | null },
): Promise<Money | undefined> {
  return db.maybeRow<Money>(NEWEST_PRICE, [o.sellerId, o.skuId, o.accountId ?? BASE]);
}

export interface PriceChange extends Money {
  /** 0: the base price. */
  readonly accountId: number;
  readonly actor: string;
  readonly frontEnd: string | null;
  readonly at: Date;
}

export function readPriceHistory(
  db: Queryable,
  o: { sellerId: number; skuId: number; limit: number },
): Promise<PriceChange[]> {
  const params = [o.sellerId, o.skuId, o.limit];
  return db.rows<PriceChange & Record<string, unknown>>(READ_HISTORY, params);
}

export { BASE as BASE_PRICE_ACCOUNT };
