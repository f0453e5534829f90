/**
 * The second way from words to a rule: a language model, for what the grammar cannot read.
 *
 * Who calls it: whoever creates or changes a rule, after `readProposal` has said `unclear`. The
 * model is told the kinds of rules, the currency, the time zone and this one text; no title, name
 * or alias of the seller's, nobody else's words. What comes back is checked by the rule's own
 * schema, must name and count what the text does and nothing else, and then goes through the same
 * gate, check and read-back as what the grammar read. Whatever goes wrong is one answer, and never
 * a rule.
 */
import type { Model, ModelRefusal } from '../llm/model.ts';
import type { RuleProposal } from '../rule/rule.ts';
import { findInvented } from './model/find-invented.ts';
import { findLeftOut } from './model/find-left-out.ts';
import { type WrittenRule, writtenRuleSchema } from './model/proposal-schema.ts';
import { writeInstructions } from './model/write-instructions.ts';
import type { SellerNames } from './seller-names.ts';

export type ModelProposal =
  | { readonly kind: 'proposal'; readonly proposal: RuleProposal }
  /** The model reads no rule out of it. */
  | { readonly kind: 'not-a-rule' }
  /** `invented`: it named or counted what the text does not; `left-out`: the other way round. */
  | { readonly kind: 'failed'; readonly reason: ModelRefusal | 'invented' | 'left-out' };

export type ProposeByModel = (
  text: string,
  o: { sellerId: number; names: SellerNames },
) => Promise<ModelProposal>;

const TEXT_LENGTH_MAX = 1_000;

export function createProposeByModel({ model }: { model: Model }): ProposeByModel {
  return async (text, { sellerId, names }) => {
    if (text.length > TEXT_LENGTH_MAX) return { kind: 'failed', reason: 'invalid' };
    const answer = await model.complete<WrittenRule>({
      ...{ purpose: 'read-automation', name: 'automation', schema: writtenRuleSchema },
      sellerId,
      system: writeInstructions(names),
      user: JSON.stringify({ message: text }),
    });
    if (answer.kind === 'refused') return { kind: 'failed', reason: answer.reason };
    const { rule } = answer.value;
    if (rule === null) return { kind: 'not-a-rule' };
    const said = { text, names };
    if (findInvented(rule, said) !== null) return { kind: 'failed', reason: 'invented' };
    if (findLeftOut(rule, said) !== null) return { kind: 'failed', reason: 'left-out' };
    return { kind: 'proposal', proposal: rule };
  };
}
