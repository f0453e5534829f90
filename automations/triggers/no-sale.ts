import { z } from 'zod';
import { daysSchema } from '../terms/measure.ts';
import { scopeSchema } from '../terms/scope.ts';

/** A SKU that is in stock has not sold for so many days; told once until it sells again. */
export const noSaleSchema = z.strictObject({
  kind: z.literal('no-sale'),
  scope: scopeSchema,
  days: daysSchema,
});
