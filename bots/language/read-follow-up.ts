/**
 * Messages that mean something only after others: "no, 12", "same for Delhi", "and the red one?".
 *
 * They are read as words of going back and pieces of a command, and nothing else; whatever more
 * there is makes the text one that stands for itself.
 */
import { amendDrafts, type Pieces } from './amend-drafts.ts';
import { READ_COMMANDS } from './command-slots.ts';
import {
  ANOTHERS,
  CORRECTIONS,
  GOING_ON,
  NOT_BEFORE,
  NOT_BEHIND,
  SAMES,
  SETTINGS,
} from './lexicon/follow-up-words.ts';
import { type Item, type ItemOf, isKind } from './message-item.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Token } from './split-tokens.ts';
import type { Draft, Scene, Understood } from './understanding.ts';

const REMEMBERED_MS = 15 * 60_000;

type Last = NonNullable<Scene['memory']['last']>;
type PieceItem =
  | ItemOf<'number'>
  | ItemOf<'sku'>
  | ItemOf<'place'>
  | ItemOf<'account'>
  | ItemOf<'time'>;

export interface FollowUp {
  readonly tokens: readonly Token[];
  readonly items: readonly Item[];
  readonly index: SceneIndex;
  readonly scene: Scene;
}

export function readFollowUp(o: FollowUp): Understood | null {
  const { last } = o.scene.memory;
  if (!last || last.drafts.length === 0) return null;
  if (o.scene.now.getTime() - last.at.getTime() > REMEMBERED_MS) return null;
  const isOneMore = ONE_MORE.test(o.tokens.map(({ word }) => word).join(' '));
  const found = o.items.filter(isPiece).filter((item) => !(isKind(item, 'number') && item.isWeak));
  const pieces = isOneMore && found.length === 0 ? [ONE] : found;
  if (pieces.length === 0) return null;
  const rest = restWords(o, pieces);
  const isRead = last.drafts.every(({ command }) => READ_COMMANDS.has(command));
  if (isRead)
    return last.state === 'answered' || last.state === 'done' || last.state === 'asked'
      ? (goOn(o, last, pieces, rest) ?? setAsked(o, last, pieces, rest))
      : null;
  return (
    again(o, last, pieces, rest) ?? another(o, last, pieces, rest) ?? correct(o, last, pieces, rest)
  );
}

// "another", "otra más": there "one" is no number to be read.
const ONE_MORE = /^(?:and |plus )?(?:another(?: one)?|otr[oa](?: mas)?)[.!]?$/;
const ONE: ItemOf<'number'> = {
  ...{ kind: 'number', value: 1, amount: null, currencies: null, pack: null, order: null },
  ...{ isWeak: false, isBare: false, from: 0, to: 0 },
};

function isPiece(item: Item): item is PieceItem {
  return (
    isKind(item, 'number', 'sku', 'place', 'account') ||
    (isKind(item, 'time') && (item.iso !== null || item.period !== null))
  );
}

/** What is left between the pieces, as runs of words. */
function restWords({ tokens }: FollowUp, pieces: readonly Item[]): string[][] {
  const runs: string[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    if (pieces.some((piece) => at >= piece.from && at < piece.to)) runs.push([]);
    else if (!/^[.,!;:…\n?¿¡]$/.test(token.word)) runs.at(-1)?.push(token.word);
  }
  return runs;
}

const MARKS = new Set(
  (
    'in at from to for of on the a units unit pcs pieces mein me se ko par pe ka ki ke en de ' +
    'a para el la las los unidades में से को पर का के की instead ' +
    'size colour color talla please ji wala wali वाला one ones hai h tha'
  ).split(' '),
);

/** Whether a run of words is made of these phrases, with prepositions between them. */
function isMadeOf(run: readonly string[], phrases: readonly string[]): boolean {
  let at = 0;
  while (at < run.length) {
    const phrase = phrases.find((each) =>
      each.split(' ').every((word, on) => run[at + on] === word),
    );
    if (phrase !== undefined) at += phrase.split(' ').length;
    else if (MARKS.has(run[at] ?? '')) at += 1;
    else return false;
  }
  return true;
}

function hasPhrase(runs: readonly string[][], phrases: readonly string[]): boolean {
  return runs.some((run) => phrases.some((phrase) => ` ${run.join(' ')} `.includes(` ${phrase} `)));
}

function drafted(
  drafts: readonly Draft[] | null,
  instead: 'pending' | 'done' | null,
): Understood | null {
  return drafts === null ? null : { kind: 'drafts', drafts, instead };
}

/** "and in delhi?", "what about the red one": the last question with something else in it. */
function goOn(
  o: FollowUp,
  last: Last,
  pieces: readonly PieceItem[],
  rest: readonly string[][],
): Understood | null {
  const phrases = [...GOING_ON, ...SAMES, ...CORRECTIONS];
  if (
    !rest.every((run) => isMadeOf(run, phrases)) ||
    pieces.some((piece) => isKind(piece, 'number'))
  )
    return null;
  const hasStart =
    hasPhrase(rest, phrases) ||
    pieces.every((piece) => !isKind(piece, 'sku') || piece.mention.isOptionOnly);
  if (!hasStart) return null;
  const drafts = amendDrafts(last.drafts, toPieces(pieces), o);
  return drafted(drafts, last.state === 'asked' ? 'pending' : null);
}

/** "same for delhi": once more, with something else in it. */
function again(
  o: FollowUp,
  last: Last,
  pieces: readonly PieceItem[],
  rest: readonly string[][],
): Understood | null {
  const start = rest.flat().join(' ');
  const isSame = SAMES.some((phrase) => ` ${start} `.includes(` ${phrase} `));
  if (
    !isSame ||
    !rest.every((run) =>
      isMadeOf(run, [...SAMES, 'and', 'aur', 'y', 'और', 'karo', 'kar do', 'करो', 'कर दो']),
    )
  )
    return null;
  if (CORRECTIONS.includes(start)) return null;
  const drafts = amendDrafts(last.drafts, toPieces(pieces), o);
  if (drafts === null || isEqual(drafts, last.drafts)) return null;
  if (last.state === 'done' || last.state === 'answered') return drafted(drafts, null);
  return drafted([...last.drafts, ...drafts], 'pending');
}

function isEqual(a: readonly Draft[], b: readonly Draft[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** "another 3", "and 2 red ones": the same thing done to so many more. */
function another(
  o: FollowUp,
  last: Last,
  pieces: readonly PieceItem[],
  rest: readonly string[][],
): Understood | null {
  const [number, ...others] = pieces.filter((piece) => isKind(piece, 'number'));
  if (!number || others.length > 0 || number.value === null || last.drafts.length !== 1)
    return null;
  const words = rest.flat();
  const hasStart = ANOTHERS.some((phrase) => ` ${words.join(' ')} `.includes(` ${phrase} `));
  const phrases = [
    ...ANOTHERS,
    'of those',
    'of them',
    'of it',
    'of these',
    'of the same',
    'de esos',
    'de esas',
    'same',
  ];
  if (!hasStart || !rest.every((run) => isMadeOf(run, phrases))) return null;
  if (last.state === 'asked') return null;
  const drafts = amendDrafts(last.drafts, toPieces(pieces), o);
  if (drafts === null) return null;
  return last.state === 'done'
    ? drafted(drafts, null)
    : drafted([...last.drafts, ...drafts], 'pending');
}

/** "no, 12", "I meant delhi", "5 not 3", "3 nahi 5 the". */
function correct(
  o: FollowUp,
  last: Last,
  pieces: readonly PieceItem[],
  rest: readonly string[][],
): Understood | null {
  if (!rest.every((run) => isMadeOf(run, CORRECTIONS))) return null;
  if (!hasPhrase(rest, CORRECTIONS) && !isOfPreview(o, last, pieces)) return null;
  const meant = inPlaceOfDenied(last, pieces, withoutNegated(o, pieces));
  if (!meant || meant.length === 0) return null;
  const isQuestion = o.tokens.some(({ word }) => word === '?' || word === '¿');
  if (
    isQuestion ||
    meant.some((piece) => isKind(piece, 'number') && piece.value === null && piece.amount === null)
  )
    return null;
  const drafts = amendDrafts(last.drafts, toPieces(meant), o);
  if (drafts === null) return null;
  return drafted(drafts, last.state === 'done' ? 'done' : 'pending');
}

/** "dilli", "neela wala", to a preview that waits: another place or variant of the same. */
function isOfPreview({ scene }: FollowUp, last: Last, pieces: readonly PieceItem[]): boolean {
  if (last.state !== 'previewed' || scene.memory.question?.kind !== 'confirm') return false;
  return pieces.every(
    (piece) => isKind(piece, 'place') || (isKind(piece, 'sku') && piece.mention.isOptionOnly),
  );
}

/** "dilli nahi bangalore": the other place stands where the denied one stood. */
function inPlaceOfDenied(
  last: Last,
  pieces: readonly PieceItem[],
  meant: readonly PieceItem[] | null,
): readonly PieceItem[] | null {
  if (!meant) return null;
  const denied = pieces.find((piece) => isKind(piece, 'place') && !meant.includes(piece));
  if (!isKind(denied, 'place')) return meant;
  const slots = last.drafts[0]?.slots ?? {};
  const mark = (['from', 'to'] as const).find((slot) => slots[slot] === denied.codes[0]);
  return meant.map((piece) => (isKind(piece, 'place') && mark ? { ...piece, mark } : piece));
}

/** "make it 275" after a price, "set it to 88" after a stock: what was shown is to be that. */
function setAsked(
  { tokens }: FollowUp,
  last: Last,
  pieces: readonly PieceItem[],
  rest: readonly string[][],
): Understood | null {
  const [draft, ...others] = last.drafts;
  const [number, ...more] = pieces.filter((piece) => isKind(piece, 'number'));
  const [account] = pieces.filter((piece) => isKind(piece, 'account'));
  const isOther = pieces.some((piece) => !isKind(piece, 'number', 'account'));
  const isQuestion = tokens.some(({ word }) => word === '?' || word === '¿');
  if (!draft || !number || others.length + more.length > 0 || isOther || isQuestion) return null;
  if (!hasPhrase(rest, SETTINGS) || !rest.every((run) => isMadeOf(run, SETTINGS))) return null;
  const { sku, account: shop, location } = draft.slots;
  if (typeof sku !== 'string') return null;
  if (draft.command === 'price' && number.amount !== null) {
    const where = account ? account.ids[0] : shop;
    const slots = {
      sku,
      amount: number.amount,
      ...(where === undefined ? {} : { account: where }),
    };
    return drafted([{ command: 'set price', slots }], null);
  }
  if (draft.command !== 'stock' || number.value === null || account || number.pack) return null;
  const slots = { sku, quantity: number.value, ...(location === undefined ? {} : { location }) };
  return drafted([{ command: 'count', slots }], null);
}

/** Of two of a kind the one that is denied falls away; null: it cannot be told which. */
function withoutNegated(o: FollowUp, pieces: readonly PieceItem[]): readonly PieceItem[] | null {
  const kept = pieces.filter((piece) => {
    const rivals = pieces.filter(({ kind }) => kind === piece.kind);
    if (rivals.length < 2) return true;
    const [before, behind] = [wordBefore(o, piece), wordBehind(o, piece)];
    const isDenied = NOT_BEFORE.has(before) || NOT_BEHIND.has(behind);
    // "5 not 3": the word stands between them and denies what follows.
    return !(isDenied && !(behind === 'not' && !NOT_BEFORE.has(before)));
  });
  const kinds = kept.map(({ kind }) => kind);
  return new Set(kinds).size === kinds.length ? kept : null;
}

function wordBefore({ tokens }: FollowUp, piece: Item): string {
  const words = tokens.slice(0, piece.from).map(({ word }) => word);
  return words.findLast((word) => !/^(?:in|at|from|to|mein|me|en|,|the)$/.test(word)) ?? '';
}

function wordBehind({ tokens }: FollowUp, piece: Item): string {
  const words = tokens.slice(piece.to).map(({ word }) => word);
  return words.find((word) => !/^(?:mein|me|se|ko|में|से)$/.test(word)) ?? '';
}

export function toPieces(items: readonly PieceItem[]): Pieces | null {
  const pick = <Kind extends PieceItem['kind']>(kind: Kind) =>
    items.filter((item) => isKind(item, kind));
  const [numbers, skus, places] = [pick('number'), pick('sku'), pick('place')];
  const [accounts, times] = [pick('account'), pick('time')];
  const isSingle = [numbers, skus, places, accounts, times].every((each) => each.length <= 1);
  if (!isSingle) return null;
  return {
    number: numbers[0] ?? null,
    sku: skus[0] ?? null,
    place: places[0] ?? null,
    account: accounts[0] ?? null,
    time: times[0] ?? null,
  };
}
