/**
 * The one evaluator, live and in back-tests: a fact goes in, what it sets off comes out. Pure: it
 * keeps nothing between facts. What was run lately, and whether a rule may run again, is admit.ts.
 *
 * A fact is looked up by kind, account and SKU, so its cost grows with the rules that it concerns
 * and not with all of them.
 */
import type { Fact } from '../facts/fact.ts';
import type { Miss, Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { judge, type Verdict } from './judge.ts';
import { createRuleIndex, type RuleToEvaluate } from './rule-index.ts';

export type { RuleToEvaluate } from './rule-index.ts';

/** The trigger happened. `verdict.holds` is true where the conditions held as well: it fires. */
export interface Firing {
  readonly ruleId: number;
  readonly occurrence: Occurrence;
  readonly verdict: Verdict;
}

export interface RuleMiss {
  readonly ruleId: number;
  readonly miss: Miss;
}

export interface Evaluated {
  /** Trigger and conditions: in the order of the rules' ids, then of the subjects. */
  readonly firings: readonly Firing[];
  /** The trigger happened and the conditions did not hold, or could not be known. */
  readonly declined: readonly Firing[];
  readonly misses: readonly RuleMiss[];
}

export interface Evaluator {
  /** `world` stands just after the fact: apply it first. */
  observe(fact: Fact, world: World): Evaluated;
  /** Rules that are shown this fact, by id: what evaluation costs. */
  concerned(fact: Fact): readonly number[];
}

/** Rules as of one moment of the catalogue: make another when either changes. */
export function createEvaluator(o: {
  catalog: RuleCatalog;
  rules: readonly RuleToEvaluate[];
}): Evaluator {
  const { catalog } = o;
  const index = createRuleIndex(o);
  return {
    concerned: (fact) => index.concerned(fact).map(({ ruleId }) => ruleId),
    observe(fact, world) {
      const firings: Firing[] = [];
      const declined: Firing[] = [];
      const misses: RuleMiss[] = [];
      for (const { ruleId, rule } of index.concerned(fact)) {
        const at = { fact, world, catalog };
        const seen = kindOfTrigger(rule.trigger).observe(rule.trigger, at);
        for (const occurrence of seen.occurrences) {
          const verdict = judge(rule.conditions, { ...at, occurrence });
          (verdict.holds ? firings : declined).push({ ruleId, occurrence, verdict });
        }
        for (const miss of seen.misses) misses.push({ ruleId, miss });
      }
      return { firings, declined, misses };
    },
  };
}
