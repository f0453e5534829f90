import { z } from 'zod';
import { percentSchema } from '../terms/measure.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** Our price changes; by at least so many percent, if given. */
export const priceChangedSchema = z.strictObject({
  kind: z.literal('price-changed'),
  scope: scopeSchema,
  account: accountSchema,
  direction: z.enum(['any', 'up', 'down']),
  percent: percentSchema.nullable(),
});
