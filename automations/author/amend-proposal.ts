/**
 * A rule changed by saying what is wrong with it: "no, 15, and only in Mumbai". Like a new rule:
 * every word has to be accounted for, or nothing changes.
 */
import type { RuleProposal } from '../rule/rule.ts';
import type { ReadProposal } from './read-proposal.ts';
import type { SellerNames } from './seller-names.ts';

export function amendProposal(
  _rule: RuleProposal,
  _typed: string,
  _names: SellerNames,
): ReadProposal {
  return { kind: 'unclear', why: 'I could not read all of it as a change.', canDo: [] };
}
