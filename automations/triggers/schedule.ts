import { z } from 'zod';
import { cronSchema } from '../terms/measure.ts';

/** At times of the seller's clock: five fields, minute hour day month weekday. */
export const scheduleSchema = z.strictObject({
  kind: z.literal('schedule'),
  cron: cronSchema,
});
