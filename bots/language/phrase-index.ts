import { foldWord, isOneSlip, isWithinOne } from './fold-text.ts';
import { english } from './lexicon/english.ts';
import { hindi } from './lexicon/hindi.ts';
import { hinglish } from './lexicon/hinglish.ts';
import { type Lexicon, type Mark, phrasesOf, type Sense } from './lexicon/lexicon.ts';
import { NO_SLIPS } from './lexicon/no-slips.ts';
import { SHORTHAND } from './lexicon/shorthand.ts';
import { spanish } from './lexicon/spanish.ts';

/** What a word or phrase may mean, in whichever language; a word of two has both. */
export interface Phrase {
  readonly senses: readonly Sense[];
  readonly before: Mark | null;
  readonly after: Mark | null;
  readonly isFiller: boolean;
  readonly isJoin: boolean;
  readonly isReference: boolean;
  readonly languages: readonly Language[];
}

export type Language = 'english' | 'hinglish' | 'spanish' | 'hindi';

const LEXICONS: ReadonlyArray<readonly [Language, Lexicon]> = [
  ['english', english],
  ['hinglish', hinglish],
  ['spanish', spanish],
  ['hindi', hindi],
];
const SLIP_LENGTH_MIN = 5;
export const PHRASE_WORDS_MAX = 7;

const NOTHING: Phrase = {
  ...{ senses: [], before: null, after: null, languages: [] },
  ...{ isFiller: false, isJoin: false, isReference: false },
};

/** What a narrower sense says too. */
const IMPLIED: Readonly<Partial<Record<Sense, readonly Sense[]>>> = {
  ...{ reprice: ['change'], priced: ['change'], stated: ['have'], callOff: ['cancel'] },
  ...{ sales: ['report'], setPrice: ['price', 'set'], want: ['show'], off: ['pause'] },
};

const phrases = indexPhrases();
/** What moves stock: a slip must never turn its direction. */
const MOVING: readonly Sense[] = [
  ...(['sold', 'received', 'damaged', 'returned', 'moved', 'add', 'remove', 'counted'] as const),
  ...(['reserved', 'released', 'up', 'down'] as const),
];
/** Single words by themselves and with each of their letters left out. */
const nearWords = indexNearWords();

/** Whether the word is as near to one that moves stock in another way. */
function hasRival(word: string, meant: Phrase): boolean {
  if (!meant.senses.some((sense) => MOVING.includes(sense))) return false;
  return wordsNear(word).some((known) => {
    const { senses } = phrases.get(known) ?? NOTHING;
    const isMoving = senses.some((sense) => MOVING.includes(sense));
    return isMoving && senses.join() !== meant.senses.join() && isWithinOne(word, known);
  });
}

/** Words that a slip may have made this one of; a few more than that. */
function wordsNear(word: string): readonly string[] {
  const found = new Set<string>();
  for (const key of keysOf(word)) for (const known of nearWords.get(key) ?? []) found.add(known);
  return [...found];
}

function keysOf(word: string): readonly string[] {
  return [word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))];
}

export function findPhrase(words: readonly string[]): Phrase | null {
  const found = phrases.get(words.join(' '));
  if (found || words.length < 2) return found ?? null;
  const plain = words.map((word) => SHORTHAND.get(word) ?? word).join(' ');
  return phrases.get(plain) ?? null;
}

// "bechne" is yet to be done, and no slip of "beche".
const INFINITIVE = /n[aei]$/;

const DOUBLED = /(\p{L})\1+/gu;

/** A word with one slip; null where it could be two words of different sense. */
export function findMisspelt(word: string): Phrase | null {
  if (NO_SLIPS.has(word)) return null;
  const single = word.replace(DOUBLED, '$1');
  const stretched = single === word || single.length < 4 ? undefined : phrases.get(single);
  if (stretched && stretched.senses.length > 0 && !hasRival(word, stretched)) return stretched;
  if (word.length < SLIP_LENGTH_MIN || !/^\p{L}+$/u.test(word)) return null;
  const near = wordsNear(word)
    .filter((known) => known.length >= SLIP_LENGTH_MIN && isOneSlip(word, known))
    .filter((known) => !INFINITIVE.test(word) || INFINITIVE.test(known));
  const found = near.map((known) => phrases.get(known) ?? NOTHING);
  const [first, ...others] = found;
  if (!first || first.senses.length === 0) return null;
  const meaning = first.senses.join();
  const isSure = others.every(({ senses }) => senses.join() === meaning);
  return isSure && !hasRival(word, first) ? first : null;
}

function indexNearWords(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const phrase of phrases.keys()) {
    if (!/^\p{L}{4,}$/u.test(phrase)) continue;
    for (const key of keysOf(phrase)) found.set(key, [...(found.get(key) ?? []), phrase]);
  }
  return found;
}

/** What the words of one sense are, for tests. */
export function wordsOfSense(sense: Sense): readonly string[] {
  return LEXICONS.flatMap(([, { senses }]) => phrasesOf(senses[sense] ?? []));
}

function indexPhrases(): ReadonlyMap<string, Phrase> {
  const found = new Map<string, Phrase>();
  for (const [language, lexicon] of LEXICONS) {
    const add = (phrase: string, part: Partial<Phrase>) => {
      const key = phrase.split(' ').map(foldWord).join(' ');
      const known = found.get(key) ?? NOTHING;
      const senses = [...new Set([...known.senses, ...(part.senses ?? [])])];
      const languages = [...new Set([...known.languages, language])];
      found.set(key, { ...known, ...part, senses, languages });
    };
    for (const [sense, lines] of Object.entries(lexicon.senses)) {
      const senses = [sense as Sense, ...(IMPLIED[sense as Sense] ?? [])];
      for (const phrase of phrasesOf(lines)) add(phrase, { senses });
    }
    for (const phrase of phrasesOf(lexicon.fillers)) add(phrase, { isFiller: true });
    for (const phrase of lexicon.joins.split('|')) add(phrase, { isJoin: true });
    for (const phrase of lexicon.references.split('|')) add(phrase, { isReference: true });
    for (const [mark, line] of Object.entries(lexicon.marksBefore)) {
      for (const phrase of line.split('|')) add(phrase, { before: mark as Mark });
    }
    for (const [mark, line] of Object.entries(lexicon.marksAfter)) {
      for (const phrase of line.split('|')) add(phrase, { after: mark as Mark });
    }
  }
  return found;
}
