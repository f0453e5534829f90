import type { RuleToEvaluate } from '../evaluate/evaluator.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import type { Finding } from './finding.ts';

/**
 * Does a new rule go round with the seller's others, or undo what they do? `rule` is checked
 * against `others` (those that are on; without an older version of itself).
 */
export function checkRules(o: {
  rule: RuleToEvaluate;
  others: readonly RuleToEvaluate[];
  catalog: RuleCatalog;
  names: RuleNames;
}): readonly Finding[] {
  void o;
  return [];
}
