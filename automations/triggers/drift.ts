import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** A shop shows stock that is neither ours nor explained. */
export const driftSchema = z.strictObject({
  kind: z.literal('drift'),
  scope: scopeSchema,
  account: accountSchema,
});
