import { z } from 'zod';
import { comparisonSchema, unitsSchema } from '../terms/measure.ts';

/** How many units are on the order. */
export const orderUnitsSchema = z.strictObject({
  kind: z.literal('order-units'),
  is: comparisonSchema,
  units: unitsSchema,
});
