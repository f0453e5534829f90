/**
 * How an account's shop has been answering. Kept in Postgres: a restart must not hammer a sick
 * shop.
 */
import type { Queryable } from '../database/queryable.ts';
import type { AccountRef } from './target-store.ts';

const READ_HEALTH = `
  SELECT account.currency, account.epoch, account.state, account.state_reason AS "stateReason",
    coalesce(failures, 0) AS failures,
    open_until AS "openUntil", last_ok_at AS "lastOkAt", last_error AS "lastError",
    last_error_at AS "lastErrorAt"
  FROM account LEFT JOIN account_health USING (seller_id, account_id)
  WHERE account.seller_id = $1 AND account_id = $2`;

const NOTE_SUCCESS = `
  INSERT INTO account_health AS health (seller_id, account_id, failures, last_ok_at)
  VALUES ($1, $2, 0, $3)
  ON CONFLICT (seller_id, account_id) DO UPDATE SET failures = 0, open_until = NULL,
    last_ok_at = excluded.last_ok_at`;

const NOTE_FAILURE = `
  INSERT INTO account_health AS health
    (seller_id, account_id, failures, open_until, last_error, last_error_at)
  VALUES ($1, $2, 1, $4, $5, $3)
  ON CONFLICT (seller_id, account_id) DO UPDATE SET failures = health.failures + 1,
    open_until = coalesce(excluded.open_until, health.open_until),
    last_error = excluded.last_error, last_error_at = excluded.last_error_at`;

const STOP_ACCOUNT = `
  UPDATE account SET state = 'needs-reauth', state_reason = $3
  WHERE seller_id = $1 AND account_id = $2`;

const RESUME_ACCOUNT = `
  UPDATE account SET state = 'active', state_reason = NULL
  WHERE seller_id = $1 AND ($2::int IS NULL OR account_id = $2) AND state = 'needs-reauth'`;

const CLOSE_BREAKER = `
  UPDATE account_health SET open_until = NULL, failures = 0
  WHERE seller_id = $1 AND ($2::int IS NULL OR account_id = $2)`;

export interface AccountHealth {
  /** Of every price of the account. */
  readonly currency: string;
  /** Tells the account's idempotency keys from those of an earlier installation. */
  readonly epoch: string;
  readonly state: 'active' | 'held' | 'needs-reauth';
  readonly stateReason: string | null;
  /** Calls in a row that the shop as a whole refused. */
  readonly failures: number;
  /** The breaker: nothing is sent before. */
  readonly openUntil: Date | null;
  readonly lastOkAt: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

export function readHealth(scoped: Queryable, account: AccountRef): Promise<AccountHealth> {
  return scoped.row<AccountHealth & Record<string, unknown>>(READ_HEALTH, [
    account.sellerId,
    account.accountId,
  ]);
}

export async function noteSuccess(scoped: Queryable, o: AccountRef & { at: Date }): Promise<void> {
  await scoped.execute(NOTE_SUCCESS, [o.sellerId, o.accountId, o.at]);
}

export async function noteFailure(
  scoped: Queryable,
  o: AccountRef & { at: Date; openUntil: Date | null; reason: string },
): Promise<void> {
  await scoped.execute(NOTE_FAILURE, [o.sellerId, o.accountId, o.at, o.openUntil, o.reason]);
}

/** The shop no longer accepts the credentials: nothing is sent until a person acts. */
export async function stopAccount(
  scoped: Queryable,
  o: AccountRef & { reason: string },
): Promise<void> {
  await scoped.execute(STOP_ACCOUNT, [o.sellerId, o.accountId, o.reason]);
}

/** A person says "try again": credentials and breaker get a fresh start. Null: every account. */
export async function resumeAccounts(
  scoped: Queryable,
  o: { sellerId: number; accountId: number | null },
): Promise<void> {
  await scoped.execute(RESUME_ACCOUNT, [o.sellerId, o.accountId]);
  await scoped.execute(CLOSE_BREAKER, [o.sellerId, o.accountId]);
}
