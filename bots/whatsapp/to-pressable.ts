import type { Block } from '../reply/reply.ts';
import { printable } from '../reply/text-width.ts';
import { type OutgoingMessage, type PressKind, WHATSAPP_LIMITS } from './outgoing-message.ts';
import { canCarryQuestion } from './poll-secret.ts';

export type Choices = Extract<Block, { kind: 'choices' }>;
export type Offers = Extract<Block, { kind: 'offers' }>;
export type Pressable = Exclude<OutgoingMessage, { kind: 'text' | 'picture' | 'file' }>;

/**
 * The question as something to press; null: it does not fit whole, or cannot be pressed here, and
 * is asked in words. Nothing is ever cut to become a button.
 */
export function toPressable(block: Choices, press: PressKind): Pressable | null {
  const { questionId } = block;
  if (press === 'none' || questionId === null) return null;
  const labels = block.choices.map(({ label }) => printable(label).trim());
  if (labels.some((label) => label === '') || new Set(labels).size < labels.length) return null;
  if (press === 'polls') return toPoll(block, { questionId, labels });
  return toButtons(block, { questionId, labels }) ?? toList(block, { questionId, labels });
}

/** Null: they are typed. A poll asks a question, which these do not. */
export function toPressableOffers(
  { questionId, offers }: Offers,
  press: PressKind,
): Pressable | null {
  if (press !== 'buttons' || questionId === null) return null;
  const labels = offers.map(({ label }) => printable(label).trim());
  if (labels.some((label) => label === '') || new Set(labels).size < labels.length) return null;
  if (labels.length === 0 || labels.length > WHATSAPP_LIMITS.buttons) return null;
  if (!areWithin(labels, WHATSAPP_LIMITS.buttonLength)) return null;
  return { kind: 'buttons', text: '', questionId, titles: labels };
}

interface Asked {
  readonly questionId: string;
  readonly labels: readonly string[];
}

const areWithin = (texts: readonly string[], lengthMax: number) =>
  texts.every((text) => text.length <= lengthMax);

function toButtons(block: Choices, { questionId, labels }: Asked): Pressable | null {
  const hasDetail = block.choices.some(({ detail }) => detail);
  if (hasDetail || labels.length === 0 || labels.length > WHATSAPP_LIMITS.buttons) return null;
  if (!areWithin(labels, WHATSAPP_LIMITS.buttonLength)) return null;
  return { kind: 'buttons', text: block.question, questionId, titles: labels };
}

function toList(block: Choices, { questionId, labels }: Asked): Pressable | null {
  const rows = block.choices.map(({ detail }, index) => ({
    title: labels[index] ?? '',
    description: detail ? printable(detail).trim() : null,
  }));
  const descriptions = rows.map(({ description }) => description ?? '');
  const fits =
    rows.length > 0 &&
    rows.length <= WHATSAPP_LIMITS.rows &&
    areWithin(labels, WHATSAPP_LIMITS.rowLength) &&
    areWithin(descriptions, WHATSAPP_LIMITS.descriptionLength);
  return fits ? { kind: 'list', text: block.question, questionId, rows } : null;
}

function toPoll(block: Choices, { questionId, labels }: Asked): Pressable | null {
  const question = printable(block.question).trim();
  const options = block.choices.map(({ detail }, index) => {
    const label = labels[index] ?? '';
    return detail ? `${label} – ${printable(detail).trim()}` : label;
  });
  const fits =
    question !== '' &&
    question.length <= WHATSAPP_LIMITS.pollQuestionLength &&
    options.length >= 2 &&
    options.length <= WHATSAPP_LIMITS.pollOptions &&
    areWithin(options, WHATSAPP_LIMITS.pollOptionLength) &&
    canCarryQuestion(questionId);
  return fits ? { kind: 'poll', question, questionId, options } : null;
}
