import { z } from 'zod';
import { comparisonSchema, stockMeasureSchema, unitsSchema } from '../terms/measure.ts';
import { locationSchema, skuSchema } from '../terms/scope.ts';

/** What is in stock at that moment. */
export const stockSchema = z.strictObject({
  kind: z.literal('stock'),
  sku: skuSchema,
  measure: stockMeasureSchema,
  is: comparisonSchema,
  units: unitsSchema,
  location: locationSchema,
});
