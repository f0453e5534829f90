import { z } from 'zod';
import { priceChangeSchema } from '../terms/measure.ts';
import { accountSchema, skuSchema } from '../terms/scope.ts';

/** Sets a price, or changes it by percent. Null account: the base price. */
export const setPriceSchema = z.strictObject({
  kind: z.literal('set-price'),
  sku: skuSchema,
  account: accountSchema,
  to: priceChangeSchema,
});
