import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** An order is cancelled as a whole. */
export const orderCancelledSchema = z.strictObject({
  kind: z.literal('order-cancelled'),
  scope: scopeSchema,
  account: accountSchema,
});
