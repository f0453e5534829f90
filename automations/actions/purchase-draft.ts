import { z } from 'zod';
import { countSchema } from '../terms/measure.ts';
import { skuSchema } from '../terms/scope.ts';

/** Writes a draft of a purchase order. */
export const purchaseDraftSchema = z.strictObject({
  kind: z.literal('purchase-draft'),
  sku: skuSchema,
  units: countSchema,
});
