/**
 * From a person's words to the proposal of a rule, without a model.
 *
 * Every word of the text has to be accounted for by the grammar, or nothing is proposed: a rule
 * that leaves out what was said is a wrong rule. What it names is not looked up for good here;
 * that is the gate's (gate.ts). Never proposes anything of a text that asks or tells.
 */
import { type RuleProposal, ruleSchema } from '../rule/rule.ts';
import { explain, type Unclear } from './explain-unclear.ts';
import { findMisnamed } from './find-misnamed.ts';
import { readReach } from './grammar/reach.ts';
import type { Read, Text } from './grammar/read.ts';
import { readSentence } from './grammar/sentence.ts';
import { splitText } from './grammar/split-text.ts';
import { isQuestion } from './is-question.ts';
import type { SellerNames } from './seller-names.ts';
import { EXAMPLES } from './unclear-reasons.ts';

export type ReadProposal =
  | {
      readonly kind: 'proposal';
      readonly proposal: RuleProposal;
      /** Where the text can be read in several ways: all of them, `proposal` being the first. */
      readonly readings?: readonly RuleProposal[];
    }
  | { readonly kind: 'not-a-rule' }
  | Unclear;

const TEXT_LENGTH_MAX = 1_000;
/** Beyond it nobody chooses. */
const READINGS_MAX = 6;
const SAME_COST = 0.001;

export function readProposal(typed: string, names: SellerNames): ReadProposal {
  const tokens = typed.length > TEXT_LENGTH_MAX ? null : splitText(typed);
  if (!tokens || tokens.length === 0 || isQuestion(typed)) return { kind: 'not-a-rule' };
  const text: Text = { tokens, names, memo: new Map() };
  const found = readSentence(text).filter(({ value }) => ruleSchema.safeParse(value).success);
  const [first, ...others] = bestOf(found);
  if (!first) return explain(typed, readReach(text));
  const misnamed = [first, ...others].map((each) => findMisnamed(each, names));
  const [taken] = misnamed;
  if (taken && misnamed.every((each) => each !== null)) {
    return explain(typed, { stuckAt: taken, lacks: null });
  }
  if (others.length === 0) return { kind: 'proposal', proposal: first };
  if (others.length > READINGS_MAX) {
    return { kind: 'unclear', why: 'It can be read in too many ways.', canDo: EXAMPLES.stock };
  }
  return { kind: 'proposal', proposal: first, readings: [first, ...others] };
}

/** The cheapest readings, all of them where several cost the same. */
function bestOf(reads: readonly Read<RuleProposal>[]): readonly RuleProposal[] {
  const least = Math.min(...reads.map(({ cost }) => cost));
  return reads.filter(({ cost }) => cost <= least + SAME_COST).map(({ value }) => value);
}
