import { z } from 'zod';
import { nameSchema, targetSchema } from '../terms/scope.ts';

/** Sends a report. */
export const reportSchema = z.strictObject({
  kind: z.literal('report'),
  period: z.enum(['today', 'yesterday', 'week', 'month']),
  to: targetSchema,
  frontEnd: nameSchema.nullable(),
});
