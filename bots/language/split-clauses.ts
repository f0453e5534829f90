import type { Sense } from './lexicon/lexicon.ts';
import { type Item, isKind } from './message-item.ts';

/** Each is a thing done; two of them in one message are two clauses. */
const HEADS: ReadonlySet<Sense> = new Set<Sense>([
  ...(['sold', 'received', 'damaged', 'returned', 'counted', 'moved', 'reserved'] as const),
  ...([
    'released',
    'add',
    'remove',
    'pause',
    'resume',
    'ship',
    'hold',
    'unhold',
    'cancel',
  ] as const),
  ...(['price', 'why', 'safety', 'undo', 'subscribe', 'mute', 'chart', 'cover'] as const),
  ...(['stock', 'howMany', 'retry', 'report', 'show'] as const),
]);
/** Of these two in one message are surely two things; the others also stand together. */
const MOVES: ReadonlySet<Sense> = new Set<Sense>([
  ...(['sold', 'received', 'damaged', 'returned', 'counted', 'moved', 'reserved'] as const),
  ...([
    'released',
    'add',
    'remove',
    'pause',
    'resume',
    'ship',
    'hold',
    'unhold',
    'cancel',
  ] as const),
]);
const CONTENT: readonly Item['kind'][] = [
  'sku',
  'number',
  'place',
  'order',
  'account',
  'group',
  'reference',
];

export function isHead(item: Item): boolean {
  return isKind(item, 'cue') && item.senses.some((sense) => HEADS.has(sense));
}

/** Whether to read the clauses one by one before trying the message as one. */
export function isManifold(clauses: readonly Item[][]): boolean {
  const moving = clauses.filter((clause) =>
    clause.some((item) => isKind(item, 'cue') && item.senses.some((sense) => MOVES.has(sense))),
  );
  return moving.length > 1;
}

const isContent = (item: Item) => CONTENT.includes(item.kind);

interface Piece {
  readonly items: Item[];
  readonly hasHead: boolean;
  /** The thing done is said first ("sold 3 …"), or last ("3 … becha"). */
  readonly isHeadFirst: boolean;
}

/**
 * The clauses of a message that says several things: pieces without a verb go with the verb that
 * people mean. Null: it cannot be told with which.
 */
export function splitClauses(items: readonly Item[]): readonly Item[][] | null {
  const pieces = cutPieces(items).flatMap(cutAtHeads);
  const headed = pieces.filter(({ hasHead }) => hasHead);
  if (headed.length < 2) return null;
  const isHeadFirst = headed[0]?.isHeadFirst ?? true;
  const isUniform = headed.every((piece) => piece.isHeadFirst === isHeadFirst);
  const clauses: Item[][] = [];
  let waiting: Item[] = [];
  const heading: Item[] = [];
  for (const piece of pieces) {
    if (piece.hasHead) {
      clauses.push([...waiting, ...piece.items]);
      waiting = [];
      continue;
    }
    const last = clauses.at(-1);
    const isLastPiece = piece === pieces.at(-1);
    if (!piece.items.some(isContent)) {
      (last ?? waiting).push(...piece.items);
    } else if (!last) {
      if (isHeadFirst && piece.items.every((item) => !isContent(item) || isKind(item, 'place')))
        heading.push(...piece.items);
      else if (isHeadFirst) return null;
      else waiting.push(...piece.items);
    } else if (heading.length > 0 && piece.items.some((item) => isKind(item, 'place'))) {
      return null;
    } else if (isLastPiece || (isUniform && isHeadFirst)) {
      last.push(...piece.items);
    } else if (isUniform) waiting.push(...piece.items);
    else return null;
  }
  if (waiting.length > 0) clauses.at(-1)?.push(...waiting);
  return clauses.map((clause) =>
    heading.length > 0 && !clause.some((item) => isKind(item, 'place'))
      ? [...heading, ...clause]
      : clause,
  );
}

/** Between commas, "and" and line ends, which stay at the start of what follows. */
function cutPieces(items: readonly Item[]): Item[][] {
  const pieces: Item[][] = [[]];
  for (const item of items) {
    if (isKind(item, 'join', 'end')) pieces.push([item]);
    else pieces.at(-1)?.push(item);
  }
  return pieces.filter((piece) => piece.some(({ kind }) => kind !== 'join' && kind !== 'end'));
}

/** "sold 3 hoodies got 10 towels": cut before each verb, or behind it where it stands last. */
function cutAtHeads(items: readonly Item[]): Piece[] {
  const heads = items.filter(isHead);
  const firstHead = items.findIndex(isHead);
  const firstContent = items.findIndex(isContent);
  const isHeadFirst = firstContent < 0 || (firstHead >= 0 && firstHead < firstContent);
  if (heads.length < 2) return [{ items: [...items], hasHead: heads.length > 0, isHeadFirst }];
  const cuts: Item[][] = [[]];
  let hasContent = false;
  for (const item of items) {
    if (isHead(item) && isHeadFirst && hasContent) {
      cuts.push([]);
      hasContent = false;
    }
    if (isContent(item) && !isHeadFirst && cuts.at(-1)?.some(isHead) && hasContent) {
      cuts.push([]);
      hasContent = false;
    }
    if (isContent(item)) hasContent = true;
    cuts.at(-1)?.push(item);
  }
  return cuts.map((cut) => ({ items: cut, hasHead: cut.some(isHead), isHeadFirst }));
}
