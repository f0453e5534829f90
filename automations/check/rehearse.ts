/**
 * Plays through what rules do to each other, with the same evaluator as live: one of them is set
 * off as it ordinarily is, what it does becomes facts, and so on, until nothing happens any more or
 * one comes round to itself.
 */
import { kindOfAction } from '../actions/registry.ts';
import { createEvaluator, type Evaluator, type Firing } from '../evaluate/evaluator.ts';
import type { RuleToEvaluate } from '../evaluate/rule-index.ts';
import type { Fact } from '../facts/fact.ts';
import { isInScope } from '../facts/in-scope.ts';
import type { RuleCatalog } from '../facts/world.ts';
import { isWithin } from '../terms/window.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { createRehearsalDesk, type RehearsalDesk } from './rehearsal-desk.ts';

/** A chain that is longer than this without coming round is left to the budgets at run time. */
const FACTS_MAX = 400;

export interface Stage {
  readonly at: Date;
  readonly place: string | null;
  readonly priceMinor: number;
}

export interface Rehearsal {
  readonly catalog: RuleCatalog;
  readonly rules: readonly RuleToEvaluate[];
  readonly locations: readonly string[];
  readonly accounts: readonly string[];
}

/** What lies at the places that are not in question. */
const UNITS_ELSEWHERE = 1_000;

/**
 * The ids of the rules that go round, beginning and ending with the same one; null: it ends by
 * itself when `start` is set off by this SKU on this stage.
 */
export function rehearse(
  o: Rehearsal,
  start: { rule: RuleToEvaluate; skuId: number; stage: Stage },
): readonly number[] | null {
  const { catalog, locations, accounts } = o;
  const { place, at, priceMinor } = start.stage;
  const elsewhere = { locations, units: UNITS_ELSEWHERE };
  const desk = createRehearsalDesk({ catalog, at, place, accounts, priceMinor, elsewhere });
  const evaluator = createEvaluator({ catalog, rules: o.rules });
  const { trigger } = start.rule.rule;
  kindOfTrigger(trigger).provoke?.(trigger, desk, start.skuId);
  const rules = new Map(o.rules.map((each) => [each.ruleId, each]));
  const chains = new Map<string, readonly string[]>();
  const queue = [...desk.takeNews()];
  for (let told = 0; told < FACTS_MAX; told++) {
    const fact = queue.shift();
    if (!fact) return null;
    const found = tell(fact, { desk, evaluator, rules, chains, catalog });
    if ('path' in found) return found.path;
    queue.push(...found.news);
  }
  return null;
}

interface Play {
  readonly desk: RehearsalDesk;
  readonly evaluator: Evaluator;
  readonly rules: ReadonlyMap<number, RuleToEvaluate>;
  /** By fact: which rules led to it and for what, oldest first. */
  readonly chains: Map<string, readonly string[]>;
  readonly catalog: RuleCatalog;
}

function tell(
  fact: Fact,
  play: Play,
): { readonly news: readonly Fact[] } | { readonly path: readonly number[] } {
  const { desk, evaluator, rules, chains, catalog } = play;
  desk.world.apply(fact);
  const chain = chains.get(fact.key) ?? [];
  const news: Fact[] = [];
  for (const firing of evaluator.observe(fact, desk.world).firings) {
    const one = rules.get(firing.ruleId);
    const window = one?.rule.window ?? null;
    if (!one || (window && !isWithin(window, fact.at, catalog.timeZone))) continue;
    const link = `${firing.ruleId} ${firing.occurrence.subject}`;
    const before = chain.indexOf(link);
    if (before >= 0) return { path: [...chain.slice(before), link].map(ruleIdOf) };
    desk.causedBy([...fact.causes, firing.ruleId]);
    act(one, firing, play);
    for (const made of desk.takeNews()) {
      chains.set(made.key, [...chain, link]);
      news.push(made);
    }
  }
  return { news };
}

function ruleIdOf(link: string): number {
  return Number.parseInt(link, 10);
}

function act({ rule }: RuleToEvaluate, { occurrence }: Firing, { desk, catalog }: Play): void {
  for (const action of rule.actions) {
    const kind = kindOfAction(action);
    const sku = kind.sku?.(action);
    const skuId =
      sku?.of === 'sku' ? (catalog.skuByCode(sku.sku)?.skuId ?? null) : occurrence.skuId;
    if (skuId !== null) kind.rehearse?.(action, desk, skuId);
  }
}

/** A few SKUs that stand for all those of a rule: those that rules name, and one more. */
export function skusToRehearse(
  { rule }: RuleToEvaluate,
  o: { catalog: RuleCatalog; named: readonly number[]; most: number },
): readonly number[] {
  const { trigger } = rule;
  if (!('scope' in trigger)) return [];
  const { scope } = trigger;
  const found = new Set(o.named.filter((skuId) => isInScope(skuId, scope, o.catalog)));
  for (const { skuId } of o.catalog.skus()) {
    if (found.size >= o.most) break;
    if (!found.has(skuId) && isInScope(skuId, scope, o.catalog)) {
      found.add(skuId);
      break;
    }
  }
  return [...found].slice(0, o.most);
}
