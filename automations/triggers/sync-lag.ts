import { z } from 'zod';
import { secondsSchema } from '../terms/measure.ts';
import { accountSchema } from '../terms/scope.ts';

/** An update of a shop has been waiting for longer than that. */
export const syncLagSchema = z.strictObject({
  kind: z.literal('sync-lag'),
  account: accountSchema,
  seconds: secondsSchema,
});
