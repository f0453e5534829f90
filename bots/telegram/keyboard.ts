import type { Block, Choice } from '../reply/reply.ts';
import { cutToWidth, printable, textWidth } from '../reply/text-width.ts';
import { offerData, pressData } from './inbound.ts';

export interface Button {
  readonly text: string;
  readonly callback_data: string;
  readonly style?: 'success' | 'danger';
}

export type Keyboard = readonly (readonly Button[])[];

/** More than a screen of buttons is worse than numbers. */
export const BUTTONS_MAX = 24;
const LABEL_WIDTH_MAX = 40;
const ROW_WIDTH_MAX = 26;
const ROW_BUTTONS_MAX = 3;

type Choices = Extract<Block, { kind: 'choices' }>;

/** Null: it is answered with a number. */
export function toKeyboard(block: Choices): Keyboard | null {
  const { questionId, choices } = block;
  if (questionId === null || choices.length === 0 || choices.length > BUTTONS_MAX) return null;
  return toRows(choices.map((choice, index) => toButton(choice, questionId, index)));
}

/** Null: its lines are typed. */
export function toOfferKeyboard({
  questionId,
  offers,
}: Extract<Block, { kind: 'offers' }>): Keyboard | null {
  const labels = offers.map(({ label }) => printable(label).trim());
  const isPressable =
    questionId !== null &&
    labels.length <= BUTTONS_MAX &&
    labels.every((label) => label !== '' && textWidth(label) <= LABEL_WIDTH_MAX);
  if (!isPressable || labels.length === 0) return null;
  return toRows(
    labels.map((text, index) => ({ text, callback_data: offerData(questionId, index) })),
  );
}

function toButton({ label, tone }: Choice, questionId: string, index: number): Button {
  // A button must say something.
  const text = cutToWidth(printable(label).trim(), LABEL_WIDTH_MAX) || String(index + 1);
  const button = { text, callback_data: pressData(questionId, index) };
  if (tone === 'good') return { ...button, style: 'success' };
  return tone === 'bad' ? { ...button, style: 'danger' } : button;
}

/** Short ones share a row. */
function toRows(buttons: readonly Button[]): Keyboard {
  const rows: Button[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    const width = [...(row ?? []), button].reduce((sum, { text }) => sum + textWidth(text), 0);
    if (row && row.length < ROW_BUTTONS_MAX && width <= ROW_WIDTH_MAX) row.push(button);
    else rows.push([button]);
  }
  return rows;
}

/** Can the buttons alone say what there is to choose? */
export function saysItAll(block: Choices): boolean {
  return (
    toKeyboard(block) !== null &&
    block.choices.every(
      ({ label, detail }) => !detail && textWidth(printable(label)) <= LABEL_WIDTH_MAX,
    )
  );
}
