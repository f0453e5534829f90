import { z } from 'zod';
import { scopeSchema } from '../terms/scope.ts';

/** Which SKU it is about. */
export const skuInSchema = z.strictObject({
  kind: z.literal('sku-in'),
  scope: scopeSchema,
});
