import { z } from 'zod';
import { locationSchema, scopeSchema } from '../terms/scope.ts';

/** Available becomes nothing. Null location: everywhere. */
export const outOfStockSchema = z.strictObject({
  kind: z.literal('out-of-stock'),
  scope: scopeSchema,
  location: locationSchema,
});
