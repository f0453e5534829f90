import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** A SKU sells far above its own usual pace: at least 5 orders and 5 times the baseline. */
export const spikeSchema = z.strictObject({
  kind: z.literal('spike'),
  scope: scopeSchema,
  account: accountSchema,
});
