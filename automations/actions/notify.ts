import { z } from 'zod';
import { templateSchema } from '../terms/measure.ts';
import { nameSchema, targetSchema } from '../terms/scope.ts';

/** Tells somebody. Null front-end: where they are reached. Null template: our own words. */
export const notifySchema = z.strictObject({
  kind: z.literal('notify'),
  to: targetSchema,
  frontEnd: nameSchema.nullable(),
  template: templateSchema.nullable(),
});
