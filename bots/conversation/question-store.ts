/** SQL of questions: asked once, answered once. */
import type { Queryable } from '../../core/database/queryable.ts';

export type QuestionKind = 'choice' | 'confirm' | 'approve';

export interface StoredQuestion {
  readonly questionId: string;
  readonly personId: number;
  readonly frontEnd: string;
  readonly chatId: string;
  readonly kind: QuestionKind;
  /** The message that began it: its name is the key of everything that follows from it. */
  readonly begun: { readonly frontEnd: string; readonly messageId: string };
  readonly body: unknown;
  /** In hexadecimal. */
  readonly digest: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
  readonly confirmedFrontEnd: string | null;
  readonly usedAt: Date | null;
  readonly usedBy: number | null;
  readonly closedAt: Date | null;
}

export const QUESTION_JSON = `json_build_object('questionId', question_id, 'personId', person_id,
  'frontEnd', front_end, 'chatId', chat_id, 'kind', kind, 'begun',
  json_build_object('frontEnd', begun_front_end, 'messageId', begun_message_id), 'body', body,
  'digest', encode(digest, 'hex'), 'askedAt', asked_at, 'expiresAt', expires_at,
  'confirmedAt', confirmed_at, 'confirmedFrontEnd', confirmed_front_end, 'usedAt', used_at,
  'usedBy', used_by, 'closedAt', closed_at)`;

const INSERT_QUESTION = `
  INSERT INTO question (seller_id, question_id, person_id, front_end, chat_id, kind,
    begun_front_end, begun_message_id, body, digest, asked_at, expires_at,
    used_at, used_by, used_front_end, used_message_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, decode($10, 'hex'), $11, $12, $13, $14, $15, $16)`;
const READ_QUESTION = `
  SELECT ${QUESTION_JSON} AS found FROM question WHERE seller_id = $1 AND question_id = $2`;
// The one place where a question is answered: whoever comes second changes no row. A message that
// answered it before its work was cut short may answer it again.
const USE_QUESTION = `
  UPDATE question SET used_at = $3, used_by = $4, used_front_end = $5, used_message_id = $6
  WHERE seller_id = $1 AND question_id = $2 AND closed_at IS NULL
    AND (used_at IS NULL AND expires_at > $3 OR used_front_end = $5 AND used_message_id = $6)`;
const MARK_CONFIRMED = `
  UPDATE question SET confirmed_at = $3, confirmed_front_end = $4
  WHERE seller_id = $1 AND question_id = $2 AND confirmed_at IS NULL AND used_at IS NULL
    AND closed_at IS NULL`;
const CLOSE_QUESTION = `
  UPDATE question SET closed_at = $3
  WHERE seller_id = $1 AND question_id = $2 AND used_at IS NULL AND closed_at IS NULL`;
const CLOSE_OTHERS = `
  UPDATE question SET closed_at = $3
  WHERE seller_id = $1 AND person_id = $2 AND used_at IS NULL AND closed_at IS NULL
    AND kind = ANY($4::text[])`;
const FORGET_QUESTIONS = 'DELETE FROM question WHERE expires_at < $1';

/** Already answered when it is written: work that is done at once, kept so that it can go on. */
export interface Answering {
  readonly at: Date;
  readonly by: number;
  readonly frontEnd: string;
  readonly messageId: string;
}

export type NewQuestion = Pick<
  StoredQuestion,
  'questionId' | 'personId' | 'frontEnd' | 'chatId' | 'kind' | 'begun' | 'body' | 'digest'
> & { readonly askedAt: Date; readonly expiresAt: Date; readonly answering: Answering | null };

export async function insertQuestion(
  tx: Queryable,
  sellerId: number,
  o: NewQuestion,
): Promise<void> {
  const { answering } = o;
  await tx.execute(INSERT_QUESTION, [
    ...[sellerId, o.questionId, o.personId, o.frontEnd, o.chatId, o.kind],
    ...[o.begun.frontEnd, o.begun.messageId, JSON.stringify(o.body), o.digest],
    ...[o.askedAt, o.expiresAt, answering?.at ?? null, answering?.by ?? null],
    ...[answering?.frontEnd ?? null, answering?.messageId ?? null],
  ]);
}

export async function readQuestion(
  db: Queryable,
  o: { sellerId: number; questionId: string },
): Promise<StoredQuestion | null> {
  const row = await db.maybeRow<{ found: unknown }>(READ_QUESTION, [o.sellerId, o.questionId]);
  return toQuestion(row?.found);
}

/** False: it was answered, closed or has expired meanwhile. */
export async function useQuestion(
  db: Queryable,
  o: { sellerId: number; questionId: string } & Answering,
): Promise<boolean> {
  const params = [o.sellerId, o.questionId, o.at, o.by, o.frontEnd, o.messageId];
  return (await db.execute(USE_QUESTION, params)) === 1;
}

/** The first of two confirmations. False: it was given before, or the question is closed. */
export async function markConfirmed(
  db: Queryable,
  o: { sellerId: number; questionId: string; at: Date; frontEnd: string },
): Promise<boolean> {
  const params = [o.sellerId, o.questionId, o.at, o.frontEnd];
  return (await db.execute(MARK_CONFIRMED, params)) === 1;
}

export async function closeQuestion(
  db: Queryable,
  o: { sellerId: number; questionId: string; at: Date },
): Promise<boolean> {
  return (await db.execute(CLOSE_QUESTION, [o.sellerId, o.questionId, o.at])) === 1;
}

/** One question at a time: a newer one takes the place of those before. @returns how many */
export function closeOthers(
  tx: Queryable,
  o: { sellerId: number; personId: number; at: Date; kinds: readonly QuestionKind[] },
): Promise<number> {
  return tx.execute(CLOSE_OTHERS, [o.sellerId, o.personId, o.at, o.kinds]);
}

/** Of all sellers. */
export async function forgetQuestions(sweep: Queryable, o: { before: Date }): Promise<void> {
  await sweep.execute(FORGET_QUESTIONS, [o.before]);
}

/** From JSON, in which moments are text. */
export function toQuestion(found: unknown): StoredQuestion | null {
  if (found === null || found === undefined) return null;
  const row = found as StoredQuestion;
  const moment = (at: Date | null) => (at === null ? null : new Date(at));
  return {
    ...row,
    askedAt: new Date(row.askedAt),
    expiresAt: new Date(row.expiresAt),
    confirmedAt: moment(row.confirmedAt),
    usedAt: moment(row.usedAt),
    closedAt: moment(row.closedAt),
  };
}
