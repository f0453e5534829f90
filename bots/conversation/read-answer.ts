import { fold } from './match-names.ts';
import type { PendingQuestion } from './pending-questions.ts';
import type { Draft } from './understanding.ts';

export type Answered =
  | { readonly kind: 'declined' }
  | { readonly kind: 'chosen'; readonly draft: Draft }
  | { readonly kind: 'out-of-range' };

const DECLINES = ['no', 'none', 'cancel', 'never mind', 'nevermind', 'stop', 'forget it'];
const NUMBER = /^#?(\d{1,3})$/;

/**
 * A choice by its number or its name, or a no. Null: the message is about something else, and the
 * question is dropped.
 */
export function readAnswer(typed: string, question: PendingQuestion): Answered | null {
  const said = fold(typed.trim().replace(/[.!]+$/, ''));
  const { draft, slot, options } = question;
  const choose = (value: string): Answered => ({
    kind: 'chosen',
    draft: { ...draft, slots: { ...draft.slots, [slot]: value } },
  });
  const named = options.filter(({ names }) => names.some((name) => fold(name) === said));
  if (named.length === 1 && named[0]) return choose(named[0].value);
  const digits = NUMBER.exec(said)?.[1];
  if (digits !== undefined) {
    const option = options[Number.parseInt(digits, 10) - 1];
    return option ? choose(option.value) : { kind: 'out-of-range' };
  }
  return DECLINES.includes(said) ? { kind: 'declined' } : null;
}
