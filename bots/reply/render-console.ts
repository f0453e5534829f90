/** The reply model as lines of a terminal: at most `width` columns, colour only when asked. */
import { layoutTable, TABLE_GAP } from './layout-table.ts';
import type { Block, Choice, Reply, Tone } from './reply.ts';
import { padToWidth, printable, textWidth, wrapToWidth } from './text-width.ts';

export interface ConsoleLook {
  readonly width: number;
  readonly hasColour: boolean;
  readonly formatNumber: (value: number) => string;
}

type Style = Tone | 'strong';

// The sixteen colours every terminal theme defines, so that it reads on light and dark ones.
const CODES: Readonly<Record<Style, string>> = {
  plain: '',
  strong: '1',
  good: '32',
  warn: '33',
  bad: '31',
  quiet: '2',
};

const INDENT = '  ';
// The number of a choice, and the gap after it.
const CHOICE_INDENT = '    ';
const DETAIL_WIDTH_MIN = 16;
const WIDTH_MIN = 40;
const WIDTH_MAX = 100;

export function createPaint(hasColour: boolean): (words: string, style: Style) => string {
  return (words, style) => {
    const code = CODES[style];
    return hasColour && code !== '' && words !== '' ? `\u001b[${code}m${words}\u001b[0m` : words;
  };
}

/** Lines without a line break at the end. */
export function renderConsole(answer: Reply, look: ConsoleLook): string[] {
  const width = Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, look.width));
  const paint = createPaint(look.hasColour);
  const inner = { ...look, width: width - INDENT.length };
  return answer.blocks.flatMap((block, index) => {
    const lines = renderBlock(block, inner, paint).map((line) => INDENT + line);
    return isApart(block, answer.blocks[index - 1]) ? ['', ...lines] : lines;
  });
}

/** A table stands by itself. */
function isApart(block: Block, before: Block | undefined): boolean {
  return before !== undefined && (block.kind === 'table' || before.kind === 'table');
}

type Paint = ReturnType<typeof createPaint>;

function renderBlock(block: Block, look: ConsoleLook, paint: Paint): string[] {
  switch (block.kind) {
    case 'headline':
      return renderHeadline(block, look, paint);
    case 'text':
      return paragraphs(block.text, look.width).map((line) => paint(line, block.tone));
    case 'note':
      return paragraphs(block.text, look.width).map((line) => paint(line, 'quiet'));
    case 'table':
      return renderTable(block, look, paint);
    case 'choices':
      return renderChoices(block, look, paint);
    case 'offers':
      return renderOffers(block, look, paint);
    case 'error':
      return renderError(block, look, paint);
    case 'image':
      return paragraphs(block.alt, look.width);
    case 'file':
      return paragraphs(
        `${block.name}, ${look.formatNumber(block.bytes.length)} bytes`,
        look.width,
      );
  }
}

function paragraphs(words: string, width: number): string[] {
  return words.split('\n').flatMap((line) => wrapToWidth(printable(line), width));
}

function renderHeadline(
  block: Extract<Block, { kind: 'headline' }>,
  look: ConsoleLook,
  paint: Paint,
): string[] {
  const figure = printable(block.figure);
  const room = Math.max(10, look.width - textWidth(figure) - TABLE_GAP.length);
  const [first = '', ...rest] = wrapToWidth(printable(block.text), room);
  const head = paint(figure, block.tone === 'plain' ? 'strong' : block.tone);
  const under = ' '.repeat(textWidth(figure) + TABLE_GAP.length);
  return [`${head}${TABLE_GAP}${first}`, ...rest.map((line) => under + line)];
}

function renderTable(
  block: Extract<Block, { kind: 'table' }>,
  look: ConsoleLook,
  paint: Paint,
): string[] {
  const { columns, rows } = block;
  const lines = layoutTable({
    columns,
    rows,
    widthMax: look.width,
    formatNumber: look.formatNumber,
  });
  return lines.map(({ cells }) =>
    cells
      .map(({ text, tone }) => paint(text, tone))
      .join(TABLE_GAP)
      .trimEnd(),
  );
}

function renderChoices(
  block: Extract<Block, { kind: 'choices' }>,
  look: ConsoleLook,
  paint: Paint,
): string[] {
  const number = (index: number) => paint(`${String(index + 1).padStart(2)}`, 'strong');
  const room = look.width - CHOICE_INDENT.length;
  const labelWidth = Math.max(0, ...block.choices.map(({ label }) => textWidth(printable(label))));
  const rows = block.choices.flatMap((choice, index) => {
    const [first = '', ...rest] = choiceLines(choice, { room, labelWidth });
    return [`${number(index)}${TABLE_GAP}${first}`, ...rest.map((line) => CHOICE_INDENT + line)];
  });
  return [...paragraphs(block.question, look.width), ...rows];
}

/** Here nothing can be pressed: what a button would do is typed. */
function renderOffers(
  { offers }: Extract<Block, { kind: 'offers' }>,
  look: ConsoleLook,
  paint: Paint,
): string[] {
  const width = Math.max(0, ...offers.map(({ label }) => textWidth(printable(label))));
  return offers.flatMap(({ label, line }) => {
    const name = padToWidth(printable(label), width, 'left');
    const room = look.width - width - TABLE_GAP.length;
    const [first = '', ...rest] = wrapToWidth(printable(line), Math.max(DETAIL_WIDTH_MIN, room));
    const under = ' '.repeat(width + TABLE_GAP.length);
    return [`${paint(name, 'quiet')}${TABLE_GAP}${first}`, ...rest.map((more) => under + more)];
  });
}

/** Details stand under each other where there is room for them beside the labels. */
function choiceLines(
  { label, detail }: Choice,
  o: { readonly room: number; readonly labelWidth: number },
): string[] {
  const name = printable(label);
  if (!detail) return wrapToWidth(name, o.room);
  const room = o.room - o.labelWidth - TABLE_GAP.length;
  if (room < DETAIL_WIDTH_MIN) return wrapToWidth(`${name}, ${printable(detail)}`, o.room);
  const lines = wrapToWidth(printable(detail), room);
  return lines.map((line, index) => {
    const left = padToWidth(index === 0 ? name : '', o.labelWidth, 'left');
    return `${left}${TABLE_GAP}${line}`;
  });
}

function renderError(
  block: Extract<Block, { kind: 'error' }>,
  look: ConsoleLook,
  paint: Paint,
): string[] {
  const lines = paragraphs(block.text, look.width).map((line) => paint(line, 'warn'));
  if (block.tryThis === undefined) return lines;
  return [...lines, `${paint('Try:', 'quiet')} ${printable(block.tryThis)}`];
}
