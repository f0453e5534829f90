import { test as check, fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../bots/csv/read-csv.ts';
import { type CsvCell, writeCsv } from '../../../bots/csv/write-csv.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const text = (title: string) => ({ title, kind: 'text' }) as const;
const lineOf = (cell: CsvCell) => decode(writeCsv([text('A')], [[cell]])).split('\r\n')[1];

function rowsOf(bytes: Uint8Array) {
  const read = readCsv(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rows.map(({ cells }) => cells);
}
const problemsOf = (bytes: Uint8Array) => {
  const read = readCsv(bytes);
  return read.ok ? [] : read.problems.map(({ line, words }) => `${line}: ${words}`);
};

describe('a written file', () => {
  it.each(['=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'runs nothing in a spreadsheet: %j gets an apostrophe',
    (formula) => {
      expect(lineOf(formula)?.replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('keeps negative figures figures', () => {
    const bytes = writeCsv([{ title: 'N', kind: 'number' }], [[-3], ['-1.50'], [null]]);
    expect(decode(bytes)).toBe('N\r\n-3\r\n-1.50\r\n\r\n');
  });

  it('is opened as UTF-8 by spreadsheets', () => {
    expect([...writeCsv([text('A')], [['पश्मीना ₹']]).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^['=+\-@\t\r\n",; ]{1,5}[a-z]?$/),
  );
  check.prop([fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 })])(
    'comes back as it was, whatever stands in it',
    (rows) => {
      // A line of empty cells is taken for the end of the file, and U+0000 cannot be stored.
      const kept = rows
        .map(([a, b]) => [`x${a}`, b.replaceAll('\u0000', '')] as const)
        .map(([a, b]) => [a.replaceAll('\u0000', ''), b] as const);
      const swapped = kept.map(([a, b]) => [b, a] as const);
      const columns = [text('A'), text('B')];
      expect(rowsOf(writeCsv(columns, kept))).toEqual(kept);
      expect(rowsOf(writeCsv(columns, swapped))).toEqual(swapped);
    },
  );
});

describe('a file of somebody', () => {
  const plain = 'SKU,Counted\nHOODIE-M,3\n';
  const rows = [['HOODIE-M', '3']];
  const wide = (mark: string, isBig: boolean) => {
    const bytes = Buffer.from(mark + plain, 'utf16le');
    return new Uint8Array(isBig ? bytes.swap16() : bytes);
  };

  it.each([
    ['commas', encode(plain)],
    ['semicolons', encode('SKU;Counted\r\nHOODIE-M;3\r\n')],
    ['tabs', encode('SKU\tCounted\rHOODIE-M\t3')],
    ['a mark', encode(`\ufeff${plain}`)],
    ['UTF-16 as spreadsheets save it', wide('\ufeff', false)],
    ['UTF-16 the other way round', wide('\ufeff', true)],
    ['UTF-16 without a mark', wide('', false)],
    ['the separator named in front', encode('sep=;\nSKU;Counted\nHOODIE-M;3')],
    ['empty lines around it', encode(`\n\n${plain}\n\n,\n`)],
  ])('is read with %s', (_, bytes) => {
    expect(rowsOf(bytes)).toEqual(rows);
  });

  it('in an old encoding keeps its letters', () => {
    expect(rowsOf(Uint8Array.from(Buffer.from('A,B\ncaf\u00e9,1\n', 'latin1')))).toEqual([
      ['café', '1'],
    ]);
  });

  it.each([
    ['A,B\n1\n2,3\n4,5,6\n', ['2: 1 cells, the header has 2', '4: 3 cells, the header has 2']],
    ['A,B\n"1\n2",x\n3\n', ['4: 1 cells, the header has 2']],
    ['A,B\n1,"2\n3,4\n', ['2: a quote is opened and never closed']],
    ['', ['1: the file is empty']],
    ['A,B\n', ['1: there is a header and nothing below it']],
  ])('%j is refused with the line of each mistake', (content, expected) => {
    expect(problemsOf(encode(content))).toEqual(expected);
  });

  it('that is a picture or far too long is refused', () => {
    expect(problemsOf(Uint8Array.of(0x89, 0x50, 0, 0, 0, 1, 2))).toEqual([
      '1: this is no text file; save it as CSV (UTF-8)',
    ]);
    expect(problemsOf(encode(`A\n${'1\n'.repeat(20_001)}`))).toEqual([
      '20002: more than 20,000 lines: send it in parts',
    ]);
  });

  check.prop([fc.uint8Array({ maxLength: 400 })])('of any bytes is read or refused', (bytes) => {
    expect(typeof readCsv(bytes).ok).toBe('boolean');
  });
});
