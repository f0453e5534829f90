import { QUANTITY_MAX } from '../../core/base/quantity.ts';
import {
  ARTICLES,
  COUPLES,
  HALVES_TIMES_TWO,
  NUMBER_WORDS,
  ONLY_HINDI,
  ONLY_SPANISH,
  OPEN_TENS,
  PAIR_WORDS,
  SCALES,
} from './lexicon/number-words.ts';
import type { Token } from './split-tokens.ts';

/** A number as it stands in a message. */
export interface NumberReading {
  /** Whole units; null: a number that nobody can have units of ("1.5", "-3", "2-3"). */
  readonly value: number | null;
  /** How many tokens it takes. */
  readonly used: number;
  /** "a hoodie": one, where nothing else is a number. */
  readonly isWeak: boolean;
  /** Written in digits and nothing else: may be part of a name. */
  readonly isBare: boolean;
}

export interface Tongue {
  readonly isHindi: boolean;
  readonly isSpanish: boolean;
}

const COUNT_SUFFIX = '(?:x|×|pcs?|pieces?|units?|nos?|nag|pzs?|uds?|ud|pz)?';
const PLAIN = new RegExp(`^[x×+]?(\\d{1,9})${COUNT_SUFFIX}$`);
const WESTERN = /^\d{1,3}(?:,\d{3})+$/;
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/;
const POINTED = /^\d{1,3}(?:\.\d{3})+$/;
const SCALED = /^(\d{1,4})(?:\.(\d{1,3}))?(k|lakhs?|lacs?|dozen|doz|dz|hazaar|hazar)$/;
// Looks like a number, whichever way it is meant.
const NUMBER_LIKE = /^[#+\-−–~]?[x×]?\d[\d.,'’]*(?:\D{0,4}\d[\d.,]*)*(?:%|\/-)?$/;
const MIXED_NAME = /^[\d.]+[a-z]{1,4}$|^\d+[a-z]+\d|^\d+-[a-z]/;
const VERB_STEMS = new Set(
  (
    'kar bech bhej hata bata dikha nikal nikaal rakh jod likh badal laga bana chala rok chhod ' +
    'chod khol gin mita ghata badha radd de le ho kr bta krdo कर बेच भेज हटा बता दिखा निकाल रख ' +
    'जोड़ लिख बदल लगा बना रोक छोड़ खोल'
  ).split(' '),
);

export function readNumber(
  tokens: readonly Token[],
  at: number,
  tongue: Tongue,
): NumberReading | null {
  const token = tokens[at];
  if (!token) return null;
  // "½", "²": a figure that is no digit.
  if (/^[^\P{No}]$/u.test(token.word)) return number(null, 1);
  if (token.kind !== 'word') return null;
  if (/^[#+\-−–~]?[x×]?\d/.test(token.word)) return readDigits(tokens, at, tongue);
  return readWords(tokens, at, tongue);
}

function number(value: number | null, used: number, isBare = false): NumberReading {
  const isTooLarge = value !== null && value > QUANTITY_MAX;
  return { value: isTooLarge ? null : value, used, isWeak: false, isBare };
}

function readDigits(tokens: readonly Token[], at: number, tongue: Tongue): NumberReading | null {
  const word = tokens[at]?.word ?? '';
  const value = toWhole(word, tongue);
  if (value === null) {
    if (SCALED.test(word)) return number(null, 1);
    if (MIXED_NAME.test(word) && !/^\d+e\d+$|^0x/.test(word)) return null;
    return NUMBER_LIKE.test(word) || /^0x[\da-f]+$/.test(word) ? withScale(null, tokens, at) : null;
  }
  const next = tokens[at + 1];
  // "10+" is ten or more.
  if (next?.word === '+' && next.from === tokens[at]?.to) return number(null, 2);
  if (next?.word === '/' && /^\d/.test(tokens[at + 2]?.word ?? '')) return number(null, 3);
  return withScale(value, tokens, at);
}

/** "2 lakh", "3 dozen", "1.5 lakh", "2 hazaar paanch sau". */
function withScale(value: number | null, tokens: readonly Token[], at: number): NumberReading {
  const next = tokens[at + 1]?.word ?? '';
  const scale = SCALES.get(next);
  const [, whole = '', part = ''] = /^(\d{1,4})\.(\d{1,3})$/.exec(tokens[at]?.word ?? '') ?? [];
  if (scale !== undefined && part !== '') return number(scaled(whole, part, scale), 2);
  if (PAIR_WORDS.has(next) && value !== 1) return number(null, 2);
  if (scale === undefined) return number(value, 1, /^\d+$/.test(tokens[at]?.word ?? ''));
  const product = value === null ? null : value * scale;
  const tail = scale >= 1_000 ? readTail(tokens, at + 2) : null;
  return number(product === null ? null : product + (tail?.value ?? 0), 2 + (tail?.used ?? 0));
}

/** What follows a thousand or a lakh, when it is a smaller number with a scale of its own. */
function readTail(tokens: readonly Token[], at: number): { value: number; used: number } | null {
  const word = tokens[at]?.word ?? '';
  const scale = SCALES.get(tokens[at + 1]?.word ?? '');
  const value = /^\d{1,3}$/.test(word) ? Number.parseInt(word, 10) : NUMBER_WORDS.get(word);
  if (value === undefined || scale === undefined || scale > 1_000) return null;
  return { value: value * scale, used: 2 };
}

function scaled(whole: string, part: string, scale: number): number | null {
  const parts = 10 ** part.length;
  const product = (Number.parseInt(whole, 10) * parts + Number.parseInt(part || '0', 10)) * scale;
  return product % parts === 0 ? product / parts : null;
}

/** The whole number that a word of digits is; null when it is none, or could be another. */
function toWhole(word: string, { isSpanish }: Tongue): number | null {
  const plain = PLAIN.exec(word)?.[1];
  if (plain !== undefined) return Number.parseInt(plain, 10);
  if (WESTERN.test(word) || INDIAN.test(word)) return Number.parseInt(word.replaceAll(',', ''), 10);
  if (POINTED.test(word) && isSpanish) return Number.parseInt(word.replaceAll('.', ''), 10);
  const [, whole = '', part = '', name] = SCALED.exec(word) ?? [];
  if (name === undefined) return null;
  const scale = SCALES.get(name) ?? 1;
  return scaled(whole, part, scale);
}

function readWords(tokens: readonly Token[], at: number, tongue: Tongue): NumberReading | null {
  const word = tokens[at]?.word ?? '';
  const couple = readCouple(tokens, at);
  if (couple) return couple;
  const half = readHalf(tokens, at, tongue);
  if (half) return half;
  const read = addUp(tokens, at, tongue);
  if (read) {
    const next = tokens[at + read.used]?.word ?? '';
    if (PAIR_WORDS.has(next) && read.value !== 1) return number(null, read.used + 1);
    const bad =
      /^(?:point|and)$/.test(next) && /^(?:half|\d)/.test(tokens[at + read.used + 1]?.word ?? '');
    return number(bad ? null : read.value, read.used + (bad ? 2 : 0));
  }
  if (!ARTICLES.has(word)) return null;
  const scaledNext = addUp(tokens, at + 1, tongue);
  const startsWithScale = SCALES.has(tokens[at + 1]?.word ?? '');
  if (startsWithScale && scaledNext) return number(scaledNext.value, scaledNext.used + 1);
  return { value: 1, used: 1, isWeak: true, isBare: false };
}

/** "a couple of", "a pair of": "pair" alone is what socks come in. */
function readCouple(tokens: readonly Token[], at: number): NumberReading | null {
  const [first = '', second = ''] = [tokens[at]?.word, tokens[at + 1]?.word];
  const isAnnounced = ARTICLES.has(first) || first === 'one' || first === 'ek' || first === '1';
  if (isAnnounced && COUPLES.has(second)) return number(2, 2);
  if (first === 'un' && second === 'par') return number(2, 2);
  return first === 'couple' ? number(2, 1) : null;
}

/** "half a dozen", "dhai sau", "dedh lakh". */
function readHalf(tokens: readonly Token[], at: number, tongue: Tongue): NumberReading | null {
  const word = tokens[at]?.word ?? '';
  const half = HALVES_TIMES_TWO.get(word);
  if (half === undefined || (ONLY_SPANISH.has(word) && !tongue.isSpanish)) return null;
  const skip = ARTICLES.has(tokens[at + 1]?.word ?? '') ? 2 : 1;
  const scale = SCALES.get(tokens[at + skip]?.word ?? '');
  if (scale === undefined) return number(null, 1);
  return number((half * scale) / 2, skip + 1);
}

function isNumberWord(tokens: readonly Token[], at: number, tongue: Tongue): boolean {
  const word = tokens[at]?.word ?? '';
  if (!NUMBER_WORDS.has(word)) return false;
  const before = tokens[at - 1]?.word ?? '';
  if ((word === 'do' || word === 'दो') && VERB_STEMS.has(before)) return false;
  if (ONLY_HINDI.has(word)) return tongue.isHindi;
  return !ONLY_SPANISH.has(word) || tongue.isSpanish;
}

/** "two hundred and fifty", "treinta y cinco", "ek hazaar do sau". */
function addUp(
  tokens: readonly Token[],
  start: number,
  tongue: Tongue,
): { value: number; used: number } | null {
  let [at, total, current] = [start, 0, 0];
  let isOpen = true;
  for (;;) {
    const word = tokens[at]?.word ?? '';
    const parts = word.includes('-') ? word.split('-') : [];
    const small = partsValue(parts) ?? NUMBER_WORDS.get(word);
    const scale = SCALES.get(word);
    const isAfterNumber = at > start;
    if (small !== undefined && isOpen && (parts.length > 0 || isNumberWord(tokens, at, tongue))) {
      current += small;
      isOpen = OPEN_TENS.has(word) || (small >= 100 && small < 1_000);
    } else if (scale !== undefined && mayScale(word, isAfterNumber, tongue)) {
      current = Math.max(1, current) * scale;
      if (scale >= 1_000) [total, current] = [total + current, 0];
      isOpen = true;
    } else break;
    at += 1;
    const joins = /^(?:and|y)$/.test(tokens[at]?.word ?? '');
    const follows = isNumberWord(tokens, at + 1, tongue);
    const mayJoin = word === 'hundred' || word === 'thousand' || OPEN_TENS.has(word);
    if (joins && follows && isOpen && mayJoin && tongueJoins(tokens[at]?.word, word)) at += 1;
  }
  return at === start ? null : { value: total + current, used: at - start };
}

/** "twenty and five" is two numbers in English; "treinta y cinco" one in Spanish. */
function tongueJoins(join: string | undefined, word: string): boolean {
  return join === 'and' ? word === 'hundred' || word === 'thousand' : OPEN_TENS.has(word);
}

function mayScale(word: string, isAfterNumber: boolean, tongue: Tongue): boolean {
  if (isAfterNumber) return true;
  if (ONLY_SPANISH.has(word)) return tongue.isSpanish;
  return word !== 'k' && word !== 'grand';
}

/** "twenty-five". */
function partsValue(parts: readonly string[]): number | undefined {
  const [ten = '', unit = ''] = parts;
  if (parts.length !== 2 || !OPEN_TENS.has(ten)) return undefined;
  const [tens, units] = [NUMBER_WORDS.get(ten), NUMBER_WORDS.get(unit)];
  return tens === undefined || units === undefined || units > 9 ? undefined : tens + units;
}
