import { z } from 'zod';
import { unitsSchema } from '../terms/measure.ts';
import { skuSchema } from '../terms/scope.ts';

/** Keeps units back from every listing. */
export const safetyStockSchema = z.strictObject({
  kind: z.literal('safety-stock'),
  sku: skuSchema,
  units: unitsSchema,
});
