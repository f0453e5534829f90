import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** Ordered units cannot be covered. */
export const shortageSchema = z.strictObject({
  kind: z.literal('shortage'),
  scope: scopeSchema,
  account: accountSchema,
});
