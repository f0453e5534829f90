import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** An update of a shop was given up. */
export const pushFailingSchema = z.strictObject({
  kind: z.literal('push-failing'),
  scope: scopeSchema,
  account: accountSchema,
});
