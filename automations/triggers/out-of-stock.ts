import { z } from 'zod';
import { skuIdsWithParts } from '../facts/in-scope.ts';
import { sayIn, sayMeasure, sayScope } from '../terms/phrases.ts';
import { locationSchema, type Scope, scopeSchema } from '../terms/scope.ts';
import {
  describeLevel,
  type Level,
  levelBearing,
  levelClaims,
  observeLevel,
  provokeLevel,
} from './stock-level.ts';
import { trigger } from './trigger-kind.ts';

/** Available becomes nothing. Null location: everywhere. */
export const outOfStockSchema = z.strictObject({
  kind: z.literal('out-of-stock'),
  scope: scopeSchema,
  location: locationSchema,
});

function levelOf({ scope, location }: { scope: Scope; location: string | null }): Level {
  return { scope, location, measure: 'available', crossing: 'at-or-below', units: 0 };
}

export const outOfStock = trigger({
  kind: 'out-of-stock',
  schema: outOfStockSchema,
  examples: ['when any SKU runs out of stock', 'when HOODIE-M is sold out in Mumbai'],
  about: { sku: true, order: false, account: false },
  sentence: ({ scope, location }, names) =>
    `${sayScope(scope, names)} runs out of stock${sayIn(location, names)}`,
  concern: ({ scope }, catalog) => ({
    kinds: ['stock'],
    skuIds: skuIdsWithParts(scope, catalog),
    accountIds: null,
  }),
  observe: (one, at) => observeLevel(levelOf(one), at),
  describe: (_, o) => describeLevel(sayMeasure('available'), o.occurrence),
  again: () => 'it is back in stock',
  claims: (one) => levelClaims(levelOf(one)),
  bearing: (one, effect, catalog) => levelBearing(levelOf(one), effect, catalog),
  isEdge: true,
  provoke: (one, desk, skuId) => provokeLevel(levelOf(one), desk, skuId),
});
