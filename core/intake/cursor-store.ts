/** SQL of how far each account's orders have been asked for. */
import type { Queryable } from '../database/queryable.ts';

const READ_CURSOR = `
  SELECT cursor, pulled_at AS "pulledAt" FROM order_cursor
  WHERE seller_id = $1 AND account_id = $2`;
const SAVE_CURSOR = `
  INSERT INTO order_cursor (seller_id, account_id, cursor, pulled_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (seller_id, account_id) DO UPDATE
    SET cursor = excluded.cursor, pulled_at = excluded.pulled_at`;
const ACCOUNTS_TO_PULL = `
  SELECT seller_id AS "sellerId", account_id AS "accountId", channel FROM account
  WHERE state <> 'needs-reauth' ORDER BY seller_id, account_id`;

export type AccountPlace = { readonly sellerId: number; readonly accountId: number };

export function readCursor(
  db: Queryable,
  o: AccountPlace,
): Promise<{ cursor: string; pulledAt: Date } | undefined> {
  return db.maybeRow(READ_CURSOR, [o.sellerId, o.accountId]);
}

export async function saveCursor(
  db: Queryable,
  o: AccountPlace & { cursor: string; at: Date },
): Promise<void> {
  await db.execute(SAVE_CURSOR, [o.sellerId, o.accountId, o.cursor, o.at]);
}

/** Of all sellers, seen by the sweep role. */
export function listAccountsToPull(
  sweep: Queryable,
): Promise<(AccountPlace & { channel: string })[]> {
  return sweep.rows(ACCOUNTS_TO_PULL);
}
