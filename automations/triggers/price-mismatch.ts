import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** A shop shows another price than ours. */
export const priceMismatchSchema = z.strictObject({
  kind: z.literal('price-mismatch'),
  scope: scopeSchema,
  account: accountSchema,
});
