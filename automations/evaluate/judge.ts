import type { Moment } from '../conditions/condition-kind.ts';
import { kindOfCondition } from '../conditions/registry.ts';
import type { Condition, ConditionLeaf } from '../rule/rule.ts';

/** What became of one condition, for a trace. */
export interface Judged {
  readonly condition: ConditionLeaf;
  /** As it stands in the rule: under an odd number of "not". */
  readonly isNot: boolean;
  /** Null: could not be known. Of the condition itself, before any "not". */
  readonly holds: boolean | null;
  readonly value: number | string | null;
  /** How far its figure was from holding; null: not a figure. */
  readonly missBy: number | null;
}

export interface Verdict {
  readonly holds: boolean;
  /** Every condition, in the order of the rule. */
  readonly judged: readonly Judged[];
}

/**
 * What cannot be known holds neither way. "a or b" still holds when a does, "a and b" still fails
 * when a does.
 */
export function judge(conditions: Condition | null, moment: Moment): Verdict {
  if (conditions === null) return { holds: true, judged: [] };
  const judged: Judged[] = [];
  const holds = judgeTree(conditions, { moment, isNot: false, judged });
  return { holds: holds === true, judged };
}

function judgeTree(
  tree: Condition,
  o: { moment: Moment; isNot: boolean; judged: Judged[] },
): boolean | null {
  if (tree.kind === 'not') {
    const inner = judgeTree(tree.not, { ...o, isNot: !o.isNot });
    return inner === null ? null : !inner;
  }
  if (tree.kind === 'all') {
    const each = tree.all.map((branch) => judgeTree(branch, o));
    if (each.includes(false)) return false;
    return each.includes(null) ? null : true;
  }
  if (tree.kind === 'any') {
    const each = tree.any.map((branch) => judgeTree(branch, o));
    if (each.includes(true)) return true;
    return each.includes(null) ? null : false;
  }
  const kind = kindOfCondition(tree);
  const holds = kind.holds(tree, o.moment);
  o.judged.push({
    condition: tree,
    isNot: o.isNot,
    holds,
    value: kind.value(tree, o.moment),
    missBy: kind.missBy?.(tree, o.moment) ?? null,
  });
  return holds;
}

/** It kept the rule from running, or could not be known. */
export const isInTheWay = ({ holds, isNot }: Judged): boolean => holds === null || holds === isNot;
