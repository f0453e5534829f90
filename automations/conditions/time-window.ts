import { z } from 'zod';
import { activeWindowSchema } from '../terms/measure.ts';

/** The time on the seller's clock. */
export const timeWindowSchema = z.strictObject({
  kind: z.literal('time-window'),
  window: activeWindowSchema,
});
