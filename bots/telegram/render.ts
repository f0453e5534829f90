/** The reply model as messages of Telegram: the figure first, tables monospaced, buttons. */
import { fitsTable, layoutTable, TABLE_GAP, toCellText } from '../reply/layout-table.ts';
import type { Block, Cell, Column, Reply, Tone } from '../reply/reply.ts';
import { cutToWidth, printable } from '../reply/text-width.ts';
import { UploadedFile } from './bot-api.ts';
import { boldHtml, inertHtml } from './escape-text.ts';
import { type Keyboard, saysItAll, toKeyboard, toOfferKeyboard } from './keyboard.ts';
import {
  BLANK,
  type Line,
  lengthOf,
  linesOf,
  splitLines,
  tableLine,
  toHtml,
  toPlain,
} from './message-lines.ts';

/** One message. */
export interface Part {
  readonly kind: 'text' | 'photo' | 'document';
  readonly html: string;
  readonly plain: string;
  readonly keyboard: Keyboard | null;
  readonly upload: UploadedFile | null;
}

// The platform's limits are 4096 and 1024; what it counts is what one reads.
export const TEXT_LENGTH_MAX = 4_000;
const CAPTION_LENGTH_MAX = 1_000;
// Nobody reads on; what is longer belongs into a file.
const PARTS_MAX = 12;
/** What a phone shows of a monospaced line without breaking it. */
const TABLE_WIDTH = 34;

const MARKS: Readonly<Record<Tone, string>> = {
  plain: '',
  good: '',
  warn: '⚠️ ',
  bad: '🔴 ',
  quiet: '',
};
const DONE = '✅ ';

export interface Look {
  readonly formatNumber: (value: number) => string;
}

type Media = Extract<Block, { kind: 'image' | 'file' }>;
type Choices = Extract<Block, { kind: 'choices' }>;
/** What is gathered until the message is full: text, at most one keyboard, at most one medium. */
type Draft = { lines: Line[]; keyboard: Keyboard | null };

export function renderTelegram(answer: Reply, look: Look): Part[] {
  const media = answer.blocks.filter(isMedia);
  const [only] = media;
  const texts = answer.blocks.filter((block) => !isMedia(block));
  // One picture with what belongs to it is one message.
  if (only && media.length === 1) {
    const drafts = toDrafts(texts, answer, look);
    const [draft = { lines: [], keyboard: null }] = drafts;
    if (drafts.length <= 1 && lengthOf(draft.lines) <= CAPTION_LENGTH_MAX) {
      const lines = draft.lines.length > 0 ? draft.lines : captionOf(only);
      return [toMedia(only, { lines, keyboard: draft.keyboard })];
    }
  }
  return withoutTail(inTurn(answer, look));
}

/** The last one stays: it may hold the question. */
function withoutTail(parts: readonly Part[]): Part[] {
  const last = parts.at(-1);
  if (!last || parts.length <= PARTS_MAX) return [...parts];
  const left = parts.length - PARTS_MAX;
  const lines = linesOf(`… ${left} more messages are left out. Ask for less, or export.`, 'quiet');
  const gap = { kind: 'text', keyboard: null, upload: null } as const;
  const told: Part = { ...gap, html: toHtml(lines), plain: toPlain(lines) };
  return [...parts.slice(0, PARTS_MAX - 2), told, last];
}

/** Text and media as they follow each other. */
function inTurn(answer: Reply, look: Look): Part[] {
  const parts: Part[] = [];
  let waiting: Block[] = [];
  const flush = () => {
    parts.push(...toDrafts(waiting, answer, look).flatMap(toTexts));
    waiting = [];
  };
  for (const block of answer.blocks) {
    if (!isMedia(block)) {
      waiting.push(block);
      continue;
    }
    flush();
    parts.push(toMedia(block, { lines: captionOf(block), keyboard: null }));
  }
  flush();
  return parts;
}

function isMedia(block: Block): block is Media {
  return block.kind === 'image' || block.kind === 'file';
}

function captionOf(block: Media): Line[] {
  const words = block.kind === 'image' ? block.alt : block.name;
  const lines = linesOf(words, 'plain');
  return splitLines(lines, CAPTION_LENGTH_MAX)[0] ?? [];
}

function toMedia(block: Media, { lines, keyboard }: Draft): Part {
  const bytes = block.kind === 'image' ? block.png : block.bytes;
  const upload = new UploadedFile({ name: fileName(block.name), bytes });
  const kind = block.kind === 'image' ? 'photo' : 'document';
  return { kind, html: toHtml(lines), plain: toPlain(lines), keyboard, upload };
}

/** What stands on one line of its own. */
function short(text: string): string {
  return cutToWidth(printable(text), 200).slice(0, 400).toWellFormed();
}

/** It travels in a header. */
function fileName(name: string): string {
  return (
    printable(name)
      .replaceAll(/["\\/;=]/g, '-')
      .slice(0, 100)
      .trim() || 'file'
  );
}

/** The keyboard stands under the last message of its draft. */
function toTexts({ lines, keyboard }: Draft): Part[] {
  const split = splitLines(lines, TEXT_LENGTH_MAX);
  // Buttons need words to stand under.
  const messages = split.length === 0 && keyboard ? [linesOf('?', 'plain')] : split;
  return messages.map((each, index) => ({
    kind: 'text' as const,
    html: toHtml(each),
    plain: toPlain(each),
    keyboard: index === messages.length - 1 ? keyboard : null,
    upload: null,
  }));
}

function toDrafts(blocks: readonly Block[], answer: Reply, look: Look): Draft[] {
  const drafts: Draft[] = [];
  let open: Draft = { lines: [], keyboard: null };
  let isFirst = blocks[0] === answer.blocks[0];
  for (const block of blocks) {
    const keyboard = keyboardOf(block);
    if (keyboard && open.keyboard) {
      drafts.push(open);
      open = { lines: [], keyboard: null };
    }
    const lines = toLines(block, look, isFirst && answer.outcome === 'done' ? DONE : '');
    if (open.lines.length > 0 && stands(block)) open.lines.push(BLANK);
    open.lines.push(...lines);
    open.keyboard = keyboard ?? open.keyboard;
    isFirst = false;
  }
  return open.lines.length > 0 ? [...drafts, open] : drafts;
}

function keyboardOf(block: Block): Keyboard | null {
  if (block.kind === 'offers') return toOfferKeyboard(block);
  return block.kind === 'choices' ? toKeyboard(block) : null;
}

/** A question stands apart from what it is about. */
function stands(block: Block): boolean {
  return block.kind === 'choices';
}

function toLines(block: Block, look: Look, mark: string): Line[] {
  switch (block.kind) {
    case 'headline':
      return headlineLines(block, MARKS[block.tone] || mark);
    case 'text':
      return linesOf(block.text, block.tone === 'quiet' ? 'quiet' : 'plain', markOf(block, mark));
    case 'note':
      return linesOf(block.text, 'quiet', mark);
    case 'table':
      return tableLines(block, look);
    case 'choices':
      return choiceLines(block);
    case 'offers':
      return offerLines(block);
    case 'error':
      return errorLines(block);
    case 'image':
    case 'file':
      return [];
  }
}

function markOf({ tone }: { readonly tone: Tone }, mark: string): string {
  return MARKS[tone] || mark;
}

function headlineLines(block: Extract<Block, { kind: 'headline' }>, mark: string): Line[] {
  const [first = BLANK, ...rest] = linesOf(block.text, 'plain');
  const figure = short(block.figure);
  const html = `${mark}${boldHtml(figure)}  ${inertHtml(first.plain)}`;
  return [{ html, plain: `${mark}${figure}  ${first.plain}`, table: null }, ...rest];
}

function tableLines(block: Extract<Block, { kind: 'table' }>, look: Look): Line[] {
  const { columns, rows } = block;
  const { formatNumber } = look;
  const table = { columns, rows, widthMax: TABLE_WIDTH, formatNumber };
  return fitsTable(table) ? gridLines(table) : rows.map((row) => stackedLine(row, columns, look));
}

/** A row where there is no room for columns: its name, then each figure with its title. */
function stackedLine(row: readonly Cell[], columns: readonly Column[], look: Look): Line {
  const [name = '', ...others] = row.map((cell) => short(toCellText(cell, look.formatNumber).text));
  const said = others
    .map((text, index) => ({ text, title: short(columns[index + 1]?.title ?? '') }))
    .filter(({ text }) => text !== '')
    .map(({ text, title }) => `${title} ${text}`.trim())
    .join(' · ');
  return {
    html: `${boldHtml(name)}  ${inertHtml(said)}`,
    plain: `${printable(name)}  ${printable(said)}`,
    table: null,
  };
}

function gridLines(o: Parameters<typeof layoutTable>[0]): Line[] {
  const laid = layoutTable(o);
  const texts = laid.map(({ cells }) =>
    cells
      .map(({ text }) => text)
      .join(TABLE_GAP)
      .trimEnd(),
  );
  const table = { titles: texts[0] ?? '' };
  return texts.map((text) => tableLine(text, table));
}

function choiceLines(block: Choices): Line[] {
  const question = linesOf(block.question, 'plain');
  if (saysItAll(block)) return question;
  const rows = block.choices.map(({ label, detail }, index) => {
    const number = String(index + 1);
    const shown = short(label);
    const about = detail ? short(detail) : '';
    return {
      html: `<b>${number}</b>  ${inertHtml(shown)}${about ? ` · ${inertHtml(about)}` : ''}`,
      plain: `${number}  ${shown}${about ? ` · ${about}` : ''}`,
      table: null,
    };
  });
  return [...question, ...rows];
}

/** Where they cannot be pressed, the lines to type. */
function offerLines(block: Extract<Block, { kind: 'offers' }>): Line[] {
  if (toOfferKeyboard(block)) return [];
  return block.offers.map(({ label, line }) => {
    const [code = BLANK] = linesOf(short(line), 'code');
    const name = short(label);
    return { html: `${inertHtml(name)} ${code.html}`, plain: `${name} ${code.plain}`, table: null };
  });
}

function errorLines({ text, tryThis }: Extract<Block, { kind: 'error' }>): Line[] {
  const lines = linesOf(text, 'plain', MARKS.warn);
  if (tryThis === undefined) return lines;
  const shown = short(tryThis);
  const [code = BLANK] = linesOf(shown, 'code');
  return [...lines, { html: `Try: ${code.html}`, plain: `Try: ${shown}`, table: null }];
}

/** As people read it, with its buttons. */
export function toPlainText(answer: Reply): string {
  const parts = renderTelegram(answer, { formatNumber: String });
  return parts.map(plainOf).join('\n');
}

function plainOf({ plain, keyboard, upload }: Part): string {
  const rows = (keyboard ?? []).map((row) => row.map(({ text }) => `[${text}]`).join(' '));
  return [...(upload ? [`[${upload.name}]`] : []), plain, ...rows].filter(Boolean).join('\n');
}
