import { kindOfCondition } from '../conditions/registry.ts';
import type { RuleToEvaluate } from '../evaluate/rule-index.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Condition, ConditionLeaf, Rule } from '../rule/rule.ts';
import { createEffectGraph, type EffectGraph } from './effect-graph.ts';
import { namesIn } from './names-in.ts';
import { rehearse, type Stage, skusToRehearse } from './rehearse.ts';

export interface Loop {
  readonly isSure: boolean;
  /** By id, beginning and ending with the same one. */
  readonly path: readonly number[];
}

const PATH_RULES_MAX = 6;
const PATHS_MAX = 2_000;
const RULES_REHEARSED_MAX = 12;
const SKUS_REHEARSED_MAX = 4;
const STAGES_MAX = 24;
const USUAL_PRICE_MINOR = 1_000_00;
/** A Monday morning; rules of other hours are rehearsed in theirs. */
const SOME_MOMENT = new Date('2026-01-05T10:00:00Z');
const MINUTE_MS = 60_000;
const WEEK_MINUTES = 7 * 1_440;

/**
 * Whether a rule comes round to itself. Sure: the rules were played through and it did. Otherwise
 * it may, as conditions and stock happen to stand. Null: it cannot.
 */
export function findLoop(o: {
  rule: RuleToEvaluate;
  others: readonly RuleToEvaluate[];
  catalog: RuleCatalog;
}): Loop | null {
  const { rule, catalog } = o;
  const rules = [...o.others, rule].filter((each) => each.rule.mode !== 'once');
  const graph = createEffectGraph(rules, catalog);
  const ring = findRing(rule.ruleId, graph);
  if (ring.length === 0) return null;
  const together = rules.filter(({ ruleId }) => ring.includes(ruleId));
  const sure = findSureLoop(rule, { together, catalog });
  if (sure) return { isSure: true, path: sure };
  const path = findPath(rule.ruleId, { graph, ring });
  return path ? { isSure: false, path } : null;
}

/** Every rule that is both before and after this one, and so may be on a loop with it. */
function findRing(ruleId: number, graph: EffectGraph): readonly number[] {
  const after = reach(ruleId, graph);
  return [...after].filter((each) => each === ruleId || reach(each, graph).has(ruleId));
}

function reach(from: number, graph: EffectGraph): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [...graph.next(from)];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    open.push(...graph.next(one));
  }
  return seen.has(from) ? seen : new Set();
}

/** The shortest way round that may happen over and over. */
function findPath(
  ruleId: number,
  { graph, ring }: { graph: EffectGraph; ring: readonly number[] },
): readonly number[] | null {
  let ways: (readonly number[])[] = [[ruleId]];
  let tried = 0;
  for (let length = 1; length <= PATH_RULES_MAX && ways.length > 0; length++) {
    const longer: (readonly number[])[] = [];
    for (const way of ways) {
      for (const next of graph.next(way.at(-1) ?? ruleId)) {
        if (++tried > PATHS_MAX) return null;
        if (next === ruleId && graph.mayRepeat(way, ring)) return [...way, ruleId];
        if (!way.includes(next)) longer.push([...way, next]);
      }
    }
    ways = longer;
  }
  return null;
}

/** Rules that nothing but what they are told of can stop. */
function isPlain({ rule }: RuleToEvaluate): boolean {
  return rule.coolDownMinutes === 0 && leavesOf(rule.conditions).every(isSettled);
}

function isSettled(leaf: ConditionLeaf): boolean {
  return kindOfCondition(leaf).isSettled?.(leaf) ?? false;
}

function leavesOf(tree: Condition | null): readonly ConditionLeaf[] {
  if (tree === null) return [];
  if (tree.kind === 'not') return leavesOf(tree.not);
  if (tree.kind === 'all') return tree.all.flatMap(leavesOf);
  if (tree.kind === 'any') return tree.any.flatMap(leavesOf);
  return [tree];
}

function findSureLoop(
  rule: RuleToEvaluate,
  o: { together: readonly RuleToEvaluate[]; catalog: RuleCatalog },
): readonly number[] | null {
  const { catalog } = o;
  const rules = o.together.filter(isPlain);
  if (!rules.includes(rule)) return null;
  const named = namesIn(rules, catalog);
  const rehearsal = { catalog, rules, locations: named.locations, accounts: named.accounts };
  const stages = stagesOf(rules, named);
  // Beginning with the new one; but it may go round only where another begins.
  const starts = [rule, ...rules.filter((each) => each !== rule)].slice(0, RULES_REHEARSED_MAX);
  for (const start of starts) {
    const most = SKUS_REHEARSED_MAX;
    for (const skuId of skusToRehearse(start, { catalog, named: named.skuIds, most })) {
      for (const stage of stages) {
        const path = rehearse(rehearsal, { rule: start, skuId, stage });
        if (path?.includes(rule.ruleId)) return path;
      }
    }
  }
  return null;
}

function stagesOf(
  rules: readonly RuleToEvaluate[],
  named: { readonly locations: readonly string[]; readonly prices: readonly number[] },
): readonly Stage[] {
  const places = named.locations.length > 0 ? named.locations : [null];
  const prices = [USUAL_PRICE_MINOR, ...named.prices];
  const moments = momentsOf(rules.map((each) => each.rule));
  const all = places.flatMap((place) =>
    prices.flatMap((priceMinor) => moments.map((at) => ({ place, priceMinor, at }))),
  );
  return all.slice(0, STAGES_MAX);
}

/** Some morning; and where rules keep hours, each hour of a week, so that one falls into them. */
function momentsOf(rules: readonly Rule[]): readonly Date[] {
  const keepsHours = rules.some(
    ({ window, conditions }) => window !== null || leavesOf(conditions).some(isOfTime),
  );
  if (!keepsHours) return [SOME_MOMENT];
  const step = WEEK_MINUTES / (STAGES_MAX - 1);
  return Array.from(
    { length: STAGES_MAX },
    (_, index) => new Date(SOME_MOMENT.getTime() + Math.floor(index * step) * MINUTE_MS),
  );
}

function isOfTime(leaf: ConditionLeaf): boolean {
  return 'window' in leaf;
}
