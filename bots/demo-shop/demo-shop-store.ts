/** What the demo reads and sets beside the catalogue's own functions. */
import type { Queryable } from '../../core/database/queryable.ts';

const COUNT_ORDERS = `
  SELECT count(*)::int AS count FROM sales_order WHERE seller_id = $1 AND account_id = $2`;
const POINT_ACCOUNT = `
  UPDATE account SET settings = $3 WHERE seller_id = $1 AND account_id = $2`;
const READ_SHOWN = `
  SELECT target.listing_id AS "listingId", target.aspect, target.desired_value AS value
  FROM listing_target AS target WHERE target.seller_id = $1 AND target.account_id = $2`;

const FORGET_WAKES = 'DELETE FROM wake WHERE seller_id = $1';

type Place = { readonly sellerId: number; readonly accountId: number };

export async function countOrders(db: Queryable, o: Place): Promise<number> {
  return (await db.row<{ count: number }>(COUNT_ORDERS, [o.sellerId, o.accountId])).count;
}

/** A simulator listens on another port after each start. */
export async function pointAccount(db: Queryable, o: Place & { settings: unknown }): Promise<void> {
  await db.execute(POINT_ACCOUNT, [o.sellerId, o.accountId, JSON.stringify(o.settings)]);
}

/** No shop is connected yet that could be told of what was long ago. */
export async function forgetWakes(db: Queryable, sellerId: number): Promise<void> {
  await db.execute(FORGET_WAKES, [sellerId]);
}

export interface ShownValue {
  readonly listingId: number;
  readonly aspect: 'stock' | 'price' | 'status';
  readonly value: number;
}

export function readShown(db: Queryable, o: Place): Promise<ShownValue[]> {
  return db.rows<ShownValue & Record<string, unknown>>(READ_SHOWN, [o.sellerId, o.accountId]);
}
