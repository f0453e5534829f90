/**
 * From words to things: every piece of a message is recognised as something, or as unknown.
 *
 * At each place the longest reading wins; among equally long ones what the seller's own names say
 * wins over what the lexicon says only where `prefers` asks for it.
 */

import { inSingular } from './fold-text.ts';
import type { Mark } from './lexicon/lexicon.ts';
import { NUMBER_WORDS, ONLY_HINDI, PACK_WORDS, ROUGHLY } from './lexicon/number-words.ts';
import { matchSku, type SkuMention } from './match-sku.ts';
import { type Item, type ItemContent, isKind } from './message-item.ts';
import type { NameMatch } from './name-index.ts';
import { findMisspelt, findPhrase, PHRASE_WORDS_MAX, type Phrase } from './phrase-index.ts';
import { readAmount } from './read-amount.ts';
import { readMoment, readSpan } from './read-moment.ts';
import { readNumber, type Tongue } from './read-number.ts';
import { readPeriod } from './read-period.ts';
import { readUntil } from './read-until.ts';
import type { SceneIndex } from './scene-index.ts';
import { splitTokens, type Token } from './split-tokens.ts';

export interface TagOptions {
  readonly index: SceneIndex;
  readonly tongue: Tongue;
  readonly now: Date;
  readonly timeZone: string;
  /** Of a word that is both a command's and the seller's: "count 3 box sets". */
  readonly prefers: 'cue' | 'sku';
}

interface Reading {
  readonly content: ItemContent;
  readonly used: number;
  /** Among equally long readings the lowest. */
  readonly rank: number;
}

interface Place {
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly before: Item | undefined;
}

const SIGNS: Readonly<Record<string, ItemContent>> = {
  ',': { kind: 'join' },
  '&': { kind: 'join' },
  '+': { kind: 'join' },
  '/': { kind: 'join' },
  ';': { kind: 'end' },
  '.': { kind: 'end' },
  '।': { kind: 'end' },
  '!': { kind: 'end' },
  '?': { kind: 'end' },
  '¿': { kind: 'filler' },
  '¡': { kind: 'filler' },
  '@': { kind: 'mark', before: 'in', after: null },
  '=': { kind: 'mark', before: 'to', after: null },
};
const ARROW = /^(?:=>|->|→|➜)$/;
const QUIET_SIGN = /^[:()\-–—*_•·~…×]$|^\p{Extended_Pictographic}$/u;

export function tagWords(tokens: readonly Token[], o: TagOptions): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const place: Place = { tokens, at, before: items.at(-1) };
    const read = tokens[at]?.kind === 'word' ? bestReading(place, o) : signReading(place, o);
    items.push({ ...read.content, from: at, to: at + read.used });
    at += read.used;
  }
  return withMarks(items);
}

function signReading({ tokens, at }: Place, o: TagOptions): Reading {
  const token = tokens[at];
  const word = token?.word ?? '';
  if (token?.kind === 'break') return reading({ kind: 'end' }, 1, 0);
  if (token?.kind === 'quote') return reading(readQuoted(token.text, o), 1, 0);
  const amount = readAmount(tokens, at, o.tongue);
  if (amount?.currencies) return reading(numberItem(null, amount), amount.used, 0);
  const number = readNumber(tokens, at, o.tongue);
  if (number) return reading(numberItem(number.value, null), number.used, 0);
  const isBetween = word === '>' && at > 0 && tokens[at - 1]?.kind === 'word';
  if (isBetween || ARROW.test(word))
    return reading({ kind: 'mark', before: 'to', after: null }, 1, 0);
  const known = SIGNS[word];
  if (known) return reading(known, 1, 0);
  const isQuiet = QUIET_SIGN.test(word);
  return reading(isQuiet ? { kind: 'filler' } : { kind: 'unknown', text: word }, 1, 0);
}

/** A quoted name of the seller's is that name; other quoted words are somebody's words. */
function readQuoted(text: string, o: TagOptions): ItemContent {
  const tokens = splitTokens(text) ?? [];
  const mention = matchSku(o.index.catalogue, tokens, 0);
  if (mention && mention.used === tokens.length) {
    return { kind: 'sku', mention: { ...mention, hasNumberTail: false }, groups: [] };
  }
  const words = tokens.map(({ word }) => word);
  const place = o.index.places.match(words);
  if (place?.isWhole && place.used === words.length) {
    return { kind: 'place', codes: place.values, mark: null };
  }
  return { kind: 'quote', text };
}

const reading = (content: ItemContent, used: number, rank: number): Reading => ({
  content,
  used,
  rank,
});

function bestReading(place: Place, o: TagOptions): Reading {
  const found = [
    skuReading(place, o),
    timeReading(place, o),
    numberReading(place, o),
    orderReading(place, o),
    ...phraseReadings(place, o),
    nameReading(place, o),
    groupReading(place, o),
  ].filter((each) => each !== null);
  const [best] = found.toSorted((a, b) => b.used - a.used || rankOf(a, o) - rankOf(b, o));
  if (best) return best;
  const token = place.tokens[place.at];
  if (PACK_WORDS.has(token?.word ?? '')) return reading({ kind: 'filler' }, 1, 9);
  const misspelt = findMisspelt(token?.word ?? '');
  if (misspelt) return reading(toCue(misspelt), 1, 9);
  return reading({ kind: 'unknown', text: token?.text ?? '' }, 1, 9);
}

function rankOf({ content, rank }: Reading, { prefers }: TagOptions): number {
  return prefers === 'sku' && content.kind === 'sku' ? 0 : rank;
}

function wordsFrom({ tokens, at }: Place, count: number): string[] {
  const words: string[] = [];
  for (const token of tokens.slice(at, at + count)) {
    if (token.kind === 'break' || token.kind === 'quote') break;
    words.push(token.word);
  }
  return words;
}

/** "set red mugs to 88" names no set of mugs, though there is one. */
function isCommandOf(
  { tokens, at, before }: Place,
  mention: { readonly used: number; readonly isByName: boolean },
  o: TagOptions,
): boolean {
  const isFirst = before === undefined || before.kind === 'end' || before.kind === 'filler';
  if (o.prefers === 'sku' || mention.isByName || mention.used < 2 || !isFirst) return false;
  const isCue = (findPhrase([tokens[at]?.word ?? ''])?.senses.length ?? 0) > 0;
  return isCue && matchSku(o.index.catalogue, tokens, at + 1) !== null;
}

function skuReading(place: Place, o: TagOptions): Reading | null {
  const { tokens, at } = place;
  const mention = matchSku(o.index.catalogue, tokens, at);
  if (!mention || isCommandOf(place, mention, o)) return null;
  const words = tokens.slice(at, at + mention.used).map(({ word }) => word);
  const group = o.index.groups.match(words) ?? o.index.groups.match(words.map(inSingular));
  const groups = group?.isWhole && group.used === words.length ? group.values : [];
  return reading({ kind: 'sku', mention, groups }, mention.used, mention.isByName ? 1 : 6);
}

function groupReading(place: Place, o: TagOptions): Reading | null {
  const words = wordsFrom(place, 4);
  const found = o.index.groups.match(words) ?? o.index.groups.match(words.map(inSingular));
  if (!found?.isWhole) return null;
  return reading({ kind: 'group', names: found.values }, found.used, 7);
}

function timeReading(place: Place, o: TagOptions): Reading | null {
  const words = wordsFrom(place, 6);
  const until = readUntil(words, o);
  if (until) return reading({ kind: 'span', minutes: until.minutes, isEnd: true }, until.used, 2);
  const isHours = /^\d{1,2}h$/.test(words[0] ?? '') && !/^(?:at|las|a)$/.test(beforeOf(place));
  const moment = isHours ? null : readMoment(words, o);
  const period = readPeriod(words);
  const used = Math.max(moment?.used ?? 0, period?.used ?? 0);
  if (used > 0) {
    const iso = moment?.used === used ? moment.at.toISOString() : null;
    const named = period?.used === used ? period.period : null;
    return reading({ kind: 'time', iso, period: named }, used, 2);
  }
  const span = readSpan(words);
  return span ? reading({ kind: 'span', minutes: span.minutes, isEnd: false }, span.used, 2) : null;
}

const beforeOf = ({ tokens, at }: Place) => tokens[at - 1]?.word ?? '';

function numberReading(place: Place, o: TagOptions): Reading | null {
  const { tokens, at, before } = place;
  const word = tokens[at]?.word ?? '';
  if (/^(?:one|ones)$/.test(word) && isPronounOne(tokens[at - 1]?.word, before)) {
    return reading({ kind: 'filler' }, 1, 0);
  }
  if (ROUGHLY.has(word)) {
    const rough = readNumber(tokens, at + 1, o.tongue);
    return rough && !rough.isWeak ? reading(numberItem(null, null), rough.used + 1, 1) : null;
  }
  // The seller's own word for a thing, and in Hindi a number.
  if (ONLY_HINDI.has(word) && (o.index.catalogue.findWord(word)?.exact.size ?? 0) > 0) return null;
  const number = readNumber(tokens, at, o.tongue);
  const amount = readAmount(tokens, at, o.tongue);
  if (!number && !amount?.currencies) return null;
  const isPriced = amount !== null && amount.currencies !== null;
  const base = numberItem(isPriced ? null : (number?.value ?? null), amount);
  if (isPriced) return reading(base, amount.used, 1);
  const used = number?.used ?? 1;
  const item = { ...base, isWeak: number?.isWeak ?? false, isBare: number?.isBare ?? false };
  const order = /^#?\d+$/.test(word) ? o.index.findOrder(word) : null;
  const pack = readPack({ ...place, at: at + used }, o);
  const isBeforeName = item.isWeak && matchSku(o.index.catalogue, tokens, at + used) !== null;
  const rank = item.isWeak ? (isBeforeName ? 3 : 8) : 3;
  if (pack) return reading({ ...item, pack: pack.name, isWeak: false }, used + pack.used, rank);
  return reading({ ...item, order }, used, rank);
}

function numberItem(
  value: number | null,
  amount: ReturnType<typeof readAmount>,
): Extract<ItemContent, { kind: 'number' }> {
  return {
    ...{ kind: 'number', value, amount: amount?.amount ?? null },
    ...{ currencies: amount?.currencies ?? null, isWeak: false, isBare: false },
    ...{ pack: null, order: null },
  };
}

/** "the red one", "that one". */
function isPronounOne(word: string | undefined, before: Item | undefined): boolean {
  if (/^(?:that|this|the|same|other|which|last|first|another|only)$/.test(word ?? '')) return true;
  return isKind(before, 'sku') && before.mention.isOptionOnly;
}

/** "3 cartons of mugs", unless the word is the seller's own name for a product. */
function readPack(place: Place, o: TagOptions): { name: string; used: number } | null {
  const word = wordsFrom(place, 1)[0] ?? '';
  const two = wordsFrom(place, 2).join(' ');
  if (o.index.packs.has(two)) return { name: two, used: 2 };
  const own = [word, inSingular(word)].find((each) => o.index.packs.has(each));
  const mention = matchSku(o.index.catalogue, place.tokens, place.at);
  const isLinked = wordsFrom(place, 2)[1] === 'of';
  const next = matchSku(o.index.catalogue, place.tokens, place.at + (isLinked ? 2 : 1));
  const isTitle = mention !== null && (mention.used > 1 || !next);
  if (own !== undefined)
    return isTitle && !next && mention.used > 1 ? null : { name: own, used: 1 };
  const isOther = mention === null || isOfNothingElse(mention, next);
  return PACK_WORDS.has(word) && isOther ? { name: word, used: 1 } : null;
}

/** "3 boxes of bottles", where a box is part of the name of something else. */
function isOfNothingElse(mention: SkuMention, next: SkuMention | null): boolean {
  return next?.skus.every((sku) => !mention.skus.includes(sku)) ?? false;
}

function orderReading({ tokens, at }: Place, o: TagOptions): Reading | null {
  const token = tokens[at];
  const isMarked = /^#\p{N}/u.test(token?.text ?? '');
  const known = o.index.findOrder(token?.word ?? '');
  const isPlain = /^\d{1,7}$/.test(token?.word ?? '');
  if (known !== null && (isMarked || !isPlain)) {
    return reading({ kind: 'order', numbers: [known] }, 1, 1);
  }
  if (!isMarked || !token) return null;
  return reading({ kind: 'order', numbers: [token.text] }, 1, 1);
}

function phraseReadings(place: Place, o: TagOptions): Reading[] {
  const words = wordsFrom(place, PHRASE_WORDS_MAX);
  for (let used = words.length; used > 0; used -= 1) {
    const phrase = findPhrase(words.slice(0, used));
    if (phrase && !hidesPlace(phrase, words.slice(0, used), o)) {
      return readPhrase(phrase, used, place.before);
    }
  }
  return [];
}

/** "in the shop" says nothing, unless the seller has a shop floor. */
function hidesPlace(phrase: Phrase, words: readonly string[], { index }: TagOptions): boolean {
  if (words.length < 2 || !phrase.isFiller || phrase.senses.length > 0) return false;
  if (/^wal[aei]$/.test(words[0] ?? '')) return false;
  return words.some((word) => index.places.match([word])?.isGuess === false);
}

function readPhrase(phrase: Phrase, used: number, before: Item | undefined): Reading[] {
  const { senses, after } = phrase;
  if (after !== null && isKind(before, 'place', 'account', 'sku', 'person', 'time', 'number')) {
    return [reading({ kind: 'mark', before: phrase.before, after }, used, 3)];
  }
  // "me" alone asks who one is; among other words it is "in" in Hinglish, or nobody.
  if (senses.includes('me') && used === 1 && after !== null && before !== undefined) {
    return [reading({ kind: 'mark', before: phrase.before, after }, used, 3)];
  }
  if (senses.length > 0) return [reading(toCue(phrase), used, 4)];
  if (phrase.isJoin) return [reading({ kind: 'join' }, used, 4)];
  if (phrase.before !== null || after !== null) {
    return [reading({ kind: 'mark', before: phrase.before, after }, used, 4)];
  }
  if (phrase.isReference) return [reading({ kind: 'reference' }, used, 4)];
  return phrase.isFiller ? [reading({ kind: 'filler' }, used, 5)] : [];
}

function toCue(phrase: Phrase): ItemContent {
  const { senses, isFiller, isReference, isJoin } = phrase;
  return { kind: 'cue', senses, isFiller: isFiller || isReference || isJoin };
}

/** Locations, shops and people. */
function nameReading(place: Place, o: TagOptions): Reading | null {
  const words = wordsFrom(place, 6);
  const phrase = findPhrase(words.slice(0, 1));
  const text = place.tokens[place.at]?.text ?? '';
  const isShouted = text.length > 1 && text === text.toUpperCase();
  // A code like "DEL" is also a word; typed small it is the word.
  const isWord = phrase !== null && !isShouted;
  const found = o.index.places.match(words);
  if (found && mayBePlace(found, place, phrase)) {
    const isShort = isWord && found.used === 1 && (words[0] ?? '').length <= 3;
    if (!isShort) {
      const rank = found.isWhole ? 2 : isWord ? 3.5 : 5.5;
      return reading({ kind: 'place', codes: found.values, mark: null }, found.used, rank);
    }
  }
  const account = o.index.accounts.match(words);
  const isAnnounced = isKind(place.before, 'mark') && place.before.before !== null;
  if (account && (account.isWhole || !isWord || (isAnnounced && !account.isGuess))) {
    const rank = account.isWhole ? 2 : isAnnounced ? 3.5 : 7;
    if (!(isNumberWord(words[0]) && !account.isWhole)) {
      return reading({ kind: 'account', ids: account.values }, account.used, rank);
    }
  }
  const person = o.index.people.match(words) ?? o.index.people.match([inSingular(words[0] ?? '')]);
  if (!person || isWord) return null;
  return reading({ kind: 'person', names: person.values }, person.used, 7);
}

function isNumberWord(word: string | undefined): boolean {
  return NUMBER_WORDS.has(word ?? '') || /^\d/.test(word ?? '');
}

/** "warehouse" is a word of many names, and says nothing behind the name of a town. */
function mayBePlace(found: NameMatch, place: Place, phrase: Phrase | null): boolean {
  if (found.isWhole || phrase === null) return true;
  if (found.isGuess) return false;
  if (phrase.senses.length > 0 && !phrase.isFiller) return false;
  return found.values.length === 1 && !isKind(place.before, 'place');
}

/** Gives places the mark beside them: "from Delhi" before it, "Delhi se" behind it. */
function withMarks(items: readonly Item[]): Item[] {
  return items.map((item, at): Item => {
    if (item.kind !== 'place') return item;
    return { ...item, mark: markBehind(items, at) ?? markBefore(items, at) };
  });
}

function markBehind(items: readonly Item[], at: number): Mark | null {
  const next = items.slice(at + 1).find(({ kind }) => kind !== 'filler');
  const isNear = isKind(next, 'mark') && next.from - (items[at]?.to ?? 0) <= 1;
  return isNear && next.after !== null ? next.after : null;
}

function markBefore(items: readonly Item[], at: number): Mark | null {
  const before = items.slice(0, at).findLast(({ kind }) => kind !== 'filler');
  const isNear = isKind(before, 'mark') && (items[at]?.from ?? 0) - before.to <= 1;
  return isNear ? before.before : null;
}
