import type { Trigger } from '../../rule/rule.ts';
import { seconds } from './clock.ts';
import { atLeast, compared } from './compare.ts';
import { percent } from './figures.ts';
import type { Happening } from './happening.ts';
import { amongShops, joinAll } from './join-conditions.ts';
import { as, bag, dear, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { about, type Subject, subject } from './subject.ts';
import { shop, shops } from './things.ts';

// What shops do: show another price or stock, pause, refuse, fall behind; and prices that change.

type Moved = 'any' | 'up' | 'down';

const direction: Grammar<Moved> = either<Moved>(
  as(say('changes'), 'any'),
  as(say('rises', 'priceUp'), 'up'),
  as(say('falls', 'priceDown'), 'down'),
);

/** At least so many, in whole percents: "by more than 10%" is by 11. */
const byPercent: Grammar<number> = either(
  map(seq(maybe(say('by')), compared(percent)), ([, found]) => atLeast(found)),
  map(seq(say('by'), percent), ([, figure]) => figure),
  dear(0.3, percent),
);

const priceChanged = bag<
  {
    noun: unknown;
    scope: Subject;
    shops: readonly string[];
    moved: Moved;
    share: number;
    any: unknown;
    link: unknown;
  },
  Happening
>(
  {
    noun: say('price'),
    scope: subject,
    shops,
    moved: direction,
    share: byPercent,
    any: say('anyShop', 'everyShop'),
    link: say('of', 'somebody', 'is', 'thereIs'),
  },
  ({ noun, scope, shops: on, moved, share }) => {
    const [way] = moved;
    if (noun.length === 0 || way === undefined) return null;
    const { account, among } = amongShops(on);
    return {
      trigger: {
        kind: 'price-changed',
        scope: about(scope).skus,
        account,
        direction: way,
        percent: share[0] ?? null,
      },
      scope: about(scope).scope,
      holds: joinAll([...among, ...about(scope).holds]),
    };
  },
  { link: 3 },
);

type ShopKind = 'price-mismatch' | 'listing-paused' | 'push-failing' | 'drift';

function shopClause(kind: ShopKind, o: { noun: Grammar<unknown>; verb: Grammar<unknown> }) {
  return bag<
    {
      noun: unknown;
      verb: unknown;
      scope: Subject;
      shops: readonly string[];
      any: unknown;
      link: unknown;
    },
    Happening
  >(
    {
      ...o,
      scope: subject,
      shops,
      any: say('anyShop', 'whatShown'),
      link: say('of', 'for', 'in', 'on', 'is', 'thereIs', 'from', 'or', 'and', 'somebody'),
    },
    ({ verb, scope, shops: on }) => {
      if (verb.length === 0) return null;
      const { account, among } = amongShops(on);
      return {
        trigger: { kind, scope: about(scope).skus, account } as Trigger,
        scope: about(scope).scope,
        holds: joinAll([...among, ...about(scope).holds]),
      };
    },
    { link: 4, any: 2, noun: 2, verb: 2 },
  );
}

const lagSeconds = compared(seconds);

const lag = bag<
  { noun: unknown; over: number; shop: string; any: unknown; link: unknown },
  Happening
>(
  {
    noun: say('lag'),
    over: either(
      map(lagSeconds, ({ is, figure }) => (is === 'gt' ? figure : null)),
      map(
        seq(maybe(say('by', 'for')), say('longerThan', 'above'), seconds),
        ([, , figure]) => figure,
      ),
      // "falls behind by 2 minutes", "is 2 minutes late": a wait grows through every second.
      dear(
        0.2,
        map(seq(maybe(say('by', 'for')), seconds), ([, figure]) => figure),
      ),
    ),
    shop,
    any: say('anyShop'),
    link: say('of', 'on', 'is', 'by', 'for', 'thereIs', 'in', 'to'),
  },
  ({ noun, over, shop: on }) => {
    const [limit] = over;
    if (noun.length === 0 || limit === undefined || limit < 1) return null;
    return {
      trigger: { kind: 'sync-lag', account: on[0] ?? null, seconds: limit },
      scope: 'said',
      holds: null,
    };
  },
  { link: 4, noun: 3 },
);

export const shopHappening: Grammar<Happening> = kept(
  either(
    priceChanged,
    shopClause('price-mismatch', { noun: say('price'), verb: say('otherPrice') }),
    shopClause('listing-paused', { noun: say('listingNoun'), verb: say('isPaused') }),
    shopClause('push-failing', { noun: say('updateNoun'), verb: say('fails') }),
    shopClause('drift', { noun: say('stock'), verb: say('otherStock') }),
    lag,
  ),
);
