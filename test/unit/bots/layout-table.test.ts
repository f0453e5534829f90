import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { layoutTable } from '../../../bots/reply/layout-table.ts';
import type { Cell, Column } from '../../../bots/reply/reply.ts';
import { textWidth } from '../../../bots/reply/text-width.ts';

const formatNumber = (value: number) => String(value);
const GAP = 2;

function lay(columns: readonly Column[], rows: readonly (readonly Cell[])[], widthMax = 80) {
  return layoutTable({ columns, rows, widthMax, formatNumber }).map(({ cells }) =>
    cells.map(({ text }) => text),
  );
}

const widthOf = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + textWidth(cell) + GAP, -GAP);

describe('a table', () => {
  it('puts numbers right and words left, below each other', () => {
    const lines = lay(
      [{ title: 'SKU' }, { title: 'Units' }],
      [
        ['MUG', 5],
        ['HOODIE-M', 1200],
      ],
    );
    expect(lines).toEqual([
      ['SKU     ', 'Units'],
      ['MUG     ', '    5'],
      ['HOODIE-M', ' 1200'],
    ]);
  });

  it('cuts the column that may be cut and keeps the figures whole', () => {
    const title = 'A very long title that nobody reads to its end on a narrow screen';
    const columns = [{ title: 'SKU' }, { title: 'Title', isElastic: true }, { title: 'Units' }];
    const [, row = []] = lay(columns, [['HOODIE-M', title, 1_000_000]], 40);
    expect(widthOf(row)).toBe(40);
    expect(row[0]).toBe('HOODIE-M');
    expect(row[1]).toMatch(/^A very long .*…$/);
    expect(row[2]).toBe('1000000');
  });

  it('leaves out what may be left out before it cuts anything that matters', () => {
    const columns = [
      { title: 'Order' },
      { title: 'Shop', dropOrder: 2 },
      { title: 'Placed', dropOrder: 1 },
    ];
    const rows = [['#1001', 'A shop with a long name', 'yesterday 18:04']];
    expect(lay(columns, rows, 24)).toEqual([
      ['Order', 'Placed         '],
      ['#1001', 'yesterday 18:04'],
    ]);
  });

  it('shows a missing figure as a dash and not as nothing', () => {
    expect(lay([{ title: 'Shows' }], [[null], [3]])[1]).toEqual(['    –']);
  });

  it('counts wide letters and pictures as two columns', () => {
    const rows = [['帽子', 1] as const, ['🧢 cap', 2] as const];
    const widths = lay([{ title: 'T' }, { title: 'N' }], rows).map(widthOf);
    expect(new Set(widths).size).toBe(1);
  });

  const column = fc.record({
    title: fc.string({ maxLength: 12 }),
    isElastic: fc.boolean(),
    dropOrder: fc.integer({ min: 0, max: 3 }),
  });
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.integer({ min: 0, max: 1_000_000 }),
    fc.constant(null),
  );

  property.prop({
    columns: fc.array(column, { minLength: 1, maxLength: 7 }),
    rows: fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { maxLength: 5 }),
    widthMax: fc.integer({ min: 38, max: 100 }),
  })('never is wider than the screen, whatever stands in it', ({ columns, rows, widthMax }) => {
    const lines = lay(columns, rows, widthMax);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(widthMax);
  });
});
