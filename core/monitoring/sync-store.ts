/** The SQL of the status view: three clocks, what waits, what was given up. */
import type { Queryable } from '../database/queryable.ts';

// commit → accepted is sync lag: the part before the call went out is waiting, the rest the call.
const READ_LAG = `
  SELECT account.account_id AS "accountId", account.name, account.channel,
    count(push.push_id)::int AS count,
    coalesce(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY
      extract(epoch FROM answered_at - committed_at) * 1000)::bigint[], '{0,0,0}') AS total,
    coalesce(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY
      extract(epoch FROM sent_at - committed_at) * 1000)::bigint[], '{0,0,0}') AS wait,
    coalesce(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY
      extract(epoch FROM answered_at - sent_at) * 1000)::bigint[], '{0,0,0}') AS call,
    coalesce(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY
      extract(epoch FROM verified_at - answered_at) * 1000)
      FILTER (WHERE verified_at IS NOT NULL)::bigint[], '{0,0,0}') AS "readBack"
  FROM account LEFT JOIN push ON push.seller_id = account.seller_id
    AND push.account_id = account.account_id AND push.outcome IN ('applied', 'unchanged')
    AND push.answered_at >= $2
  WHERE account.seller_id = $1
  GROUP BY account.account_id, account.name, account.channel ORDER BY account.account_id`;

const READ_LAG_OVERALL = `
  SELECT count(*)::int AS count,
    coalesce(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY
      extract(epoch FROM answered_at - committed_at) * 1000)::bigint[], '{0,0,0}') AS total
  FROM push WHERE seller_id = $1 AND answered_at >= $2 AND outcome IN ('applied', 'unchanged')`;

const READ_ARRIVAL_LAG = `
  SELECT count(*)::int AS count,
    coalesce(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY
      extract(epoch FROM decided_at - received_at) * 1000)::bigint[], '{0,0,0}') AS total
  FROM delivery WHERE seller_id = $1 AND state = 'decided' AND decided_at >= $2`;

const READ_ACCOUNTS = `
  SELECT account.account_id AS "accountId", account.public_id AS "publicId", account.name,
    account.channel, account.state, account.state_reason AS "stateReason",
    coalesce(health.failures, 0) AS failures, health.open_until AS "openUntil",
    health.last_ok_at AS "lastOkAt", health.last_error AS "lastError",
    count(target.listing_id) FILTER (WHERE acked_version < desired_version
      AND parked_at IS NULL)::int AS waiting,
    count(target.listing_id) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
    count(DISTINCT target.listing_id)::int AS listings,
    min(least(waiting_since, sent_since)) FILTER (WHERE acked_version < desired_version)
      AS "oldestWaitingSince"
  FROM account
    LEFT JOIN account_health AS health USING (seller_id, account_id)
    LEFT JOIN listing_target AS target
      ON target.seller_id = account.seller_id AND target.account_id = account.account_id
  WHERE account.seller_id = $1
  GROUP BY account.account_id, account.public_id, account.name, account.channel, account.state,
    account.state_reason, health.failures, health.open_until, health.last_ok_at, health.last_error
  ORDER BY account.account_id`;

const READ_TARGETS = `
  SELECT account.name AS "accountName", target.aspect, desired_value AS desired,
    acked_value AS acked, acked_at AS "ackedAt", seen_value AS seen, parked_at AS "parkedAt",
    last_error AS "lastError", acked_version < desired_version AS "isWaiting"
  FROM listing_target AS target JOIN account USING (seller_id, account_id)
  WHERE target.seller_id = $1 AND target.sku_id = $2
  ORDER BY account.account_id, target.listing_id, target.aspect`;

// What one push per change and listing would have cost: the causes that moved a SKU, times the
// listings of it.
const COUNT_PUSHES = `
  SELECT
    (SELECT count(*) FROM push WHERE seller_id = $1 AND aspect = 'stock' AND answered_at >= $2)::int
      AS sent,
    coalesce((SELECT sum(moved.causes * offered.listings) FROM
      (SELECT sku_id, count(DISTINCT cause) AS causes FROM entry
        WHERE seller_id = $1 AND at >= $2 GROUP BY sku_id) AS moved
      JOIN (SELECT sku_id, count(*) AS listings FROM listing
        WHERE seller_id = $1 GROUP BY sku_id) AS offered USING (sku_id)), 0)::int AS raw`;

const COUNT_UNSYNCED = `
  SELECT count(*) FILTER (WHERE acked_version < desired_version AND parked_at IS NULL)::int
      AS waiting,
    count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
    (SELECT count(*) FROM wake WHERE wake.seller_id = $1)::int AS wakes,
    (SELECT count(*) FROM delivery WHERE delivery.seller_id = $1 AND state = 'waiting')::int
      AS deliveries
  FROM listing_target WHERE listing_target.seller_id = $1`;

/** Milliseconds at p50, p95, p99. */
export type Percentiles = readonly [number, number, number];

export interface AccountLag {
  readonly accountId: number;
  readonly name: string;
  readonly channel: string;
  readonly count: number;
  /** Commit of the ledger entry → the shop accepted that figure or a newer one. */
  readonly total: Percentiles;
  readonly wait: Percentiles;
  readonly call: Percentiles;
  /** Accepted → seen by a read-back. */
  readonly readBack: Percentiles;
}

export interface AccountStatus {
  readonly accountId: number;
  readonly publicId: string;
  readonly name: string;
  readonly channel: string;
  readonly state: 'active' | 'held' | 'needs-reauth';
  readonly stateReason: string | null;
  readonly failures: number;
  readonly openUntil: Date | null;
  readonly lastOkAt: Date | null;
  readonly lastError: string | null;
  readonly waiting: number;
  readonly parked: number;
  readonly listings: number;
  readonly oldestWaitingSince: Date | null;
}

/** What one listing of a SKU should show and shows. */
export interface TargetStatus {
  readonly accountName: string;
  readonly aspect: 'stock' | 'price' | 'status';
  readonly desired: number;
  readonly acked: number | null;
  readonly ackedAt: Date | null;
  readonly seen: number | null;
  readonly parkedAt: Date | null;
  readonly lastError: string | null;
  readonly isWaiting: boolean;
}

export interface Unsynced {
  readonly waiting: number;
  readonly parked: number;
  readonly wakes: number;
  readonly deliveries: number;
}

type Row<T> = T & Record<string, unknown>;
type Since = { readonly sellerId: number; readonly since: Date };

export function readLag(scoped: Queryable, o: Since): Promise<AccountLag[]> {
  return scoped.rows<Row<AccountLag>>(READ_LAG, [o.sellerId, o.since]);
}

export function readLagOverall(
  scoped: Queryable,
  o: Since,
): Promise<{ count: number; total: Percentiles }> {
  return scoped.row(READ_LAG_OVERALL, [o.sellerId, o.since]);
}

/** Arrival of the delivery → commit of its decision. */
export function readArrivalLag(
  scoped: Queryable,
  o: Since,
): Promise<{ count: number; total: Percentiles }> {
  return scoped.row(READ_ARRIVAL_LAG, [o.sellerId, o.since]);
}

export function readAccounts(scoped: Queryable, sellerId: number): Promise<AccountStatus[]> {
  return scoped.rows<Row<AccountStatus>>(READ_ACCOUNTS, [sellerId]);
}

export function readTargets(
  scoped: Queryable,
  o: { sellerId: number; skuId: number },
): Promise<TargetStatus[]> {
  return scoped.rows<Row<TargetStatus>>(READ_TARGETS, [o.sellerId, o.skuId]);
}

export function countPushes(scoped: Queryable, o: Since): Promise<{ sent: number; raw: number }> {
  return scoped.row(COUNT_PUSHES, [o.sellerId, o.since]);
}

export function countUnsynced(scoped: Queryable, sellerId: number): Promise<Unsynced> {
  return scoped.row<Row<Unsynced>>(COUNT_UNSYNCED, [sellerId]);
}
