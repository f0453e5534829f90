import { z } from 'zod';
import { sayIn, sayScope } from '../terms/phrases.ts';
import { locationSchema, scopeSchema } from '../terms/scope.ts';
import { emptyShelf } from './empty-shelf.ts';
import { trigger } from './trigger-kind.ts';

/** Something is available again after nothing was. */
export const backInStockSchema = z.strictObject({
  kind: z.literal('back-in-stock'),
  scope: scopeSchema,
  location: locationSchema,
});

const shelf = emptyShelf('above');

export const backInStock = trigger({
  ...shelf,
  kind: 'back-in-stock',
  schema: backInStockSchema,
  examples: ['when any SKU is back in stock', 'when HOODIE-M is available again in Mumbai'],
  sentence: ({ scope, location }, names) =>
    `${sayScope(scope, names)} is back in stock${sayIn(location, names)}`,
  // There is no "nearly back": what comes in is back.
  observe: (one, at) => ({ ...shelf.observe(one, at), misses: [] }),
  again: () => 'it has run out again',
});
