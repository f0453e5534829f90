import { z } from 'zod';
import { deltaSchema } from '../terms/measure.ts';
import { countOf, saySku } from '../terms/phrases.ts';
import { nameSchema, skuSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';
import { stockEffects } from './effects-of.ts';

/** Books units in (above 0) or out (below 0). */
export const adjustStockSchema = z.strictObject({
  kind: z.literal('adjust-stock'),
  sku: skuSchema,
  by: deltaSchema,
  location: nameSchema,
});

export const adjustStock = action({
  kind: 'adjust-stock',
  schema: adjustStockSchema,
  examples: ['add 20 units of that SKU in Mumbai', 'remove 5 units of HOODIE-M in Mumbai'],
  role: 'warehouse',
  undo: { how: 'The same units are booked back.' },
  isMessage: false,
  sentence: ({ sku, by, location }, names) =>
    `${by > 0 ? 'add' : 'remove'} ${countOf(Math.abs(by), 'unit')} of ${saySku(sku, names)} ` +
    `in ${names.location(location)}`,
  effects: ({ sku, by, location }) => stockEffects(sku, { by, location }),
  sku: ({ sku }) => sku,
  rehearse: ({ by, location }, desk, skuId) => desk.move([{ skuId, location, by }]),
});
