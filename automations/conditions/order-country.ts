import { z } from 'zod';
import { claimNames } from '../terms/claim.ts';
import { countryName } from '../terms/country-name.ts';
import { countrySchema } from '../terms/measure.ts';
import { sayList } from '../terms/phrases.ts';
import { condition, type Moment } from './condition-kind.ts';

/** Where the order goes, ISO 3166 alpha-2. */
export const orderCountrySchema = z.strictObject({
  kind: z.literal('order-country'),
  countries: z.array(countrySchema).min(1).max(60),
});

function countryOf({ fact }: Moment): string | null {
  const isOrder = fact.kind === 'order-received' || fact.kind === 'order-cancelled';
  return isOrder ? fact.country : null;
}

export const orderCountry = condition({
  kind: 'order-country',
  schema: orderCountrySchema,
  examples: ['the order goes to India', 'the order does not go to India or Nepal'],
  needs: 'order',
  sentence: ({ countries }, { isNot }) =>
    `the order ${isNot ? 'does not go' : 'goes'} to ${sayList(countries.map(countryName), 'or')}`,
  holds({ countries }, moment) {
    const country = countryOf(moment);
    return country === null ? null : countries.includes(country);
  },
  value: (_, moment) => countryOf(moment),
  claim: ({ countries }) => claimNames('order-country', countries),
});
