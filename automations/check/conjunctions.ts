import type { Condition, ConditionLeaf } from '../rule/rule.ts';

export interface Literal {
  readonly leaf: ConditionLeaf;
  readonly isNot: boolean;
}

/** More ways than that are not looked through one by one. */
const WAYS_MAX = 256;

/** The ways in which a tree can hold, each a list of what must be so; null: too many. */
export function waysToHold(tree: Condition, isNot = false): readonly (readonly Literal[])[] | null {
  if (tree.kind === 'not') return waysToHold(tree.not, !isNot);
  if (tree.kind !== 'all' && tree.kind !== 'any') return [[{ leaf: tree, isNot }]];
  const branches = tree.kind === 'all' ? tree.all : tree.any;
  const each: (readonly (readonly Literal[])[])[] = [];
  for (const branch of branches) {
    const ways = waysToHold(branch, isNot);
    if (ways === null) return null;
    each.push(ways);
  }
  // Not all is any not, and not any is all not.
  const isAll = (tree.kind === 'all') !== isNot;
  const found = isAll
    ? each.reduce((left, right) =>
        left.length * right.length > WAYS_MAX * 2
          ? left
          : left.flatMap((one) => right.map((other) => [...one, ...other])),
      )
    : each.flat();
  return found.length > WAYS_MAX ? null : found;
}
