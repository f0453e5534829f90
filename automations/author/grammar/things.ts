import type { Scope } from '../../terms/scope.ts';
import { joined, known, knownAll, named, unknown } from './entities.ts';
import { as, dear, either, type Grammar, kept, listOf, map, maybe, seq } from './read.ts';
import { say } from './say.ts';

// The things of a seller where a sentence names them: which SKUs, where, in which shop.

const SKUS_MAX = 20;
const SCOPES_MAX = 4;
const CATEGORY_PREFERRED = 0.05;
/** Among equal readings: all that a plural names before one of them. */
const ALL_PREFERRED = 0.1;
const ONE_SECOND = 0.15;
const TAG_ALONE_COST = 0.3;

/**
 * "all mugs are below 5" may mean all together, which no rule can; behind "of", "for" and "across"
 * they are those that a rule is about.
 */
const allBehind = seq(say('of'), say('allOf'));

const each: Grammar<unknown> = either<unknown>(say('each'), allBehind);

const any: Grammar<Scope> = either(
  as(say('anySku'), { of: 'any' }),
  as(seq(say('of'), say('allSkus')), { of: 'any' }),
);

const toTag = (tag: string): Scope => ({ of: 'tag', tag });
const tagged: Grammar<Scope> = either(
  map(seq(maybe(say('anySku')), say('tag'), named('tag')), ([, , tag]) => toTag(tag)),
  map(
    seq(
      maybe(say('anySku')),
      maybe(say('in', 'of', 'from', 'carries')),
      maybe(each),
      known('tag'),
      say('tag', 'tagBehind'),
      maybe(say('anySku')),
    ),
    ([, , , tag]) => toTag(tag),
  ),
  // "any fragile item": no category and no SKU is called so, or that is what it reads as.
  dear(
    TAG_ALONE_COST,
    map(seq(maybe(each), known('tag'), say('skuNoun')), ([, tag]) => toTag(tag)),
  ),
);

const toCategory = (category: string): Scope => ({ of: 'category', category });

const categorized: Grammar<Scope> = either(
  map(
    seq(maybe(say('anySku')), maybe(say('in', 'of', 'from')), say('category'), named('category')),
    ([, , , category]) => toCategory(category),
  ),
  map(
    seq(maybe(say('anySku')), maybe(say('in', 'of', 'from')), known('category'), say('category')),
    ([, , category]) => toCategory(category),
  ),
  map(seq(say('anySku'), say('in', 'of', 'from'), known('category')), ([, , category]) =>
    toCategory(category),
  ),
  dear(
    CATEGORY_PREFERRED,
    map(seq(maybe(each), known('category'), maybe(say('skuNoun'))), ([, category]) =>
      toCategory(category),
    ),
  ),
);

const oneSku = map(
  seq(maybe(each), maybe(say('skuNoun')), named('sku'), maybe(say('skuNoun'))),
  ([, , sku]) => sku,
);

/** One SKU by its name, for where a rule acts or compares. */
export const skuName: Grammar<string> = kept(oneSku);

const PLURAL = /(?:[^s\d\W]s|es|sets)$/i;

/** "any hoodie", "the rugs": all that are called so. */
const manySkus: Grammar<readonly string[]> = either(
  map(seq(each, knownAll('sku'), maybe(say('skuNoun'))), ([, { names }]) => names),
  map(seq(knownAll('sku'), maybe(say('skuNoun'))), ([{ names, typed }]) =>
    names.length > 1 && PLURAL.test(typed) ? names : null,
  ),
);
const allNamed: Grammar<readonly string[]> = map(
  seq(knownAll('sku'), maybe(say('skuNoun'))),
  ([{ names }]) => names,
);
const skusOf: Grammar<readonly string[]> = either(
  dear(ALL_PREFERRED, manySkus),
  dear(
    ONE_SECOND,
    map(oneSku, (sku) => [sku]),
  ),
);

const oneOf: Grammar<readonly (readonly string[])[]> = either(
  listOf(skusOf, joined, SKUS_MAX),
  map(seq(say('eitherWord'), listOf(skusOf, say('or'), SKUS_MAX)), ([, lists]) => lists),
  // "any mug or bottle": all that are called so.
  dear(
    ONE_SECOND,
    map(seq(each, listOf(allNamed, joined, SKUS_MAX)), ([, lists]) =>
      lists.length > 1 ? lists : null,
    ),
  ),
);

const listed: Grammar<Scope> = map(oneOf, (lists) => {
  const skus = [...new Set(lists.flat())];
  return skus.length > SKUS_MAX ? null : { of: 'skus', skus };
});

/** "any SKU", "HOODIE-M and TEE-S", "anything in the category mugs", "products tagged summer". */
export const scope: Grammar<Scope> = kept(either(any, tagged, categorized, listed));

/** "any mug or hoodie", "the rugs and anything tagged summer": what one scope cannot hold. */
export const scopes: Grammar<readonly Scope[]> = map(
  listOf(either(tagged, categorized, listed), joined, SCOPES_MAX),
  (list) => (list.length > 1 && list.some(({ of }) => of !== 'skus') ? list : null),
);

/** Where it stands behind or before what is said of it: "of X", "for X", "X ka". */
export const scopeOf: Grammar<Scope> = kept(
  either(
    map(seq(maybe(say('of')), scope), ([, value]) => value),
    map(seq(scope, say('ofBehind')), ([value]) => value),
  ),
);

export interface Place {
  /** Null: everywhere. */
  readonly location: string | null;
}

const placeName = map(
  seq(maybe(say('placeNoun')), known('location'), maybe(say('placeNoun'))),
  ([, name]) => name,
);
const placeUnknown = map(seq(unknown, maybe(say('placeNoun'))), ([name]) => name);

/** A location's name behind its preposition, or with its case behind it, or one we know. */
export const locationAt: Grammar<string> = kept(
  either(
    map(seq(say('in'), either(placeName, placeUnknown)), ([, name]) => name),
    map(seq(either(placeName, placeUnknown), say('inBehind')), ([name]) => name),
    placeName,
  ),
);

/** The location alone, where a sentence has said already what it is there for. */
export const locationName: Grammar<string> = either(placeName, placeUnknown);

const PLACES_MAX = 5;

/** "in Mumbai or Delhi": a rule looks at one of them, and the person is asked which. */
const oneOfPlaces: Grammar<Place> = (text, at) =>
  seq(
    locationAt,
    say('and', 'or'),
    listOf(either(locationAt, locationName), say('and', 'or'), PLACES_MAX),
  )(text, at).flatMap(({ value: [first, , others], ...read }) =>
    [first, ...others].map((location) => ({ ...read, value: { location } })),
  );

/** "anywhere": in one of them, or all together. */
const anywhere: Grammar<Place> = (text, at) =>
  say('anywhere')(text, at).flatMap((read) => {
    const all = text.names.list('location').map(({ name }) => name);
    return [null, ...all].map((location) => ({ ...read, value: { location } }));
  });

export const place: Grammar<Place> = kept(
  either<Place>(
    map(locationAt, (location): Place => ({ location })),
    as<Place>(say('everywhere'), { location: null }),
    oneOfPlaces,
    anywhere,
  ),
);

const shopName = map(
  seq(maybe(say('shopNoun')), known('account'), maybe(say('shopNoun'))),
  ([, name]) => name,
);
const shopUnknown = map(seq(unknown, maybe(say('shopNoun'))), ([name]) => name);

/** One shop: "on Etsy", "from the web shop", "Etsy pe". */
export const shop: Grammar<string> = kept(
  either(
    map(seq(say('on', 'from'), either(shopName, shopUnknown)), ([, name]) => name),
    map(seq(say('in', 'of', 'to'), shopName), ([, name]) => name),
    map(seq(either(shopName, shopUnknown), say('onBehind', 'fromBehind')), ([name]) => name),
    map(seq(shopName, say('inBehind', 'ofBehind')), ([name]) => name),
    shopName,
  ),
);

/** Shops after one preposition: "on Etsy or the web shop". */
export const shops: Grammar<readonly string[]> = kept(listOf(shop, joined, SKUS_MAX));
