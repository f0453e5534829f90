/** Lines of a message, and how many of them fit into one. */
import { cutToWidth, printable, wrapToWidth } from '../reply/text-width.ts';
import { boldHtml, escapeHtml, inertHtml } from './escape-text.ts';

export interface Line {
  readonly html: string;
  /** As it reads. */
  readonly plain: string;
  /** Lines of one table stand in one monospaced block; null: ordinary text. */
  readonly table: TableOf | null;
}

/** What is said again when a table goes on in the next message. */
export interface TableOf {
  readonly titles: string;
}

export type Look = 'plain' | 'quiet' | 'bold' | 'code';

// A line is cut before it could fill a message alone; characters may have many units.
const COLUMNS_MAX = 900;
const UNITS_MAX = 900;

/** A paragraph a line; what stands in it stays text. */
export function linesOf(words: string, look: Look, mark = ''): Line[] {
  return words
    .split('\n')
    .flatMap((paragraph) => cutLong(printable(paragraph)))
    .map((plain, index) => {
      const shown = index === 0 ? mark : '';
      return { html: shown + paint(plain, look), plain: shown + plain, table: null };
    });
}

export function tableLine(cells: string, table: TableOf): Line {
  const plain = cutToWidth(cells, COLUMNS_MAX).slice(0, UNITS_MAX).toWellFormed();
  return { html: escapeHtml(plain), plain, table };
}

export const BLANK: Line = { html: '', plain: '', table: null };

function paint(plain: string, look: Look): string {
  if (plain === '') return '';
  if (look === 'bold') return boldHtml(plain);
  if (look === 'code') return `<code>${escapeHtml(plain)}</code>`;
  const html = inertHtml(plain);
  // Code inside of italics is refused.
  return look === 'quiet' && !html.includes('<code>') ? `<i>${html}</i>` : html;
}

function cutLong(line: string): string[] {
  if (line.length <= UNITS_MAX) return [line];
  return wrapToWidth(line, COLUMNS_MAX).flatMap((piece) => {
    const count = Math.ceil(piece.length / UNITS_MAX);
    return Array.from({ length: count }, (_, index) =>
      piece.slice(index * UNITS_MAX, (index + 1) * UNITS_MAX).toWellFormed(),
    );
  });
}

export function lengthOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { plain }) => sum + plain.length + 1, 0);
}

/** Breaks between lines; a table that goes on begins with its titles again. */
export function splitLines(lines: readonly Line[], lengthMax: number): Line[][] {
  const messages: Line[][] = [];
  let open: Line[] = [];
  for (const line of lines) {
    if (open.length > 0 && lengthOf([...open, line]) > lengthMax) {
      messages.push(open);
      const isCutTable = line.table !== null && line.plain !== line.table.titles;
      open = isCutTable && line.table ? [tableLine(line.table.titles, line.table)] : [];
    }
    open.push(line);
  }
  return [...messages, open].map(trimBlank).filter((each) => each.length > 0);
}

function trimBlank(lines: readonly Line[]): Line[] {
  const first = lines.findIndex(({ plain }) => plain.trim() !== '');
  const last = lines.findLastIndex(({ plain }) => plain.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

export function toHtml(lines: readonly Line[]): string {
  const blocks: { table: TableOf | null; lines: string[] }[] = [];
  for (const { html, table } of lines) {
    const last = blocks.at(-1);
    if (last && last.table === table) last.lines.push(html);
    else blocks.push({ table, lines: [html] });
  }
  return blocks
    .map(({ table, lines: each }) => (table ? `<pre>${each.join('\n')}</pre>` : each.join('\n')))
    .join('\n');
}

export function toPlain(lines: readonly Line[]): string {
  return lines.map(({ plain }) => plain).join('\n');
}
