import { z } from 'zod';
import { comparisonSchema, minorSchema } from '../terms/measure.ts';

/** What the order is worth in all, in the currency of the seller. */
export const orderValueSchema = z.strictObject({
  kind: z.literal('order-value'),
  is: comparisonSchema,
  minor: minorSchema,
});
