import { z } from 'zod';
import { skusInScope } from '../facts/in-scope.ts';
import { occurrence } from '../facts/occurrence.ts';
import { daysSchema } from '../terms/measure.ts';
import { countOf, sayScope } from '../terms/phrases.ts';
import { scopeSchema } from '../terms/scope.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** A SKU that is in stock has not sold for so many days; told once until it sells again. */
export const noSaleSchema = z.strictObject({
  kind: z.literal('no-sale'),
  scope: scopeSchema,
  days: daysSchema,
});

const DAY_MS = 86_400_000;

export const noSale = trigger({
  kind: 'no-sale',
  schema: noSaleSchema,
  examples: ['when any SKU has not sold for 30 days', 'when HOODIE-M has not sold for 14 days'],
  about: { sku: true, order: false, account: false },
  sentence: ({ scope, days }, names) =>
    `${sayScope(scope, names)} has not sold for ${countOf(days, 'day')}`,
  concern: () => ({ kinds: ['tick'], skuIds: null, accountIds: null }),
  // The day on which it is due lies within one tick only, so it is told once. What never sold is
  // counted from the day it came; what is out of stock cannot sell and is left alone.
  observe({ scope, days }, { fact, world, catalog }) {
    if (fact.kind !== 'tick') return NOTHING;
    const occurrences = skusInScope(scope, catalog).flatMap(({ skuId }) => {
      const quietSince = world.lastSale(skuId) ?? world.firstSeen(skuId);
      if (quietSince === null) return [];
      const dueMs = quietSince.getTime() + days * DAY_MS;
      const isDue = dueMs > fact.from.getTime() && dueMs <= fact.at.getTime();
      if (!isDue || world.stock({ skuId, locationId: null }).available === 0) return [];
      return [occurrence(`sku:${skuId}`, { skuId, figure: days })];
    });
    return { occurrences, misses: [] };
  },
  again: () => 'it has sold',
  describe: (_, { occurrence: { figure } }) => `none was sold for ${countOf(figure ?? 0, 'day')}`,
});
