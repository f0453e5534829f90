import { z } from 'zod';
import { sayIn, sayScope } from '../terms/phrases.ts';
import { locationSchema, scopeSchema } from '../terms/scope.ts';
import { emptyShelf } from './empty-shelf.ts';
import { trigger } from './trigger-kind.ts';

/** Available becomes nothing. Null location: everywhere. */
export const outOfStockSchema = z.strictObject({
  kind: z.literal('out-of-stock'),
  scope: scopeSchema,
  location: locationSchema,
});

export const outOfStock = trigger({
  ...emptyShelf('at-or-below'),
  kind: 'out-of-stock',
  schema: outOfStockSchema,
  examples: ['when any SKU runs out of stock', 'when HOODIE-M is sold out in Mumbai'],
  sentence: ({ scope, location }, names) =>
    `${sayScope(scope, names)} runs out of stock${sayIn(location, names)}`,
  again: () => 'it is back in stock',
});
