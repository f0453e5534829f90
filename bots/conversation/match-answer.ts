// Answers to a question that anybody can read without a grammar: its number, or its name.
import { parseQuantity } from '../../core/base/quantity.ts';
import type { AnyCommand } from '../commands/command.ts';
import type { SlotKind } from '../commands/slot.ts';
import type { Draft, SlotText } from '../language/understanding.ts';
import type { QuestionBody } from './draw-question.ts';
import { fold } from './match-names.ts';
import type { StoredQuestion } from './question-store.ts';

export type Matched =
  | { readonly kind: 'option'; readonly option: number }
  | { readonly kind: 'drafts'; readonly drafts: readonly Draft[] };

const NUMBER = /^#?(\d{1,7})$/;
// Words that can stand for a thing of the seller's; a longer text is a message of its own.
const NAME_WORDS_MAX = 6;

/** Null: the message may be about something else. */
export function matchAnswer(
  commands: readonly AnyCommand[],
  question: Pick<StoredQuestion, 'body'>,
  typed: string,
): Matched | null {
  const body = question.body as QuestionBody;
  if (!body.choice) return null;
  const said = fold(typed.trim().replace(/[.!]+$/, ''));
  const { options } = body.choice;
  const named = options.flatMap(({ names }, option) =>
    names.some((name) => fold(name) === said) ? [option] : [],
  );
  if (named.length === 1 && named[0] !== undefined) return { kind: 'option', option: named[0] };
  const digits = NUMBER.exec(said)?.[1];
  if (digits === undefined) return null;
  if (options.length > 0) return { kind: 'option', option: Number.parseInt(digits, 10) - 1 };
  if (kindOf(commands, body) !== 'quantity') return null;
  const quantity = parseQuantity(digits);
  return quantity.ok ? { kind: 'drafts', drafts: fill(body, quantity.value) } : null;
}

/** The drafts with what this option means; null: there is no such option. */
export function fillChosen(body: QuestionBody, option: number): readonly Draft[] | null {
  const chosen = body.choice?.options[option];
  return chosen ? (chosen.drafts ?? fill(body, chosen.value)) : null;
}

/** What was typed as the missing piece itself: only where one was asked for that has no list. */
export function fillTyped(
  commands: readonly AnyCommand[],
  question: Pick<StoredQuestion, 'body' | 'kind'>,
  typed: string,
): readonly Draft[] | null {
  const body = question.body as QuestionBody;
  if (question.kind !== 'choice' || !body.choice) return null;
  const kind = kindOf(commands, body);
  const words = typed.trim().split(/\s+/);
  if (kind === undefined || kind === 'quantity' || words.length > NAME_WORDS_MAX) return null;
  // Half a rule is completed by its reader, or not at all.
  if (kind === 'rule' && isFilled(body)) return null;
  return fill(body, typed.trim());
}

const isFilled = ({ drafts, choice }: QuestionBody) =>
  drafts[choice?.index ?? 0]?.slots[choice?.slot ?? ''] !== undefined;

function kindOf(commands: readonly AnyCommand[], { drafts, choice }: QuestionBody) {
  const command = drafts[choice?.index ?? 0]?.command;
  const slots = commands.find(({ name }) => name === command)?.slots;
  return slots?.[choice?.slot ?? '']?.kind as SlotKind | undefined;
}

function fill({ drafts, choice }: QuestionBody, value: SlotText): readonly Draft[] {
  const { index, slot } = choice ?? { index: -1, slot: null };
  return drafts.map((draft, at) =>
    at === index && slot !== null ? { ...draft, slots: { ...draft.slots, [slot]: value } } : draft,
  );
}
