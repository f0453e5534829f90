/** SQL that reads everything that a conversation may have changed. */
import type { Rule } from '../../automations/rule/rule.ts';
import type { Queryable } from '../../core/database/queryable.ts';

const STOCK = `
  SELECT sku.code AS sku, location.code AS location, on_hand AS "onHand", reserved
  FROM stock JOIN sku USING (seller_id, sku_id) JOIN location USING (seller_id, location_id)
  WHERE seller_id = $1`;
const SKUS = `
  SELECT code, title, aliases, barcodes, category, tags, safety_stock AS safety,
    unit_cost_minor AS "costMinor" FROM sku WHERE seller_id = $1 ORDER BY code`;
const LOCATIONS = `
  SELECT code, name, aliases FROM location WHERE seller_id = $1 ORDER BY rank, location_id`;
const PRICES = `
  SELECT DISTINCT ON (price_change.sku_id, price_change.account_id) sku.code AS sku,
    account.public_id AS account, amount_minor AS "minor", price_change.currency
  FROM price_change JOIN sku USING (seller_id, sku_id)
    LEFT JOIN account ON account.seller_id = price_change.seller_id
      AND account.account_id = price_change.account_id
  WHERE price_change.seller_id = $1
  ORDER BY price_change.sku_id, price_change.account_id, price_seq DESC`;
const LISTINGS = `
  SELECT sku.code AS sku, account.public_id AS account, external_id AS "externalId",
    is_paused_by_hand AS "isPaused", coalesce(told.desired, 0)::int AS shows,
    coalesce(told.is_parked, false) AS "isParked"
  FROM listing JOIN sku USING (seller_id, sku_id) JOIN account USING (seller_id, account_id)
    LEFT JOIN LATERAL (
      SELECT max(desired_value) FILTER (WHERE aspect = 'stock') AS desired,
        bool_or(parked_at IS NOT NULL) AS is_parked
      FROM listing_target AS target WHERE target.seller_id = listing.seller_id
        AND target.listing_id = listing.listing_id) AS told ON true
  WHERE seller_id = $1`;
const UNMAPPED = `
  SELECT account.public_id AS account, channel_code AS code, sum(ordered - cancelled)::int AS units
  FROM unmapped_line JOIN account USING (seller_id, account_id)
  WHERE seller_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`;
const PEOPLE = `
  SELECT person.name, CASE WHEN removed_at IS NULL THEN role ELSE 'removed' END AS role,
    home.code AS home, language,
    (SELECT count(*)::int FROM chat_identity AS known WHERE known.seller_id = person.seller_id
      AND known.person_id = person.person_id) AS identities
  FROM person LEFT JOIN location AS home
    ON home.seller_id = person.seller_id AND home.location_id = person.home_location_id
  WHERE person.seller_id = $1 ORDER BY person_id`;
const SETTINGS = `
  SELECT coalesce((SELECT ask_above_units FROM chat_setting WHERE seller_id = $1), 0) AS "askAbove",
    (SELECT count(*)::int FROM link_code WHERE seller_id = $1 AND used_at IS NULL) AS "openCodes"`;
const SUBSCRIPTIONS = `
  SELECT person.name AS person, front_end AS "frontEnd", topic, sku.code AS sku,
    location.code AS location, below, muted_until AS "mutedUntil"
  FROM subscription JOIN person USING (seller_id, person_id)
    LEFT JOIN sku ON sku.seller_id = subscription.seller_id
      AND sku.sku_id = subscription.sku_id
    LEFT JOIN location ON location.seller_id = subscription.seller_id
      AND location.location_id = subscription.location_id
  WHERE subscription.seller_id = $1 AND removed_at IS NULL ORDER BY subscription_id`;
const ACKNOWLEDGED = `
  SELECT account.public_id AS account, external_id AS "externalId", aspect,
    acked_value::float8 AS value
  FROM listing_target JOIN listing USING (seller_id, listing_id)
    JOIN account ON account.seller_id = listing.seller_id
      AND account.account_id = listing.account_id
  WHERE listing_target.seller_id = $1 AND acked_version > 0`;
const FIND_LISTING = `
  SELECT listing_id AS "listingId" FROM listing
  WHERE seller_id = $1 AND account_id = $2 AND external_id = $3`;
const VERIFY_NOW = `
  UPDATE listing_target SET verify_at = $3 WHERE seller_id = $1 AND listing_id = $2`;

const AUTOMATIONS = `
  SELECT automation.number, automation.state, automation.rule, person.name AS author
  FROM automation JOIN person ON person.seller_id = automation.seller_id
    AND person.person_id = automation.author_id
  WHERE automation.seller_id = $1 AND automation.state <> 'removed' ORDER BY number`;
const TASKS = `
  SELECT title, assignee FROM task WHERE seller_id = $1 AND done_at IS NULL ORDER BY task_id`;
const PURCHASE_DRAFTS = `
  SELECT sku.code AS sku, units FROM purchase_draft JOIN sku USING (seller_id, sku_id)
  WHERE seller_id = $1 AND closed_at IS NULL ORDER BY draft_id`;

type Of = readonly [Queryable, number];
type Rows<Row> = Promise<(Row & Record<string, unknown>)[]>;

export const readStock = (
  ...[db, sellerId]: Of
): Rows<{ sku: string; location: string; onHand: number; reserved: number }> =>
  db.rows(STOCK, [sellerId]);

export const readSkus = (
  ...[db, sellerId]: Of
): Rows<{
  code: string;
  title: string;
  aliases: string[];
  barcodes: string[];
  category: string | null;
  tags: string[];
  safety: number;
  costMinor: number | null;
}> => db.rows(SKUS, [sellerId]);

export const readLocations = (
  ...[db, sellerId]: Of
): Rows<{ code: string; name: string; aliases: string[] }> => db.rows(LOCATIONS, [sellerId]);

export const readPrices = (
  ...[db, sellerId]: Of
): Rows<{ sku: string; account: string | null; minor: number; currency: string }> =>
  db.rows(PRICES, [sellerId]);

export const readListings = (
  ...[db, sellerId]: Of
): Rows<{
  sku: string;
  account: string;
  externalId: string;
  isPaused: boolean;
  shows: number;
  isParked: boolean;
}> => db.rows(LISTINGS, [sellerId]);

export const readUnmapped = (
  ...[db, sellerId]: Of
): Rows<{ account: string; code: string; units: number }> => db.rows(UNMAPPED, [sellerId]);

export const readPeople = (
  ...[db, sellerId]: Of
): Rows<{
  name: string;
  role: string;
  home: string | null;
  language: string;
  identities: number;
}> => db.rows(PEOPLE, [sellerId]);

export const readSettings = (
  ...[db, sellerId]: Of
): Promise<{ askAbove: number; openCodes: number }> => db.row(SETTINGS, [sellerId]);

export const readSubscriptions = (
  ...[db, sellerId]: Of
): Rows<{
  person: string;
  frontEnd: string;
  topic: string;
  sku: string | null;
  location: string | null;
  below: number | null;
  mutedUntil: Date | null;
}> => db.rows(SUBSCRIPTIONS, [sellerId]);

export const readAutomations = (
  ...[db, sellerId]: Of
): Rows<{ number: number; state: 'on' | 'paused' | 'draft'; rule: Rule; author: string }> =>
  db.rows(AUTOMATIONS, [sellerId]);

export const readTasks = (
  ...[db, sellerId]: Of
): Rows<{ title: string; assignee: string | null }> => db.rows(TASKS, [sellerId]);

export const readPurchaseDrafts = (...[db, sellerId]: Of): Rows<{ sku: string; units: number }> =>
  db.rows(PURCHASE_DRAFTS, [sellerId]);

export const readAcknowledged = (
  ...[db, sellerId]: Of
): Rows<{ account: string; externalId: string; aspect: string; value: number | null }> =>
  db.rows(ACKNOWLEDGED, [sellerId]);

/** What this listing shows is read back at the next occasion. */
export async function verifyNow(
  db: Queryable,
  o: { sellerId: number; accountId: number; externalId: string; at: Date },
): Promise<void> {
  const place = [o.sellerId, o.accountId, o.externalId];
  const { listingId } = await db.row<{ listingId: number }>(FIND_LISTING, place);
  await db.execute(VERIFY_NOW, [o.sellerId, listingId, o.at]);
}
