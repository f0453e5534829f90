import type { Draft } from './understanding.ts';

/** A question that waits for "2": the draft it belongs to, and what each number would fill in. */
export interface PendingQuestion {
  readonly draft: Draft;
  readonly slot: string;
  /** What goes into the slot, and what else a person may type for it. */
  readonly options: readonly { readonly value: string; readonly names: readonly string[] }[];
  /** The message that began it: its business keys are used whenever it is answered. */
  readonly messageId: string;
  readonly frontEnd: string;
  readonly askedAt: Date;
}

// After that nobody remembers what "2" was about.
const ANSWER_WITHIN_MS = 5 * 60_000;
// One per person; the oldest is forgotten first.
const QUESTIONS_MAX = 10_000;

export interface PendingQuestions {
  ask(person: string, question: PendingQuestion): void;
  /** The open question of this person, which is then no longer open. */
  take(person: string, now: Date): PendingQuestion | null;
}

export function createPendingQuestions(): PendingQuestions {
  const open = new Map<string, PendingQuestion>();
  return {
    ask(person, question) {
      open.delete(person);
      open.set(person, question);
      const [oldest] = open.keys();
      if (open.size > QUESTIONS_MAX && oldest !== undefined) open.delete(oldest);
    },
    take(person, now) {
      const question = open.get(person);
      open.delete(person);
      if (!question) return null;
      return now.getTime() - question.askedAt.getTime() > ANSWER_WITHIN_MS ? null : question;
    },
  };
}
