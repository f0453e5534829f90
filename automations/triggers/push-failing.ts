import { z } from 'zod';
import { sayAccount, sayScope } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { listingBearing } from './listing-bearing.ts';
import { listingConcern, observeListing } from './observe-listing.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** An update of a shop was given up. */
export const pushFailingSchema = z.strictObject({
  kind: z.literal('push-failing'),
  scope: scopeSchema,
  account: accountSchema,
});

export const pushFailing = trigger({
  kind: 'push-failing',
  schema: pushFailingSchema,
  examples: ['when an update of any SKU fails', 'when an update of HOODIE-M on the web shop fails'],
  about: { sku: true, order: false, account: true },
  sentence: ({ scope, account }, names) =>
    `an update of ${sayScope(scope, names)}${sayAccount('on', account, names)} fails`,
  concern: (one, catalog) => listingConcern(['push-parked'], one, catalog),
  observe(one, { fact, catalog }) {
    if (fact.kind !== 'push-parked') return NOTHING;
    return observeListing(one, { fact, catalog });
  },
  describe: () => 'an update was given up',
  bearing: (one, effect, catalog) => listingBearing('push-parked', one, { effect, catalog }),
});
