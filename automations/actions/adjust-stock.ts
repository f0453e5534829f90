import { z } from 'zod';
import { deltaSchema } from '../terms/measure.ts';
import { nameSchema, skuSchema } from '../terms/scope.ts';

/** Books units in (above 0) or out (below 0). */
export const adjustStockSchema = z.strictObject({
  kind: z.literal('adjust-stock'),
  sku: skuSchema,
  by: deltaSchema,
  location: nameSchema,
});
