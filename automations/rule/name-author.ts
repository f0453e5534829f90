import type { Target } from '../terms/scope.ts';
import type { Rule } from './rule.ts';

/**
 * "Me" as somebody else reads it: whoever wrote a rule is named, so that a change by another person
 * does not turn its messages to them.
 */
export function nameAuthor(rule: Rule, author: string): Rule {
  const named = (to: Target): Target =>
    to.of === 'author' ? { of: 'person', person: author } : to;
  const actions = rule.actions.map((action) => {
    return 'to' in action && isTarget(action.to) ? { ...action, to: named(action.to) } : action;
  }) as Rule['actions'];
  return { ...rule, actions };
}

/** Does it say "me"? */
export function speaksOfAuthor({ actions }: Rule): boolean {
  return actions.some((each) => 'to' in each && isTarget(each.to) && each.to.of === 'author');
}

const isTarget = (to: unknown): to is Target => typeof to === 'object' && to !== null && 'of' in to;
