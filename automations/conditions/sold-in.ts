import { z } from 'zod';
import { comparisonSchema, minutesSchema, unitsSchema } from '../terms/measure.ts';
import { skuSchema } from '../terms/scope.ts';

/** Units sold within the last so many minutes. */
export const soldInSchema = z.strictObject({
  kind: z.literal('sold-in'),
  sku: skuSchema,
  is: comparisonSchema,
  units: unitsSchema,
  minutes: minutesSchema,
});
