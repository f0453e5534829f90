import type { Rule } from '../../automations/rule/rule.ts';
import type { Scope } from '../../automations/terms/scope.ts';
import type { Draft, SlotText } from '../language/understanding.ts';

/**
 * A rule that tells its author what anybody may subscribe to, as that subscription: for whoever may
 * make no rules. Null: it is more than an alert can be.
 */
export function toAlert(rule: Rule): Draft | null {
  const { trigger, actions, conditions, window, mode, coolDownMinutes } = rule;
  const [only, ...others] = actions;
  const isTold = only?.kind === 'notify' && only.to.of === 'author' && only.template === null;
  const isPlain =
    conditions === null && window === null && mode === 'every-time' && coolDownMinutes === 0;
  if (!isTold || !isPlain || others.length > 0) return null;
  if (trigger.kind === 'out-of-stock') return subscribe({ topic: 'out' }, trigger);
  if (trigger.kind !== 'stock-level' || trigger.measure !== 'available') return null;
  const { crossing, units } = trigger;
  if (crossing === 'below') return subscribe({ topic: 'low', quantity: units }, trigger);
  if (crossing !== 'at-or-below') return null;
  return subscribe({ topic: 'low', quantity: units + 1 }, trigger);
}

function subscribe(
  slots: Readonly<Record<string, SlotText>>,
  { scope, location }: { scope: Scope; location: string | null },
): Draft | null {
  const place: Record<string, string> = location === null ? {} : { location };
  if (scope.of === 'any') return { command: 'subscribe', slots: { ...slots, ...place } };
  const [sku, ...others] = scope.of === 'skus' ? scope.skus : [];
  if (sku === undefined || others.length > 0) return null;
  return { command: 'subscribe', slots: { ...slots, sku, ...place } };
}
