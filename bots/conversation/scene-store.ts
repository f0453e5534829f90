/** SQL of what is known before a message is read: who sent it, and what was said before. */
import type { Queryable } from '../../core/database/queryable.ts';
import { JOIN_HOME, PERSON_FIELDS } from '../people/people-store.ts';
import type { Person } from '../people/person.ts';
import { QUESTION_JSON, type StoredQuestion, toQuestion } from './question-store.ts';

// One statement, because everything that a person says waits for it.
const READ_SENDER = `
  SELECT ${PERSON_FIELDS},
    (SELECT chat_memory.last FROM chat_memory
      WHERE chat_memory.seller_id = $1 AND chat_memory.person_id = person.person_id) AS last,
    coalesce((SELECT ask_above_units FROM chat_setting WHERE seller_id = $1), 0) AS "askAbove",
    (SELECT count(*)::int FROM chat_message WHERE seller_id = $1
      AND chat_message.person_id = person.person_id AND received_at > $4) AS messages,
    (SELECT count(*)::int FROM chat_message WHERE seller_id = $1 AND is_write
      AND chat_message.person_id = person.person_id AND received_at > $4) AS writes,
    (SELECT ${QUESTION_JSON} FROM question WHERE seller_id = $1
      AND question.person_id = person.person_id AND used_at IS NULL AND closed_at IS NULL
      AND expires_at > $5 AND kind <> 'approve'
      ORDER BY asked_at DESC, question_id LIMIT 1) AS open,
    (SELECT ${QUESTION_JSON} FROM question WHERE seller_id = $1
      AND question.person_id <> person.person_id AND used_at IS NULL AND closed_at IS NULL
      AND expires_at > $5 AND kind = 'approve'
      ORDER BY asked_at DESC, question_id LIMIT 1) AS approvable,
    (SELECT ${QUESTION_JSON} FROM question WHERE seller_id = $1
      AND used_front_end = $2 AND used_message_id = $6 LIMIT 1) AS resumed
  FROM chat_identity JOIN person USING (seller_id, person_id) ${JOIN_HOME}
  WHERE chat_identity.seller_id = $1 AND front_end = $2 AND external_id = $3
    AND removed_at IS NULL`;
const COUNT_STRANGER = `
  SELECT count(*)::int AS count FROM chat_message
  WHERE seller_id = $1 AND front_end = $2 AND sender_id = $3 AND received_at > $4`;
const TOUCH_IDENTITY = `
  UPDATE chat_identity SET seen_at = $4, chat_id = coalesce($5, chat_id),
    shown_name = coalesce($6, shown_name)
  WHERE seller_id = $1 AND front_end = $2 AND external_id = $3`;
const KEEP_MEMORY = `
  INSERT INTO chat_memory (seller_id, person_id, last, at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (seller_id, person_id) DO UPDATE SET last = excluded.last, at = excluded.at`;

export interface KnownSender {
  readonly person: Person;
  readonly askAbove: number;
  /** Of the last minute, this message included. */
  readonly messages: number;
  readonly writes: number;
  /** As the memory keeps it. */
  readonly last: unknown;
  /** Their newest open question. */
  readonly open: StoredQuestion | null;
  /** The newest change of somebody else that waits for a second person. */
  readonly approvable: StoredQuestion | null;
  /** What this very message answered already, before its work was cut short. */
  readonly resumed: StoredQuestion | null;
}

type Sender = { readonly sellerId: number; readonly frontEnd: string; readonly senderId: string };

/** Undefined: nobody we know. */
export async function readSender(
  db: Queryable,
  o: Sender & { messageId: string; minuteAgo: Date; now: Date },
): Promise<KnownSender | undefined> {
  const params = [o.sellerId, o.frontEnd, o.senderId, o.minuteAgo, o.now, o.messageId];
  const row = await db.maybeRow<Record<string, unknown>>(READ_SENDER, params);
  if (!row) return undefined;
  const { personId, name, role, language, home, open, approvable, resumed, ...rest } = row;
  return {
    ...(rest as Pick<KnownSender, 'askAbove' | 'messages' | 'writes' | 'last'>),
    person: { personId, name, role, language, home } as Person,
    open: toQuestion(open),
    approvable: toQuestion(approvable),
    resumed: toQuestion(resumed),
  };
}

/** How many messages somebody whom we do not know has sent since. */
export async function countStranger(db: Queryable, o: Sender & { since: Date }): Promise<number> {
  const params = [o.sellerId, o.frontEnd, o.senderId, o.since];
  return (await db.row<{ count: number }>(COUNT_STRANGER, params)).count;
}

export async function touchIdentity(
  tx: Queryable,
  o: Sender & { at: Date; chatId: string | null; shownName: string | null },
): Promise<void> {
  const { sellerId, frontEnd, senderId, at, chatId, shownName } = o;
  await tx.execute(TOUCH_IDENTITY, [sellerId, frontEnd, senderId, at, chatId, shownName]);
}

export async function keepMemory(
  tx: Queryable,
  o: { sellerId: number; personId: number; last: string; at: Date },
): Promise<void> {
  await tx.execute(KEEP_MEMORY, [o.sellerId, o.personId, o.last, o.at]);
}
