/** The SQL of read-backs: what the shops were seen to show, and what explains it. */
import type { Aspect } from '../allocation/compute-targets.ts';
import type { Queryable, Scoped } from '../database/queryable.ts';
import { expectedNow, ownOrdersSince } from '../propagation/own-orders-store.ts';
import { type AccountRef, lockTargets } from '../propagation/target-store.ts';

const CLAIM_TO_VERIFY = `
  SELECT listing.listing_id AS "listingId", listing.external_id AS "externalId",
    listing.external_parent_id AS "externalParentId",
    listing.external_stock_id AS "externalStockId", sku.code AS "skuCode"
  FROM listing JOIN sku ON sku.seller_id = listing.seller_id AND sku.sku_id = listing.sku_id
  WHERE listing.seller_id = $1 AND listing.listing_id IN (
    SELECT listing_id FROM listing_target
    WHERE seller_id = $1 AND account_id = $2 AND verify_at <= $3
    ORDER BY verify_at LIMIT $4)`;

const READ_FIGURES = `
  SELECT target.listing_id AS "listingId", target.aspect, target.sku_id AS "skuId",
    desired_value AS "desired", desired_version AS "desiredVersion", acked_value AS "acked",
    acked_version AS "ackedVersion", unverified_push AS "unverifiedPush",
    CASE WHEN target.aspect = 'stock' THEN ${ownOrdersSince('target.acked_sent_at')} ELSE 0 END
      AS "ownOrders"
  FROM listing_target AS target
  WHERE target.seller_id = $1 AND target.account_id = $2 AND target.listing_id = ANY($3::int[])`;

const READ_EXPECTED = `
  SELECT target.listing_id AS "listingId", ${expectedNow} AS expected
  FROM listing_target AS target
  WHERE target.seller_id = $1 AND target.account_id = $2 AND target.listing_id = ANY($3::int[])
    AND target.aspect = 'stock'`;

const NOTE_SEEN = `
  UPDATE listing_target AS target SET seen_value = new.value, seen_at = $3
  FROM unnest($4::int[], $5::text[], $6::bigint[]) AS new (listing_id, aspect, value)
  WHERE target.seller_id = $1 AND target.account_id = $2
    AND target.listing_id = new.listing_id AND target.aspect = new.aspect`;

const NOTE_VERIFIED = `
  WITH confirmed AS (
    UPDATE listing_target SET verify_at = NULL, unverified_push = NULL
    FROM (SELECT listing_id, aspect, unverified_push AS push_id FROM listing_target
      WHERE seller_id = $1 AND account_id = $2) AS before,
      unnest($4::int[], $5::text[], $6::bigint[]) AS new (listing_id, aspect, acked_version)
    WHERE listing_target.seller_id = $1 AND listing_target.account_id = $2
      AND listing_target.listing_id = new.listing_id AND listing_target.aspect = new.aspect
      AND listing_target.acked_version = new.acked_version
      AND before.listing_id = new.listing_id AND before.aspect = new.aspect
    RETURNING before.push_id)
  UPDATE push SET verified_at = $3 FROM confirmed
  WHERE push.seller_id = $1 AND push.push_id = confirmed.push_id AND push.verified_at IS NULL`;

const VERIFY_LATER = `
  UPDATE listing_target SET verify_at = $3
  WHERE seller_id = $1 AND account_id = $2 AND listing_id = ANY($4::int[])
    AND verify_at IS NOT NULL`;

// Sent once more: the figure on the shop is not ours, so ours is not there.
const REPAIR = `
  UPDATE listing_target AS target SET desired_version = desired_version + 1, next_at = $3,
    waiting_since = coalesce(waiting_since, $3), verify_at = NULL
  FROM unnest($4::int[], $5::text[]) AS new (listing_id, aspect)
  WHERE target.seller_id = $1 AND target.account_id = $2
    AND target.listing_id = new.listing_id AND target.aspect = new.aspect
    AND target.acked_version = target.desired_version`;

const RECORD_DRIFT = `
  WITH new AS (
    SELECT * FROM unnest($4::int[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::int[])
      AS told (listing_id, aspect, expected, seen, cause, sku_id)),
  noted AS (
    INSERT INTO drift
      (seller_id, account_id, listing_id, aspect, expected, seen, cause, noticed_at)
    SELECT $1, $2, listing_id, aspect, expected, seen, cause, $3 FROM new)
  INSERT INTO event (seller_id, kind, sku_id, account_id, body, at)
  SELECT $1, 'drift', sku_id, $2,
    jsonb_build_object('aspect', aspect, 'expected', expected, 'found', seen), $3
  FROM new`;

const FIND_BY_STOCK_ID = `
  SELECT target.listing_id AS "listingId", target.acked_value AS acked,
    target.sent_value AS sent, target.sent_version > target.acked_version AS "isInFlight"
  FROM listing JOIN listing_target AS target USING (seller_id, listing_id)
  WHERE listing.seller_id = $1 AND listing.account_id = $2
    AND listing.external_stock_id = $3 AND target.aspect = 'stock'`;

const ASK_TO_VERIFY = `
  UPDATE listing_target SET verify_at = least(verify_at, $3)
  WHERE seller_id = $1 AND listing_id = $2 AND aspect = 'stock'`;

const LIST_DRIFT = `
  SELECT drift.listing_id AS "listingId", drift.aspect, drift.expected, drift.seen, drift.cause,
    drift.noticed_at AS "noticedAt", sku.code AS "skuCode", account.name AS "accountName"
  FROM drift JOIN listing USING (seller_id, listing_id)
    JOIN sku ON sku.seller_id = listing.seller_id AND sku.sku_id = listing.sku_id
    JOIN account ON account.seller_id = drift.seller_id AND account.account_id = drift.account_id
  WHERE drift.seller_id = $1 ORDER BY noticed_at DESC LIMIT $2`;

export interface ListingToVerify {
  readonly listingId: number;
  readonly externalId: string;
  readonly externalParentId: string | null;
  readonly externalStockId: string | null;
  readonly skuCode: string;
}

/** One aspect of one listing as we know it. */
export interface Figure {
  readonly listingId: number;
  readonly aspect: Aspect;
  readonly skuId: number;
  readonly desired: number;
  readonly desiredVersion: number;
  readonly acked: number | null;
  readonly ackedVersion: number;
  readonly unverifiedPush: number | null;
  /** Units that the account's own orders took since the acknowledged push was sent. */
  readonly ownOrders: number;
}

export interface SeenFigure {
  readonly figure: Figure;
  readonly seen: number;
}

export interface Drift {
  readonly listingId: number;
  readonly aspect: Aspect;
  readonly expected: number;
  readonly seen: number;
  readonly cause: string;
  readonly noticedAt: Date;
  readonly skuCode: string;
  readonly accountName: string;
}

export function findToVerify(
  scoped: Queryable,
  o: AccountRef & { at: Date; atMost: number },
): Promise<ListingToVerify[]> {
  const params = [o.sellerId, o.accountId, o.at, o.atMost];
  return scoped.rows<ListingToVerify & Record<string, unknown>>(CLAIM_TO_VERIFY, params);
}

export function readFigures(
  scoped: Queryable,
  o: AccountRef & { listingIds: readonly number[] },
): Promise<Figure[]> {
  const params = [o.sellerId, o.accountId, o.listingIds];
  return scoped.rows<Figure & Record<string, unknown>>(READ_FIGURES, params);
}

/** What each listing should show now, its shop's own orders counted; null: nothing is known. */
export async function readExpected(
  scoped: Queryable,
  o: AccountRef & { listingIds: readonly number[] },
): Promise<ReadonlyMap<number, number | null>> {
  const params = [o.sellerId, o.accountId, o.listingIds];
  type Row = { listingId: number; expected: number | null };
  const rows = await scoped.rows<Row>(READ_EXPECTED, params);
  return new Map(rows.map(({ listingId, expected }) => [listingId, expected]));
}

export async function noteSeen(
  scoped: Scoped,
  o: AccountRef & { at: Date; seen: readonly SeenFigure[] },
): Promise<void> {
  const listingIds = o.seen.map((each) => each.figure.listingId);
  const params = [
    ...[o.sellerId, o.accountId, o.at],
    listingIds,
    o.seen.map((each) => each.figure.aspect),
    o.seen.map((each) => each.seen),
  ];
  await writeLocked(scoped, { ...o, listingIds, sql: NOTE_SEEN, params });
}

async function writeLocked(
  scoped: Scoped,
  o: AccountRef & { listingIds: readonly number[]; sql: string; params: readonly unknown[] },
): Promise<void> {
  if (o.listingIds.length === 0) return;
  await scoped.transaction(async (tx) => {
    await lockTargets(tx, o);
    await tx.execute(o.sql, o.params);
  });
}

export async function noteVerified(
  scoped: Scoped,
  o: AccountRef & { at: Date; figures: readonly Figure[] },
): Promise<void> {
  const listingIds = o.figures.map((figure) => figure.listingId);
  const params = [
    ...[o.sellerId, o.accountId, o.at],
    listingIds,
    o.figures.map((figure) => figure.aspect),
    o.figures.map((figure) => figure.ackedVersion),
  ];
  await writeLocked(scoped, { ...o, listingIds, sql: NOTE_VERIFIED, params });
}

export async function verifyLater(
  scoped: Scoped,
  o: AccountRef & { at: Date; listingIds: readonly number[] },
): Promise<void> {
  const params = [o.sellerId, o.accountId, o.at, o.listingIds];
  await writeLocked(scoped, { ...o, sql: VERIFY_LATER, params });
}

/** Notes the drift and has our own figure sent once more. */
export async function recordDrift(
  tx: Queryable,
  o: AccountRef & { at: Date; cause: string; drifted: readonly SeenFigure[] },
): Promise<void> {
  if (o.drifted.length === 0) return;
  const of = [o.sellerId, o.accountId, o.at];
  const listingIds = o.drifted.map((each) => each.figure.listingId);
  await lockTargets(tx, { ...o, listingIds });
  const aspects = o.drifted.map((each) => each.figure.aspect);
  await tx.execute(RECORD_DRIFT, [
    ...of,
    listingIds,
    aspects,
    o.drifted.map((each) => expectedOf(each.figure)),
    o.drifted.map((each) => each.seen),
    o.drifted.map(() => o.cause),
    o.drifted.map((each) => each.figure.skuId),
  ]);
  await tx.execute(REPAIR, [...of, listingIds, aspects]);
}

/** What the shop should have shown: our last figure, less what its own buyers took since. */
function expectedOf(figure: Figure): number {
  return (figure.acked ?? figure.desired) - figure.ownOrders;
}

export interface LevelTarget {
  readonly listingId: number;
  readonly acked: number | null;
  readonly sent: number | null;
  readonly isInFlight: boolean;
}

export function findByStockId(
  scoped: Queryable,
  o: AccountRef & { externalStockId: string },
): Promise<LevelTarget[]> {
  const params = [o.sellerId, o.accountId, o.externalStockId];
  return scoped.rows<LevelTarget & Record<string, unknown>>(FIND_BY_STOCK_ID, params);
}

export async function askToVerify(
  scoped: Queryable,
  o: { sellerId: number; listingId: number; at: Date },
): Promise<void> {
  await scoped.execute(ASK_TO_VERIFY, [o.sellerId, o.listingId, o.at]);
}

export function listDrift(
  scoped: Queryable,
  o: { sellerId: number; atMost: number },
): Promise<Drift[]> {
  const params = [o.sellerId, o.atMost];
  return scoped.rows<Drift & Record<string, unknown>>(LIST_DRIFT, params);
}
