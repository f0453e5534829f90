import { z } from 'zod';
import type { Desk } from '../facts/desk.ts';
import type { EffectOnSku } from '../facts/effect.ts';
import { locationIdOf, movedSkus, skuIdsWithParts } from '../facts/in-scope.ts';
import { type Miss, type Occurrence, occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import { claimNames, claimUnits } from '../terms/claim.ts';
import {
  type Crossing,
  crossingSchema,
  stockMeasureSchema,
  unitsSchema,
} from '../terms/measure.ts';
import { sayIn, sayMeasure, sayNumber, sayScope } from '../terms/phrases.ts';
import { locationSchema, type Scope, scopeSchema } from '../terms/scope.ts';
import { type At, NOTHING, type Observed, trigger } from './trigger-kind.ts';

/** Stock crosses a level: the movement that crosses it, and not again until it is back. */
export const stockLevelSchema = z.strictObject({
  kind: z.literal('stock-level'),
  scope: scopeSchema,
  measure: stockMeasureSchema,
  crossing: crossingSchema,
  units: unitsSchema,
  location: locationSchema,
});

export interface Level {
  readonly scope: Scope;
  readonly measure: 'available' | 'on-hand';
  readonly crossing: Crossing;
  readonly units: number;
  readonly location: string | null;
}

/** Is a figure on the far side of the level? */
function isBeyond(units: number, { crossing, units: level }: Level): boolean {
  if (crossing === 'below') return units < level;
  if (crossing === 'at-or-below') return units <= level;
  if (crossing === 'above') return units > level;
  return units >= level;
}

/** How many units more would have crossed it. */
function unitsShort(units: number, { crossing, units: level }: Level): number {
  if (crossing === 'below') return units - level + 1;
  if (crossing === 'at-or-below') return units - level;
  return crossing === 'above' ? level + 1 - units : level - units;
}

export function isDownward(crossing: Crossing): boolean {
  return crossing === 'below' || crossing === 'at-or-below';
}

/**
 * Compares before and after per SKU: a fact with several movements (a transfer, an order from two
 * places) is one step, so nothing is low in between.
 */
export function observeLevel(level: Level, { fact, world, catalog }: At): Observed {
  const locationId = locationIdOf(level.location, catalog);
  if (fact.kind !== 'stock' || locationId === undefined) return NOTHING;
  const occurrences: Occurrence[] = [];
  const misses: Miss[] = [];
  for (const { skuId } of movedSkus(fact, level.scope, catalog)) {
    const key = level.measure === 'available' ? 'available' : 'onHand';
    const before = world.stockBefore({ skuId, locationId })[key];
    const after = world.stock({ skuId, locationId })[key];
    if (before === after || isBeyond(before, level)) continue;
    const figures = { skuId, locationId, figure: after, figureBefore: before };
    const found = occurrence(`sku:${skuId}`, figures);
    const isNearer = isDownward(level.crossing) ? after < before : after > before;
    if (isBeyond(after, level)) occurrences.push(found);
    else if (isNearer) misses.push({ ...found, by: unitsShort(after, level) });
  }
  return { occurrences, misses };
}

export function levelStanding(
  level: Level,
  { skuId, world, catalog }: { skuId: number; world: World; catalog: RuleCatalog },
) {
  const locationId = locationIdOf(level.location, catalog);
  if (locationId === undefined) return null;
  const { available, onHand } = world.stock({ skuId, locationId });
  const units = level.measure === 'available' ? available : onHand;
  const said = `${sayMeasure(level.measure)} is ${sayNumber(units)}`;
  return { said, isBeyond: isBeyond(units, level) };
}

/** Only movements towards the level set it off; those away from it let it happen again. */
export function levelBearing(level: Level, effect: EffectOnSku, catalog: RuleCatalog) {
  if (effect.fact !== 'stock') return null;
  const isElsewhere =
    level.location !== null && effect.location !== null && level.location !== effect.location;
  if (isElsewhere) return null;
  const concerned = skuIdsWithParts(level.scope, catalog);
  if (effect.skuId !== null && concerned !== null && !concerned.includes(effect.skuId)) return null;
  if (effect.direction === null) return 'sets-off' as const;
  const isTowards = (effect.direction === 'down') === isDownward(level.crossing);
  return isTowards ? ('sets-off' as const) : ('re-arms' as const);
}

/** From just short of it to just beyond. */
export function provokeLevel(level: Level, desk: Desk, skuId: number): void {
  const { crossing, units, location } = level;
  const isDown = isDownward(crossing);
  const isOn = crossing === 'below' || crossing === 'above';
  const before = isOn ? units : units + (isDown ? 1 : -1);
  desk.stock({ skuId, location, units: before });
  desk.move([{ skuId, location, by: isDown ? -1 : 1 }]);
}

export function levelClaims(level: Level) {
  const { crossing, units, measure, location } = level;
  const is = { below: 'lt', 'at-or-below': 'lte', above: 'gt', 'at-or-above': 'gte' } as const;
  const about = `${measure}:${location ?? ''}`;
  // One movement goes one way: it cannot cross a level downwards and another upwards.
  const way = isDownward(crossing) ? 'down' : 'up';
  return [
    claimUnits(`stock:${about}`, { is: is[crossing], units }),
    claimNames(`way:${about}`, [way]),
  ];
}

export function describeLevel(measure: string, { figure, figureBefore }: Occurrence): string {
  return `${measure} went from ${sayNumber(figureBefore ?? 0)} to ${sayNumber(figure ?? 0)}`;
}

const CROSSES: Readonly<Record<Crossing, (units: string) => string>> = {
  below: (units) => `drops below ${units}`,
  'at-or-below': (units) => `drops to ${units} or less`,
  above: (units) => `rises above ${units}`,
  'at-or-above': (units) => `rises to ${units} or more`,
};

const BACK: Readonly<Record<Crossing, (units: number) => string>> = {
  below: (units) => `${sayNumber(units)} or more`,
  'at-or-below': (units) => `${sayNumber(units + 1)} or more`,
  above: (units) => `${sayNumber(units)} or less`,
  'at-or-above': (units) => `${sayNumber(units - 1)} or less`,
};

export const stockLevel = trigger({
  kind: 'stock-level',
  schema: stockLevelSchema,
  examples: [
    'when stock drops below 10 units on any SKU',
    'when available stock of HOODIE-M in Mumbai drops to 5 or less',
    'when stock on hand of any SKU tagged summer rises above 200',
  ],
  about: { sku: true, order: false, account: false },
  sentence: ({ scope, measure, crossing, units, location }, names) =>
    `${sayMeasure(measure)} of ${sayScope(scope, names)}${sayIn(location, names)} ` +
    CROSSES[crossing](sayNumber(units)),
  concern: ({ scope }, catalog) => ({
    kinds: ['stock'],
    skuIds: skuIdsWithParts(scope, catalog),
    accountIds: null,
  }),
  observe: observeLevel,
  describe: ({ measure }, o) => describeLevel(sayMeasure(measure), o.occurrence),
  standing: levelStanding,
  again: ({ crossing, units }) => `it is back at ${BACK[crossing](units)}`,
  claims: levelClaims,
  bearing: levelBearing,
  isEdge: true,
  provoke: provokeLevel,
  impossible: ({ crossing, units }) =>
    units === 0 && (crossing === 'below' || crossing === 'at-or-above')
      ? 'Stock is never below 0, so it cannot cross that level.'
      : null,
});
