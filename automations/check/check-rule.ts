import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import type { Finding } from './finding.ts';

/** Can this rule do what it says at all? Looks at one rule by itself. */
export function checkRule(
  rule: Rule,
  o: { catalog: RuleCatalog; names: RuleNames },
): readonly Finding[] {
  void o;
  const never = kindOfTrigger(rule.trigger).impossible?.(rule.trigger);
  return never ? [{ severity: 'refused', code: 'never-happens', text: never }] : [];
}
