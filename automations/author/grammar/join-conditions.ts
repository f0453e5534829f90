import type { Condition } from '../../rule/rule.ts';

/** All of them, as one tree: what stands together already is not nested once more. */
export function joinAll(list: readonly Condition[]): Condition | null {
  const [first, ...others] = list;
  if (!first || others.length === 0) return first ?? null;
  return { kind: 'all', all: list.flatMap((each) => (each.kind === 'all' ? each.all : [each])) };
}

/** One shop is the trigger's own; of several any sets it off, and a condition says which. */
export function amongShops(said: readonly (readonly string[])[]): {
  readonly account: string | null;
  readonly among: readonly Condition[];
} {
  const [accounts = []] = said;
  const [account = null, ...others] = accounts;
  if (others.length === 0) return { account, among: [] };
  return { account: null, among: [{ kind: 'account', accounts: [...accounts] }] };
}

/** Any of them: "to Germany or to France" is one list of countries. */
export function mergeAny(list: readonly Condition[]): Condition {
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
  const [only] = merged;
  return merged.length === 1 && only ? only : { kind: 'any', any: merged };
}
