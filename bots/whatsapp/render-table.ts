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
  if (!isCut(narrow, whole)) {
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
  const lines = body.flatMap((row) => toCard(row, titles, o.marks));
  return [{ lines, isFenced: false, isApart: true }];
}

/** A column may be left out, where the reply allows it; a word never ends in the middle. */
function isCut(narrow: readonly TableLine[], whole: readonly TableLine[]): boolean {
  const texts = (lines: readonly TableLine[]) =>
    lines.flatMap(({ cells }) => cells.map(({ text }) => text.trim()));
  const known = new Set(texts(whole));
  return texts(narrow).some((text) => !known.has(text));
}

function toCard(row: TableLine, titles: TableLine | undefined, marks: Marks): string[] {
  const [first, ...rest] = row.cells.map(({ text }) => neutraliseText(text.trim()));
  const values = rest.map((value, index) => {
    const title = neutraliseText(titles?.cells[index + 1]?.text.trim() ?? '');
    return title === '' ? value : `${title} ${value}`;
  });
  const head = first ? marks.bold(first) : '';
  return [head, neutraliseLine(values.join(GAP_BETWEEN_VALUES))].filter((line) => line !== '');
}
