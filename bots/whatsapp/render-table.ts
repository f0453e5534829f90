import { layoutTable, TABLE_GAP, type TableLine } from '../reply/layout-table.ts';
import type { Block } from '../reply/reply.ts';
import type { Marks } from './marks.ts';
import { neutraliseCode, neutraliseLine, neutraliseText } from './neutralise-text.ts';
import type { Piece } from './pack-texts.ts';

type Table = Extract<Block, { kind: 'table' }>;

/** Of even width, and not wrapped by a phone held upright. */
const WIDTH_MAX = 30;
const WIDTH_UNBOUND = 10_000;
const GAP_BETWEEN_VALUES = ' · ';

/**
 * A table that fits a phone stays one; of any other each row becomes a card, so that nothing is
 * cut and no line is broken in the middle of a figure.
 */
export function renderTable(
  block: Table,
  o: { formatNumber: (value: number) => string; marks: Marks },
): Piece[] {
  const { columns, rows } = block;
  const lay = (widthMax: number) =>
    layoutTable({ columns, rows, widthMax, formatNumber: o.formatNumber });
  const narrow = lay(WIDTH_MAX);
  const whole = lay(WIDTH_UNBOUND);
  if (hasSameText(narrow, whole)) {
    const lines = narrow.map(({ cells }) =>
      neutraliseCode(
        cells
          .map(({ text }) => text)
          .join(TABLE_GAP)
          .trimEnd(),
      ),
    );
    return [{ lines, isFenced: true, isApart: true }];
  }
  const [titles, ...body] = whole;
  return body.map((row) => toCard(row, titles, o.marks));
}

function hasSameText(narrow: readonly TableLine[], whole: readonly TableLine[]): boolean {
  return narrow.every(({ cells }, index) => {
    const other = whole[index]?.cells ?? [];
    return (
      cells.length === other.length &&
      cells.every(({ text }, at) => text.trim() === other[at]?.text.trim())
    );
  });
}

function toCard(row: TableLine, titles: TableLine | undefined, marks: Marks): Piece {
  const [first, ...rest] = row.cells.map(({ text }) => neutraliseText(text.trim()));
  const values = rest.map((value, index) => {
    const title = neutraliseText(titles?.cells[index + 1]?.text.trim() ?? '');
    return title === '' ? value : `${title} ${value}`;
  });
  const head = first ? marks.bold(first) : '';
  return {
    lines: [head, neutraliseLine(values.join(GAP_BETWEEN_VALUES))].filter((line) => line !== ''),
    isFenced: false,
    isApart: true,
  };
}
