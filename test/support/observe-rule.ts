import { createEvaluator, type Evaluated } from '../../automations/evaluate/evaluator.ts';
import { createWorld } from '../../automations/evaluate/world.ts';
import type { Fact } from '../../automations/facts/fact.ts';
import type { RuleCatalog, WorldSeed } from '../../automations/facts/world.ts';
import { type Rule, ruleSchema } from '../../automations/rule/rule.ts';

const TELL_ME = {
  kind: 'notify',
  to: { of: 'author' },
  frontEnd: null,
  template: null,
} as const;

/** A rule that tells its author, unless something else is said. */
export function ruleOf(given: Partial<Record<keyof Rule, unknown>>): Rule {
  const base = { conditions: null, actions: [TELL_ME], mode: 'every-time', coolDownMinutes: 0 };
  return ruleSchema.parse({ ...base, window: null, ...given });
}

/** What a rule makes of each fact, in order. */
export function observeAll(
  rule: Rule,
  o: { seed: WorldSeed; facts: readonly Fact[]; catalog: RuleCatalog },
): Evaluated[] {
  const world = createWorld(o.seed, o.catalog);
  const evaluator = createEvaluator({ catalog: o.catalog, rules: [{ ruleId: 1, rule }] });
  return o.facts.map((fact) => {
    world.apply(fact);
    return evaluator.observe(fact, world);
  });
}

/** Keys of the facts that set it off, and figures: "fact:3 sku:1 10→9". */
export function firedAt(
  rule: Rule,
  o: { seed: WorldSeed; facts: readonly Fact[]; catalog: RuleCatalog },
): string[] {
  return observeAll(rule, o).flatMap(({ firings }, index) =>
    firings.map(({ occurrence: { subject, figure, figureBefore } }) =>
      [o.facts[index]?.key, subject, `${figureBefore ?? ''}→${figure ?? ''}`].join(' '),
    ),
  );
}
