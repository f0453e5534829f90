import type { Condition, Trigger } from '../../rule/rule.ts';

/** What sets a rule off, as one clause says it. */
export interface Happening {
  readonly trigger: Trigger;
  /** No SKU was named: what the rule does may say which. */
  readonly isScopeOpen: boolean;
  /** What the same clause asks for beside: "an order over ₹5,000". */
  readonly holds: Condition | null;
}
