import { z } from 'zod';
import { nameSchema } from '../terms/scope.ts';

/** Which shop it is about. */
export const accountSchema = z.strictObject({
  kind: z.literal('account'),
  accounts: z.array(nameSchema).min(1).max(20),
});
