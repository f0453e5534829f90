import { z } from 'zod';
import { accountSchema, scopeSchema } from '../terms/scope.ts';

/** A listing is paused, by whomever. */
export const listingPausedSchema = z.strictObject({
  kind: z.literal('listing-paused'),
  scope: scopeSchema,
  account: accountSchema,
});
