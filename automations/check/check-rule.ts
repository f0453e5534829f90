import type { Rule } from '../rule/rule.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { checkActions } from './check-actions.ts';
import { findContradictions } from './contradictions.ts';
import type { Finding } from './finding.ts';

/** Can this rule do what it says at all? Looks at one rule by itself. Refusals come first. */
export function checkRule(rule: Rule, { names }: { names: RuleNames }): readonly Finding[] {
  const never = kindOfTrigger(rule.trigger).impossible?.(rule.trigger) ?? null;
  const found: Finding[] = [
    ...(never === null
      ? findContradictions(rule, names)
      : [{ severity: 'refused' as const, code: 'never-happens' as const, text: never }]),
    ...checkActions(rule, names),
  ];
  const rank = ({ severity }: Finding) => (severity === 'refused' ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}
