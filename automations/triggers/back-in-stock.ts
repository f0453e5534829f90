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

/** Something is available again after nothing was. */
export const backInStockSchema = z.strictObject({
  kind: z.literal('back-in-stock'),
  scope: scopeSchema,
  location: locationSchema,
});

function levelOf({ scope, location }: { scope: Scope; location: string | null }): Level {
  return { scope, location, measure: 'available', crossing: 'above', units: 0 };
}

export const backInStock = trigger({
  kind: 'back-in-stock',
  schema: backInStockSchema,
  examples: ['when any SKU is back in stock', 'when HOODIE-M is available again in Mumbai'],
  about: { sku: true, order: false, account: false },
  sentence: ({ scope, location }, names) =>
    `${sayScope(scope, names)} is back in stock${sayIn(location, names)}`,
  concern: ({ scope }, catalog) => ({
    kinds: ['stock'],
    skuIds: skuIdsWithParts(scope, catalog),
    accountIds: null,
  }),
  // There is no "nearly back": what comes in is back.
  observe: (one, at) => ({ ...observeLevel(levelOf(one), at), misses: [] }),
  describe: (_, o) => describeLevel(sayMeasure('available'), o.occurrence),
  again: () => 'it has run out again',
  claims: (one) => levelClaims(levelOf(one)),
  bearing: (one, effect, catalog) => levelBearing(levelOf(one), effect, catalog),
  isEdge: true,
  provoke: (one, desk, skuId) => provokeLevel(levelOf(one), desk, skuId),
});
