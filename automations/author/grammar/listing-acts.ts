import type { SkuTerm } from '../../terms/scope.ts';
import { done, type OpenAct, skuOf, TRIGGER } from './open-act.ts';
import { bag, either, type Grammar, kept } from './read.ts';
import { say } from './say.ts';
import { shops } from './things.ts';

// Listings that are taken off sale and put back.

type ListingAct = 'pause-listing' | 'resume-listing';

/**
 * "pause it", "take it off Etsy": a verb that says so alone, or one that does with its particle
 * somewhere behind it; "put it on Etsy" is neither.
 */
function listingAct(
  kind: ListingAct,
  o: { verb: Grammar<unknown>; split: Grammar<unknown>; particle: Grammar<unknown> },
): Grammar<readonly OpenAct[]> {
  return bag<
    {
      verb: unknown;
      split: unknown;
      particle: unknown;
      sku: SkuTerm;
      noun: unknown;
      shops: readonly string[];
      everywhere: unknown;
      link: unknown;
    },
    readonly OpenAct[]
  >(
    {
      ...o,
      sku: skuOf,
      noun: say('listingNoun'),
      shops,
      everywhere: say('everyShop'),
      link: say('of', 'for', 'from', 'in', 'on'),
    },
    ({ verb, split, particle, sku, shops: on, everywhere }) => {
      const [accounts = []] = on;
      const isSaid = verb.length > 0 || (split.length > 0 && particle.length > 0);
      if (!isSaid || (accounts.length > 0 && everywhere.length > 0)) return null;
      const through = accounts.length === 0 ? [null] : accounts;
      return through.map((account) => done({ kind, sku: sku[0] ?? TRIGGER, account }));
    },
    { link: 3, verb: 2, particle: 2 },
  );
}

export const listing: Grammar<readonly OpenAct[]> = kept(
  either(
    listingAct('pause-listing', {
      ...{ verb: say('pause'), split: say('pauseSplit'), particle: say('off') },
    }),
    listingAct('resume-listing', {
      ...{ verb: say('resume'), split: say('resumeSplit'), particle: say('backOn') },
    }),
  ),
);
