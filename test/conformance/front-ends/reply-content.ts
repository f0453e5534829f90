import type { Block, Cell, Reply } from '../../../bots/reply/reply.ts';

/** Everything that a reply says, piece by piece: a front-end must show each of them. */
export function contentOf(reply: Reply): string[] {
  return reply.blocks.flatMap(piecesOf).filter((piece) => squeezed(piece) !== '');
}

function piecesOf(block: Block): string[] {
  switch (block.kind) {
    case 'headline':
      return [block.figure, ...block.text.split('\n')];
    case 'text':
    case 'note':
      return block.text.split('\n');
    case 'table':
      return tablePieces(block);
    case 'choices':
      return [
        ...block.question.split('\n'),
        ...block.choices.flatMap(({ label, detail }) => [label, detail ?? '']),
      ];
    // Where it can be pressed its line need not stand there.
    case 'offers':
      return block.offers.map(({ label }) => label);
    // A picture shows it; `alt` is for where there are none.
    case 'image':
      return [];
    case 'file':
      return [block.name];
    case 'error':
      return [...block.text.split('\n'), block.tryThis ?? ''];
  }
}

/** Columns that may be cut or left out on a narrow screen are no loss. */
function tablePieces({ columns, rows }: Extract<Block, { kind: 'table' }>): string[] {
  const kept = columns.flatMap(({ isElastic, dropOrder, title }, index) =>
    isElastic || dropOrder ? [] : [{ title, index }],
  );
  if (rows.length === 0) return [];
  return [
    ...kept.slice(1).map(({ title }) => title),
    ...rows.flatMap((row) => kept.map(({ index }) => cellText(row[index] ?? null))),
  ];
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.text : String(cell);
}

// What is told by look-alikes, and where lines and columns break, is the front-end's own.
const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ['∗', '*'],
  ['ˍ', '_'],
  ['∼', '~'],
  ['ˋ', '`'],
  ['›', '>'],
  ['–', '-'],
];

function squeezed(text: string): string {
  return LOOK_ALIKES.reduce((spelt, [from, to]) => spelt.replaceAll(from, to), text)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, '')
    .toWellFormed()
    .toLowerCase();
}

/** Pieces of the reply that are not in what is shown. */
export function findLost(reply: Reply, shown: string): string[] {
  const all = squeezed(shown);
  return contentOf(reply).filter((piece) => !all.includes(squeezed(piece)));
}
