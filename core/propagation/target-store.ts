/** The SQL of a flush: what is due, what was sent, what came of it. */
import type { Aspect } from '../allocation/compute-targets.ts';
import type { Queryable } from '../database/queryable.ts';
import { expectedNow } from './own-orders-store.ts';

const LISTING_FIELDS = `
  listing.listing_id AS "listingId", listing.sku_id AS "skuId", listing.external_id AS "externalId",
  listing.external_parent_id AS "externalParentId", listing.external_stock_id AS "externalStockId",
  sku.code AS "skuCode"`;

// Whoever writes several targets locks them in this order first: relay, flush and read-back would
// otherwise wait for each other in a circle.
const LOCK_TARGETS = `
  SELECT FROM listing_target WHERE seller_id = $1 AND listing_id = ANY($2::int[])
  ORDER BY listing_id, aspect FOR UPDATE`;

// A target that is being moved right now is left for the next claim. Crossings of zero first: they
// are what oversells. Reading the newest value and noting that it travels is one statement, so a
// change that comes later is a newer version.
const CLAIM_DUE = `
  WITH due AS (
    SELECT listing_id FROM listing_target
    WHERE seller_id = $1 AND account_id = $2 AND aspect = $3 AND acked_version < desired_version
      AND parked_at IS NULL AND next_at <= $4 AND NOT (listing_id = ANY($5::int[]))
      AND (desired_value = 0 OR NOT $8)
    ORDER BY desired_value <> 0 AND acked_value IS DISTINCT FROM 0,
      least(sent_since, waiting_since)
    LIMIT $6 FOR UPDATE SKIP LOCKED),
  claimed AS (
    UPDATE listing_target AS target SET sent_value = desired_value, sent_version = desired_version,
      sent_at = $4, sent_since = least(sent_since, waiting_since), waiting_since = NULL
    FROM due WHERE target.seller_id = $1 AND target.listing_id = due.listing_id
      AND target.aspect = $3
    RETURNING target.*)
  SELECT ${LISTING_FIELDS}, target.sent_value AS value, target.sent_version AS version,
    coalesce(target.sent_since, $4) AS "committedAt", target.attempts,
    CASE WHEN $7 THEN ${expectedNow} END AS expected
  FROM claimed AS target JOIN listing USING (seller_id, listing_id)
    JOIN sku ON sku.seller_id = listing.seller_id AND sku.sku_id = listing.sku_id
  ORDER BY target.sent_value <> 0, target.sent_since`;

const RECORD_PUSHES = `
  INSERT INTO push (seller_id, account_id, listing_id, aspect, version, value, outcome, reason,
    committed_at, sent_at, answered_at)
  SELECT $1, $2, new.listing_id, $3, new.version, new.value, new.outcome, new.reason,
    new.committed_at, new.sent_at, $4
  FROM unnest($5::int[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::timestamptz[],
    $11::timestamptz[]) AS new (listing_id, version, value, outcome, reason, committed_at, sent_at)
  RETURNING push_id AS "pushId", listing_id AS "listingId"`;

// An acknowledgement only ever moves forward: a late answer to an older value changes nothing.
const ACKNOWLEDGE = `
  WITH given_up AS MATERIALIZED (
    SELECT listing_id FROM listing_target
    WHERE seller_id = $1 AND aspect = $3 AND listing_id = ANY($6::int[]) AND is_given_up),
  accepted AS (
  UPDATE listing_target AS target SET is_given_up = false, acked_version = new.version,
    acked_value = new.value,
    acked_at = $4, acked_sent_at = new.sent_at, unverified_push = new.push_id, verify_at = $5,
    sent_since = NULL, attempts = 0, last_error = NULL
  FROM unnest($6::int[], $7::bigint[], $8::bigint[], $9::timestamptz[], $10::bigint[])
    AS new (listing_id, version, value, sent_at, push_id)
  WHERE target.seller_id = $1 AND target.account_id = $2 AND target.aspect = $3
    AND target.listing_id = new.listing_id AND target.acked_version <= new.version
  RETURNING target.listing_id, target.sku_id),
  told AS (
    INSERT INTO event (seller_id, kind, sku_id, account_id, body, at)
    SELECT $1, 'push-recovered', accepted.sku_id, $2,
      jsonb_build_object('aspect', $3::text, 'reason', null), $4
    FROM accepted JOIN given_up USING (listing_id)
    WHERE NOT EXISTS (SELECT FROM listing_target AS other
      WHERE other.seller_id = $1 AND other.listing_id = accepted.listing_id
        AND other.aspect <> $3 AND other.is_given_up))
  SELECT count(*)::int AS acked FROM accepted`;

// A call that was overtaken may still have been the last to reach the shop: its worker was stopped
// with it in its hands, and woke up. Whatever is newest is sent once more.
const SEND_OVERTAKEN_AGAIN = `
  UPDATE listing_target AS target SET desired_version = desired_version + 1, next_at = $4,
    waiting_since = coalesce(waiting_since, $4)
  FROM unnest($5::int[], $6::bigint[]) AS new (listing_id, version)
  WHERE target.seller_id = $1 AND target.account_id = $2 AND target.aspect = $3
    AND target.listing_id = new.listing_id AND target.acked_version > new.version`;

// A listing that a shop refuses is news once, whatever of it is refused and however often, until it
// takes something again.
const PUT_OFF = `
  WITH parked AS (
  UPDATE listing_target AS target SET attempts = target.attempts + 1,
    is_given_up = target.is_given_up OR new.is_parked, next_at = new.next_at,
    last_error = new.reason, parked_at = CASE WHEN new.is_parked THEN $4::timestamptz END
  FROM unnest($5::int[], $6::timestamptz[], $7::text[], $8::boolean[])
    AS new (listing_id, next_at, reason, is_parked)
  WHERE target.seller_id = $1 AND target.account_id = $2 AND target.aspect = $3
    AND target.listing_id = new.listing_id
  RETURNING target.listing_id, target.sku_id, target.aspect, target.last_error, new.is_parked)
  INSERT INTO event (seller_id, kind, sku_id, account_id, body, at)
  SELECT $1, 'push-parked', sku_id, $2,
    jsonb_build_object('aspect', aspect, 'reason', last_error), $4
  FROM parked WHERE is_parked AND NOT EXISTS (
    SELECT FROM listing_target AS before
    WHERE before.seller_id = $1 AND before.listing_id = parked.listing_id AND before.is_given_up)`;

const FIND_DUE_ACCOUNTS = `
  SELECT DISTINCT target.seller_id AS "sellerId", target.account_id AS "accountId"
  FROM listing_target AS target
  JOIN account USING (seller_id, account_id)
  LEFT JOIN account_health AS health USING (seller_id, account_id)
  WHERE account.state = 'active' AND (health.open_until IS NULL OR health.open_until <= $1)
    AND ((target.acked_version < target.desired_version AND target.parked_at IS NULL
      AND target.next_at <= $1) OR target.verify_at <= $1)`;

const LIST_PARKED = `
  SELECT ${LISTING_FIELDS}, target.aspect, target.account_id AS "accountId",
    account.name AS "accountName", target.desired_value AS "desiredValue",
    target.acked_value AS "ackedValue", target.attempts, target.last_error AS reason,
    target.parked_at AS "parkedAt"
  FROM listing_target AS target
    JOIN listing ON listing.seller_id = target.seller_id AND listing.listing_id = target.listing_id
    JOIN sku ON sku.seller_id = target.seller_id AND sku.sku_id = target.sku_id
    JOIN account ON account.seller_id = target.seller_id AND account.account_id = target.account_id
  WHERE target.seller_id = $1 AND target.parked_at IS NOT NULL
  ORDER BY target.parked_at`;

const REPLAY_PARKED = `
  UPDATE listing_target AS target SET parked_at = NULL, attempts = 0, next_at = $2
  FROM (SELECT listing_id, aspect FROM listing_target
    WHERE seller_id = $1 AND parked_at IS NOT NULL
      AND ($3::int IS NULL OR sku_id = $3) AND ($4::int IS NULL OR account_id = $4)
    ORDER BY listing_id, aspect FOR UPDATE) AS parked
  WHERE target.seller_id = $1 AND target.listing_id = parked.listing_id
    AND target.aspect = parked.aspect
  RETURNING account_id AS "accountId"`;

const SEND_AGAIN = `
  UPDATE listing_target AS target SET desired_version = desired_version + 1, next_at = $2,
    waiting_since = coalesce(waiting_since, $2), parked_at = NULL, attempts = 0
  FROM (SELECT listing_id, aspect FROM listing_target
    WHERE seller_id = $1 AND account_id = $3 ORDER BY listing_id, aspect FOR UPDATE) AS all_of_it
  WHERE target.seller_id = $1 AND target.listing_id = all_of_it.listing_id
    AND target.aspect = all_of_it.aspect`;

// History of answered pushes; what is still to be verified is younger than that.
const FORGET_PUSHES = 'DELETE FROM push WHERE answered_at < $1';

export interface DueTarget {
  readonly listingId: number;
  readonly skuId: number;
  readonly externalId: string;
  readonly externalParentId: string | null;
  readonly externalStockId: string | null;
  readonly skuCode: string;
  readonly value: number;
  readonly version: number;
  readonly committedAt: Date;
  readonly attempts: number;
  /** What the shop is believed to show; null: unknown. */
  readonly expected: number | null;
}

export interface AccountRef {
  readonly sellerId: number;
  readonly accountId: number;
}

/** Reads the newest values that are due and notes that they travel. */
export async function claimDue(
  scoped: Queryable,
  o: AccountRef & {
    aspect: Aspect;
    at: Date;
    busy: readonly number[];
    atMost: number;
    /** The shop compares what it shows with what we expect: work that out too. */
    isComparing: boolean;
    /** Only what goes off sale: it may pass the others. */
    isUrgent: boolean;
  },
): Promise<DueTarget[]> {
  const params = [
    ...[o.sellerId, o.accountId, o.aspect, o.at],
    ...[o.busy, o.atMost, o.isComparing && o.aspect === 'stock', o.isUrgent],
  ];
  return scoped.rows<DueTarget & Record<string, unknown>>(CLAIM_DUE, params);
}

/** To be called first in a transaction that writes several targets. */
export async function lockTargets(
  tx: Queryable,
  o: { sellerId: number; listingIds: readonly number[] },
): Promise<void> {
  await tx.rows(LOCK_TARGETS, [o.sellerId, o.listingIds]);
}

/** One answered push: for lag, for dead letters, for `why`. */
export interface AnsweredPush {
  readonly target: DueTarget;
  readonly outcome: string;
  readonly reason: string | null;
  readonly sentAt: Date;
}

export async function recordPushes(
  tx: Queryable,
  o: AccountRef & { aspect: Aspect; at: Date; pushes: readonly AnsweredPush[] },
): Promise<Map<number, number>> {
  const { pushes } = o;
  const rows = await tx.rows<{ pushId: number; listingId: number }>(RECORD_PUSHES, [
    ...[o.sellerId, o.accountId, o.aspect, o.at],
    pushes.map((push) => push.target.listingId),
    pushes.map((push) => push.target.version),
    pushes.map((push) => push.target.value),
    pushes.map((push) => push.outcome),
    pushes.map((push) => push.reason),
    pushes.map((push) => push.target.committedAt),
    pushes.map((push) => push.sentAt),
  ]);
  return new Map(rows.map((row) => [row.listingId, row.pushId]));
}

/** The targets are locked by the caller. */
export async function sendOvertakenAgain(
  tx: Queryable,
  o: AccountRef & { aspect: Aspect; at: Date; pushes: readonly AnsweredPush[] },
): Promise<void> {
  const { pushes } = o;
  if (pushes.length === 0) return;
  await tx.execute(SEND_OVERTAKEN_AGAIN, [
    ...[o.sellerId, o.accountId, o.aspect, o.at],
    pushes.map((push) => push.target.listingId),
    pushes.map((push) => push.target.version),
  ]);
}

/** @returns how many; fewer than given: the others were overtaken by a newer version */
export async function acknowledge(
  tx: Queryable,
  o: AccountRef & {
    aspect: Aspect;
    at: Date;
    verifyAt: Date;
    pushes: readonly AnsweredPush[];
    pushIds: ReadonlyMap<number, number>;
  },
): Promise<number> {
  const { pushes } = o;
  if (pushes.length === 0) return 0;
  const { acked } = await tx.row<{ acked: number }>(ACKNOWLEDGE, [
    ...[o.sellerId, o.accountId, o.aspect, o.at, o.verifyAt],
    pushes.map((push) => push.target.listingId),
    pushes.map((push) => push.target.version),
    pushes.map((push) => push.target.value),
    pushes.map((push) => push.sentAt),
    pushes.map((push) => o.pushIds.get(push.target.listingId)),
  ]);
  return acked;
}

export interface PutOff {
  readonly listingId: number;
  readonly nextAt: Date;
  readonly reason: string;
  readonly isParked: boolean;
}

export async function putOff(
  tx: Queryable,
  o: AccountRef & { aspect: Aspect; at: Date; targets: readonly PutOff[] },
): Promise<void> {
  const { targets } = o;
  if (targets.length === 0) return;
  await tx.execute(PUT_OFF, [
    ...[o.sellerId, o.accountId, o.aspect, o.at],
    targets.map((target) => target.listingId),
    targets.map((target) => target.nextAt),
    targets.map((target) => target.reason),
    targets.map((target) => target.isParked),
  ]);
}

/** Accounts with something to send or to verify, whose shop is not being left alone. */
export function findDueAccounts(sweep: Queryable, at: Date): Promise<AccountRef[]> {
  return sweep.rows<AccountRef & Record<string, unknown>>(FIND_DUE_ACCOUNTS, [at]);
}

export interface DeadLetter extends Omit<DueTarget, 'value' | 'version' | 'expected'> {
  readonly aspect: Aspect;
  readonly accountId: number;
  readonly accountName: string;
  readonly desiredValue: number;
  readonly ackedValue: number | null;
  readonly reason: string;
  readonly parkedAt: Date;
}

export function listParked(scoped: Queryable, sellerId: number): Promise<DeadLetter[]> {
  return scoped.rows<DeadLetter & Record<string, unknown>>(LIST_PARKED, [sellerId]);
}

/** @returns the account of every target that will be tried again */
export async function replayParked(
  scoped: Queryable,
  o: { sellerId: number; at: Date; skuId: number | null; accountId: number | null },
): Promise<number[]> {
  const params = [o.sellerId, o.at, o.skuId, o.accountId];
  const rows = await scoped.rows<{ accountId: number }>(REPLAY_PARKED, params);
  return rows.map((row) => row.accountId);
}

/** Every figure of the account is sent once more, whatever was acknowledged. */
export async function sendAgain(scoped: Queryable, o: AccountRef & { at: Date }): Promise<number> {
  return scoped.execute(SEND_AGAIN, [o.sellerId, o.at, o.accountId]);
}

/** @returns how many were forgotten, of every seller */
export function forgetPushes(sweep: Queryable, o: { before: Date }): Promise<number> {
  return sweep.execute(FORGET_PUSHES, [o.before]);
}
