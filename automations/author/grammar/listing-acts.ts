import type { SkuTerm } from '../../terms/scope.ts';
import { joinedAll } from './entities.ts';
import { done, type OpenAct, skuOf, TRIGGER } from './open-act.ts';
import { bag, either, type Grammar, kept, listOf, map, seq } from './read.ts';
import { say } from './say.ts';
import { shops } from './things.ts';

// Listings that are taken off sale and put back.

/** "on all shops except Etsy": each of the others. */
export const otherShops: Grammar<readonly string[]> = map(
  seq(say('everyShop'), say('except', 'but'), shops),
  ([, , not], { names }) => {
    const others = names
      .list('account')
      .map(({ name }) => name)
      .filter((name) => !not.includes(name));
    return others.length === 0 ? null : others;
  },
);

const SKUS_MAX = 5;

type ListingAct = 'pause-listing' | 'resume-listing';

interface Verbs {
  readonly verb: Grammar<unknown>;
  readonly split: Grammar<unknown>;
  readonly particle: Grammar<unknown>;
}

/**
 * "pause it", "take it off Etsy": a verb that says so alone, or one that does with its particle
 * somewhere behind it; "put it on Etsy" is neither.
 */
function listingAct(
  kind: ListingAct,
  { away, ...o }: Verbs & { away: Grammar<readonly string[]> },
): Grammar<readonly OpenAct[]> {
  return bag<
    {
      verb: unknown;
      split: unknown;
      particle: unknown;
      sku: readonly SkuTerm[];
      noun: unknown;
      shops: readonly string[];
      away: readonly string[];
      everywhere: unknown;
      link: unknown;
    },
    readonly OpenAct[]
  >(
    {
      ...o,
      sku: listOf(skuOf, joinedAll, SKUS_MAX),
      noun: say('listingNoun'),
      shops: either(shops, otherShops),
      // "take it from Etsy": the place says that it goes.
      away,
      everywhere: say('everyShop'),
      link: say('of', 'for', 'from', 'in', 'on'),
    },
    ({ verb, split, particle, sku, noun, shops: on, away: gone, everywhere }) => {
      const [accounts = []] = [...on, ...gone];
      if (on.length + gone.length > 1) return null;
      const isSplit = split.length > 0 && particle.length + gone.length > 0;
      const isSaid = verb.length > 0 || isSplit;
      if (!isSaid || (accounts.length > 0 && everywhere.length > 0)) return null;
      const through = accounts.length === 0 ? [null] : accounts;
      const isBareVerb =
        sku.length + on.length + gone.length + everywhere.length + noun.length === 0;
      const [skus = [TRIGGER]] = sku;
      return skus.flatMap((each) =>
        through.map((account) => ({
          ...done({ kind, sku: each, account }),
          ...(isBareVerb ? { isBareVerb } : {}),
        })),
      );
    },
    { link: 3, verb: 2, particle: 2 },
  );
}

export const listing: Grammar<readonly OpenAct[]> = kept(
  either(
    listingAct('pause-listing', {
      ...{ verb: say('pause'), split: say('pauseSplit'), particle: say('off') },
      away: map(seq(say('offFrom'), shops), ([, found]) => found),
    }),
    listingAct('resume-listing', {
      ...{ verb: say('resume'), split: say('resumeSplit'), particle: say('backOn') },
      away: () => [],
    }),
  ),
);
