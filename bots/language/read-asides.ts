/**
 * Words beside a movement that change nothing of it: who bought or brought it, where it broke.
 *
 * They are looked at only when all the rest has been read and something is left over. A name that
 * may be a place, or part of the name of a product, is no aside: the units may be somewhere else,
 * or something else.
 */
import type { Mark, Sense } from './lexicon/lexicon.ts';
import { PLACE_WORDS } from './lexicon/place-words.ts';
import { type Item, isKind } from './message-item.ts';
import type { Token } from './split-tokens.ts';

interface Source {
  readonly items: readonly Item[];
  readonly tokens: readonly Token[];
}

const ASIDE_WORDS_MAX = 4;
const TOWNS = new Set(PLACE_WORDS.flat());

/** What may stand behind these words: "sold … to Mr Rao", "received … from Rao Traders". */
const MARKS: ReadonlyArray<readonly [Sense, readonly Mark[]]> = [
  ['sold', ['to', 'for', 'by', 'with', 'at']],
  ['given', ['to', 'for', 'by', 'with', 'at']],
  ['received', ['from', 'by', 'with', 'for']],
  ['add', ['from', 'by', 'with', 'for']],
  ['returned', ['from', 'by', 'with', 'for']],
  ['return', ['from', 'by', 'with', 'for']],
  ['damaged', ['in', 'by', 'from', 'at', 'on', 'with', 'for']],
  ['moved', ['by', 'with', 'for']],
  ['reserved', ['for', 'with', 'by']],
];
/** The same where the mark stands behind the name: "Rao Traders se", "Rao ji ko". */
const MARKS_BEHIND: ReadonlyArray<readonly [Sense, RegExp]> = [
  ['sold', /^(?:ko|ne|ke|को|ने|के)$/],
  ['given', /^(?:ko|ne|को|ने)$/],
  ['received', /^(?:se|ne|ka|से|ने)$/],
  ['returned', /^(?:se|ne|से|ने)$/],
  ['damaged', /^(?:se|me|mein|ne|ki|से|में|ने)$/],
];
/** "while unpacking", "after the rain": only what is lost needs a reason. */
const WHY = /^(?:while|during|after|under|behind|due|durante|mientras)$/;

/** The same with asides as words that say nothing; null: there is none. */
export function withoutAsides({ items, tokens }: Source): readonly Item[] | null {
  const senses = new Set(items.flatMap((item) => (isKind(item, 'cue') ? item.senses : [])));
  const marks = MARKS.filter(([sense]) => senses.has(sense)).flatMap(([, allowed]) => allowed);
  const behind = MARKS_BEHIND.filter(([sense]) => senses.has(sense)).map(([, pattern]) => pattern);
  const isLoss = senses.has('damaged');
  const used = new Set<Item>();
  for (const [at, item] of items.entries()) {
    const word = tokens[item.from]?.word ?? '';
    const isMark = isKind(item, 'mark') && item.before !== null && marks.includes(item.before);
    const isWhy = isLoss && WHY.test(word);
    const run = isMark || isWhy ? runFrom(items, at + 1) : runFrom(items, at);
    if (!isAside(run, { items, tokens })) continue;
    const next = items[items.indexOf(run.at(-1) ?? item) + 1];
    const mark = tokens[next?.from ?? -1]?.word ?? '';
    const isBehind = !isMark && !isWhy && behind.some((pattern) => pattern.test(mark));
    const isClosed = next === undefined || !isKind(next, 'sku', 'number');
    if (!((isMark || isWhy) && isClosed) && !(isBehind && !isAfterName(items, at))) continue;
    for (const each of run) used.add(each);
    if (isWhy) used.add(item);
  }
  if (used.size === 0) return null;
  return items.map((item): Item => {
    return used.has(item) ? { kind: 'filler', from: item.from, to: item.to } : item;
  });
}

/** Unknown words and names of people, with small words between them. */
function runFrom(items: readonly Item[], start: number): readonly Item[] {
  const run: Item[] = [];
  for (const item of items.slice(start)) {
    const isBuyer = isKind(item, 'cue') && item.isFiller && item.senses.includes('buyer');
    if (!isBuyer && !isKind(item, 'unknown', 'person', 'filler')) break;
    run.push(item);
  }
  while (run.at(-1)?.kind === 'filler') run.pop();
  return run;
}

function isAside(run: readonly Item[], { tokens }: Source): boolean {
  const named = run.filter((item) => isKind(item, 'unknown', 'person'));
  if (named.length === 0 || named.length > ASIDE_WORDS_MAX || run[0]?.kind === 'quote')
    return false;
  return named.every(({ from }) => {
    const { text = '', word = '' } = tokens[from] ?? {};
    return /^[\p{L}\p{M}][\p{L}\p{M}.'’&-]*$/u.test(text) && !TOWNS.has(word);
  });
}

/** Behind a name without a mark between them they may be more of that name. */
function isAfterName(items: readonly Item[], at: number): boolean {
  const before = items.slice(0, at).findLast(({ kind }) => kind !== 'filler');
  return isKind(before, 'sku', 'place');
}
