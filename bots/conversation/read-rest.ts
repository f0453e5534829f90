/**
 * The words that no mark announces: "3 black hoodie m mumbai" or "hoodie-m 3 mumbai".
 *
 * Every way to read them is tried: which word is the number, which words at either end name a
 * location or a shop, and whether what is left names a SKU. The reading that takes fewest words
 * away from the SKU and still finds one wins; two that find different things are not guessed
 * between.
 */
import type { Slot, SlotKind, Slots } from '../commands/slot.ts';
import { fold } from './match-names.ts';
import { isAmount, QUANTITY_NOISE, quantityDigits } from './read-number.ts';
import { isPlain, joinWords, type Word } from './split-words.ts';
import type { Lookups } from './understanding.ts';

export interface Reading {
  readonly named: Readonly<Record<string, string>>;
  /** The word taken as quantity or amount. */
  readonly number: string | null;
  readonly tail: readonly Word[];
}

export type RestReading =
  | { readonly kind: 'read'; readonly reading: Reading }
  /** Nothing fits: the most complete reading, to say what is missing. */
  | { readonly kind: 'unfit'; readonly reading: Reading }
  | { readonly kind: 'two-ways' };

const NAME_WORDS_MAX = 4;
const NAME_START_LENGTH_MIN = 3;
const NUMBERS_TRIED_MAX = 4;
const FILLERS = 'the a an of some more please order left have do does we are is there for'.split(
  ' ',
);

type NamedState = { readonly named: Readonly<Record<string, string>>; readonly words: Word[] };

export async function readRest(o: {
  slots: Slots;
  filled: ReadonlySet<string>;
  words: readonly Word[];
  lookups: Lookups;
}): Promise<RestReading> {
  const states = nameStates(o);
  const readings = states.flatMap((state) => numberReadings(state, o));
  const judged: { reading: Reading; isFit: boolean }[] = [];
  for (const reading of readings) {
    judged.push({ reading, isFit: await isFit(reading, o) });
  }
  const fit = judged.filter((each) => each.isFit).map(({ reading }) => reading);
  const takes = (reading: Reading) => Object.keys(reading.named).length;
  const isByWords = hasFree(o, 'sku');
  const sorted = fit.toSorted((a, b) =>
    isByWords && a.tail.length > 0 && b.tail.length > 0 ? takes(a) - takes(b) : takes(b) - takes(a),
  );
  const [first, second] = sorted;
  if (first && second && isByWords && isRival(first, second)) return { kind: 'two-ways' };
  if (first) return { kind: 'read', reading: first };
  const [fullest] = readings.toSorted(
    (a, b) => takes(b) - takes(a) || Number(b.number !== null) - Number(a.number !== null),
  );
  return { kind: 'unfit', reading: fullest ?? { named: {}, number: null, tail: o.words } };
}

type Given = { slots: Slots; filled: ReadonlySet<string> };

function free(o: Given, ...kinds: readonly SlotKind[]): [string, Slot][] {
  return Object.entries(o.slots).filter(
    ([name, slot]) => kinds.includes(slot.kind) && !o.filled.has(name),
  );
}

function hasFree(o: Given, kind: SlotKind): boolean {
  return free(o, kind).length > 0;
}

function isRival(a: Reading, b: Reading): boolean {
  if (Object.keys(a.named).length !== Object.keys(b.named).length) return false;
  return a.tail.length > 0 && b.tail.length > 0 && a.number !== b.number;
}

/** The words as they are, and without names of locations and shops at their ends. */
function nameStates(o: Given & { words: readonly Word[]; lookups: Lookups }): NamedState[] {
  const open = free(o, 'location', 'account').filter(([, slot]) => !slot.marks.includes('='));
  const found: NamedState[] = [{ named: {}, words: [...o.words] }];
  for (let index = 0; index < found.length && index < 64; index += 1) {
    const state = found[index] as NamedState;
    const last = open.findLast(([name]) => state.named[name] === undefined);
    const first = open.find(([name]) => state.named[name] === undefined);
    if (!last || !first) continue;
    for (let count = Math.min(NAME_WORDS_MAX, state.words.length); count > 0; count -= 1) {
      const atEnd = joinWords(state.words.slice(-count));
      if (isNameOf(last[1], atEnd, o.lookups)) {
        found.push(taking(state, last[0], atEnd, state.words.slice(0, -count)));
      }
      const atStart = joinWords(state.words.slice(0, count));
      if (count < state.words.length && isNameOf(first[1], atStart, o.lookups)) {
        found.push(taking(state, first[0], atStart, state.words.slice(count)));
      }
    }
  }
  return found;
}

function taking(state: NamedState, slot: string, text: string, words: Word[]): NamedState {
  return { named: { ...state.named, [slot]: text }, words };
}

/** Without a mark, a name counts when it is typed whole or at least three letters of it. */
function isNameOf(slot: Slot, text: string, lookups: Lookups): boolean {
  if (slot.kind === 'location') {
    const names = lookups.findLocations(text).flatMap(({ code, name }) => [code, name]);
    return isEnough(text, names);
  }
  const names = lookups.findAccounts(text).flatMap(({ publicId, name }) => [publicId, name]);
  return isEnough(text, names);
}

function isEnough(text: string, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const typed = fold(text);
  return typed.length >= NAME_START_LENGTH_MIN || names.some((name) => fold(name) === typed);
}

function numberReadings(state: NamedState, o: Given): Reading[] {
  const [numeric] = free(o, 'quantity', 'amount');
  const plain: Reading = { named: state.named, number: null, tail: trimFillers(state.words) };
  if (!numeric) return [plain];
  const isNumber = (word: Word) =>
    numeric[1].kind === 'amount' ? isAmount(word) : quantityDigits(word) !== null;
  const positions = [...state.words.keys()]
    .filter((index) => isNumber(state.words[index] as Word))
    .slice(0, NUMBERS_TRIED_MAX);
  const readings = positions.map((index): Reading => {
    const before = state.words.slice(0, index);
    const after = dropNoise(state.words.slice(index + 1));
    const tail = trimFillers([...before, ...after]);
    return { named: state.named, number: state.words[index]?.text ?? null, tail };
  });
  const isOptional = !numeric[1].isNeeded || readings.length === 0;
  return isOptional ? [...readings, plain] : readings;
}

function dropNoise(words: readonly Word[]): Word[] {
  const start = words.findIndex((word) => !isPlain(word, ...QUANTITY_NOISE));
  return start < 0 ? [] : words.slice(start);
}

function trimFillers(words: readonly Word[]): Word[] {
  const kept = [...words];
  while (isPlain(kept[0], ...FILLERS)) kept.shift();
  while (isPlain(kept.at(-1), ...FILLERS, ...QUANTITY_NOISE)) kept.pop();
  return kept;
}

async function isFit(reading: Reading, o: Given & { lookups: Lookups }): Promise<boolean> {
  const [numeric] = free(o, 'quantity', 'amount');
  if (numeric?.[1].isNeeded && reading.number === null) return false;
  const [tailSlot] = free(o, 'sku', 'code', 'text');
  if (reading.tail.length === 0) return tailSlot === undefined || !tailSlot[1].isNeeded;
  if (tailSlot === undefined) return false;
  if (tailSlot[1].kind !== 'sku') return true;
  return (await o.lookups.findSkus(joinWords(reading.tail))).length > 0;
}
