import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/**
 * An order arrives for the first time; with a scope, one that has such a SKU on it. Value, units
 * and country are conditions.
 */
export const orderReceivedSchema = z.strictObject({
  kind: z.literal('order-received'),
  scope: scopeSchema,
  account: accountSchema,
});
