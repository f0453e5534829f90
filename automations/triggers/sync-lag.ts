import { z } from 'zod';
import { accountIdsOf, isOfAccount } from '../facts/in-scope.ts';
import { occurrence } from '../facts/occurrence.ts';
import { secondsSchema } from '../terms/measure.ts';
import { saySeconds } from '../terms/phrases.ts';
import { accountSchema } from '../terms/scope.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** An update of a shop has been waiting for longer than that. */
export const syncLagSchema = z.strictObject({
  kind: z.literal('sync-lag'),
  account: accountSchema,
  seconds: secondsSchema,
});

export const syncLag = trigger({
  kind: 'sync-lag',
  schema: syncLagSchema,
  examples: [
    'when a shop is more than 30 seconds behind',
    'when the web shop is more than 2 minutes behind',
  ],
  about: { sku: false, order: false, account: true },
  sentence: ({ account, seconds }, names) =>
    `${account === null ? 'a shop' : names.account(account)} is more than ` +
    `${saySeconds(seconds)} behind`,
  concern: ({ account }, catalog) => ({
    kinds: ['lag'],
    skuIds: null,
    accountIds: accountIdsOf(account, catalog),
  }),
  observe({ account, seconds }, { fact, catalog }) {
    if (fact.kind !== 'lag' || !isOfAccount(fact.accountId, account, catalog)) return NOTHING;
    const { accountId, secondsBefore, secondsAfter } = fact;
    const isGrowing = secondsBefore <= seconds && secondsAfter > secondsBefore;
    if (!isGrowing) return NOTHING;
    const found = occurrence(`account:${accountId}`, {
      accountId,
      figure: secondsAfter,
      figureBefore: secondsBefore,
    });
    if (secondsAfter > seconds) return { occurrences: [found], misses: [] };
    // "Longer than 30 seconds" is missed by one second at 30.
    return { occurrences: [], misses: [{ ...found, by: seconds - secondsAfter + 1 }] };
  },
  describe: (_, { occurrence: { figure } }) =>
    `an update had been waiting for ${saySeconds(Math.floor(figure ?? 0))}`,
  again: () => 'it has caught up',
  claims: ({ seconds }) => [
    { about: 'lag', values: { of: 'numbers', ranges: [{ min: seconds + 1, max: Infinity }] } },
  ],
});
