import type { Crossing } from '../../terms/measure.ts';
import { type Compared, stockCrossing } from './compare.ts';
import { number } from './figures.ts';
import type { Happening } from './happening.ts';
import { joinAll } from './join-conditions.ts';
import { as, bag, dear, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { about, type Subject, subject } from './subject.ts';
import { type Place, place } from './things.ts';

// What can happen to stock: it crosses a level, is gone, is back.

const CROSSINGS: Readonly<Record<Compared['is'], Crossing | null>> = {
  lt: 'below',
  lte: 'at-or-below',
  gt: 'above',
  gte: 'at-or-above',
  eq: null,
};

type Measured = 'available' | 'on-hand';
export const measure: Grammar<Measured> = either<Measured>(
  as(say('available'), 'available'),
  as(say('onHand'), 'on-hand'),
);

const stockLevel = bag<
  {
    stock: unknown;
    scope: Subject;
    level: Compared;
    place: Place;
    measure: Measured;
    unit: unknown;
    link: unknown;
  },
  Happening
>(
  {
    stock: say('stock'),
    scope: subject,
    level: stockCrossing,
    place,
    measure,
    unit: say('unit', 'left'),
    link: say('thereIs', 'isLow', 'of', 'thatIs'),
  },
  ({ stock, link, scope, level, place: at, measure: measured, unit }) => {
    const [compared] = level;
    const crossing = compared ? CROSSINGS[compared.is] : null;
    const isAbout =
      stock.length + scope.length + unit.length + measured.length + at.length > 0 ||
      link.some((each) => each === 'thereIs' || each === 'isLow');
    if (!compared || crossing === null) return null;
    // "physical stock (on hand)" says it twice; "available on hand" says two things.
    if (new Set(measured).size > 1) return null;
    return {
      trigger: {
        kind: 'stock-level',
        scope: about(scope).skus,
        measure: measured[0] ?? 'available',
        crossing,
        units: compared.figure,
        location: at[0]?.location ?? null,
      },
      // "when only 2 are left": of what, what is done has to say.
      scope: isAbout ? about(scope).scope : 'it',
      holds: joinAll(about(scope).holds),
    };
  },
  { link: 2, unit: 2, measure: 3 },
);

function gone(kind: 'out-of-stock' | 'back-in-stock', says: Grammar<unknown>): Grammar<Happening> {
  return bag<{ stock: unknown; scope: Subject; says: unknown; place: Place }, Happening>(
    { stock: say('stock', 'available'), scope: subject, says, place },
    ({ scope, says: said, place: at }) =>
      said.length === 0
        ? null
        : {
            trigger: { kind, scope: about(scope).skus, location: at[0]?.location ?? null },
            scope: about(scope).scope,
            holds: joinAll(about(scope).holds),
          },
  );
}

const unitsOf = map(seq(number, maybe(say('unit')), maybe(say('of'))), ([units]) => units);
const subjectOf = dear(0.1, subject);
const isLeft: Grammar<unknown> = seq(maybe(say('is')), say('left'));
/** "only 3 brass lamps left", "we are down to our last 3 lamps": the name stands between. */
const leftOf: Grammar<Happening> = map(
  either(
    seq(maybe(say('thereIs', 'is')), maybe(say('only')), unitsOf, subjectOf, isLeft, maybe(place)),
    seq(maybe(say('thereIs')), say('reaches'), unitsOf, subjectOf, maybe(isLeft), maybe(place)),
    seq(say('thereIs', 'reaches'), say('only'), unitsOf, subjectOf, maybe(isLeft), maybe(place)),
  ),
  ([, , units, found, , at]) => {
    const { skus, scope, holds } = about([found]);
    return {
      trigger: {
        kind: 'stock-level' as const,
        scope: skus,
        measure: 'available' as const,
        crossing: 'at-or-below' as const,
        units,
        location: at?.location ?? null,
      },
      scope,
      holds: joinAll(holds),
    };
  },
);

const alertLevel: Grammar<Compared> = either(
  map(
    seq(say('alertAt'), number, maybe(say('unit', 'left'))),
    ([, figure]): Compared => ({ is: 'lte', figure }),
  ),
  stockCrossing,
);

/** "low stock alert at 8 for mugs": what happens and what is done in one. */
export const stockAlert: Grammar<Happening> = kept(
  bag<{ noun: unknown; level: Compared; scope: Subject; place: Place; link: unknown }, Happening>(
    {
      noun: say('lowAlert'),
      level: alertLevel,
      scope: subject,
      place,
      link: say('for', 'of', 'about', 'when', 'onEvent'),
    },
    ({ noun, level, scope, place: at }) => {
      const [compared] = level;
      const crossing = compared ? CROSSINGS[compared.is] : null;
      if (noun.length === 0 || !compared || crossing === null) return null;
      const { skus, scope: said, holds } = about(scope);
      return {
        trigger: {
          kind: 'stock-level',
          scope: skus,
          measure: 'available',
          crossing,
          units: compared.figure,
          location: at[0]?.location ?? null,
        },
        scope: said,
        holds: joinAll(holds),
      };
    },
    { link: 2 },
  ),
);

/** "reaches 0" is better said as being out of stock. */
const level: Grammar<Happening> = (text, at) =>
  stockLevel(text, at).map((read) => {
    const { trigger } = read.value;
    const isZero = trigger.kind === 'stock-level' && trigger.units === 0;
    return isZero ? { ...read, cost: read.cost + 0.1 } : read;
  });

export const stockHappening: Grammar<Happening> = kept(
  either(
    level,
    leftOf,
    gone('out-of-stock', say('outOfStock')),
    gone('back-in-stock', say('backInStock')),
  ),
);
