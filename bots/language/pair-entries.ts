import type { Mark } from './lexicon/lexicon.ts';
import { type Item, type ItemOf, isKind } from './message-item.ts';

/** One SKU of a message with what is said about it. */
export interface Entry {
  readonly sku: ItemOf<'sku'> | null;
  readonly number: ItemOf<'number'> | null;
  readonly place: ItemOf<'place'> | null;
}

type Content = ItemOf<'sku'> | ItemOf<'number'>;

/**
 * Which number belongs to which SKU: "3 hoodies and 2 mugs", "hoodie 3, mug 2", "2 each of …". A
 * number that may belong to either is left out, so that it is asked for; null: unreadable.
 */
export function pairEntries(
  items: readonly Item[],
  o: { readonly isShared: boolean; readonly wantsNumber: boolean },
): readonly Entry[] | null {
  const skus = items.filter((item) => isKind(item, 'sku'));
  const numbers = relevantNumbers(items, o.isShared);
  if (skus.length === 0) {
    const [number = null, ...others] = numbers;
    const place = onlyPlace(items);
    return others.length > 0 || place === 'several' ? null : [{ sku: null, number, place }];
  }
  if (!o.wantsNumber)
    return withPlaces(
      items,
      skus.map((sku) => [sku, null] as const),
    );
  if (numbers.length === 0)
    return withPlaces(
      items,
      skus.map((sku) => [sku, null] as const),
    );
  const isEach = items.some((item) => isKind(item, 'cue') && item.senses.includes('each'));
  const [only, second] = numbers;
  if (only && !second && skus.length > 1 && (isEach || (o.isShared && isLast(items, only)))) {
    return withPlaces(
      items,
      skus.map((sku) => [sku, only] as const),
    );
  }
  const content = items.filter(
    (item): item is Content =>
      isKind(item, 'sku') || (isKind(item, 'number') && numbers.includes(item)),
  );
  const spread = byPlace(items, { skus, numbers });
  if (spread) return spread;
  const pairs = bySegment(items, numbers) ?? byOrder(content);
  return pairs && withPlaces(items, pairs);
}

/** "3 mugs in Mumbai and 2 in Delhi": one SKU, and a number for each of several places. */
function byPlace(
  items: readonly Item[],
  o: { readonly skus: readonly ItemOf<'sku'>[]; readonly numbers: readonly ItemOf<'number'>[] },
): readonly Entry[] | null {
  const [sku, ...others] = o.skus;
  const places = items.filter((item) => isKind(item, 'place'));
  const isSpread = places.length > 1 && places.length === o.numbers.length;
  if (!sku || others.length > 0 || !isSpread) return null;
  const isNumberFirst = (o.numbers[0]?.from ?? 0) < (places[0]?.from ?? 0);
  const pairs = o.numbers.map((number, at) => {
    const [place, next] = [places[at], isNumberFirst ? o.numbers[at + 1] : places[at + 1]];
    const [first, second] = isNumberFirst ? [number, place] : [place, number];
    const isInTurn = (first?.from ?? 0) < (second?.from ?? 0);
    const isBeforeNext = next === undefined || (second?.from ?? 0) < next.from;
    return isInTurn && isBeforeNext && place ? { sku, number, place } : null;
  });
  const names = new Set(places.map(({ codes }) => codes.join()));
  const isWhole = pairs.every((pair) => pair !== null) && names.size === places.length;
  return isWhole ? pairs.filter((pair) => pair !== null) : null;
}

function onlyPlace(items: readonly Item[]): ItemOf<'place'> | null | 'several' {
  const places = items.filter((item) => isKind(item, 'place'));
  const names = new Set(places.map(({ codes }) => codes.join()));
  return names.size > 1 ? 'several' : (places[0] ?? null);
}

function isLast(items: readonly Item[], number: Item): boolean {
  return items.findLastIndex(({ kind }) => kind === 'sku') < items.indexOf(number);
}

/** Without "a" where there is a number, and without what a thing was sold for. */
function relevantNumbers(items: readonly Item[], isPrice: boolean): ItemOf<'number'>[] {
  const all = items.filter((item) => isKind(item, 'number')).filter((item) => !isOld(items, item));
  const strong = all.filter((item) => !item.isWeak).filter((item) => !isSaidTwice(items, item));
  const units = strong.filter((item) => !isPriceTag(items, item));
  if (units.length > 0) {
    // "3 hoodies and a mug": there "a" is one.
    return all.filter((item) => units.includes(item) || (item.isWeak && isBeforeSku(items, item)));
  }
  // "sold red mugs at 275": how many is not said.
  if (strong.length > 0) return isPrice || !isTraded(items) ? strong : [];
  return all.filter((item) => isBeforeSku(items, item)).slice(0, 9);
}

/** "from 249 to 275": what it was. */
function isOld(items: readonly Item[], item: ItemOf<'number'>): boolean {
  const markOf = (each: Item): Mark | null => {
    const before = items[items.indexOf(each) - 1];
    return isKind(before, 'mark') ? before.before : null;
  };
  const next = items.slice(items.indexOf(item) + 1).find(({ kind }) => kind === 'number');
  return markOf(item) === 'from' && next !== undefined && markOf(next) === 'to';
}

/** "12 (twelve)": the same number once more. */
function isSaidTwice(items: readonly Item[], item: ItemOf<'number'>): boolean {
  const before = items.slice(0, items.indexOf(item)).findLast(({ kind }) => kind !== 'filler');
  return isKind(before, 'number') && before.value !== null && before.value === item.value;
}

function isTraded(items: readonly Item[]): boolean {
  return items.some(
    (item) => isKind(item, 'cue') && item.senses.some((each) => /^(?:sold|received)$/.test(each)),
  );
}

function isPriceTag(items: readonly Item[], item: ItemOf<'number'>): boolean {
  if (item.currencies !== null) return true;
  const at = items.indexOf(item);
  const [before, behind] = [items[at - 1], items[at + 1]];
  // "lal mug 275 me bech diya": for so much.
  if (isKind(behind, 'mark') && behind.after === 'in') return true;
  if (!isKind(before, 'mark')) return false;
  const isFor = before.before === 'at' || before.before === 'for';
  // "vendí 3 tazas a 240", "sold 3 mugs to 240" of the same sense.
  return isFor || (before.before === 'to' && isTraded(items));
}

function isBeforeSku(items: readonly Item[], item: Item): boolean {
  const next = items.slice(items.indexOf(item) + 1).find(({ kind }) => kind !== 'filler');
  return isKind(next, 'sku');
}

type Pair = readonly [ItemOf<'sku'>, ItemOf<'number'> | null];

/** Where every piece between commas and line ends has one SKU and one number, they are pairs. */
function bySegment(items: readonly Item[], numbers: readonly Item[]): readonly Pair[] | null {
  const pairs: Pair[] = [];
  for (const segment of splitSegments(items)) {
    const skus = segment.filter((item) => isKind(item, 'sku'));
    const own = segment
      .filter((item) => isKind(item, 'number'))
      .filter((item) => numbers.includes(item));
    if (skus.length === 0 && own.length === 0) continue;
    const [sku, number] = [skus[0], own[0]];
    if (skus.length !== 1 || own.length !== 1 || !sku || !number) return null;
    pairs.push([sku, number]);
  }
  return pairs;
}

export function splitSegments(items: readonly Item[]): Item[][] {
  const segments: Item[][] = [[]];
  for (const item of items) {
    if (isKind(item, 'join', 'end')) segments.push([]);
    else segments.at(-1)?.push(item);
  }
  return segments.filter((segment) => segment.length > 0);
}

function byOrder(content: readonly Content[]): readonly Pair[] | null {
  const [first] = content;
  const isNumberFirst = isKind(first, 'number');
  const skus = content.filter((item) => isKind(item, 'sku'));
  const numbers = content.filter((item) => isKind(item, 'number'));
  // Two numbers beside one SKU: it is not guessed which.
  if (skus.length === 1 && skus[0]) {
    const [number = null, ...others] = numbers;
    return [[skus[0], others.length > 0 ? null : number]];
  }
  const pairs: Pair[] = [];
  for (const [at, item] of content.entries()) {
    if (!isKind(item, 'sku')) continue;
    const neighbour = content[isNumberFirst ? at - 1 : at + 1];
    pairs.push([item, isKind(neighbour, 'number') ? neighbour : null]);
  }
  const used = new Set(pairs.map(([, number]) => number).filter((number) => number !== null));
  return used.size === numbers.length ? pairs : null;
}

/**
 * Where each happened. One place is everybody's; of several the nearest behind counts, or in front
 * where the message begins with one.
 */
function withPlaces(items: readonly Item[], pairs: readonly Pair[]): readonly Entry[] | null {
  const places = items.filter((item) => isKind(item, 'place'));
  const [first] = places;
  const names = new Set(places.map(({ codes }) => codes.join()));
  if (names.size <= 1) return pairs.map(([sku, number]) => ({ sku, number, place: first ?? null }));
  const start = Math.min(
    ...pairs.map(([sku, number]) => Math.min(sku.from, number?.from ?? sku.from)),
  );
  const isHeading = first !== undefined && first.from < start;
  const taken = new Set<Item>();
  const entries = pairs.map(([sku, number]): Entry => {
    const at = sku.from;
    const ahead =
      places.find((place) => place.from > at) ?? places.findLast((place) => place.from < at);
    const place = isHeading ? places.findLast((each) => each.from < at) : ahead;
    if (place) taken.add(place);
    return { sku, number, place: place ?? null };
  });
  // A place that belongs to nothing: the message says something else than we read.
  return places.every((place) => taken.has(place)) ? entries : null;
}
