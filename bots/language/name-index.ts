import { inSingular, isOneSlip, wordsOf } from './fold-text.ts';
import { soundOf } from './transliterate.ts';

/** Things of which a seller has a handful (locations, shops, people), by what people type. */
export interface NameIndex {
  /** The most words from here on that name something; null when the first names nothing. */
  match(words: readonly string[]): NameMatch | null;
}

export interface NameMatch {
  readonly values: readonly string[];
  readonly used: number;
  /** Typed whole, not by a part, a start or with a slip. */
  readonly isWhole: boolean;
  /** By the start of a word, or with a slip in it. */
  readonly isGuess: boolean;
}

export interface Named {
  readonly value: string;
  readonly names: readonly string[];
}

const WORDS_MAX = 5;
const START_LENGTH_MIN = 3;
const SLIP_LENGTH_MIN = 5;

export function createNameIndex(
  items: readonly Named[],
  synonyms: readonly (readonly string[])[] = [],
): NameIndex {
  const whole = new Map<string, Set<string>>();
  const parts = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, key: string, value: string) => {
    if (key === '') return;
    const known = map.get(key) ?? new Set();
    map.set(key, known.add(value));
  };
  for (const { value, names } of items) {
    for (const name of names) {
      const words = wordsOf(name);
      add(whole, words.join(' '), value);
      add(whole, words.map(inSingular).join(' '), value);
      for (const word of words) add(parts, word, value);
    }
  }
  for (const group of synonyms) {
    const spellings = group.map((name) => wordsOf(name).join(' '));
    for (const map of [whole, parts]) {
      const meant = new Set(spellings.flatMap((each) => [...(map.get(each) ?? [])]));
      const isKnown = spellings.filter((each) => map.has(each));
      // What the seller calls so himself stays his.
      for (const each of spellings) {
        if (!isKnown.includes(each)) for (const value of meant) add(map, each, value);
      }
    }
  }
  const sounds = indexSounds(parts);
  return {
    match: (words) =>
      matchWhole(whole, words) ?? matchParts(parts, words) ?? matchSound(sounds, words),
  };
}

function indexSounds(parts: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const sounds = new Map<string, Set<string>>();
  for (const [part, values] of parts) {
    const sound = soundOf(part);
    if (sound === null) continue;
    const known = sounds.get(sound) ?? new Set();
    for (const value of values) known.add(value);
    sounds.set(sound, known);
  }
  return sounds;
}

/** "मीना" for Meena. */
function matchSound(
  sounds: ReadonlyMap<string, ReadonlySet<string>>,
  [first = '']: readonly string[],
): NameMatch | null {
  if (!/\p{Script=Devanagari}/u.test(first)) return null;
  const values = sounds.get(soundOf(first) ?? '');
  return values ? { values: [...values], used: 1, isWhole: false, isGuess: true } : null;
}

function matchWhole(
  whole: ReadonlyMap<string, ReadonlySet<string>>,
  words: readonly string[],
): NameMatch | null {
  for (let used = Math.min(WORDS_MAX, words.length); used > 0; used -= 1) {
    const values = whole.get(words.slice(0, used).join(' '));
    if (values) return { values: [...values], used, isWhole: true, isGuess: false };
  }
  return null;
}

/** "delhi" of "Delhi godown", "beng" of "Bengaluru", "mumbay". */
function matchParts(
  parts: ReadonlyMap<string, ReadonlySet<string>>,
  words: readonly string[],
): NameMatch | null {
  const [first = ''] = words;
  const start = lookUp(parts, first);
  if (!start) return null;
  let values: ReadonlySet<string> = start;
  let used = 1;
  for (const word of words.slice(1, WORDS_MAX)) {
    const next = lookUp(parts, word);
    const both: ReadonlySet<string> = next
      ? new Set([...values].filter((value) => next.has(value)))
      : new Set();
    if (both.size === 0) break;
    values = both;
    used += 1;
  }
  const isGuess = words.slice(0, used).some((word) => !parts.has(word));
  return { values: [...values], used, isWhole: false, isGuess };
}

function lookUp(
  parts: ReadonlyMap<string, ReadonlySet<string>>,
  word: string,
): ReadonlySet<string> | null {
  const exact = parts.get(word);
  if (exact) return exact;
  if (/\d/.test(word)) return null;
  const near = new Set<string>();
  for (const [part, values] of parts) {
    const isStart = word.length >= START_LENGTH_MIN && part.startsWith(word);
    const isSlip =
      word.length >= SLIP_LENGTH_MIN && part.length >= SLIP_LENGTH_MIN && isOneSlip(word, part);
    if (isStart || isSlip) for (const value of values) near.add(value);
  }
  return near.size > 0 ? near : null;
}
