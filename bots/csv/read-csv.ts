/**
 * A CSV file as people make it: comma, semicolon or tab, with or without a mark, any line ends.
 * What is wrong is told by its line; a cell is data, whatever stands in it.
 */
import { decodeText } from './decode-text.ts';
import { unguardCell } from './write-csv.ts';

export interface CsvRow {
  /** In the file, from 1; the header is a line too. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvProblem {
  readonly line: number;
  readonly words: string;
}

export type ReadCsv =
  | {
      readonly ok: true;
      readonly header: readonly string[];
      readonly rows: readonly CsvRow[];
      readonly separator: string;
    }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

export const CSV_BYTES_MAX = 8 * 1024 * 1024;
export const CSV_ROWS_MAX = 20_000;
const COLUMNS_MAX = 60;
const CELL_LENGTH_MAX = 2_000;
const SEPARATORS = [',', ';', '\t'] as const;
// Excel's own way to name the separator, as a line in front of the header.
const NAMED_SEPARATOR = /^sep=(.)\r?\n/i;

const refuse = (line: number, words: string): ReadCsv => ({
  ok: false,
  problems: [{ line, words }],
});

export function readCsv(bytes: Uint8Array): ReadCsv {
  if (bytes.length > CSV_BYTES_MAX) return refuse(1, 'the file is larger than 8 MB');
  const decoded = decodeText(bytes);
  if (decoded === null) return refuse(1, 'this is no text file; save it as CSV (UTF-8)');
  const named = NAMED_SEPARATOR.exec(decoded)?.[1];
  const text = decoded.replace(NAMED_SEPARATOR, '');
  const separator = named ?? findSeparator(text);
  const split = splitRows(text, { separator, firstLine: named === undefined ? 1 : 2 });
  if (split.openedAt !== null) return refuse(split.openedAt, 'a quote is opened and never closed');
  const rows = split.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [head, ...body] = rows;
  if (!head) return refuse(1, 'the file is empty');
  if (body.length === 0) return refuse(head.line, 'there is a header and nothing below it');
  if (body.length > CSV_ROWS_MAX) {
    return refuse(body[CSV_ROWS_MAX]?.line ?? 1, 'more than 20,000 lines: send it in parts');
  }
  if (head.cells.length > COLUMNS_MAX) return refuse(head.line, 'more than 60 columns');
  const problems = body.flatMap((row) => judgeRow(row, head.cells.length));
  if (problems.length > 0) return { ok: false, problems };
  const header = head.cells.map((cell) => unguardCell(cell).trim());
  const clean = body.map(({ line, cells }) => ({ line, cells: cells.map(unguardCell) }));
  return { ok: true, header, rows: clean, separator };
}

function judgeRow({ line, cells }: CsvRow, columns: number): CsvProblem[] {
  if (cells.length !== columns) {
    return [{ line, words: `${cells.length} cells, the header has ${columns}` }];
  }
  const isLong = cells.some((cell) => cell.length > CELL_LENGTH_MAX);
  return isLong ? [{ line, words: 'a cell is longer than 2,000 characters' }] : [];
}

/** The one that parts the header most often, outside quotes. */
function findSeparator(text: string): string {
  const header = text.split(/\r?\n|\r/).find((line) => line.trim() !== '') ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const countOf = (separator: string) => bare.split(separator).length;
  return [...SEPARATORS].toSorted((a, b) => countOf(b) - countOf(a))[0] ?? ',';
}

function splitRows(text: string, o: { separator: string; firstLine: number }) {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = o.firstLine;
  let startedAt = line;
  let openedAt: number | null = null;
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push({ line: startedAt, cells });
    cells = [];
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    const isBreak = character === '\n' || (character === '\r' && text[index + 1] !== '\n');
    if (openedAt !== null) {
      if (character === '"' && text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else if (character === '"') openedAt = null;
      else cell += character;
      if (isBreak) line += 1;
    } else if (character === '"' && cell === '') openedAt = line;
    else if (character === o.separator) endCell();
    else if (isBreak) {
      endRow();
      line += 1;
      startedAt = line;
    } else if (character !== '\r') cell += character;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return { rows, openedAt };
}
