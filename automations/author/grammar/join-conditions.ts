import type { Condition } from '../../rule/rule.ts';

/** One tree of several: what stands together already is not nested once more. */
export function joinConditions(kind: 'all' | 'any', list: readonly Condition[]): Condition | null {
  const [first, ...others] = list;
  if (!first || others.length === 0) return first ?? null;
  const flat = list.flatMap((each) => {
    if (kind === 'all' && each.kind === 'all') return each.all;
    return kind === 'any' && each.kind === 'any' ? each.any : [each];
  });
  const merged = kind === 'any' ? mergeLists(flat) : flat;
  const [only] = merged;
  if (merged.length === 1 && only) return only;
  return kind === 'all' ? { kind, all: merged } : { kind, any: merged };
}

/** "to Germany or to France" is one list of countries. */
function mergeLists(list: readonly Condition[]): readonly Condition[] {
  const merged: Condition[] = [];
  for (const each of list) {
    const last = merged.at(-1);
    if (each.kind === 'order-country' && last?.kind === 'order-country') {
      const countries = [...new Set([...last.countries, ...each.countries])];
      merged[merged.length - 1] = { ...last, countries };
    } else if (each.kind === 'account' && last?.kind === 'account') {
      const accounts = [...new Set([...last.accounts, ...each.accounts])];
      merged[merged.length - 1] = { ...last, accounts };
    } else merged.push(each);
  }
  return merged;
}
