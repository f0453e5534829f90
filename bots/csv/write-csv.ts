/**
 * CSV that a spreadsheet opens as it is meant: RFC 4180, UTF-8 with its mark, so that Devanagari
 * and the rupee survive.
 *
 * A text that a spreadsheet would run as a formula gets an apostrophe in front; `readCsv` takes it
 * off again, so what was written comes back as it was. Columns of numbers are numbers.
 */
import { assert } from '../../core/base/assert.ts';
import { cleanText } from '../../core/base/text.ts';

export interface CsvColumn {
  readonly title: string;
  /** number: also decimal text, such as an amount of money. */
  readonly kind: 'text' | 'number';
}

export type CsvCell = string | number | null;

const MARK = '\ufeff';
const LINE_END = '\r\n';
// What spreadsheets begin a formula with, in both widths, and what they skip in front of one. An
// apostrophe is among them, or reading back could not tell ours from theirs.
const RISKY = /^[=+\-@'＝＋－＠\p{Cc}]/u;
const NEEDS_QUOTES = /[",;\p{Cc}]|^'|^\s|\s$/u;
const NUMBER = /^-?\d+(\.\d+)?$/;

export function writeCsv(
  columns: readonly CsvColumn[],
  rows: readonly (readonly CsvCell[])[],
): Uint8Array {
  const lines = [
    columns.map(({ title }) => writeText(title)),
    ...rows.map((row) => columns.map((column, index) => writeCell(row[index] ?? null, column))),
  ];
  const text = lines.map((cells) => cells.join(',') + LINE_END).join('');
  return new TextEncoder().encode(MARK + text);
}

function writeCell(cell: CsvCell, { title, kind }: CsvColumn): string {
  if (cell === null) return '';
  if (kind === 'text') return writeText(String(cell));
  const text = String(cell);
  assert(NUMBER.test(text), 'A column of numbers holds something else.', { title });
  return text;
}

function writeText(words: string): string {
  const text = cleanText(words);
  const safe = RISKY.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What `writeCsv` put in front is taken off. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell;
}
