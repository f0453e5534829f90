import { createHash } from 'node:crypto';
import type { Random } from '../../core/base/random.ts';
import type { Draft, SlotText } from '../language/understanding.ts';
import type { NewQuestion, QuestionKind } from './question-store.ts';
import type { Begun, Turn } from './turn.ts';

/** What a question is about; kept as JSON. */
export interface QuestionBody {
  readonly drafts: readonly Draft[];
  /** Of a choice: what it fills, and what each option means. */
  readonly choice: Choosing | null;
  /** What was shown, sentence by sentence. */
  readonly sentences: readonly string[];
  /** Changes that are taken back first. */
  readonly takesBack: readonly number[];
}

export interface Choosing {
  readonly index: number;
  /** Null: each option is a reading of the whole text. */
  readonly slot: string | null;
  /** Empty: it is answered in words. */
  readonly options: readonly {
    readonly value: SlotText;
    readonly names: readonly string[];
    /** What is proposed when it is chosen, instead of the drafts with its value in their slot. */
    readonly drafts?: readonly Draft[];
  }[];
}

/** After that nobody remembers what "yes" was about, and the figures are others. */
export const ANSWER_WITHIN_MS = 5 * 60_000;

const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 10;

export function drawQuestion(
  random: Random,
  turn: Pick<Turn, 'message' | 'sender' | 'now'>,
  o: {
    kind: QuestionKind;
    body: QuestionBody;
    begun: Begun;
    /** Whose it is; default: the sender's. */
    personId?: number;
    /** Done at once: it is written as answered by this very message. */
    isAnswered?: boolean;
  },
): NewQuestion {
  const { message, sender, now } = turn;
  const { personId = sender.person.personId } = o;
  const { frontEnd, messageId } = message;
  return {
    questionId: drawId(random),
    ...{ personId, frontEnd, chatId: message.chat.id, kind: o.kind, begun: o.begun },
    body: o.body,
    digest: digestOf(o.body),
    askedAt: now,
    expiresAt: new Date(now.getTime() + ANSWER_WITHIN_MS),
    answering: o.isAnswered ? { at: now, by: sender.person.personId, frontEnd, messageId } : null,
  };
}

/** Of the exact drafts and of what was shown for them. */
export function digestOf({ drafts, sentences, takesBack }: QuestionBody): string {
  const text = JSON.stringify([drafts.map(sorted), sentences, takesBack]);
  return createHash('sha256').update(text).digest('hex');
}

/** JSON columns keep no order of names. */
function sorted({ command, slots }: Draft): unknown {
  return [command, Object.entries(slots).toSorted(([a], [b]) => (a < b ? -1 : 1))];
}

function drawId(random: Random): string {
  const sign = () => SIGNS[random.integer({ min: 0, max: SIGNS.length - 1 })] ?? 'a';
  return Array.from({ length: ID_LENGTH }, sign).join('');
}
