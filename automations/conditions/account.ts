import { z } from 'zod';
import { claimNames } from '../terms/claim.ts';
import { sayList } from '../terms/phrases.ts';
import { nameSchema } from '../terms/scope.ts';
import { condition, type Moment } from './condition-kind.ts';

/** Which shop it is about. */
export const accountSchema = z.strictObject({
  kind: z.literal('account'),
  accounts: z.array(nameSchema).min(1).max(20),
});

function accountOf({ occurrence, catalog }: Moment): string | null {
  const { accountId } = occurrence;
  return accountId === null ? null : (catalog.account(accountId)?.publicId ?? null);
}

export const account = condition({
  kind: 'account',
  schema: accountSchema,
  examples: ['it is on the web shop', 'it is not on the web shop'],
  needs: 'account',
  sentence: ({ accounts }, { names, isNot }) =>
    `it is ${isNot ? 'not ' : ''}on ${sayList(
      accounts.map((each) => names.account(each)),
      'or',
    )}`,
  holds({ accounts }, moment) {
    const found = accountOf(moment);
    return found === null ? null : accounts.includes(found);
  },
  value: (_, moment) => accountOf(moment),
  isSettled: () => true,
  claim: ({ accounts }) => claimNames('account', accounts),
});
