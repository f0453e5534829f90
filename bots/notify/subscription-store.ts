/** SQL of who wants to be told what. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { Subscription, Topic } from './topic.ts';

const FIELDS = `
  subscription.subscription_id AS "subscriptionId", subscription.person_id AS "personId",
  subscription.front_end AS "frontEnd", subscription.chat_id AS "chatId", subscription.topic,
  subscription.sku_id AS "skuId", subscription.location_id AS "locationId", subscription.below,
  subscription.since_seq AS "sinceSeq", subscription.muted_until AS "mutedUntil",
  subscription.created_at AS "createdAt"`;
// Of people who are still there.
const LIST_SUBSCRIPTIONS = `
  SELECT ${FIELDS} FROM subscription JOIN person USING (seller_id, person_id)
  WHERE seller_id = $1 AND removed_at IS NULL AND ($2::int IS NULL OR person_id = $2)
  ORDER BY subscription_id`;
// The same once more changes its threshold, and unmutes it.
const PUT_SUBSCRIPTION = `
  INSERT INTO subscription (seller_id, person_id, front_end, chat_id, topic, sku_id, location_id,
    below, since_seq, created_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, seq, $9 FROM ledger_head WHERE seller_id = $1
  ON CONFLICT (seller_id, person_id, front_end, chat_id, topic, sku_id, location_id)
  DO UPDATE SET below = excluded.below, muted_until = NULL,
    since_seq = CASE WHEN subscription.below IS DISTINCT FROM excluded.below
      THEN excluded.since_seq ELSE subscription.since_seq END
  RETURNING subscription_id AS "subscriptionId"`;
const DELETE_SUBSCRIPTIONS = `
  DELETE FROM subscription WHERE seller_id = $1 AND person_id = $2
    AND ($3::text IS NULL OR topic = $3) AND ($4::int IS NULL OR sku_id = $4)`;
const END_SUBSCRIPTIONS = `
  DELETE FROM subscription WHERE seller_id = $1 AND subscription_id = ANY($2::int[])`;
const SET_MUTED = `
  UPDATE subscription SET muted_until = $4 WHERE seller_id = $1 AND person_id = $2
    AND ($3::text IS NULL OR topic = $3)`;
const LIST_SELLERS = `
  SELECT DISTINCT seller_id AS "sellerId" FROM subscription WHERE topic = $1 ORDER BY 1`;

type Row<Value> = Value & Record<string, unknown>;
type OfPerson = { readonly sellerId: number; readonly personId: number };

/** Null: of everybody. */
export function listSubscriptions(
  db: Queryable,
  o: { sellerId: number; personId: number | null },
): Promise<Subscription[]> {
  return db.rows<Row<Subscription>>(LIST_SUBSCRIPTIONS, [o.sellerId, o.personId]);
}

export type NewSubscription = OfPerson &
  Pick<Subscription, 'frontEnd' | 'chatId' | 'topic' | 'skuId' | 'locationId' | 'below'>;

export async function putSubscription(
  db: Queryable,
  o: NewSubscription & { at: Date },
): Promise<number> {
  const what = [o.frontEnd, o.chatId, o.topic, o.skuId, o.locationId, o.below];
  const params = [o.sellerId, o.personId, ...what, o.at];
  return (await db.row<{ subscriptionId: number }>(PUT_SUBSCRIPTION, params)).subscriptionId;
}

/** Null: every topic, every SKU. @returns how many ended */
export function deleteSubscriptions(
  db: Queryable,
  o: OfPerson & { topic: Topic | null; skuId: number | null },
): Promise<number> {
  return db.execute(DELETE_SUBSCRIPTIONS, [o.sellerId, o.personId, o.topic, o.skuId]);
}

export async function endSubscriptions(
  db: Queryable,
  o: { sellerId: number; subscriptionIds: readonly number[] },
): Promise<void> {
  await db.execute(END_SUBSCRIPTIONS, [o.sellerId, o.subscriptionIds]);
}

/** @returns how many it was */
export function setMuted(
  db: Queryable,
  o: OfPerson & { topic: Topic | null; until: Date | null },
): Promise<number> {
  return db.execute(SET_MUTED, [o.sellerId, o.personId, o.topic, o.until]);
}

/** Sellers of whom somebody wants to be told this. */
export async function listSubscribedSellers(sweep: Queryable, topic: Topic): Promise<number[]> {
  const rows = await sweep.rows<{ sellerId: number }>(LIST_SELLERS, [topic]);
  return rows.map(({ sellerId }) => sellerId);
}
