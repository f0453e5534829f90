import { z } from 'zod';
import { accountSchema, skuSchema } from '../terms/scope.ts';

/** Takes a SKU off sale. Null account: in every shop. */
export const pauseListingSchema = z.strictObject({
  kind: z.literal('pause-listing'),
  sku: skuSchema,
  account: accountSchema,
});
