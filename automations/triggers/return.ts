import { z } from 'zod';
import { countOf, sayAccount, sayScopeAfter } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { listingConcern, observeListing } from './observe-listing.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** A shop says that units came back. */
export const returnSchema = z.strictObject({
  kind: z.literal('return'),
  scope: scopeSchema,
  account: accountSchema,
});

export const returned = trigger({
  kind: 'return',
  schema: returnSchema,
  examples: ['when a return arrives', 'when a return of HOODIE-M arrives from the web shop'],
  about: { sku: true, order: false, account: true },
  sentence: ({ scope, account }, names) =>
    `a return${sayScopeAfter('of', scope, names)} arrives${sayAccount('from', account, names)}`,
  concern: (one, catalog) => listingConcern(['return'], one, catalog),
  observe(one, { fact, catalog }) {
    if (fact.kind !== 'return' || fact.units <= 0) return NOTHING;
    const { units, orderNumber } = fact;
    return observeListing(one, { fact, catalog }, { figure: units, orderNumber });
  },
  describe: (_, { occurrence: { figure, orderNumber } }) =>
    `${countOf(figure ?? 0, 'unit')} came back${orderNumber ? ` of order ${orderNumber}` : ''}`,
});
