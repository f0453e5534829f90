import type { Condition, Trigger } from '../../rule/rule.ts';

/** What sets a rule off, as one clause says it. */
export interface Happening {
  readonly trigger: Trigger;
  /**
   * unsaid: no SKU was named, and what the rule does may say which. it: one was spoken of, and
   * what the rule does has to say which.
   */
  readonly scope: 'said' | 'unsaid' | 'it';
  /** What the same clause asks for beside: "an order over ₹5,000". */
  readonly holds: Condition | null;
}
