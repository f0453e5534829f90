import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** A shop says that units came back. */
export const returnSchema = z.strictObject({
  kind: z.literal('return'),
  scope: scopeSchema,
  account: accountSchema,
});
