import { z } from 'zod';
import { unitsSchema } from '../terms/measure.ts';
import { sayNumber, saySku } from '../terms/phrases.ts';
import { skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { effectSku, mayFail } from './effects-of.ts';

/** Keeps units back from every listing. */
export const safetyStockSchema = z.strictObject({
  kind: z.literal('safety-stock'),
  sku: skuSchema,
  units: unitsSchema,
});

export const safetyStock = action({
  kind: 'safety-stock',
  schema: safetyStockSchema,
  examples: ['set the safety stock of that SKU to 5'],
  role: 'manager',
  undo: { how: 'The safety stock of before is set again.' },
  isMessage: false,
  sentence: ({ sku, units }, names) =>
    `set the safety stock of ${saySku(sku, names)} to ${sayNumber(units)}`,
  // Stock stays what it is; but what is kept back may be all that a shop shows.
  effects: ({ sku }) => [
    {
      fact: 'listing-paused',
      sku: effectSku(sku),
      direction: null,
      location: null,
      account: null,
      by: null,
    },
    mayFail(sku, null),
  ],
  sku: ({ sku }) => sku,
  sets: ({ sku, units }) => ({
    thing: 'safety stock',
    sku,
    account: null,
    state: sayNumber(units),
    isEverywhere: true,
  }),
});
