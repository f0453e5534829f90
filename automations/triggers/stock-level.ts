import { z } from 'zod';
import { crossingSchema, stockMeasureSchema, unitsSchema } from '../terms/measure.ts';
import { locationSchema, scopeSchema } from '../terms/scope.ts';

/** Stock crosses a level: the movement that crosses it, and not again until it is back. */
export const stockLevelSchema = z.strictObject({
  kind: z.literal('stock-level'),
  scope: scopeSchema,
  measure: stockMeasureSchema,
  crossing: crossingSchema,
  units: unitsSchema,
  location: locationSchema,
});
