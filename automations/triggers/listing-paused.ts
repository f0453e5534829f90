import { z } from 'zod';
import { sayAccount, sayScope } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { listingBearing } from './listing-bearing.ts';
import { listingConcern, observeListing } from './observe-listing.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** A listing is paused, by whomever. */
export const listingPausedSchema = z.strictObject({
  kind: z.literal('listing-paused'),
  scope: scopeSchema,
  account: accountSchema,
});

export const listingPaused = trigger({
  kind: 'listing-paused',
  schema: listingPausedSchema,
  examples: ['when the listing of any SKU is paused', 'when HOODIE-M is paused on the web shop'],
  about: { sku: true, order: false, account: true },
  sentence: ({ scope, account }, names) =>
    `the listing of ${sayScope(scope, names)} is paused${sayAccount('on', account, names)}`,
  concern: (one, catalog) => listingConcern(['listing-paused'], one, catalog),
  observe(one, { fact, catalog }) {
    if (fact.kind !== 'listing-paused') return NOTHING;
    return observeListing(one, { fact, catalog });
  },
  describe: () => 'the listing was paused',
  provoke: ({ account }, desk, skuId) => desk.listing({ skuId, account, isPaused: true }),
  bearing: (one, effect, catalog) => listingBearing('listing-paused', one, { effect, catalog }),
});
