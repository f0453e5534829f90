/**
 * A seller's catalogue as people speak of it: which SKUs a word may mean.
 *
 * Made once per vocabulary and kept beside it, so that reading a message costs a few look-ups,
 * whatever the number of SKUs.
 */
import { foldWord, inSingular, inSpanishSingular, isOneSlip, toKey, wordsOf } from './fold-text.ts';
import { NO_SLIPS } from './lexicon/no-slips.ts';
import { COLOUR_WORDS, PRODUCT_WORDS, SIZE_WORDS } from './lexicon/product-words.ts';
import { findPhrase } from './phrase-index.ts';
import type { Vocabulary, VocabularySku } from './understanding.ts';

export interface IndexedSku {
  readonly sku: VocabularySku;
  /** Words of its title in the singular, without "of" and the like. */
  readonly titleWords: readonly string[];
  /** What it differs in from its sisters: 'size' → 'm'. */
  readonly options: ReadonlyMap<string, string>;
  /** The same for all its sisters. */
  readonly family: string;
}

export interface WordMeaning {
  readonly skus: ReadonlySet<number>;
  /** Those that have the very word, not only another one for it. */
  readonly exact: ReadonlySet<number>;
  /** A size or a colour. */
  readonly isOption: boolean;
}

export interface CatalogueIndex {
  readonly skus: readonly IndexedSku[];
  /** By code as it is written; null: no such code. */
  findCode(word: string): number | null;
  /** By a code without its separators. */
  findKey(key: string): readonly number[];
  findBarcode(word: string): number | null;
  /** By a whole alias, words in the singular. */
  findAlias(phrase: string): readonly number[];
  findWord(word: string): WordMeaning | null;
}

const STOP_WORDS = new Set(
  'of the and with for in a an to on by de la el y con ka ki ke'.split(' '),
);
const SLIP_LENGTH_MIN = 5;
const HINDI_PLURALS: ReadonlyArray<readonly [string, string]> = [
  ['ये', 'या'],
  ['े', 'ा'],
  ['ियां', 'ी'],
  ['ें', ''],
  ['ों', ''],
  ['e', 'a'],
];

const indexes = new WeakMap<readonly VocabularySku[], CatalogueIndex>();

export function indexCatalogue({ skus }: Pick<Vocabulary, 'skus'>): CatalogueIndex {
  const known = indexes.get(skus);
  if (known) return known;
  const made = createCatalogueIndex(skus);
  indexes.set(skus, made);
  return made;
}

class Postings {
  readonly #byWord = new Map<string, Set<number>>();

  add(word: string, sku: number): void {
    const known = this.#byWord.get(word);
    if (known) known.add(sku);
    else this.#byWord.set(word, new Set([sku]));
  }

  get(word: string): ReadonlySet<number> | undefined {
    return this.#byWord.get(word);
  }

  words(): IterableIterator<string> {
    return this.#byWord.keys();
  }
}

const SYNONYMS = indexSynonyms();

function indexSynonyms(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const group of PRODUCT_WORDS) {
    const words = group.map((word) => wordsOf(word).join(' '));
    for (const word of words) found.set(word, [...(found.get(word) ?? []), ...words]);
  }
  return found;
}

/** "azul marino", "extra large": two words that are one. */
export function isPair(words: string): boolean {
  return SYNONYMS.has(words);
}

/** The word, and what it may be the plural of. */
function spellingsOf(word: string): string[] {
  return [word, inSingular(word), inSpanishSingular(word)].filter((each) => each !== undefined);
}

/** Whether what was typed is this word: its plural, another word for it, or it with a slip. */
export function isSameWord(typed: string, word: string): boolean {
  const spellings = spellingsOf(typed);
  if (spellingsOf(word).some((each) => spellings.includes(each))) return true;
  if (spellings.some((each) => SYNONYMS.get(each)?.includes(word))) return true;
  return (
    typed.length >= SLIP_LENGTH_MIN && word.length >= SLIP_LENGTH_MIN && isOneSlip(typed, word)
  );
}

function createCatalogueIndex(skus: readonly VocabularySku[]): CatalogueIndex {
  const codes = new Map<string, number>();
  const keys = new Postings();
  const barcodes = new Map<string, number>();
  const aliases = new Postings();
  const postings = new Postings();
  const optionWords = new Set<string>();
  const indexed = skus.map((sku, at): IndexedSku => {
    codes.set(foldWord(sku.code), at);
    keys.add(toKey(sku.code), at);
    for (const barcode of sku.barcodes) barcodes.set(foldWord(barcode), at);
    for (const alias of sku.aliases) aliases.add(toPhrase(wordsOf(alias)), at);
    const options = optionsOf(sku);
    for (const value of Object.values(sku.options)) {
      for (const word of wordsOf(value)) optionWords.add(inSingular(word));
    }
    for (const word of allWords(sku)) postings.add(word, at);
    const titleWords = [...new Set(wordsOf(sku.title).map(inSingular))].filter(isTelling);
    return { sku, titleWords, options, family: familyOf(sku, titleWords, options) };
  });
  const slips = indexSlips(postings);
  const meanings = new Map<string, WordMeaning | null>();
  return {
    skus: indexed,
    findCode: (word) => codes.get(word) ?? null,
    findKey: (key) => [...(keys.get(key) ?? [])],
    findBarcode: (word) => barcodes.get(word) ?? null,
    findAlias: (phrase) => [...(aliases.get(phrase) ?? [])],
    findWord(word) {
      const known = meanings.get(word);
      if (known !== undefined) return known;
      const read = readMeaning(word, { postings, slips, optionWords });
      if (meanings.size < 20_000) meanings.set(word, read);
      return read;
    },
  };
}

export function toPhrase(words: readonly string[]): string {
  return words.map(inSingular).join(' ');
}

const isTelling = (word: string) => !STOP_WORDS.has(word);

function allWords(sku: VocabularySku): Set<string> {
  const words = new Set<string>();
  const texts = [sku.title, sku.code, ...sku.aliases, ...Object.values(sku.options)];
  for (const text of texts) {
    for (const word of wordsOf(text).filter(isTelling)) {
      for (const each of spellingsOf(word)) words.add(each);
      const [, digits = '', unit = ''] = /^(\d+)([a-z]{1,4})$/.exec(word) ?? [];
      if (digits !== '') words.add(digits).add(unit);
    }
    const folded = foldWord(text);
    // "T-shirt" is also "tshirt"; "350 ml" is also "350ml".
    for (const [, left = '', right = ''] of folded.matchAll(/([\p{L}\p{N}]+)-([\p{L}\p{N}]+)/gu)) {
      if (text !== sku.code) words.add(inSingular(`${left}${right}`));
    }
    for (const [, left = '', right = ''] of folded.matchAll(/\b(\d+) ([a-z]{1,4})\b/g)) {
      words.add(`${left}${right}`);
    }
  }
  return words;
}

/** As the seller gave them, else sizes and colours that stand in the title. */
function optionsOf(sku: VocabularySku): ReadonlyMap<string, string> {
  const given = Object.entries(sku.options);
  if (given.length > 0) {
    return new Map(given.map(([name, value]) => [name, toPhrase(wordsOf(value))]));
  }
  const found = new Map<string, string>();
  for (const word of wordsOf(sku.title)) {
    if (SIZE_WORDS.has(word)) found.set('size', word);
    else if (COLOUR_WORDS.has(word)) found.set('colour', word);
  }
  return found;
}

function familyOf(
  sku: VocabularySku,
  titleWords: readonly string[],
  options: ReadonlyMap<string, string>,
): string {
  const varying = new Set([...options.values()].flatMap((value) => value.split(' ')));
  const base = titleWords.filter((word) => !varying.has(word));
  return `${sku.category ?? ''}|${base.toSorted().join(' ')}`;
}

/** Every word with one letter left out, so that a slip is found without a walk over all words. */
function indexSlips(postings: Postings): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const word of postings.words()) {
    if (word.length < SLIP_LENGTH_MIN || /\d/.test(word)) continue;
    for (const key of [word, ...shortened(word)]) {
      const known = found.get(key);
      if (known) known.push(word);
      else found.set(key, [word]);
    }
  }
  return found;
}

function shortened(word: string): string[] {
  return [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1));
}

type Sources = {
  readonly postings: Postings;
  readonly slips: ReadonlyMap<string, readonly string[]>;
  readonly optionWords: ReadonlySet<string>;
};

function readMeaning(word: string, o: Sources): WordMeaning | null {
  const spellings = spellingsOf(word);
  const exact = union(spellings.map((each) => o.postings.get(each)));
  const others = spellings.flatMap((each) => SYNONYMS.get(each) ?? []);
  const meant = union([exact, ...others.map((each) => o.postings.get(each))]);
  const isOption = [...spellings, ...others].some(
    (each) => o.optionWords.has(each) || SIZE_WORDS.has(each) || COLOUR_WORDS.has(each),
  );
  if (meant.size > 0) return { skus: meant, exact, isOption };
  // A word that says something by itself is no slip of another.
  if (isOption || findPhrase([word]) !== null) return null;
  return readStretched(word, o) ?? readSlip(word, o);
}

/** "navvy", "kurte": a letter typed twice, or the plural that Hindi forms. */
function readStretched(word: string, o: Sources): WordMeaning | null {
  if (word.length < 4 || /\d/.test(word)) return null;
  const spellings = [
    word.replace(/(\p{L})\1+/gu, '$1'),
    ...HINDI_PLURALS.map(([ending, singular]) =>
      word.endsWith(ending) ? word.slice(0, -ending.length) + singular : word,
    ),
  ].filter((each) => each !== word && each.length > 2);
  for (const each of spellings) {
    const read = readMeaning(each, { ...o, slips: new Map() });
    if (read) return { ...read, exact: new Set() };
  }
  return null;
}

/** One slip of the finger in a word of five letters or more; figures never. */
function readSlip(word: string, o: Sources): WordMeaning | null {
  if (word.length < SLIP_LENGTH_MIN || NO_SLIPS.has(word) || /\d/.test(word)) return null;
  const near = new Set<string>();
  for (const key of [word, ...shortened(word)]) {
    for (const each of o.slips.get(key) ?? []) if (isOneSlip(word, each)) near.add(each);
  }
  if (near.size === 0) return null;
  const skus = union([...near].map((each) => o.postings.get(each)));
  const isOption = [...near].some((each) => o.optionWords.has(each) || COLOUR_WORDS.has(each));
  // Two colours that are near each other are not told apart by a slip.
  if (isOption && new Set([...near].map(inSingular)).size > 1) return null;
  return { skus, exact: new Set(), isOption };
}

function union(sets: ReadonlyArray<ReadonlySet<number> | undefined>): ReadonlySet<number> {
  const filled = sets.filter((each) => each !== undefined && each.size > 0);
  const [only] = filled;
  if (filled.length === 1 && only) return only;
  const all = new Set<number>();
  for (const each of filled) for (const sku of each ?? []) all.add(sku);
  return all;
}
