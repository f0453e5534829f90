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
import {
  type Choices,
  type Offers,
  type Pressable,
  toPressable,
  toPressableOffers,
} from './to-pressable.ts';

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

/** What becomes one message, or several of text: words, and at most one thing to press. */
interface Group {
  readonly pieces: Piece[];
  pressable: Pressable | null;
  /** The piece that asks; null: the pressable asks by itself. */
  question: Piece | null;
}

export function renderReply(answer: Reply, look: WhatsAppLook): OutgoingMessage[] {
  const marks = look.marks ?? WHATSAPP_MARKS;
  const sent: OutgoingMessage[] = [];
  let open: Group = { pieces: [], pressable: null, question: null };
  const flush = () => {
    sent.push(...toMessages(open, marks));
    open = { pieces: [], pressable: null, question: null };
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
      if (open.pressable !== null) flush();
      ask(open, block, { press: look.press, marks });
    } else if (block.kind === 'offers') {
      if (open.pressable !== null) flush();
      offer(open, block, { press: look.press, marks });
    } else {
      open.pieces.push(...renderBlock(block, look, marks));
    }
  }
  flush();
  return sent;
}

function ask(open: Group, block: Choices, o: { press: PressKind; marks: Marks }): void {
  open.pressable = toPressable(block, o.press);
  if (open.pressable === null) {
    open.pieces.push(...renderChoices(block, o.marks));
  } else if (open.pressable.kind !== 'poll') {
    open.question = apart(block.question.split('\n').map(neutraliseLine));
    open.pieces.push(open.question);
  }
}

/** Its buttons hang under what was said last. */
function offer(open: Group, block: Offers, o: { press: PressKind; marks: Marks }): void {
  const { code } = o.marks;
  const lines = block.offers.map(
    ({ label, line }) => `${neutraliseLine(label)} – ${code(neutraliseCode(line))}`,
  );
  open.pressable = toPressableOffers(block, o.press);
  if (open.pressable === null || open.pieces.length === 0) open.pieces.push(apart(lines));
  open.question = open.pressable && (open.pieces.at(-1) ?? null);
}

function toTexts(pieces: readonly Piece[], marks: Marks): OutgoingMessage[] {
  const { textLength: lengthMax } = WHATSAPP_LIMITS;
  const texts = packTexts({ pieces, lengthMax, fence: marks.fence });
  return texts
    .filter((text) => text.trim() !== '')
    .map((text): OutgoingMessage => ({ kind: 'text', text }));
}

/** Buttons hang under what is said, where it is short enough; else under the question alone. */
function toMessages({ pieces, pressable, question }: Group, marks: Marks): OutgoingMessage[] {
  const texts = toTexts(pieces, marks);
  if (pressable === null) return texts;
  if (pressable.kind === 'poll' || question === null) return [...texts, pressable];
  const [only] = texts;
  const { bodyLength: lengthMax } = WHATSAPP_LIMITS;
  const isShort = texts.length === 1 && only?.kind === 'text' && only.text.length <= lengthMax;
  if (isShort) return [{ ...pressable, text: only.text }];
  const others = pieces.filter((piece) => piece !== question);
  const [asked = '?'] = packTexts({ pieces: [question], lengthMax, fence: marks.fence });
  return [...toTexts(others, marks), { ...pressable, text: asked }];
}

type OfText = Exclude<Block, { kind: 'image' | 'file' | 'choices' | 'offers' }>;

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
