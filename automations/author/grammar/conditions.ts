import type { Condition } from '../../rule/rule.ts';
import type { Scope, SkuTerm } from '../../terms/scope.ts';
import { lengthOrUnit } from './clock.ts';
import { type Compared, compared, stockCompared, unitsCompared } from './compare.ts';
import { someDays } from './days.ts';
import { comma } from './entities.ts';
import { moneyOrNumber } from './figures.ts';
import { mergeAny } from './join-conditions.ts';
import { orderCountry, orderUnits, orderValue } from './order-clauses.ts';
import {
  as,
  bag,
  dear,
  either,
  type Grammar,
  kept,
  lazy,
  listOf,
  map,
  maybe,
  seq,
} from './read.ts';
import { say } from './say.ts';
import { measure } from './stock-clauses.ts';
import { type Place, place, scope, shops, skuName } from './things.ts';
import { activeWindow } from './window.ts';

// What must hold at the moment when something happens.

const BRANCHES_MAX = 8;
const TRIGGER: SkuTerm = { of: 'trigger' };

const whose: Grammar<SkuTerm> = either<SkuTerm>(
  as(say('theSku', 'itsSku'), TRIGGER),
  map(seq(maybe(say('of')), skuName), ([, sku]): SkuTerm => ({ of: 'sku', sku })),
  map(seq(skuName, say('ofBehind')), ([sku]): SkuTerm => ({ of: 'sku', sku })),
);

type Measured = 'available' | 'on-hand';

const turned = (found: Condition, not: readonly unknown[]): Condition =>
  not.length > 0 ? { kind: 'not', not: found } : found;

const stock: Grammar<Condition> = bag<
  {
    noun: unknown;
    not: unknown;
    sku: SkuTerm;
    is: Compared;
    place: Place;
    measure: Measured;
    unit: unknown;
    link: unknown;
  },
  Condition
>(
  {
    noun: say('stock'),
    not: say('isNot'),
    sku: whose,
    is: either(
      stockCompared,
      as(say('outOfStock'), { is: 'lte', figure: 0 } as const),
      as(say('isInStock'), { is: 'gt', figure: 0 } as const),
    ),
    place,
    measure,
    unit: say('unit', 'left'),
    link: say('thereIs', 'of', 'also', 'is'),
  },
  ({ noun, not, sku, is, place: at, measure: measured, unit }) => {
    const [found] = is;
    const isAbout = noun.length + sku.length + measured.length + at.length > 0 || unit.length > 1;
    if (!found || !isAbout) return null;
    return turned(
      {
        kind: 'stock',
        sku: sku[0] ?? TRIGGER,
        measure: measured[0] ?? 'available',
        is: found.is,
        units: found.figure,
        location: at[0]?.location ?? null,
      },
      not,
    );
  },
  { link: 3, unit: 2 },
);

const price: Grammar<Condition> = bag<
  {
    noun: unknown;
    not: unknown;
    sku: SkuTerm;
    is: Compared;
    shop: readonly string[];
    link: unknown;
  },
  Condition
>(
  {
    noun: say('price', 'costs'),
    not: say('isNot'),
    sku: whose,
    is: compared(moneyOrNumber),
    shop: shops,
    link: say('is', 'of', 'thereIs'),
  },
  ({ noun, not, sku, is, shop }) => {
    const [found] = is;
    const [accounts = []] = shop;
    if (!found || noun.length === 0 || accounts.length > 1) return null;
    return turned(
      {
        kind: 'price',
        sku: sku[0] ?? TRIGGER,
        account: accounts[0] ?? null,
        is: found.is,
        minor: found.figure,
      },
      not,
    );
  },
  { link: 2 },
);

const soldIn: Grammar<Condition> = bag<
  {
    verb: unknown;
    not: unknown;
    sku: SkuTerm;
    is: Compared;
    minutes: number;
    unit: unknown;
    link: unknown;
  },
  Condition
>(
  {
    verb: say('sells', 'soldPast'),
    not: say('isNot'),
    sku: whose,
    is: unitsCompared,
    minutes: map(seq(say('inLast'), lengthOrUnit), ([, minutes]) => minutes),
    unit: say('unit', 'orderUnit'),
    link: say('is', 'of', 'thereIs', 'have'),
  },
  ({ verb, not, sku, is, minutes }) => {
    const [found] = is;
    const [span] = minutes;
    if (!found || span === undefined || verb.length === 0) return null;
    return turned(
      {
        kind: 'sold-in',
        sku: sku[0] ?? TRIGGER,
        is: found.is,
        units: found.figure,
        minutes: span,
      },
      not,
    );
  },
  { link: 3 },
);

const isIt = maybe(
  either(
    say('itIs', 'is', 'theOrder', 'theSku'),
    map(seq(say('theOrder'), say('is')), () => 'is' as const),
  ),
);

const ofOrder = (grammar: Grammar<Condition>): Grammar<Condition> =>
  map(
    seq(maybe(say('theOrder', 'itIs', 'is')), maybe(say('is', 'orderLink')), grammar),
    ([, , found]) => found,
  );

const account: Grammar<Condition> = map(
  seq(maybe(say('theOrder', 'itIs', 'theSku')), maybe(say('is', 'comes', 'orderLink')), shops),
  ([, , accounts]): Condition => ({ kind: 'account', accounts: [...accounts] }),
);

const skuIn: Grammar<Condition> = map(
  seq(
    maybe(say('theOrder', 'itIs', 'theSku')),
    maybe(say('is', 'contains', 'in', 'of')),
    scope,
    maybe(say('onIt')),
  ),
  ([, , found]): Condition | null => toSkuIn(found),
);

export function toSkuIn(found: Scope): Condition | null {
  return found.of === 'any' ? null : { kind: 'sku-in', scope: found };
}

const time: Grammar<Condition> = map(
  seq(isIt, activeWindow),
  ([, window]): Condition => ({ kind: 'time-window', window }),
);

const day: Grammar<Condition> = map(
  seq(say('itIs', 'on'), someDays),
  ([, days]): Condition => ({
    kind: 'time-window',
    window: { days: [...days], from: '00:00', to: '00:00' },
  }),
);

/** "more than 3 units", of nothing: of an order rather than of stock. */
const bareStock: Grammar<Condition> = dear(
  0.15,
  map(
    unitsCompared,
    ({ is, figure }): Condition => ({
      kind: 'stock',
      sku: TRIGGER,
      measure: 'available',
      is,
      units: figure,
      location: null,
    }),
  ),
);

const leaf: Grammar<Condition> = kept(
  either(
    stock,
    bareStock,
    price,
    soldIn,
    ofOrder(orderValue),
    ofOrder(orderUnits),
    ofOrder(orderCountry),
    dear(0.1, account),
    dear(0.2, skuIn),
    time,
    day,
  ),
);

/** "it is not on Etsy": the "not" inside. */
const negated: Grammar<Condition> = map(
  seq(maybe(say('theOrder', 'itIs', 'theSku')), say('isNot', 'not'), leaf),
  ([, , found]): Condition => ({ kind: 'not', not: found }),
);

/** "amazon ka na ho": the "not" behind. */
const negatedBehind: Grammar<Condition> = map(
  seq(leaf, say('isNotBehind')),
  ([found]): Condition => ({ kind: 'not', not: found }),
);

const single: Grammar<Condition> = kept(
  either(
    leaf,
    negated,
    negatedBehind,
    map(
      seq(
        open('('),
        lazy(() => tree),
        open(')'),
      ),
      ([, found]) => found,
    ),
  ),
);

function open(sign: string): Grammar<null> {
  return (text, at) =>
    text.tokens[at]?.word === sign ? [{ value: null, to: at + 1, cost: 0 }] : [];
}

// A little dearer than one leaf that has the same words in it.
const LINK_COST = 0.05;
const andLink = dear(
  LINK_COST,
  either<unknown>(say('and', 'if'), seq(say('and'), say('if')), comma),
);
const orLink = dear(LINK_COST, either<unknown>(say('or'), seq(say('or'), say('if'))));

function branches(kind: 'all' | 'any', list: readonly Condition[]): Condition | null {
  const [only] = list;
  if (list.length < 2) return kind === 'all' ? (only ?? null) : null;
  return kind === 'all' ? { kind, all: [...list] } : mergeAny(list);
}

const eitherOr: Grammar<Condition> = map(
  seq(say('eitherWord'), listOf(single, orLink, BRANCHES_MAX)),
  ([, list]) => branches('any', list),
);

/** All of them, or any of them; "and" and "or" side by side say neither for sure. */
export const tree: Grammar<Condition> = kept(
  either(
    map(listOf(either(single, eitherOr), andLink, BRANCHES_MAX), (list) => branches('all', list)),
    map(listOf(single, orLink, BRANCHES_MAX), (list) => branches('any', list)),
  ),
);

/** Behind "except": what is left out, by its name alone. */
export const exception: Grammar<Condition> = kept(
  either(
    map(scope, (found): Condition | null => toSkuIn(found)),
    map(seq(say('in', 'of'), scope), ([, found]): Condition | null =>
      found.of === 'category' || found.of === 'tag' ? toSkuIn(found) : null,
    ),
    map(shops, (accounts): Condition => ({ kind: 'account', accounts: [...accounts] })),
    map(activeWindow, (window): Condition => ({ kind: 'time-window', window })),
    map(seq(say('shipsTo', 'to'), orderCountry), ([, found]): Condition => found),
    map(seq(say('thoseOnes'), either(orderValue, orderUnits)), ([, found]): Condition => found),
    map(
      seq(say('thoseOnes'), maybe(say('orderLink')), shops),
      ([, , accounts]): Condition => ({ kind: 'account', accounts: [...accounts] }),
    ),
    map(
      seq(say('thoseOnes'), say('shipsTo', 'to'), orderCountry),
      ([, , found]): Condition => found,
    ),
    orderCountry,
  ),
);
