import type { Condition } from '../../rule/rule.ts';
import type { Scope, SkuTerm } from '../../terms/scope.ts';
import { lengthOrUnit } from './clock.ts';
import { type Compared, compared, stockCrossing, unitsCompared } from './compare.ts';
import { someDays } from './days.ts';
import { comma } from './entities.ts';
import { moneyOrNumber } from './figures.ts';
import { joinConditions } from './join-conditions.ts';
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

const stock: Grammar<Condition> = bag<
  {
    noun: unknown;
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
    sku: whose,
    is: either(
      stockCrossing,
      as(say('outOfStock'), { is: 'lte', figure: 0 } as const),
      as(say('isInStock'), { is: 'gt', figure: 0 } as const),
    ),
    place,
    measure,
    unit: say('unit', 'left'),
    link: say('thereIs', 'of', 'also', 'is'),
  },
  ({ noun, sku, is, place: at, measure: measured, unit }) => {
    const [found] = is;
    const isAbout = noun.length + sku.length + unit.length + measured.length + at.length > 0;
    if (!found || !isAbout) return null;
    return {
      kind: 'stock',
      sku: sku[0] ?? TRIGGER,
      measure: measured[0] ?? 'available',
      is: found.is,
      units: found.figure,
      location: at[0]?.location ?? null,
    };
  },
  { link: 3, unit: 2 },
);

const price: Grammar<Condition> = bag<
  { noun: unknown; sku: SkuTerm; is: Compared; shop: readonly string[]; link: unknown },
  Condition
>(
  {
    noun: say('price', 'costs'),
    sku: whose,
    is: compared(moneyOrNumber),
    shop: shops,
    link: say('is', 'of', 'thereIs'),
  },
  ({ noun, sku, is, shop }) => {
    const [found] = is;
    const [accounts = []] = shop;
    if (!found || noun.length === 0 || accounts.length > 1) return null;
    return {
      kind: 'price',
      sku: sku[0] ?? TRIGGER,
      account: accounts[0] ?? null,
      is: found.is,
      minor: found.figure,
    };
  },
  { link: 2 },
);

const soldIn: Grammar<Condition> = bag<
  { verb: unknown; sku: SkuTerm; is: Compared; minutes: number; unit: unknown; link: unknown },
  Condition
>(
  {
    verb: say('sells', 'soldPast'),
    sku: whose,
    is: unitsCompared,
    minutes: map(seq(say('inLast'), lengthOrUnit), ([, minutes]) => minutes),
    unit: say('unit', 'orderUnit'),
    link: say('is', 'of', 'thereIs', 'have'),
  },
  ({ verb, sku, is, minutes }) => {
    const [found] = is;
    const [span] = minutes;
    if (!found || span === undefined || verb.length === 0) return null;
    return {
      kind: 'sold-in',
      sku: sku[0] ?? TRIGGER,
      is: found.is,
      units: found.figure,
      minutes: span,
    };
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

const leaf: Grammar<Condition> = kept(
  either(
    stock,
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

const single: Grammar<Condition> = kept(
  either(
    leaf,
    negated,
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

const andLink = either<unknown>(
  say('and', 'if'),
  map(seq(say('and'), say('if')), () => null),
  comma,
);
const orLink = either<unknown>(
  say('or'),
  map(seq(say('or'), say('if')), () => null),
);

const eitherOr: Grammar<Condition> = map(
  seq(say('eitherWord'), listOf(single, orLink, BRANCHES_MAX)),
  ([, list]) => (list.length < 2 ? null : joinConditions('any', list)),
);

/** All of them, or any of them; "and" and "or" side by side say neither for sure. */
export const tree: Grammar<Condition> = kept(
  either(
    map(listOf(either(single, eitherOr), andLink, BRANCHES_MAX), (list) =>
      joinConditions('all', list),
    ),
    map(listOf(single, orLink, BRANCHES_MAX), (list) =>
      list.length < 2 ? null : joinConditions('any', list),
    ),
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
    orderCountry,
  ),
);
