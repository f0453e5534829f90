/** SQL of how far each account's orders have been asked for. */
import type { OrderMark } from '../channels/channel.ts';
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

// Known means decided: every line of the order is in the ledger, or set aside, in this state or a
// newer one. An order that was only recorded when the program died does not count.
const FIND_KNOWN_ORDERS = `
  SELECT own.external_id AS "externalId"
  FROM unnest($3::text[], $4::bigint[]) AS asked (external_id, revision)
    JOIN sales_order AS own ON own.seller_id = $1 AND own.account_id = $2
      AND own.external_id = asked.external_id
  WHERE EXISTS (SELECT FROM sales_order_line AS shown
      WHERE shown.seller_id = $1 AND shown.order_id = own.order_id)
    AND NOT EXISTS (SELECT FROM sales_order_line AS shown
      WHERE shown.seller_id = $1 AND shown.order_id = own.order_id
        AND NOT EXISTS (SELECT FROM order_line AS line WHERE line.seller_id = $1
          AND line.line_key = shown.line_key AND line.revision >= asked.revision)
        AND NOT EXISTS (SELECT FROM unmapped_line AS line WHERE line.seller_id = $1
          AND line.line_key = shown.line_key AND line.revision >= asked.revision))`;

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

/** Of these orders, those that need not be read again. */
export async function findKnownOrders(
  db: Queryable,
  o: AccountPlace & { marks: readonly OrderMark[] },
): Promise<Set<string>> {
  const rows = await db.rows<{ externalId: string }>(FIND_KNOWN_ORDERS, [
    o.sellerId,
    o.accountId,
    o.marks.map((mark) => mark.externalId),
    o.marks.map((mark) => mark.revisedAt.getTime()),
  ]);
  return new Set(rows.map((row) => row.externalId));
}
