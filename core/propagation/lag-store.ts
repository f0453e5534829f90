/** SQL of how long each account's oldest update has been waiting. */
import type { Queryable } from '../database/queryable.ts';
import type { AccountRef } from './target-store.ts';

// Of all sellers: accounts of which something waits, and those of which it was told that it does.
const FIND_LAGGING = `
  SELECT seller_id AS "sellerId", account_id AS "accountId",
    coalesce(health.lag_told_seconds, 0) AS "toldSeconds",
    floor(greatest(0, extract(epoch FROM $1 - waiting.since)))::int AS seconds
  FROM (
    SELECT seller_id, account_id, min(least(waiting_since, sent_since)) AS since
    FROM listing_target WHERE acked_version < desired_version AND parked_at IS NULL
    GROUP BY seller_id, account_id) AS waiting
    FULL JOIN account_health AS health USING (seller_id, account_id)
  WHERE waiting.since < $2 OR health.lag_told_seconds > 0`;
const READ_MARK = `
  SELECT lag_told_seconds AS seconds FROM account_health
  WHERE seller_id = $1 AND account_id = $2`;
// Whoever moves the mark tells it: of two processes that look at once, one.
const MOVE_MARK = `
  INSERT INTO account_health AS health (seller_id, account_id, lag_told_seconds)
  VALUES ($1, $2, $4)
  ON CONFLICT (seller_id, account_id) DO UPDATE SET lag_told_seconds = excluded.lag_told_seconds
    WHERE health.lag_told_seconds = $3`;

export interface Lagging extends AccountRef {
  readonly toldSeconds: number;
  readonly seconds: number;
}

/** `since`: younger waiting is not looked at. */
export async function findLagging(
  sweep: Queryable,
  o: { now: Date; since: Date },
): Promise<Lagging[]> {
  const rows = await sweep.rows<Lagging & { seconds: number | null }>(FIND_LAGGING, [
    o.now,
    o.since,
  ]);
  return rows.map((row) => ({ ...row, seconds: row.seconds ?? 0 }));
}

export async function readLagMark(db: Queryable, o: AccountRef): Promise<number> {
  const row = await db.maybeRow<{ seconds: number }>(READ_MARK, [o.sellerId, o.accountId]);
  return row?.seconds ?? 0;
}

/** False: somebody else moved it. */
export async function moveLagMark(
  tx: Queryable,
  o: AccountRef & { before: number; after: number },
): Promise<boolean> {
  return (await tx.execute(MOVE_MARK, [o.sellerId, o.accountId, o.before, o.after])) === 1;
}
