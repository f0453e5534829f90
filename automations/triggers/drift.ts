import { z } from 'zod';
import { sayNumber, sayScope } from '../terms/phrases.ts';
import { accountSchema, scopeSchema } from '../terms/scope.ts';
import { listingConcern, observeListing } from './observe-listing.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** A shop shows stock that is neither ours nor explained. */
export const driftSchema = z.strictObject({
  kind: z.literal('drift'),
  scope: scopeSchema,
  account: accountSchema,
});

export const drift = trigger({
  kind: 'drift',
  schema: driftSchema,
  examples: ['when a shop shows another stock for any SKU than ours'],
  about: { sku: true, order: false, account: true },
  sentence: ({ scope, account }, names) =>
    `${account === null ? 'a shop' : names.account(account)} shows another stock ` +
    `for ${sayScope(scope, names)} than ours`,
  concern: (one, catalog) => listingConcern(['drift'], one, catalog),
  observe(one, { fact, catalog }) {
    if (fact.kind !== 'drift' || fact.aspect !== 'stock') return NOTHING;
    const figures = { figure: fact.found, figureBefore: fact.expected };
    return observeListing(one, { fact, catalog }, figures);
  },
  describe: (_, { occurrence: { figure, figureBefore } }) =>
    `the shop showed ${figure === null ? 'nothing' : sayNumber(figure)} ` +
    `instead of ${figureBefore === null ? 'nothing' : sayNumber(figureBefore)}`,
});
