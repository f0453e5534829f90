/**
 * A Reply in WhatsApp's words: the figure first and bold, tables of even width that fit a phone,
 * choices to press where the transport has them and to answer by number everywhere.
 */
import type { Block, Reply, Tone } from '../reply/reply.ts';
import { printable } from '../reply/text-width.ts';
import { type Marks, WHATSAPP_MARKS } from './marks.ts';
import { neutraliseCode, neutraliseLine, neutraliseText } from './neutralise-text.ts';
import { type OutgoingMessage, type PressKind, WHATSAPP_LIMITS } from './outgoing-message.ts';
import { type Piece, packTexts } from './pack-texts.ts';
import { renderTable } from './render-table.ts';
import { type Choices, toPressable } from './to-pressable.ts';

export interface WhatsAppLook {
  readonly press: PressKind;
  readonly formatNumber: (value: number) => string;
  /** Default: WhatsApp's. */
  readonly marks?: Marks;
}

// A tone is told by one sign; most lines carry none.
const SIGNS: Readonly<Record<Tone, string>> = {
  plain: '',
  quiet: '',
  good: '✅ ',
  warn: '⚠️ ',
  bad: '🔴 ',
};

const together = (...lines: readonly string[]): Piece => ({
  lines,
  isFenced: false,
  isApart: false,
});
const apart = (lines: readonly string[]): Piece => ({ lines, isFenced: false, isApart: true });

export function renderReply(answer: Reply, look: WhatsAppLook): OutgoingMessage[] {
  const marks = look.marks ?? WHATSAPP_MARKS;
  const sent: OutgoingMessage[] = [];
  let pieces: Piece[] = [];
  const flush = () => {
    sent.push(...toTexts(pieces, marks));
    pieces = [];
  };
  for (const block of answer.blocks) {
    if (block.kind === 'image') {
      flush();
      sent.push(toPicture(block));
    } else if (block.kind === 'file') {
      flush();
      const { bytes, name, mediaType } = block;
      sent.push({ kind: 'file', bytes, name: printable(name), mediaType });
    } else if (block.kind === 'choices') {
      const pressable = toPressable(block, look.press);
      if (pressable === null) pieces.push(...renderChoices(block, marks));
      else {
        sent.push(...withPressable(pieces, pressable, marks));
        pieces = [];
      }
    } else {
      pieces.push(...renderBlock(block, look, marks));
    }
  }
  flush();
  return sent;
}

function toTexts(pieces: readonly Piece[], marks: Marks): OutgoingMessage[] {
  const { textLength: lengthMax } = WHATSAPP_LIMITS;
  const texts = packTexts({ pieces, lengthMax, fence: marks.fence });
  return texts
    .filter((text) => text.trim() !== '')
    .map((text): OutgoingMessage => ({ kind: 'text', text }));
}

/** Buttons hang under what was said before them, where both fit into one message. */
function withPressable(
  pieces: readonly Piece[],
  pressable: Exclude<OutgoingMessage, { kind: 'text' | 'picture' | 'file' }>,
  marks: Marks,
): OutgoingMessage[] {
  if (pressable.kind === 'poll') return [...toTexts(pieces, marks), pressable];
  const question = apart(pressable.text.split('\n').map(neutraliseLine));
  const whole = toTexts([...pieces, question], marks);
  const [only] = whole;
  const { bodyLength } = WHATSAPP_LIMITS;
  const fits = whole.length === 1 && only?.kind === 'text' && only.text.length <= bodyLength;
  if (fits) return [{ ...pressable, text: only.text }];
  const [last] = packTexts({ pieces: [question], lengthMax: bodyLength, fence: marks.fence });
  return [...toTexts(pieces, marks), { ...pressable, text: last ?? '?' }];
}

type OfText = Exclude<Block, { kind: 'image' | 'file' | 'choices' }>;

function renderBlock(block: OfText, look: WhatsAppLook, marks: Marks): Piece[] {
  switch (block.kind) {
    case 'headline': {
      const [first = '', ...rest] = block.text.split('\n');
      const figure = marks.bold(neutraliseText(block.figure));
      // What is well needs no sign; a figure stands for itself.
      const sign = block.tone === 'good' ? '' : SIGNS[block.tone];
      const head = `${sign}${figure} ${neutraliseText(first)}`.trim();
      return [together(head, ...rest.map(neutraliseLine))];
    }
    case 'text': {
      const [first = '', ...rest] = block.text.split('\n').map(neutraliseLine);
      return [together(`${SIGNS[block.tone]}${first}`, ...rest)];
    }
    case 'note':
      return [
        together(...block.text.split('\n').map((line) => marks.italic(neutraliseLine(line)))),
      ];
    case 'table':
      return renderTable(block, { formatNumber: look.formatNumber, marks });
    case 'error': {
      const [first = '', ...rest] = block.text.split('\n').map(neutraliseLine);
      const lines = [`${SIGNS.warn}${first}`, ...rest];
      if (block.tryThis === undefined) return [together(...lines)];
      return [together(...lines, `Try: ${marks.code(neutraliseCode(block.tryThis))}`)];
    }
  }
}

/** Answered by typing: a number, or yes and no. */
function renderChoices(block: Choices, marks: Marks): Piece[] {
  const question = block.question.split('\n').map(neutraliseLine);
  if (block.style === 'confirm' && block.choices.length <= 2) {
    const words = ['yes', 'no'].slice(0, Math.max(1, block.choices.length));
    const offered = words.map((word, index) => {
      const label = block.choices[index]?.label ?? word;
      const isSaid = label.toLowerCase() === word;
      return marks.bold(word) + (isSaid ? '' : ` (${neutraliseText(label)})`);
    });
    return [apart([...question, `Reply ${offered.join(' or ')}.`])];
  }
  const rows = block.choices.map(({ label, detail }, index) => {
    const more = detail ? ` – ${neutraliseText(detail)}` : '';
    return `${marks.bold(String(index + 1))} ${neutraliseText(label)}${more}`;
  });
  return [apart([...question, ...rows])];
}

function toPicture(block: Extract<Block, { kind: 'image' }>): OutgoingMessage {
  const caption = block.alt.split('\n').map(neutraliseLine).join('\n');
  const [shown = ''] = packTexts({
    pieces: [together(...caption.split('\n'))],
    lengthMax: WHATSAPP_LIMITS.captionLength,
    fence: '',
  });
  return { kind: 'picture', png: block.png, name: printable(block.name), caption: shown };
}
