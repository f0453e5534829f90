import { english } from '../lexicon/english.ts';
import { englishActs } from '../lexicon/english-acts.ts';
import { englishDeeds } from '../lexicon/english-deeds.ts';
import { englishFrames } from '../lexicon/english-frames.ts';
import { englishOrders } from '../lexicon/english-orders.ts';
import { englishShops } from '../lexicon/english-shops.ts';
import { englishTimes } from '../lexicon/english-times.ts';
import { hindi } from '../lexicon/hindi.ts';
import { hinglish } from '../lexicon/hinglish.ts';
import { LANGUAGE_MARKS, type Lexicon, type Term } from '../lexicon/lexicon.ts';
import { spanish } from '../lexicon/spanish.ts';
import { type Grammar, kept, type Read, type Text } from './read.ts';
import { foldWord, splitText } from './split-text.ts';

type Language = 'english' | keyof typeof LANGUAGE_MARKS;

interface Branch {
  readonly next: Map<string, Branch>;
  readonly terms: { readonly term: Term; readonly language: Language }[];
}

interface Hit {
  readonly term: Term;
  readonly to: number;
  readonly cost: number;
}

const LEXICONS: readonly (readonly [Language, Lexicon])[] = [
  ['english', english],
  ['english', englishActs],
  ['english', englishOrders],
  ['english', englishShops],
  ['english', englishTimes],
  ['english', englishDeeds],
  ['english', englishFrames],
  ['hinglish', hinglish],
  ['spanish', spanish],
  ['hindi', hindi],
];
const SLIP_COST = 1;
const COMMA_COST = 0.1;
const SKIPS_MAX = 4;
/** Of the word that was meant; in a shorter one only two letters may have been swapped. */
const SLIP_LENGTH_MIN = 5;
const SWAP_LENGTH_MIN = 4;

const root = plant();
const words = wordsOf(root);
const byStart = longWordsByStart(words);

/** One of these, as any language says it; words that change nothing may stand before it. */
export function say(...terms: readonly Term[]): Grammar<Term> {
  const wanted = new Set(terms);
  return (text, at) => {
    const found: Read<Term>[] = [];
    for (const { to: start, cost } of startsFrom(text, at)) {
      for (const hit of hitsAt(text, start)) {
        if (wanted.has(hit.term))
          found.push({ value: hit.term, to: hit.to, cost: cost + hit.cost });
      }
    }
    return found;
  };
}

/** Whether some word of the lexicon stands there, whatever it says. */
export function isLexical(word: string): boolean {
  return words.has(word);
}

/** Here, and behind words that change nothing. */
export const startsFrom: Grammar<null> = kept((text, at) => {
  const found = new Map<number, number>([[at, 0]]);
  let edge = [at];
  for (let skips = 0; skips < SKIPS_MAX && edge.length > 0; skips += 1) {
    const next: number[] = [];
    for (const start of edge) {
      const cost = found.get(start) ?? 0;
      const isComma = /^[,()]$/.test(text.tokens[start]?.word ?? '');
      const ends = hitsAt(text, start).filter(({ term }) => term === 'filler');
      const skipped = [
        ...ends.map(({ to }) => ({ to, cost })),
        ...(isComma ? [{ to: start + 1, cost: cost + COMMA_COST }] : []),
      ];
      for (const each of skipped) {
        if ((found.get(each.to) ?? Number.POSITIVE_INFINITY) <= each.cost) continue;
        found.set(each.to, each.cost);
        next.push(each.to);
      }
    }
    edge = next;
  }
  return [...found].map(([to, cost]) => ({ value: null, to, cost }));
});

const hitsKey = {};
const languagesKey = {};

function hitsAt(text: Text, at: number): readonly Hit[] {
  let places = text.memo.get(hitsKey);
  if (!places) {
    places = new Map();
    text.memo.set(hitsKey, places);
  }
  const known = places.get(at);
  if (known) return known as unknown as readonly Hit[];
  const hits: Hit[] = [];
  const languages = languagesOf(text);
  let branches: { branch: Branch; cost: number }[] = [{ branch: root, cost: 0 }];
  for (let to = at; branches.length > 0; ) {
    const token = text.tokens[to];
    if (!token || token.kind === 'quote') break;
    const { word } = token;
    const isCounted = /\d$/.test(text.tokens[to - 1]?.word ?? '');
    branches = branches.flatMap(({ branch, cost }) => step(branch, { word, isCounted, cost }));
    to += 1;
    for (const { branch, cost } of branches) {
      for (const { term, language } of branch.terms) {
        if (languages.has(language)) hits.push({ term, to, cost });
      }
    }
  }
  places.set(at, hits as unknown as readonly Read<unknown>[]);
  return hits;
}

function step(
  branch: Branch,
  { word, isCounted, cost }: { word: string; isCounted: boolean; cost: number },
): { branch: Branch; cost: number }[] {
  const next = branch.next.get(word);
  if (next) return [{ branch: next, cost }];
  // What is counted is no slip: "6 sticks" are no stocks.
  const slip = words.has(word) || isCounted ? null : slipOf(word);
  const near = slip === null ? undefined : branch.next.get(slip);
  return near ? [{ branch: near, cost: cost + SLIP_COST }] : [];
}

/** Words of other languages mean nothing in a text that has none of their marks. */
function languagesOf(text: Text): ReadonlySet<Language> {
  let kept = text.memo.get(languagesKey);
  if (!kept) {
    const spoken = new Set(text.tokens.map(({ word }) => word));
    const found = new Set<Language>(['english']);
    for (const [language, marks] of Object.entries(LANGUAGE_MARKS)) {
      if (marks.some((mark) => spoken.has(foldWord(mark)))) found.add(language as Language);
    }
    if (text.tokens.some(({ text: typed }) => /\p{Script=Devanagari}/u.test(typed))) {
      found.add('hindi');
    }
    kept = new Map([[0, found as unknown as readonly Read<unknown>[]]]);
    text.memo.set(languagesKey, kept);
  }
  return kept.get(0) as unknown as ReadonlySet<Language>;
}

export function speaks(text: Text, language: Language): boolean {
  return languagesOf(text).has(language);
}

function plant(): Branch {
  const top: Branch = { next: new Map(), terms: [] };
  for (const [language, lexicon] of LEXICONS) {
    for (const [term, line] of Object.entries(lexicon)) {
      for (const phrase of line.split('|')) {
        let branch = top;
        for (const { word } of splitText(phrase) ?? []) {
          let next = branch.next.get(word);
          if (!next) {
            next = { next: new Map(), terms: [] };
            branch.next.set(word, next);
          }
          branch = next;
        }
        branch.terms.push({ term: term as Term, language });
      }
    }
  }
  return top;
}

function wordsOf(top: Branch): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [top];
  for (let branch = open.pop(); branch; branch = open.pop()) {
    for (const [word, next] of branch.next) {
      found.add(word);
      open.push(next);
    }
  }
  return found;
}

function longWordsByStart(all: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const word of all) {
    if (word.length < SWAP_LENGTH_MIN || !/^\p{L}+$/u.test(word)) continue;
    const start = word[0] ?? '';
    found.set(start, [...(found.get(start) ?? []), word]);
  }
  return found;
}

/** The one word of the lexicon that is a slip of the fingers away; null: none, or several. */
function slipOf(word: string): string | null {
  if (word.length < SWAP_LENGTH_MIN || !/^\p{L}+$/u.test(word)) return null;
  const near = (byStart.get(word[0] ?? '') ?? []).filter((known) =>
    known.length < SLIP_LENGTH_MIN
      ? known.length === word.length && isSwapped(word, known)
      : isWithinOne(word, known),
  );
  const [only] = near;
  return near.length === 1 && only !== undefined ? only : null;
}

function isSwapped(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Whether one letter was inserted, left out, mistyped, or swapped with its neighbour. */
function isWithinOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  return restA.slice(1) === restB.slice(1) || isSwapped(restA, restB);
}
