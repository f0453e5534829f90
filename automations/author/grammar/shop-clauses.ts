import type { Trigger } from '../../rule/rule.ts';
import { seconds } from './clock.ts';
import { compared } from './compare.ts';
import { percent } from './figures.ts';
import type { Happening } from './happening.ts';
import { joinAll } from './join-conditions.ts';
import { as, bag, dear, either, type Grammar, kept, map, maybe, type Read, seq } from './read.ts';
import { say } from './say.ts';
import { about, type Subject, subject } from './subject.ts';
import { shop } from './things.ts';

// What shops do: show another price or stock, pause, refuse, fall behind; and prices that change.

type Moved = 'any' | 'up' | 'down';

const direction: Grammar<Moved> = either<Moved>(
  as(say('changes'), 'any'),
  as(say('rises', 'priceUp'), 'up'),
  as(say('falls', 'priceDown'), 'down'),
);

interface Share {
  readonly percent: number;
  readonly isStrict: boolean;
}

const byPercent: Grammar<Share> = either(
  map(seq(maybe(say('by')), compared(percent)), ([, { is, figure }]) =>
    is === 'gte' || is === 'gt' ? { percent: figure, isStrict: is === 'gt' } : null,
  ),
  map(seq(say('by'), percent), ([, figure]) => ({ percent: figure, isStrict: false })),
  dear(
    0.3,
    map(percent, (figure) => ({ percent: figure, isStrict: false })),
  ),
);

const priceMoved = bag<
  {
    noun: unknown;
    scope: Subject;
    shop: string;
    moved: Moved;
    share: Share;
    link: unknown;
  },
  { readonly found: Happening; readonly isStrict: boolean }
>(
  {
    noun: say('price'),
    scope: subject,
    shop,
    moved: direction,
    share: byPercent,
    link: say('of', 'somebody', 'is', 'thereIs'),
  },
  ({ noun, scope, shop: on, moved, share }) => {
    const [way] = moved;
    if (noun.length === 0 || way === undefined) return null;
    return {
      found: {
        trigger: {
          kind: 'price-changed',
          scope: about(scope).skus,
          account: on[0] ?? null,
          direction: way,
          percent: share[0]?.percent ?? null,
        },
        scope: about(scope).scope,
        holds: joinAll(about(scope).holds),
      },
      isStrict: share[0]?.isStrict ?? false,
    };
  },
  { link: 3 },
);

/** "by more than 10%" has no exact form: whole percents are kept, and the nearest are offered. */
const priceChanged: Grammar<Happening> = (text, at) =>
  priceMoved(text, at).flatMap(({ value: { found, isStrict }, ...read }): Read<Happening>[] => {
    const { trigger } = found;
    if (!isStrict || trigger.kind !== 'price-changed' || trigger.percent === null) {
      return [{ ...read, value: found }];
    }
    const next = { ...found, trigger: { ...trigger, percent: trigger.percent + 1 } };
    return [found, next].map((value) => ({ ...read, value, cost: read.cost + 0.5 }));
  });

type ShopKind = 'price-mismatch' | 'listing-paused' | 'push-failing' | 'drift';

function shopClause(kind: ShopKind, o: { noun: Grammar<unknown>; verb: Grammar<unknown> }) {
  return bag<
    { noun: unknown; verb: unknown; scope: Subject; shop: string; any: unknown; link: unknown },
    Happening
  >(
    {
      noun: o.noun,
      verb: o.verb,
      scope: subject,
      shop,
      any: say('anyShop'),
      link: say('of', 'for', 'in', 'on', 'is', 'thereIs', 'from', 'or', 'and', 'somebody'),
    },
    ({ verb, scope, shop: on }) =>
      verb.length === 0
        ? null
        : {
            trigger: { kind, scope: about(scope).skus, account: on[0] ?? null } as Trigger,
            scope: about(scope).scope,
            holds: joinAll(about(scope).holds),
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
