/** The reply model as messages of Slack: blocks, with the same as text for notifications. */
import { fitsTable, layoutTable, TABLE_GAP, toCellText } from '../reply/layout-table.ts';
import type { Block, Choice, Reply, Tone } from '../reply/reply.ts';
import { printable } from '../reply/text-width.ts';
import { blocksToText } from './block-text.ts';
import {
  type Button,
  button,
  fitsPlain,
  LENGTH_MAX,
  plainText,
  richSection,
  richText,
  type SelectOption,
  type SlackBlock,
} from './blocks.ts';
import { escapeText } from './plain-text.ts';

export type SlackPart =
  | {
      readonly kind: 'message';
      readonly blocks: readonly SlackBlock[];
      /** Escaped: what a notification and a screen reader say. */
      readonly text: string;
    }
  | {
      readonly kind: 'upload';
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly alt: string | null;
    };

export interface SlackLook {
  readonly formatNumber: (value: number) => string;
}

const BLOCKS_PER_MESSAGE_MAX = 50;
// Slack gives no figure for all blocks together; its own long texts end at 12,000 characters.
const CHARACTERS_PER_MESSAGE_MAX = 10_000;
const FALLBACK_LENGTH_MAX = 3_000;
// A code block on a telephone wraps; on a desk there is room for this.
const TABLE_WIDTH_MAX = 60;
const BUTTONS_MAX = 5;
const OPTIONS_MAX = 100;

const SIGNS: Readonly<Record<Tone, string>> = {
  plain: '',
  quiet: '',
  good: '',
  warn: '⚠️ ',
  bad: '🛑 ',
};

export function renderSlack(answer: Reply, look: SlackLook): SlackPart[] {
  const parts: SlackPart[] = [];
  let blocks: SlackBlock[] = [];
  const flush = () => {
    parts.push(...splitMessages(blocks));
    blocks = [];
  };
  for (const block of answer.blocks) {
    if (block.kind === 'image' || block.kind === 'file') {
      flush();
      parts.push(toUpload(block));
    } else {
      blocks.push(...renderBlock(block, look));
    }
  }
  flush();
  return parts;
}

function toUpload(block: Block & { kind: 'image' | 'file' }): SlackPart {
  const name = printable(block.name).trim() || block.kind;
  return block.kind === 'image'
    ? { kind: 'upload', bytes: block.png, name, alt: block.alt }
    : { kind: 'upload', bytes: block.bytes, name, alt: null };
}

/** As many messages as it takes, cut between blocks. */
function splitMessages(blocks: readonly SlackBlock[]): SlackPart[] {
  const groups: SlackBlock[][] = [];
  let size = 0;
  for (const block of blocks) {
    const length = blocksToText([block]).length;
    const open = groups.at(-1);
    const isFull =
      open && (open.length >= BLOCKS_PER_MESSAGE_MAX || size + length > CHARACTERS_PER_MESSAGE_MAX);
    if (!open || isFull) {
      groups.push([block]);
      size = length;
    } else {
      open.push(block);
      size += length;
    }
  }
  return groups.map(toMessage);
}

export function toMessage(blocks: readonly SlackBlock[]): SlackPart & { kind: 'message' } {
  const whole = blocksToText(blocks);
  const text =
    whole.length > FALLBACK_LENGTH_MAX ? `${whole.slice(0, FALLBACK_LENGTH_MAX)}…` : whole;
  return { kind: 'message', blocks, text: escapeText(text.toWellFormed()) };
}

type Shown = Exclude<Block, { kind: 'image' } | { kind: 'file' }>;

function renderBlock(block: Shown, look: SlackLook): SlackBlock[] {
  switch (block.kind) {
    case 'headline':
      return renderHeadline(block);
    case 'text':
      return renderText(SIGNS[block.tone] + block.text);
    case 'note':
      return [{ type: 'context', elements: [plainText(block.text, LENGTH_MAX.context)] }];
    case 'table':
      return renderTable(block, look);
    case 'choices':
      return renderChoices(block);
    case 'offers':
      return renderOffers(block);
    case 'error':
      return [
        ...renderText(SIGNS.warn + block.text),
        ...(block.tryThis === undefined ? [] : [renderTry(block.tryThis)]),
      ];
  }
}

function renderHeadline(block: Shown & { kind: 'headline' }): SlackBlock[] {
  // A figure runs on into what it counts; a word needs to be set apart.
  const gap = /\p{L}/u.test(block.figure) ? ' · ' : '  ';
  const whole = SIGNS[block.tone] + block.figure + gap + block.text;
  if (fitsPlain(whole, LENGTH_MAX.header)) {
    return [{ type: 'header', text: plainText(whole, LENGTH_MAX.header) }];
  }
  const figure = plainText(SIGNS[block.tone] + block.figure, LENGTH_MAX.header);
  return [{ type: 'header', text: figure }, ...renderText(block.text)];
}

/** Rich text knows no control characters, but a line break is one. */
const printableLines = (words: string): string => words.split('\n').map(printable).join('\n');

function renderText(words: string): SlackBlock[] {
  return cutPieces(printableLines(words), LENGTH_MAX.rich).map((piece) =>
    richSection(richText(piece)),
  );
}

function renderTry(line: string): SlackBlock {
  return richSection(richText('Try '), richText(printable(line), { code: true }));
}

/** Pieces of at most so many characters, cut after a line or a word where there is one. */
function cutPieces(text: string, lengthMax: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > lengthMax) {
    const window = rest.slice(0, lengthMax);
    const at = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '));
    const cut = at > lengthMax / 2 ? at : lengthMax;
    pieces.push(rest.slice(0, cut).toWellFormed());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function renderTable(block: Shown & { kind: 'table' }, look: SlackLook): SlackBlock[] {
  const { columns, rows } = block;
  const { formatNumber } = look;
  const table = { columns, rows, widthMax: TABLE_WIDTH_MAX, formatNumber };
  if (!fitsTable(table)) return renderRows(block, look);
  const laid = layoutTable(table);
  const lines = laid.map(({ cells }) =>
    cells
      .map(({ text }) => text)
      .join(TABLE_GAP)
      .trimEnd(),
  );
  const [titles = '', ...body] = lines;
  const pages: string[][] = [];
  for (const line of body) {
    const open = pages.at(-1);
    const length = (open ?? []).reduce((sum, each) => sum + each.length + 1, 0);
    if (open && length + line.length + 1 <= LENGTH_MAX.rich) open.push(line);
    else pages.push([titles, line]);
  }
  return (pages.length > 0 ? pages : [[titles]]).map((page) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [richText(page.join('\n'))] }],
  }));
}

/** A table too wide for a screen, row by row: nothing of it is cut. */
function renderRows(block: Shown & { kind: 'table' }, look: SlackLook): SlackBlock[] {
  const lines = block.rows.map((row) => {
    const cells = row.map((cell) => toCellText(cell, look.formatNumber).text);
    const [name = '', ...others] = cells;
    const said = others.map((text, index) => {
      const title = printable(block.columns[index + 1]?.title ?? '');
      return `${title} ${text}`.trim();
    });
    return [name, ...said].join(' · ');
  });
  return renderText(lines.join('\n'));
}

type ChoicesBlock = Shown & { kind: 'choices' };

function renderChoices(block: ChoicesBlock): SlackBlock[] {
  const { question, choices, questionId } = block;
  const asked = question.trim() === '' ? [] : renderText(question);
  if (choices.length === 0) return asked;
  if (questionId === null) return [...asked, ...renderNumbered(choices)];
  const isConfirm = block.style === 'confirm';
  const isMenu = !isConfirm && choices.length > BUTTONS_MAX;
  const fits = choices.every(
    ({ label, detail }) =>
      fitsPlain(label, LENGTH_MAX.button) &&
      (!detail || (isMenu && fitsPlain(detail, LENGTH_MAX.option))),
  );
  const isListed = !fits || choices.length > OPTIONS_MAX;
  return [
    ...asked,
    ...(isListed ? renderNumbered(choices) : []),
    isMenu ? renderMenu(questionId, choices) : renderButtons(questionId, choices, isConfirm),
  ];
}

/** A button that may be pressed again: the card keeps it. */
export const isOffer = (actionId: string | undefined): boolean =>
  actionId?.startsWith('o:') === true;

function renderOffers({ offers, questionId }: Shown & { kind: 'offers' }): SlackBlock[] {
  const isPressable =
    questionId !== null &&
    offers.length <= BUTTONS_MAX &&
    offers.every(({ label }) => fitsPlain(label, LENGTH_MAX.button));
  if (!isPressable) {
    return offers.map(({ label, line }) =>
      richSection(richText(`${printable(label)} `), richText(printable(line), { code: true })),
    );
  }
  const elements = offers.map(({ label }, option) =>
    button(label, { actionId: `o:${questionId}:${option}`, value: String(option) }),
  );
  return [{ type: 'actions', block_id: `o:${questionId}`, elements }];
}

function renderNumbered(choices: readonly Choice[]): SlackBlock[] {
  const lines = choices.map(({ label, detail }, index) => {
    const words = printable(detail ? `${label} — ${detail}` : label);
    return `${index + 1}. ${words}`;
  });
  return renderText(lines.join('\n'));
}

/** In which block the answer to a question stands, and under which name it comes back. */
export const questionBlockId = (questionId: string): string => `q:${questionId}`;

function renderButtons(
  questionId: string,
  choices: readonly Choice[],
  isConfirm: boolean,
): SlackBlock {
  const elements = choices.map(({ label, tone }, option): Button => {
    const isFirst = isConfirm && option === 0;
    const style = tone === 'bad' ? 'danger' : tone === 'good' || isFirst ? 'primary' : undefined;
    const actionId = `q:${questionId}:${option}`;
    return button(label, { actionId, value: String(option), ...(style && { style }) });
  });
  return { type: 'actions', block_id: questionBlockId(questionId), elements };
}

function renderMenu(questionId: string, choices: readonly Choice[]): SlackBlock {
  const options = choices.slice(0, OPTIONS_MAX).map(
    ({ label, detail }, option): SelectOption => ({
      text: plainText(label, LENGTH_MAX.option),
      ...(detail && { description: plainText(detail, LENGTH_MAX.option) }),
      value: String(option),
    }),
  );
  const placeholder = plainText('Choose one', LENGTH_MAX.option);
  const menu = {
    type: 'static_select',
    action_id: `q:${questionId}`,
    placeholder,
    options,
  } as const;
  return { type: 'actions', block_id: questionBlockId(questionId), elements: [menu] };
}
