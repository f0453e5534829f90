import { z } from 'zod';
import { urlSchema } from '../terms/measure.ts';

/** Posts what happened to an https address that is not private. */
export const webhookSchema = z.strictObject({
  kind: z.literal('webhook'),
  url: urlSchema,
});
