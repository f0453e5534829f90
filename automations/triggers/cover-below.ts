import { z } from 'zod';
import {
  hasKits,
  isWatched,
  movedSkus,
  salesOf,
  skuIdsWithParts,
  soldSkus,
} from '../facts/in-scope.ts';
import { type Miss, type Occurrence, occurrence } from '../facts/occurrence.ts';
import { momentOf } from '../facts/world.ts';
import { daysSchema } from '../terms/measure.ts';
import { countOf, sayScope } from '../terms/phrases.ts';
import { scopeSchema } from '../terms/scope.ts';
import { levelBearing } from './stock-level.ts';
import { type At, type Observed, trigger } from './trigger-kind.ts';

/** At its pace of 28 days, what is available lasts for fewer than so many days. */
export const coverBelowSchema = z.strictObject({
  kind: z.literal('cover-below'),
  scope: scopeSchema,
  days: daysSchema,
});
type CoverBelow = z.infer<typeof coverBelowSchema>;

const DAY_MS = 86_400_000;
const PACE_DAYS = 28;

/** Infinite while nothing is sold. A SKU that is a week old is judged by its week. */
function daysOfCover(o: { available: number; unitsSold: number; daysSeen: number }): number {
  return o.unitsSold > 0 ? (o.available * o.daysSeen) / o.unitsSold : Infinity;
}

/**
 * As days go by sales leave the 28 days and the stock lasts longer, so it falls below by movements
 * only: what is now is compared with the same moment without this fact.
 */
function observeCover(rule: CoverBelow, { fact, world, catalog }: At): Observed {
  const occurrences: Occurrence[] = [];
  const misses: Miss[] = [];
  const moved = movedSkus(fact, rule.scope, catalog);
  const soldNow = soldSkus(fact, rule.scope, catalog).filter((sku) => isWatched(sku, rule.scope));
  const sales = salesOf(fact, catalog);
  for (const skuId of new Set([...moved, ...soldNow].map((sku) => sku.skuId))) {
    const until = momentOf(fact, { world, skuId });
    const since = new Date(until.getTime() - PACE_DAYS * DAY_MS);
    const seenMs = until.getTime() - (world.firstSeen(skuId) ?? until).getTime();
    const daysSeen = Math.min(PACE_DAYS, Math.max(1, seenMs / DAY_MS));
    const unitsSold = world.sales({ skuId, since, until }).units;
    const here = { skuId, locationId: null };
    const sold = sales
      .filter((sale) => sale.skuId === skuId)
      .reduce((sum, sale) => sum + sale.units, 0);
    const { available } = world.stock(here);
    const after = daysOfCover({ available, unitsSold, daysSeen });
    const before = daysOfCover({
      available: world.stockBefore(here).available,
      unitsSold: unitsSold - sold,
      daysSeen,
    });
    if (after >= before || before < rule.days) continue;
    const found = occurrence(`sku:${skuId}`, {
      skuId,
      figure: roundDays(after),
      figureBefore: roundDays(before),
    });
    if (after < rule.days) occurrences.push(found);
    else misses.push({ ...found, by: roundDays(after - rule.days) ?? 0 });
  }
  return { occurrences, misses: misses.filter(({ by }) => by > 0) };
}

function roundDays(days: number): number | null {
  return Number.isFinite(days) ? Math.round(days * 10) / 10 : null;
}

export const coverBelow = trigger({
  kind: 'cover-below',
  schema: coverBelowSchema,
  examples: [
    'when any SKU has less than 7 days of cover',
    'when the stock of HOODIE-M lasts for less than 3 days',
  ],
  about: { sku: true, order: false, account: false },
  sentence: ({ scope, days }, names) =>
    `${sayScope(scope, names)} has less than ${countOf(days, 'day')} of cover`,
  concern: ({ scope }, catalog) => ({
    kinds: hasKits(scope, catalog) ? ['stock', 'order-received'] : ['stock'],
    skuIds: skuIdsWithParts(scope, catalog),
    accountIds: null,
  }),
  observe: observeCover,
  describe: (_, { occurrence: { figure } }) =>
    `what is available will last for ${figure} days at the pace of the last ${PACE_DAYS}`,
  again: ({ days }) => `it has ${countOf(days, 'day')} of cover`,
  isEdge: true,
  bearing: ({ scope }, effect, catalog) =>
    levelBearing(
      { scope, measure: 'available', crossing: 'below', units: 1, location: null },
      effect,
      catalog,
    ),
});
