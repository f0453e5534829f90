import { cleanText } from '../base/text.ts';
import type { Outcome, SkuFacts } from './catalog-records.ts';

export type FactsRefusal =
  | 'bad-aliases'
  | 'bad-barcodes'
  | 'bad-options'
  | 'bad-category'
  | 'bad-tags'
  | 'bad-packs'
  | 'bad-unit-cost';

// More of any is a mistake of whoever imports, and every message is read against all of them.
const NAMES_MAX = 50;
const NAME_LENGTH_MAX = 100;
const UNITS_PER_PACK_MAX = 100_000;

/** A name as it is stored; null where it is none. */
export function readName(text: string): string | null {
  const name = cleanText(text).normalize('NFC').replace(/\s+/gu, ' ').trim();
  return name === '' || name.length > NAME_LENGTH_MAX ? null : name;
}

/** Each once, whatever its case; null where one of them is none. */
export function readNames(texts: readonly string[]): string[] | null {
  const names = new Map<string, string>();
  for (const text of texts) {
    const name = readName(text);
    if (name === null) return null;
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return names.size > NAMES_MAX ? null : [...names.values()];
}

const refused = (reason: FactsRefusal) => ({ ok: false, reason }) as const;

/** Judges those facts that are given. */
export function readFacts(given: Partial<SkuFacts>): Outcome<Partial<SkuFacts>, FactsRefusal> {
  const read: { -readonly [Fact in keyof SkuFacts]?: SkuFacts[Fact] } = {};
  for (const fact of ['aliases', 'barcodes', 'tags'] as const) {
    if (given[fact] === undefined) continue;
    const names = readNames(given[fact]);
    if (!names) return refused(`bad-${fact}`);
    read[fact] = names;
  }
  if (given.options !== undefined) {
    const pairs = Object.entries(given.options).map(([key, value]) => [
      readName(key),
      readName(value),
    ]);
    if (pairs.length > NAMES_MAX || pairs.flat().includes(null)) return refused('bad-options');
    read.options = Object.fromEntries(pairs);
  }
  if (given.category !== undefined) {
    const category = given.category === null ? null : readName(given.category);
    if (category === null && given.category !== null) return refused('bad-category');
    read.category = category;
  }
  if (given.packs !== undefined) {
    const packs = given.packs.map(({ name, units }) => ({ name: readName(name), units }));
    const isSound = packs.every(({ name, units }) => name !== null && isPackSize(units));
    if (!isSound || packs.length > NAMES_MAX) return refused('bad-packs');
    read.packs = packs as SkuFacts['packs'];
  }
  if (given.unitCost !== undefined) {
    const { minor } = given.unitCost ?? { minor: 0 };
    if (!Number.isSafeInteger(minor) || minor < 0) return refused('bad-unit-cost');
    read.unitCost = given.unitCost;
  }
  return { ok: true, value: read };
}

function isPackSize(units: number): boolean {
  return Number.isSafeInteger(units) && units >= 1 && units <= UNITS_PER_PACK_MAX;
}
