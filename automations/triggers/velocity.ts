import { z } from 'zod';
import { countSchema, minutesSchema } from '../terms/measure.ts';
import { accountSchema, locationSchema, scopeSchema } from '../terms/scope.ts';

/** At least `units` of a SKU are sold within so many minutes; again only after it was fewer. */
export const velocitySchema = z.strictObject({
  kind: z.literal('velocity'),
  scope: scopeSchema,
  units: countSchema,
  minutes: minutesSchema,
  location: locationSchema,
  account: accountSchema,
});
