import type { Crossing } from '../../terms/measure.ts';
import type { Scope } from '../../terms/scope.ts';
import { type Compared, stockCrossing } from './compare.ts';
import type { Happening } from './happening.ts';
import { as, bag, either, type Grammar, kept } from './read.ts';
import { say } from './say.ts';
import { type Place, place, scopeOf } from './things.ts';

// What can happen to stock: it crosses a level, is gone, is back.

export const ANY: Scope = { of: 'any' };

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
    scope: Scope;
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
    scope: scopeOf,
    level: stockCrossing,
    place,
    measure,
    unit: say('unit', 'left'),
    link: say('thereIs', 'of'),
  },
  ({ stock, scope, level, place: at, measure: measured, unit }) => {
    const [compared] = level;
    const crossing = compared ? CROSSINGS[compared.is] : null;
    const isAbout = stock.length + scope.length + unit.length + measured.length > 0;
    if (!compared || crossing === null || !isAbout) return null;
    return {
      trigger: {
        kind: 'stock-level',
        scope: scope[0] ?? ANY,
        measure: measured[0] ?? 'available',
        crossing,
        units: compared.figure,
        location: at[0]?.location ?? null,
      },
      isScopeOpen: scope.length === 0,
      holds: null,
    };
  },
  { link: 2, unit: 2 },
);

function gone(kind: 'out-of-stock' | 'back-in-stock', says: Grammar<unknown>): Grammar<Happening> {
  return bag<{ stock: unknown; scope: Scope; says: unknown; place: Place }, Happening>(
    { stock: say('stock'), scope: scopeOf, says, place },
    ({ scope, says: said, place: at }) =>
      said.length === 0
        ? null
        : {
            trigger: { kind, scope: scope[0] ?? ANY, location: at[0]?.location ?? null },
            isScopeOpen: scope.length === 0,
            holds: null,
          },
  );
}

export const stockHappening: Grammar<Happening> = kept(
  either(
    stockLevel,
    gone('out-of-stock', say('outOfStock')),
    gone('back-in-stock', say('backInStock')),
  ),
);
