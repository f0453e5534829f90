import { z } from 'zod';
import { locationSchema, scopeSchema } from '../terms/scope.ts';

/** Something is available again after nothing was. */
export const backInStockSchema = z.strictObject({
  kind: z.literal('back-in-stock'),
  scope: scopeSchema,
  location: locationSchema,
});
