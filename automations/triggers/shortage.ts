import { z } from 'zod';
import { countOf, sayAccount, sayScopeAfter } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { listingBearing } from './listing-bearing.ts';
import { listingConcern, observeListing } from './observe-listing.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** Ordered units cannot be covered. */
export const shortageSchema = z.strictObject({
  kind: z.literal('shortage'),
  scope: scopeSchema,
  account: accountSchema,
});

export const shortage = trigger({
  kind: 'shortage',
  schema: shortageSchema,
  examples: ['when an order cannot be covered', 'when an order for HOODIE-M cannot be covered'],
  about: { sku: true, order: false, account: true },
  sentence: ({ scope, account }, names) =>
    `an order${sayScopeAfter('for', scope, names)}${sayAccount('from', account, names)} ` +
    'cannot be covered',
  concern: (one, catalog) => listingConcern(['shortage'], one, catalog),
  observe(one, { fact, catalog }) {
    // What is covered again is no shortage.
    if (fact.kind !== 'shortage' || fact.units <= 0) return NOTHING;
    const { units, orderNumber } = fact;
    return observeListing(one, { fact, catalog }, { figure: units, orderNumber });
  },
  describe: (_, { occurrence: { figure, orderNumber } }) =>
    `${countOf(figure ?? 0, 'unit')} of ${orderNumber ? `order ${orderNumber}` : 'an order'} ` +
    'could not be covered',
  bearing: (one, effect, catalog) => listingBearing('shortage', one, { effect, catalog }),
});
