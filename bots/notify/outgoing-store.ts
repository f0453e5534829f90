/** SQL of messages that wait to be sent, and of the ways to reach a person. */
import type { Queryable } from '../../core/database/queryable.ts';

const INSERT_OUTGOING = `
  INSERT INTO outgoing (seller_id, key, target, person_id, front_end, chat_id, reply, cause,
    created_at, next_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
  ON CONFLICT (seller_id, key, target) DO NOTHING`;
const LIST_DUE = `
  SELECT seller_id AS "sellerId", outgoing_id AS "outgoingId" FROM outgoing
  WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, outgoing_id LIMIT $2`;
// Claimed by moving the time at which somebody else may take it.
const CLAIM = `
  UPDATE outgoing SET next_at = $4
  WHERE seller_id = $1 AND outgoing_id = $2 AND state = 'waiting' AND next_at <= $3
  RETURNING key, target, person_id AS "personId", front_end AS "frontEnd", chat_id AS "chatId",
    reply, attempts, created_at AS "createdAt"`;
const MARK_SENT = `
  UPDATE outgoing SET state = 'sent', sent_at = $3, sent_front_end = $4, sent_chat_id = $5,
    sent_message_id = $6, attempts = attempts + 1, last_error = NULL, reply = $7
  WHERE seller_id = $1 AND outgoing_id = $2`;
const PUT_OFF = `
  UPDATE outgoing SET attempts = attempts + 1, next_at = $3, last_error = $4
  WHERE seller_id = $1 AND outgoing_id = $2 AND state = 'waiting'`;
const PARK = `
  UPDATE outgoing SET state = 'parked', attempts = attempts + 1, last_error = $3
  WHERE seller_id = $1 AND outgoing_id = $2 AND state = 'waiting'`;
// The chats in which a person is reached alone; where they were last seen first.
const LIST_WAYS = `
  SELECT front_end AS "frontEnd", chat_id AS "chatId"
  FROM chat_identity JOIN person USING (seller_id, person_id)
  WHERE seller_id = $1 AND person_id = $2 AND removed_at IS NULL AND chat_id IS NOT NULL
  ORDER BY seen_at DESC, front_end`;
const COUNT_PARKED = `
  SELECT count(*)::int AS count FROM outgoing
  WHERE seller_id = $1 AND person_id = $2 AND state = 'parked' AND created_at >= $3`;
const LIST_UNSENT = `
  SELECT key, bool_or(state = 'waiting') AS "isWaiting" FROM outgoing
  WHERE seller_id = $1 AND key = ANY($2::text[]) AND state <> 'sent' GROUP BY key`;
const FORGET = `
  DELETE FROM outgoing WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM outgoing WHERE created_at < $1 AND state <> 'waiting' LIMIT $2))`;

type Row<Value> = Value & Record<string, unknown>;

export interface OutgoingName {
  readonly sellerId: number;
  readonly outgoingId: number;
}

export interface NewOutgoing {
  readonly sellerId: number;
  readonly key: string;
  readonly target: string;
  readonly personId: number | null;
  readonly frontEnd: string;
  readonly chatId: string | null;
  /** JSON text. */
  readonly reply: string;
  readonly cause: string;
  readonly at: Date;
}

export interface ClaimedOutgoing {
  readonly key: string;
  readonly target: string;
  readonly personId: number | null;
  readonly frontEnd: string;
  readonly chatId: string | null;
  readonly reply: unknown;
  readonly attempts: number;
  readonly createdAt: Date;
}

export interface Way {
  readonly frontEnd: string;
  readonly chatId: string;
}

const nameOf = ({ sellerId, outgoingId }: OutgoingName) => [sellerId, outgoingId];

/** False: this key goes to this target already. */
export async function insertOutgoing(tx: Queryable, o: NewOutgoing): Promise<boolean> {
  const params = [
    ...[o.sellerId, o.key, o.target, o.personId, o.frontEnd, o.chatId],
    ...[o.reply, o.cause, o.at],
  ];
  return (await tx.execute(INSERT_OUTGOING, params)) === 1;
}

/** Of all sellers, oldest first. */
export function listDueOutgoing(
  sweep: Queryable,
  o: { now: Date; limit: number },
): Promise<OutgoingName[]> {
  return sweep.rows<Row<OutgoingName>>(LIST_DUE, [o.now, o.limit]);
}

/** Undefined: it is done, or somebody works on it. */
export function claimOutgoing(
  db: Queryable,
  o: OutgoingName & { now: Date; until: Date },
): Promise<ClaimedOutgoing | undefined> {
  return db.maybeRow<Row<ClaimedOutgoing>>(CLAIM, [...nameOf(o), o.now, o.until]);
}

export async function markSent(
  db: Queryable,
  o: OutgoingName & { at: Date; way: Way; messageId: string; reply: string },
): Promise<void> {
  const where = [o.way.frontEnd, o.way.chatId, o.messageId];
  await db.execute(MARK_SENT, [...nameOf(o), o.at, ...where, o.reply]);
}

export async function putOffOutgoing(
  db: Queryable,
  o: OutgoingName & { until: Date; error: string },
): Promise<void> {
  await db.execute(PUT_OFF, [...nameOf(o), o.until, o.error]);
}

export async function parkOutgoing(
  db: Queryable,
  o: OutgoingName & { error: string },
): Promise<void> {
  await db.execute(PARK, [...nameOf(o), o.error]);
}

export function listWays(db: Queryable, o: { sellerId: number; personId: number }): Promise<Way[]> {
  return db.rows<Row<Way>>(LIST_WAYS, [o.sellerId, o.personId]);
}

export async function countParkedOutgoing(
  db: Queryable,
  o: { sellerId: number; personId: number; since: Date },
): Promise<number> {
  const params = [o.sellerId, o.personId, o.since];
  return (await db.row<{ count: number }>(COUNT_PARKED, params)).count;
}

/** Keys of which not every message has gone; not waiting: the others were given up. */
export function listUnsent(
  db: Queryable,
  o: { sellerId: number; keys: readonly string[] },
): Promise<{ key: string; isWaiting: boolean }[]> {
  return db.rows<Row<{ key: string; isWaiting: boolean }>>(LIST_UNSENT, [o.sellerId, o.keys]);
}

/** Of all sellers. @returns how many */
export function forgetOutgoing(
  sweep: Queryable,
  o: { before: Date; limit: number },
): Promise<number> {
  return sweep.execute(FORGET, [o.before, o.limit]);
}
