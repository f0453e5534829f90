/** Which SKUs a shop may mean by a code that nobody knows: near in spelling, or in the title. */

export interface Suggestion {
  readonly skuId: number;
  readonly code: string;
  /** 0 to 1. */
  readonly score: number;
}

interface Named {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly barcodes: readonly string[];
}

// Below this a suggestion costs more time than it saves.
const SCORE_MIN = 0.5;
const SUGGESTED_MAX = 3;
const LONG_WORD = 5;

const plainCode = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** The best first, at most three. Pure. */
export function suggestSkus(
  unknown: { readonly code: string; readonly title: string },
  skus: readonly Named[],
): Suggestion[] {
  return skus
    .map(({ skuId, ...sku }) => ({ skuId, code: sku.code, score: scoreOf(unknown, sku) }))
    .filter(({ score }) => score >= SCORE_MIN)
    .toSorted((a, b) => b.score - a.score || a.code.localeCompare(b.code))
    .slice(0, SUGGESTED_MAX);
}

/** One that is clearly nearer than the next; null: a person has to say. */
export function bestSuggestion(suggestions: readonly Suggestion[]): Suggestion | null {
  const [first, second] = suggestions;
  if (!first) return null;
  return first.score - (second?.score ?? 0) >= 0.1 ? first : null;
}

function scoreOf(unknown: { code: string; title: string }, sku: Omit<Named, 'skuId'>): number {
  const code = plainCode(unknown.code);
  const names = [sku.code, ...sku.aliases, ...sku.barcodes].map(plainCode);
  if (code !== '' && names.includes(code)) return 1;
  const byCode = Math.max(...names.map((name) => likeness(code, name)));
  const title = wordsOf(unknown.title);
  const byTitle = Math.max(
    ...[sku.title, ...sku.aliases].map((name) => shareOf(title, wordsOf(name))),
  );
  return Math.max(byCode * 0.9, byTitle);
}

/** Same letters but for a few: 1 for the same, 0 where more than every third differs. */
function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (longer < LONG_WORD || Math.abs(a.length - b.length) > longer / 3) return 0;
  const distance = editDistance(a, b);
  return distance > longer / 3 ? 0 : 1 - distance / longer;
}

/** How much of what both say they say alike. Sizes and figures are words like any other. */
function shareOf(asked: readonly string[], known: readonly string[]): number {
  const [a, b] = [new Set(asked), new Set(known)];
  if (a.size === 0 || b.size === 0) return 0;
  const found = [...a].filter((word) => [...b].some((other) => isSameWord(word, other))).length;
  const missing = [...b].filter((word) => ![...a].some((other) => isSameWord(word, other))).length;
  return found / (a.size + missing);
}

function isSameWord(a: string, b: string): boolean {
  if (a === b || `${a}s` === b || a === `${b}s`) return true;
  return Math.min(a.length, b.length) >= LONG_WORD && editDistance(a, b) <= 1;
}

function editDistance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const [above = 0, diagonal = 0, left = 0] = [last[j], last[j - 1], row[j - 1]];
      row.push(Math.min(above + 1, left + 1, diagonal + cost));
    }
    last = row;
  }
  return last[b.length] ?? 0;
}
