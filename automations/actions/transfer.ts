import { z } from 'zod';
import { countSchema } from '../terms/measure.ts';
import { nameSchema, skuSchema } from '../terms/scope.ts';

/** Moves units from one location to another. */
export const transferSchema = z.strictObject({
  kind: z.literal('transfer'),
  sku: skuSchema,
  units: countSchema,
  from: nameSchema,
  to: nameSchema,
});
