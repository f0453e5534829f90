import { z } from 'zod';
import { daysSchema } from '../terms/measure.ts';
import { scopeSchema } from '../terms/scope.ts';

/** At its pace of 28 days, what is available lasts for fewer than so many days. */
export const coverBelowSchema = z.strictObject({
  kind: z.literal('cover-below'),
  scope: scopeSchema,
  days: daysSchema,
});
