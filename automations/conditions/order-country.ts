import { z } from 'zod';
import { countrySchema } from '../terms/measure.ts';

/** Where the order goes, ISO 3166 alpha-2. */
export const orderCountrySchema = z.strictObject({
  kind: z.literal('order-country'),
  countries: z.array(countrySchema).min(1).max(60),
});
