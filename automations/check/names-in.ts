import type { RuleToEvaluate } from '../evaluate/rule-index.ts';
import type { RuleCatalog } from '../facts/world.ts';

export interface Named {
  readonly skuIds: readonly number[];
  /** Codes. */
  readonly locations: readonly string[];
  /** Public ids. */
  readonly accounts: readonly string[];
  /** Amounts, with those just above and below. */
  readonly prices: readonly number[];
}

const PRICES_MAX = 5;

/** What rules name, wherever it stands in them: what a rehearsal has to know apart. */
export function namesIn(rules: readonly RuleToEvaluate[], catalog: RuleCatalog): Named {
  const texts = new Set<string>();
  const amounts = new Set<number>();
  const walk = (value: unknown, key: string) => {
    if (typeof value === 'string') texts.add(value);
    else if (typeof value === 'number' && key === 'minor') amounts.add(value);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value))
        walk(each, Array.isArray(value) ? key : name);
    }
  };
  for (const { rule } of rules) walk(rule, '');
  const all = [...texts];
  return {
    skuIds: all.flatMap((text) => catalog.skuByCode(text)?.skuId ?? []),
    locations: all.filter((text) => catalog.locationByCode(text) !== undefined),
    accounts: all.filter((text) => catalog.accountByPublicId(text) !== undefined),
    prices: [...amounts].flatMap((minor) => [minor - 1, minor + 1]).slice(0, PRICES_MAX),
  };
}
