import { z } from 'zod';
import { accountSchema, skuSchema } from '../terms/scope.ts';

/** Puts a SKU on sale again. Null account: in every shop. */
export const resumeListingSchema = z.strictObject({
  kind: z.literal('resume-listing'),
  sku: skuSchema,
  account: accountSchema,
});
