import { z } from 'zod';
import { titleSchema } from '../terms/measure.ts';
import { targetSchema } from '../terms/scope.ts';

/** Leaves a task, for somebody or for whoever takes it. */
export const taskSchema = z.strictObject({
  kind: z.literal('task'),
  title: titleSchema,
  to: targetSchema.nullable(),
});
