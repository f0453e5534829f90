import { z } from 'zod';
import { sayScope } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { listingConcern, observeListing } from './observe-listing.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** A shop shows another price than ours. */
export const priceMismatchSchema = z.strictObject({
  kind: z.literal('price-mismatch'),
  scope: scopeSchema,
  account: accountSchema,
});

export const priceMismatch = trigger({
  kind: 'price-mismatch',
  schema: priceMismatchSchema,
  examples: ['when a shop shows another price for HOODIE-M than ours'],
  about: { sku: true, order: false, account: true },
  sentence: ({ scope, account }, names) =>
    `${account === null ? 'a shop' : names.account(account)} shows another price ` +
    `for ${sayScope(scope, names)} than ours`,
  concern: (one, catalog) => listingConcern(['drift'], one, catalog),
  observe(one, { fact, catalog }) {
    if (fact.kind !== 'drift' || fact.aspect !== 'price') return NOTHING;
    const { found, expected } = fact;
    const figures = { figure: found, figureBefore: expected, valueMinor: found };
    return observeListing(one, { fact, catalog }, figures);
  },
  describe: (_, { occurrence: { figure, figureBefore }, names }) =>
    `the shop showed ${figure === null ? 'no price' : names.money(figure)} ` +
    `instead of ${figureBefore === null ? 'none' : names.money(figureBefore)}`,
});
