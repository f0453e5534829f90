/**
 * A rule changed by saying what is wrong with it: "no, 15, and only in Mumbai". Like a new rule:
 * every word has to be accounted for, or nothing changes.
 */
import { type RuleProposal, ruleSchema } from '../rule/rule.ts';
import { applyChange } from './apply-change.ts';
import { type Change, readChanges } from './grammar/change.ts';
import type { Text } from './grammar/read.ts';
import { splitText } from './grammar/split-text.ts';
import type { ReadProposal } from './read-proposal.ts';
import type { SellerNames } from './seller-names.ts';

const TEXT_LENGTH_MAX = 300;
const SAME_COST = 0.001;
/** "weekends too": not instead of what there is. */
const ADDS = /(?<!\p{L})(?:also|too|as well|bhi|tambi[eé]n|भी)(?!\p{L})/iu;
const CAN_DO = ['no, 15', 'only in Mumbai', 'also tell Asha', 'at most once a day', 'only once'];

export function amendProposal(rule: RuleProposal, typed: string, names: SellerNames): ReadProposal {
  const tokens = typed.length > TEXT_LENGTH_MAX ? null : splitText(typed);
  if (!tokens || tokens.length === 0) return { kind: 'not-a-rule' };
  const text: Text = { tokens, names, memo: new Map() };
  const found = readChanges(text).flatMap(({ value, cost }) => {
    if (ADDS.test(typed) && !value.some(({ change }) => change === 'add')) return [];
    const changed = applyAll(rule, value);
    return changed === null ? [] : [{ changed, cost }];
  });
  const least = Math.min(...found.map(({ cost }) => cost));
  const best = new Map(
    found
      .filter(({ cost }) => cost <= least + SAME_COST)
      .map(({ changed }) => [JSON.stringify(changed), changed]),
  );
  const [first, ...others] = best.values();
  if (!first) {
    const why = 'I could not read all of it as a change of the rule.';
    return { kind: 'unclear', why, canDo: CAN_DO };
  }
  if (others.length === 0) return { kind: 'proposal', proposal: first };
  return { kind: 'proposal', proposal: first, readings: [first, ...others] };
}

function applyAll(rule: RuleProposal, changes: readonly Change[]): RuleProposal | null {
  let changed: RuleProposal | null = rule;
  for (const change of changes) {
    changed = changed === null ? null : applyChange(changed, change);
  }
  return changed !== null && ruleSchema.safeParse(changed).success ? changed : null;
}
