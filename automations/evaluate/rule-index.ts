import type { Fact, FactKind } from '../facts/fact.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { kindOfTrigger } from '../triggers/registry.ts';

export interface RuleToEvaluate {
  readonly ruleId: number;
  readonly rule: Rule;
}

const EVERY = 'every';
type Key = number | typeof EVERY;
type BySku = Map<Key, RuleToEvaluate[]>;

/** kind → account (or every) → SKU (or every) → rules. */
export function createRuleIndex(o: { catalog: RuleCatalog; rules: readonly RuleToEvaluate[] }) {
  const index = new Map<FactKind, Map<Key, BySku>>();
  for (const one of o.rules) {
    const { kinds, accountIds, skuIds } = kindOfTrigger(one.rule.trigger).concern(
      one.rule.trigger,
      o.catalog,
    );
    for (const kind of kinds) {
      const byAccount = index.get(kind) ?? new Map<Key, BySku>();
      index.set(kind, byAccount);
      for (const account of accountIds ?? [EVERY]) {
        const bySku: BySku = byAccount.get(account as Key) ?? new Map();
        byAccount.set(account as Key, bySku);
        for (const sku of skuIds ?? [EVERY]) {
          const rules = bySku.get(sku as Key) ?? [];
          bySku.set(sku as Key, rules);
          rules.push(one);
        }
      }
    }
  }
  return {
    concerned(fact: Fact): readonly RuleToEvaluate[] {
      const byAccount = index.get(fact.kind);
      if (!byAccount) return [];
      const found = new Map<number, RuleToEvaluate>();
      for (const account of accountsOf(fact)) {
        const bySku = byAccount.get(account);
        if (!bySku) continue;
        for (const sku of skusOf(fact) ?? bySku.keys()) {
          for (const one of bySku.get(sku) ?? []) found.set(one.ruleId, one);
        }
      }
      return [...found.values()].sort((a, b) => a.ruleId - b.ruleId);
    },
  };
}

function accountsOf(fact: Fact): readonly Key[] {
  const accountId = 'accountId' in fact ? fact.accountId : null;
  return accountId === null ? [EVERY] : [EVERY, accountId];
}

/** Null: it is about no SKU, so every rule that listens to its kind hears of it. */
function skusOf(fact: Fact): Iterable<Key> | null {
  if (fact.kind === 'tick' || fact.kind === 'lag') return null;
  if (fact.kind === 'stock') return new Set<Key>([EVERY, ...fact.moves.map((one) => one.skuId)]);
  if ('lines' in fact) {
    return new Set<Key>([EVERY, ...fact.lines.flatMap(({ skuId }) => skuId ?? [])]);
  }
  return [EVERY, fact.skuId];
}
