import { z } from 'zod';
import { comparisonSchema, minorSchema } from '../terms/measure.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';

/** What it costs; null account: the base price. */
export const priceSchema = z.strictObject({
  kind: z.literal('price'),
  sku: skuSchema,
  account: accountSchema,
  is: comparisonSchema,
  minor: minorSchema,
});
