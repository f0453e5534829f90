/** SQL of the inbox of the front-ends. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { ReplyOutcome } from '../reply/reply.ts';

export type MessageState = 'waiting' | 'answered' | 'delivered' | 'silent' | 'undeliverable';

/** The permanent name of a message. */
export interface MessageName {
  readonly sellerId: number;
  readonly frontEnd: string;
  readonly messageId: string;
}

const INSERT_MESSAGE = `
  INSERT INTO chat_message (seller_id, front_end, message_id, sender_id, person_id, received_at,
    message, files, next_at)
  VALUES ($1, $2, $3, $4, (SELECT person_id FROM chat_identity
    WHERE seller_id = $1 AND front_end = $2 AND external_id = $4), $5, $6, $7, $8)
  ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`;
const READ_MESSAGE = `
  SELECT state, message, files, reply, attempts, person_id AS "personId"
  FROM chat_message WHERE seller_id = $1 AND front_end = $2 AND message_id = $3`;
// Claimed by moving the time at which somebody else may take it.
const CLAIM_DUE = `
  UPDATE chat_message SET next_at = $5 WHERE seller_id = $1 AND front_end = $2 AND message_id = $3
    AND state IN ('waiting', 'answered') AND next_at <= $4
  RETURNING state, message, files, reply, attempts, person_id AS "personId"`;
const LIST_DUE = `
  SELECT seller_id AS "sellerId", front_end AS "frontEnd", message_id AS "messageId"
  FROM chat_message WHERE state IN ('waiting', 'answered') AND next_at <= $1
    AND front_end = ANY($3::text[])
  ORDER BY next_at LIMIT $2`;
const FINISH_ANSWER = `
  UPDATE chat_message SET state = $4, outcome = $5, reply = $6, is_write = $7, note = $8,
    person_id = coalesce($9, person_id), files = '{}', attempts = 0, next_at = $10
  WHERE seller_id = $1 AND front_end = $2 AND message_id = $3 AND state = 'waiting'`;
const FINISH_DELIVERY = `
  UPDATE chat_message SET state = $4, reply = $5
  WHERE seller_id = $1 AND front_end = $2 AND message_id = $3 AND state = 'answered'`;
const PUT_OFF = `
  UPDATE chat_message SET attempts = attempts + 1, next_at = $4
  WHERE seller_id = $1 AND front_end = $2 AND message_id = $3
    AND state IN ('waiting', 'answered')`;
const FORGET_MESSAGES = `
  DELETE FROM chat_message WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM chat_message WHERE received_at < $1 LIMIT $2))`;

const nameOf = ({ sellerId, frontEnd, messageId }: MessageName) => [sellerId, frontEnd, messageId];

/** Undefined: a message of this name is here already. */
export function insertMessage(
  db: Queryable,
  o: MessageName & {
    senderId: string;
    at: Date;
    /** JSON text. */
    message: string;
    files: readonly Uint8Array[];
    claimedUntil: Date;
  },
): Promise<{ personId: number | null } | undefined> {
  const files = o.files.map((bytes) => Buffer.from(bytes));
  const params = [...nameOf(o), o.senderId, o.at, o.message, files, o.claimedUntil];
  return db.maybeRow<{ personId: number | null }>(INSERT_MESSAGE, params);
}

export interface StoredMessage {
  readonly state: MessageState;
  readonly message: unknown;
  readonly files: readonly Buffer[];
  readonly reply: unknown;
  readonly attempts: number;
  readonly personId: number | null;
}

type Row<Value> = Value & Record<string, unknown>;

export function readMessage(db: Queryable, name: MessageName): Promise<StoredMessage | undefined> {
  return db.maybeRow<Row<StoredMessage>>(READ_MESSAGE, nameOf(name));
}

/** Undefined: it is done, or somebody works on it. */
export function claimMessage(
  db: Queryable,
  o: MessageName & { now: Date; until: Date },
): Promise<StoredMessage | undefined> {
  return db.maybeRow<Row<StoredMessage>>(CLAIM_DUE, [...nameOf(o), o.now, o.until]);
}

/** Of all sellers, on these front-ends. */
export function listDueMessages(
  sweep: Queryable,
  o: { now: Date; limit: number; frontEnds: readonly string[] },
): Promise<MessageName[]> {
  return sweep.rows<Row<MessageName>>(LIST_DUE, [o.now, o.limit, o.frontEnds]);
}

export interface AnswerRow {
  /** delivered: whoever asked has the answer in their hands. */
  readonly state: 'answered' | 'silent' | 'delivered';
  readonly outcome: ReplyOutcome;
  /** JSON text. */
  readonly reply: string;
  readonly isWrite: boolean;
  readonly note: string | null;
  /** Who the sender turned out to be; null: as before. */
  readonly personId: number | null;
  readonly claimedUntil: Date;
}

/** False: it was answered meanwhile, by somebody else. */
export async function finishAnswer(tx: Queryable, o: MessageName & AnswerRow): Promise<boolean> {
  const { state, outcome, reply, isWrite, note, personId, claimedUntil } = o;
  const params = [...nameOf(o), state, outcome, reply, isWrite, note, personId, claimedUntil];
  return (await tx.execute(FINISH_ANSWER, params)) === 1;
}

export async function finishDelivery(
  db: Queryable,
  o: MessageName & { state: 'delivered' | 'undeliverable'; reply: string },
): Promise<void> {
  await db.execute(FINISH_DELIVERY, [...nameOf(o), o.state, o.reply]);
}

export async function putOff(db: Queryable, o: MessageName & { until: Date }): Promise<void> {
  await db.execute(PUT_OFF, [...nameOf(o), o.until]);
}

/** Of all sellers. @returns how many */
export function forgetMessages(
  sweep: Queryable,
  o: { before: Date; limit: number },
): Promise<number> {
  return sweep.execute(FORGET_MESSAGES, [o.before, o.limit]);
}
