import type { Cell, Column, Tone } from './reply.ts';
import { cutToWidth, padToWidth, printable, textWidth } from './text-width.ts';

export type TableLine = {
  readonly kind: 'titles' | 'row';
  readonly cells: readonly { readonly text: string; readonly tone: Tone }[];
};

const GAP = 2;
const ELASTIC_WIDTH_MIN = 8;

type Laid = {
  column: Column;
  cells: { text: string; tone: Tone }[];
  align: 'left' | 'right';
  width: number;
};

/**
 * Fits a table into `widthMax`: leaves out what may be left out, then cuts the elastic columns,
 * and at last every column from the widest down. Every cell comes back padded to its column.
 */
export function layoutTable(o: {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  widthMax: number;
  formatNumber: (value: number) => string;
}): TableLine[] {
  const all = o.columns.map((column, index) => layColumn(column, index, o));
  const laid = squeeze(dropToFit(all, o.widthMax), o.widthMax);
  const line = (kind: TableLine['kind'], textOf: (each: Laid) => { text: string; tone: Tone }) => ({
    kind,
    cells: laid.map((each) => {
      const { text, tone } = textOf(each);
      return { text: padToWidth(cutToWidth(text, each.width), each.width, each.align), tone };
    }),
  });
  const titles = line('titles', ({ column }) => ({ text: column.title, tone: 'quiet' }));
  const rows = o.rows.map((_, index) =>
    line('row', ({ cells }) => cells[index] ?? { text: '', tone: 'plain' }),
  );
  return [titles, ...rows];
}

/** Is there room for it when only what may be cut is cut, and what may be left out is left out? */
export function fitsTable(o: {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  widthMax: number;
  formatNumber: (value: number) => string;
}): boolean {
  const all = o.columns.map((column, index) => layColumn(column, index, o));
  return leastWidth(dropToFit(all, o.widthMax)) <= o.widthMax;
}

function layColumn(
  declared: Column,
  index: number,
  o: { rows: readonly (readonly Cell[])[]; formatNumber: (value: number) => string },
): Laid {
  // A title may be somebody's name for a thing.
  const column = { ...declared, title: printable(declared.title) };
  const raw = o.rows.map((row) => row[index] ?? null);
  const cells = raw.map((cell) => toCellText(cell, o.formatNumber));
  const isNumeric = raw.some((cell) => typeof cell === 'number');
  const isAllNumeric = isNumeric && raw.every((cell) => cell === null || typeof cell === 'number');
  const width = Math.max(textWidth(column.title), ...cells.map(({ text }) => textWidth(text)));
  return { column, cells, align: column.align ?? (isAllNumeric ? 'right' : 'left'), width };
}

export function toCellText(
  cell: Cell,
  formatNumber: (value: number) => string,
): { text: string; tone: Tone } {
  if (cell === null) return { text: '–', tone: 'quiet' };
  if (typeof cell === 'number') return { text: formatNumber(cell), tone: 'plain' };
  if (typeof cell === 'string') return { text: printable(cell), tone: 'plain' };
  return { text: printable(cell.text), tone: cell.tone };
}

function totalWidth(laid: readonly Laid[]): number {
  return laid.reduce((sum, { width }) => sum + width + GAP, -GAP);
}

const leastOf = ({ column }: Laid) => column.widthMin ?? ELASTIC_WIDTH_MIN;

function leastWidth(laid: readonly Laid[]): number {
  const shrunk = laid.map((each) =>
    each.column.isElastic ? { ...each, width: Math.min(each.width, leastOf(each)) } : each,
  );
  return totalWidth(shrunk);
}

function dropToFit(laid: readonly Laid[], widthMax: number): Laid[] {
  let kept = [...laid];
  while (leastWidth(kept) > widthMax) {
    const order = Math.max(0, ...kept.map(({ column }) => column.dropOrder ?? 0));
    if (order === 0) break;
    kept = kept.filter(({ column }) => (column.dropOrder ?? 0) !== order);
  }
  return kept;
}

/** Takes one column of width at a time from the widest that may give. */
function squeeze(laid: readonly Laid[], widthMax: number): Laid[] {
  const fitted = laid.map((each) => ({ ...each }));
  while (totalWidth(fitted) > widthMax) {
    const elastic = fitted.filter((each) => each.column.isElastic && each.width > leastOf(each));
    const giving = elastic.length > 0 ? elastic : fitted.filter(({ width }) => width > 1);
    const widest = giving.toSorted((a, b) => b.width - a.width)[0];
    if (!widest) break;
    widest.width -= 1;
  }
  return fitted;
}

export const TABLE_GAP = ' '.repeat(GAP);
