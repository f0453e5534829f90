import type { CatalogueIndex, IndexedSku } from './catalogue-index.ts';
import { isPair, isSameWord, toPhrase } from './catalogue-index.ts';
import { inSingular, toKey, wordsOf } from './fold-text.ts';
import { NUMBER_WORDS, ONLY_HINDI } from './lexicon/number-words.ts';
import { COLOUR_WORDS, SIZE_WORDS } from './lexicon/product-words.ts';
import type { Token } from './split-tokens.ts';

/** A place in a message that names a SKU, or several that it may be. */
export interface SkuMention {
  /** Positions in the index; never empty. */
  readonly skus: readonly number[];
  readonly used: number;
  /** By code, barcode or whole alias. */
  readonly isByName: boolean;
  /** "the red one", "XL": only a size or colour. */
  readonly isOptionOnly: boolean;
  /** Words of it that are sizes or colours. */
  readonly options: readonly string[];
  /** Words that are no option. */
  readonly nouns: readonly string[];
  /** The token behind it is a number that would fit the SKU's name too. */
  readonly hasNumberTail: boolean;
}

const NAME_TOKENS_MAX = 6;
const LINKS = new Set(
  (
    'of in for with size colour color the de en para con talla ka ki ke wala wali wale vala vale ' +
    'का की के वाला वाले वाली साइज'
  ).split(' '),
);
const MEASURES = new Set(
  'ml l cl cm mm m g gm gms kg inch inches ft gb mb tb w oz lb pack'.split(' '),
);

/** The longest name of a SKU that begins here. */
export function matchSku(
  index: CatalogueIndex,
  tokens: readonly Token[],
  at: number,
): SkuMention | null {
  const named = matchName(index, tokens, at);
  const words = extend(index, tokens, at, named);
  if (words && (!named || words.used > named.used)) return words;
  return named;
}

/** By code, barcode or alias. */
function matchName(index: CatalogueIndex, tokens: readonly Token[], at: number): SkuMention | null {
  const first = tokens[at];
  if (!first || first.kind === 'sign' || first.kind === 'break') return null;
  const exact = index.findCode(first.word) ?? index.findBarcode(first.word);
  let best = exact === null ? null : byName([exact], 1);
  for (let used = 1; used <= NAME_TOKENS_MAX; used += 1) {
    const span = tokens.slice(at, at + used);
    if (span.length < used || span.some(({ kind, word }) => kind !== 'word' && word !== '-')) break;
    const words = span.flatMap(({ word }) => wordsOf(word));
    const alias = index.findAlias(toPhrase(words));
    const found = alias.length > 0 ? alias : byKey(index, span, words);
    if (found.length > 0 && (used > 1 || !best)) best = byName(found, used);
  }
  return best;
}

/** "hoodie m" for HOODIE-M, unless the same words are somebody else's title too. */
function byKey(
  index: CatalogueIndex,
  span: readonly Token[],
  words: readonly string[],
): readonly number[] {
  const found = index.findKey(toKey(span.map(({ word }) => word).join('')));
  const isBareNumber = span.length === 1 && /^\d+$/.test(span[0]?.word ?? '');
  if (found.length === 0 || isBareNumber) return [];
  if (span.length === 1) return index.findWord(span[0]?.word ?? '') ? [] : found;
  const [first = new Set<number>(), ...others] = words.map(
    (word) => index.findWord(word)?.exact ?? new Set<number>(),
  );
  const all = [...first].filter((sku) => others.every((each) => each.has(sku)));
  const rivals = all.filter(
    (sku) =>
      !found.includes(sku) &&
      isInTitle(index.skus[sku], words) &&
      !isModifier(index.skus[sku], nounsOf(index, words)),
  );
  const isWhole = found.some((sku) => isCovered(index.skus[sku], words));
  return isWhole || rivals.length === 0 ? found : [...found, ...rivals];
}

function isInTitle(sku: IndexedSku | undefined, words: readonly string[]): boolean {
  return words.every((word) => sku?.titleWords.includes(inSingular(word)));
}

function byName(skus: readonly number[], used: number): SkuMention {
  return { ...EMPTY, skus, used, isByName: true };
}

const EMPTY = { isOptionOnly: false, options: [], nouns: [], hasNumberTail: false } as const;

interface Run {
  skus: ReadonlySet<number>;
  used: number;
  words: string[];
  options: string[];
  nouns: string[];
  hasNumberTail: boolean;
}

/** Word by word, as long as some SKU has all of them. */
function extend(
  index: CatalogueIndex,
  tokens: readonly Token[],
  at: number,
  named: SkuMention | null,
): SkuMention | null {
  const start = named ? new Set(named.skus) : null;
  const run: Run = {
    ...{ skus: start ?? new Set(), used: named?.used ?? 0, hasNumberTail: false },
    ...{ words: [], options: [], nouns: [] },
  };
  let isEmpty = named === null;
  for (;;) {
    const step = nextStep(index, tokens, at + run.used, { run, isEmpty });
    if (!step) break;
    if (step.isNumberTail) {
      run.hasNumberTail = true;
      break;
    }
    run.skus = step.skus;
    run.used += step.used;
    for (const { word, isOption } of step.words) {
      run.words.push(word);
      (isOption ? run.options : run.nouns).push(word);
    }
    isEmpty = false;
  }
  if (run.used === 0) return null;
  if (named && run.used === named.used) return { ...named, hasNumberTail: run.hasNumberTail };
  const skus = named ? [...run.skus] : narrow(index, [...run.skus], run.words);
  const { used, options, nouns, hasNumberTail } = run;
  const isOptionOnly = named === null && nouns.length === 0;
  return { skus, used, isByName: named !== null, isOptionOnly, options, nouns, hasNumberTail };
}

interface Step {
  readonly skus: ReadonlySet<number>;
  readonly used: number;
  readonly words: readonly { word: string; isOption: boolean }[];
  readonly isNumberTail: boolean;
}

function nextStep(
  index: CatalogueIndex,
  tokens: readonly Token[],
  at: number,
  o: { run: Run; isEmpty: boolean },
): Step | null {
  const token = tokens[at];
  if (!token || token.kind === 'break') return null;
  if (token.kind === 'sign') return o.isEmpty ? null : afterLink(index, tokens, at, o);
  const isNumber = isNumberWord(token.word);
  if (isNumber) return numberStep(index, tokens, at, o);
  const pair = pairStep(index, tokens, at, o);
  if (pair) return pair;
  const own = wordStep(index, token, o);
  if (own) return own;
  if (o.isEmpty || !LINKS.has(token.word)) return null;
  return afterLink(index, tokens, at, o);
}

/** "hoodie in black", "mug, red": only on to a size or colour, and only while it is open which. */
function afterLink(
  index: CatalogueIndex,
  tokens: readonly Token[],
  at: number,
  o: { run: Run; isEmpty: boolean },
): Step | null {
  const [token, next] = [tokens[at], tokens[at + 1]];
  const isSign = token?.kind === 'sign';
  if (!token || !next || (isSign && !/^[,\-–/(]$/.test(token.word))) return null;
  if (isSign && (o.run.skus.size < 2 || /^\d/.test(tokens[at + 2]?.word ?? ''))) return null;
  const step = wordStep(index, next, o);
  const isOption = step?.words.every((each) => each.isOption) ?? false;
  // A word like "of" also stands between two words of one title.
  const mayFollow = isOption || (!isSign && token.word !== 'in' && token.word !== 'en');
  return step && mayFollow ? { ...step, used: step.used + 1 } : null;
}

/** "tees" are thirty in Hindi, and T-shirts. */
function isNumberWord(word: string): boolean {
  return /^\d+$/.test(word) || (NUMBER_WORDS.has(word) && !ONLY_HINDI.has(word));
}

/** A number belongs to a name when words of the name stand on both sides of it. */
function numberStep(
  index: CatalogueIndex,
  tokens: readonly Token[],
  at: number,
  o: { run: Run; isEmpty: boolean },
): Step | null {
  const token = tokens[at];
  if (!token) return null;
  const step = wordStep(index, token, o);
  if (!step) return null;
  const next = tokens[at + 1];
  if (o.isEmpty) {
    if (!next || !MEASURES.has(next.word)) return null;
    return wordStep(index, next, { run: { ...o.run, skus: step.skus }, isEmpty: false }) && step;
  }
  const isNextNumber = next !== undefined && isNumberWord(next.word);
  const inner = { run: { ...o.run, skus: step.skus }, isEmpty: false };
  if (next && next.kind === 'word' && !isNextNumber && wordStep(index, next, inner)) return step;
  return { ...step, isNumberTail: true };
}

/** "azul marino": two tokens that are one word for a colour or a size. */
function pairStep(
  index: CatalogueIndex,
  tokens: readonly Token[],
  at: number,
  o: { run: Run; isEmpty: boolean },
): Step | null {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (!first || second?.kind !== 'word') return null;
  const word = `${first.word} ${second.word}`;
  const meaning = isPair(word) ? index.findWord(word) : null;
  if (!meaning) return null;
  const skus = o.isEmpty ? meaning.skus : intersect(o.run.skus, meaning.skus);
  const { isOption } = meaning;
  return skus.size === 0
    ? null
    : { skus, used: 2, words: [{ word, isOption }], isNumberTail: false };
}

/** One token: a word, or several glued by hyphens, which then must all be of the same SKU. */
function wordStep(
  index: CatalogueIndex,
  token: Token,
  o: { run: Run; isEmpty: boolean },
): Step | null {
  if (token.kind !== 'word') return null;
  const whole = index.findWord(token.word);
  const glued = wordsOf(token.word);
  const joined = glued.length > 1 ? index.findWord(glued.join('')) : null;
  const pieces =
    (whole ?? joined)
      ? [{ word: glued.join(''), meaning: whole ?? joined }]
      : glued.map((word) => ({ word, meaning: index.findWord(word) }));
  let skus: ReadonlySet<number> | null = o.isEmpty ? null : o.run.skus;
  const words: { word: string; isOption: boolean }[] = [];
  for (const { word, meaning } of pieces) {
    if (!meaning) return null;
    skus = skus === null ? meaning.skus : intersect(skus, meaning.skus);
    if (skus.size === 0) return null;
    words.push({ word, isOption: meaning.isOption });
  }
  return skus === null ? null : { skus, used: 1, words, isNumberTail: false };
}

function intersect(a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  return new Set([...small].filter((each) => large.has(each)));
}

/** Those among equals that fit better: a title typed whole, the noun itself, the very word. */
function narrow(
  index: CatalogueIndex,
  skus: readonly number[],
  typed: readonly string[],
): readonly number[] {
  if (skus.length < 2) return skus;
  const whole = skus.filter((sku) => isCovered(index.skus[sku], typed));
  if (whole.length > 0) return whole;
  const exactness = new Map(
    skus.map((sku) => [
      sku,
      typed.filter((word) => index.findWord(word)?.exact.has(sku) ?? false).length,
    ]),
  );
  const most = Math.max(...exactness.values());
  const exact = skus.filter((sku) => exactness.get(sku) === most);
  const plain = exact.filter(
    (sku) => !exact.some((other) => isMoreThan(index, { sku, other, typed })),
  );
  const heads = plain.filter((sku) => !isModifier(index.skus[sku], nounsOf(index, typed)));
  return heads.length > 0 ? heads : plain;
}

/**
 * Its title is the other's with more words, each behind one that was typed: whoever means the
 * "iPhone 15 Pro" does not stop at the 15.
 */
function isMoreThan(
  { skus }: CatalogueIndex,
  o: { readonly sku: number; readonly other: number; readonly typed: readonly string[] },
): boolean {
  const [own = [], others = []] = [skus[o.sku]?.titleWords, skus[o.other]?.titleWords];
  if (own.length <= others.length || !others.every((word) => own.includes(word))) return false;
  return own.every((word, at) => {
    const before = own[at - 1] ?? '';
    return others.includes(word) || o.typed.some((each) => isSameWord(each, before));
  });
}

/** Every word of its title was typed. */
function isCovered(sku: IndexedSku | undefined, typed: readonly string[]): boolean {
  if (!sku || sku.titleWords.length === 0) return false;
  return sku.titleWords.every((word) => typed.some((each) => isSameWord(each, word)));
}

/** Of "Mug rack" the mug says only which rack. */
function nounsOf(index: CatalogueIndex, typed: readonly string[]): readonly string[] {
  return typed.filter((word) => index.findWord(word)?.isOption === false);
}

/** Of "Mug rack" the mug says only which rack. */
function isModifier(sku: IndexedSku | undefined, nouns: readonly string[]): boolean {
  const head = nouns.at(-1) ?? '';
  const segments = sku?.sku.title.split(/[,;()–—]| - /) ?? [];
  return segments.some((segment) => {
    const words = wordsOf(segment).map(inSingular);
    const at = words.findIndex((word) => isSameWord(head, word));
    const next = words[at + 1];
    if (at < 0 || next === undefined || !/^\p{L}{3,}$/u.test(next)) return false;
    const isOption = [...(sku?.options.values() ?? [])].some((value) => value.includes(next));
    return (
      !isOption &&
      !SIZE_WORDS.has(next) &&
      !COLOUR_WORDS.has(next) &&
      !LINKS.has(next) &&
      next !== 'with' &&
      next !== 'for'
    );
  });
}

/** The sisters of a SKU that have these sizes or colours instead of its own. */
export function refine(
  index: CatalogueIndex,
  of: readonly number[],
  options: readonly string[],
): readonly number[] {
  const wanted = options.map((word) => index.findWord(word)?.skus ?? new Set<number>());
  const found = new Set<number>();
  for (const each of of) {
    const known = index.skus[each];
    if (!known) continue;
    const sisters = index.skus
      .map((sku, at) => ({ sku, at }))
      .filter(({ sku, at }) => sku.family === known.family && wanted.every((has) => has.has(at)));
    const kept = sisters.map(({ sku, at }) => ({ at, same: sameOptions(sku, known, options) }));
    const best = Math.max(0, ...kept.map(({ same }) => same));
    for (const { at, same } of kept) if (same === best) found.add(at);
  }
  return [...found];
}

function sameOptions(a: IndexedSku, b: IndexedSku, but: readonly string[]): number {
  return [...a.options].filter(
    ([name, value]) => b.options.get(name) === value && !but.includes(value),
  ).length;
}
