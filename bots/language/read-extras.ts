/**
 * Words of a command that name nothing of the seller's: who carries a parcel, whom units are kept
 * for, why something was written off. They are taken out, so that all the rest has to be known.
 */
import {
  CARRIER_MARKS,
  CARRIERS,
  KEEP_WORDS,
  NO_REASON,
  REASON_STARTS,
  TRACKING_NOISE,
  TRACKING_WORDS,
} from './lexicon/shipping-words.ts';
import { type Item, isKind } from './message-item.ts';
import type { Token } from './split-tokens.ts';

export interface Extras {
  readonly items: readonly Item[];
  /** For which commands, and what their slots hold. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Source {
  readonly items: readonly Item[];
  readonly tokens: readonly Token[];
}

export function readExtras(source: Source): Extras {
  const shipment = readShipment(source);
  if (shipment) return shipment;
  const note = readNote(source);
  return note ?? { items: source.items, slots: {} };
}

const hasSense = (items: readonly Item[], ...senses: readonly string[]) =>
  items.some((item) => isKind(item, 'cue') && item.senses.some((each) => senses.includes(each)));

const isTrackingLike = (text: string) => /^(?=.*\d)[\p{L}\d-]{5,40}$/u.test(text);

/** "via Delhivery, tracking AWB123456". */
function readShipment({ items, tokens }: Source): Extras | null {
  if (!hasSense(items, 'ship', 'moved')) return null;
  const words = tokens.map(({ word }) => word);
  const used = new Set<number>();
  const tracking = findTracking(tokens, words, used);
  const carrier = findCarrier(tokens, words, used, items);
  if (used.size === 0) return null;
  const slots: Record<string, string> = {};
  if (carrier !== null) slots.carrier = carrier;
  const number = tracking ?? (carrier === null ? null : findNumberBehind(tokens, used));
  if (number !== null) slots.tracking = number;
  const known = asFillers(items, used).map((item): Item => {
    if (!isKind(item, 'number') || item.order === null) return item;
    return { kind: 'order', numbers: [item.order], from: item.from, to: item.to };
  });
  return { items: known, slots: { ship: slots } };
}

function findTracking(
  tokens: readonly Token[],
  words: readonly string[],
  used: Set<number>,
): string | null {
  const start = words.findIndex((word) => TRACKING_WORDS.has(word));
  if (start < 0) return null;
  used.add(start);
  for (let at = start + 1; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    const isNoise = TRACKING_NOISE.has(words[at] ?? '');
    if (isNoise || isTrackingLike(text)) used.add(at);
    if (isTrackingLike(text)) return text.replace(/^#/, '');
    if (!isNoise && !/^\p{L}+$/u.test(text)) break;
  }
  return null;
}

/** "via Delhivery AWB123456". */
function findNumberBehind(tokens: readonly Token[], used: Set<number>): string | null {
  let behind = Math.max(...used) + 1;
  while (TRACKING_NOISE.has(tokens[behind]?.word ?? '')) behind += 1;
  const text = tokens[behind]?.text ?? '';
  if (!isTrackingLike(text)) return null;
  used.add(behind);
  return text;
}

function findCarrier(
  tokens: readonly Token[],
  words: readonly string[],
  used: Set<number>,
  items: readonly Item[],
): string | null {
  for (const at of words.keys()) {
    for (const count of [2, 1]) {
      if (!CARRIERS.has(words.slice(at, at + count).join(' '))) continue;
      const text = tokens.slice(at, at + count).map((token) => token.text);
      for (let on = at; on < at + count; on += 1) used.add(on);
      if (CARRIER_MARKS.has(words[at - 1] ?? '')) used.add(at - 1);
      if (isTrackingLike(words[at + count] ?? '') && !used.has(at + count)) return text.join(' ');
      return text.join(' ');
    }
  }
  const isUnknown = (at: number) =>
    items.some((item) => item.from === at && item.kind === 'unknown');
  const mark = words.findIndex((word, at) => CARRIER_MARKS.has(word) && isUnknown(at + 1));
  if (mark < 0) return null;
  used.add(mark);
  const name: string[] = [];
  for (let at = mark + 1; isUnknown(at) && name.length < 3; at += 1) {
    if (!/^\p{L}[\p{L}.]*$/u.test(tokens[at]?.text ?? '')) break;
    name.push(tokens[at]?.text ?? '');
    used.add(at);
  }
  return name.length > 0 ? name.join(' ') : null;
}

function asFillers(items: readonly Item[], used: ReadonlySet<number>): Item[] {
  return items.map((item): Item => {
    const isUsed = [...used].some((at) => at >= item.from && at < item.to);
    return isUsed ? { kind: 'filler', from: item.from, to: item.to } : item;
  });
}

const NOTE_WORDS_MAX = 6;
const isNameLike = (item: Item | undefined) =>
  isKind(item, 'unknown', 'person') || (isKind(item, 'filler') && item.to - item.from === 1);

/** "for Mrs Sharma", "sharma ji ke liye": whom units are kept for. */
function readNote({ items, tokens }: Source): Extras | null {
  const keeping = items.findIndex((item) => KEEP_WORDS.has(tokens[item.from]?.word ?? ''));
  const isKept = hasSense(items, 'reserved', 'hold') || keeping >= 0;
  if (!isKept || !items.some(({ kind }) => kind === 'sku')) return null;
  const mark = items.findIndex((item, at) => {
    const word = tokens[item.from]?.word;
    return (word === 'for' || word === 'para') && isNameLike(items[at + 1]);
  });
  const behind = items.findIndex(
    (item, at) => /^(?:ke liye|के लिए)$/.test(spoken(item, tokens)) && isNameLike(items[at - 1]),
  );
  const span = mark >= 0 ? forwards(items, mark) : behind > 0 ? backwards(items, behind) : null;
  if (!span?.some(({ kind }) => kind === 'unknown' || kind === 'person')) return null;
  const note = span.map((item) => raw(item, tokens)).join(' ');
  const used = new Set(span.concat(items[mark >= 0 ? mark : behind] ?? []).map(({ from }) => from));
  const rest = asFillers(items, used).map((item, at): Item => {
    if (at !== keeping || hasSense(items, 'reserved', 'hold')) return item;
    return { kind: 'cue', senses: ['reserved'], isFiller: false, from: item.from, to: item.to };
  });
  return { items: rest, slots: { reserve: { note } } };
}

const raw = (item: Item, tokens: readonly Token[]) =>
  tokens
    .slice(item.from, item.to)
    .map(({ text }) => text)
    .join(' ');
const spoken = (item: Item, tokens: readonly Token[]) =>
  tokens
    .slice(item.from, item.to)
    .map(({ word }) => word)
    .join(' ');

function forwards(items: readonly Item[], mark: number): Item[] {
  const rest = items.slice(mark + 1, mark + 1 + NOTE_WORDS_MAX);
  const end = rest.findIndex((item) => !isNameLike(item));
  return end < 0 ? rest : rest.slice(0, end);
}

function backwards(items: readonly Item[], behind: number): Item[] {
  const span: Item[] = [];
  for (let at = behind - 1; at >= 0 && isNameLike(items[at]) && span.length < 4; at -= 1) {
    const item = items[at];
    if (item) span.unshift(item);
  }
  return span;
}

const REASON_WORDS_MAX = 7;
const CONTENT: readonly Item['kind'][] = [
  'number',
  'sku',
  'place',
  'account',
  'order',
  'quote',
  'end',
];
/** Commands that people give a reason for. */
export const REASONED: ReadonlySet<string> = new Set(
  'damaged returned hold cancel reserve return pause unhold'.split(' '),
);

/** The message without ", packet torn" at its end; null: there is no such tail. */
export function withoutReason({ items, tokens }: Source): readonly Item[] | null {
  for (const [at, item] of items.entries()) {
    const word = tokens[item.from]?.word ?? '';
    if (at === 0 || !REASON_STARTS.has(word)) continue;
    const tail = items.slice(at + 1);
    const words = tokens.slice(item.to).map((token) => token.word);
    const isPlain = tail.every(
      ({ kind, from }) => !CONTENT.includes(kind) || tokens[from]?.word === '.',
    );
    const isShort = words.length > 0 && words.length <= REASON_WORDS_MAX;
    const isReason = isPlain && isShort && !words.some((each) => NO_REASON.has(each));
    const isForeign = hasSense(
      tail,
      'sold',
      'received',
      'moved',
      'set',
      'counted',
      'undo',
      'price',
    );
    if (isReason && !isForeign && tail.some(({ kind }) => kind === 'unknown' || kind === 'cue')) {
      return items.slice(0, at);
    }
  }
  return null;
}
