import { createNearest, type NearMiss } from '../backtest/nearest-misses.ts';
import { createAdmissions } from '../evaluate/admit.ts';
import { createEvaluator, type Firing } from '../evaluate/evaluator.ts';
import { isInTheWay, type Judged } from '../evaluate/judge.ts';
import type { Fact } from '../facts/fact.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { sayMoment } from '../terms/window.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { toTraceLine } from './describe-firing.ts';

/** What could have set a rule off of late, by the very evaluation that it goes through. */
export interface LookedBack {
  /** What happened last and was held back, in words. */
  readonly held: { readonly at: Date; readonly text: string } | null;
  /** Of what happened: what a single condition stood in the way of, by the least. */
  readonly nearestDeclined: NearMiss | null;
  /** Of what did not quite happen: the closest. */
  readonly nearestMiss: NearMiss | null;
  /** How often it happened and would have run, since the rule was switched on. */
  readonly firings: number;
  /** How often before. */
  readonly earlier: number;
}

interface Looking {
  readonly rule: Rule;
  readonly world: World & { apply(fact: Fact): void };
  readonly catalog: RuleCatalog;
  readonly names: RuleNames;
  /** Null: whatever it is about. */
  readonly skuId: number | null;
  /** When the rule was switched on. */
  readonly since: Date;
}

export function lookBack(facts: readonly Fact[], o: Looking): LookedBack {
  const { rule, world, catalog } = o;
  const { timeZone } = catalog;
  const evaluator = createEvaluator({ catalog, rules: [{ ruleId: 1, rule }] });
  const admitNext = createAdmissions(rule, timeZone);
  // Apart: pieces that lack are not held against money that lacks.
  const [missed, declinedBy] = [createNearest(), createNearest()];
  const isMeant = ({ skuId }: { skuId: number | null }) => o.skuId === null || skuId === o.skuId;
  let held: LookedBack['held'] = null;
  let [firings, earlier] = [0, 0];
  for (const fact of facts) {
    world.apply(fact);
    const seen = evaluator.observe(fact, world);
    const declined = seen.declined.filter(({ occurrence }) => isMeant(occurrence));
    const misses = seen.misses.filter(({ miss }) => isMeant(miss));
    missed.add(fact, { misses, declined: [] });
    declinedBy.add(fact, { misses: [], declined });
    for (const firing of declined) {
      held = { at: fact.at, text: sayHeld(fact, firing, o, `but ${sayInTheWay(firing, o)}`) };
    }
    for (const firing of seen.firings) {
      const isCounted = isMeant(firing.occurrence);
      if (fact.at < o.since) {
        if (isCounted) earlier += 1;
        continue;
      }
      const { subject } = firing.occurrence;
      const admission = admitNext({ at: fact.at, subject });
      if (!isCounted) continue;
      if (admission.ok) {
        firings += 1;
      } else {
        const { text, until } = admission;
        const again = until ? `, until ${sayMoment(until, timeZone)}` : '';
        held = { at: fact.at, text: sayHeld(fact, firing, o, `but ${text}${again}`) };
      }
    }
  }
  const [nearestMiss = null] = missed.closest();
  const [nearestDeclined = null] = declinedBy.closest();
  return { held, nearestMiss, nearestDeclined, firings, earlier };
}

type Words = Pick<Looking, 'rule' | 'names' | 'catalog'>;

/** "MUG-RED: available stock went from 12 to 8" */
export function sayOccurrence(occurrence: Occurrence, { rule, names, catalog }: Words): string {
  const { trigger } = rule;
  const said = kindOfTrigger(trigger).describe(trigger, { occurrence, names, catalog });
  const sku = occurrence.skuId === null ? undefined : catalog.sku(occurrence.skuId);
  const subject = sku ? names.sku(sku.code) : occurrence.orderNumber;
  return subject === null || said.includes(subject) ? said : `${subject}: ${said}`;
}

function sayHeld(fact: Fact, { occurrence }: Firing, o: Words, but: string): string {
  const when = sayMoment(fact.at, o.catalog.timeZone);
  return `It happened ${when} (${sayOccurrence(occurrence, o)}), ${but}.`;
}

function sayInTheWay({ verdict }: Firing, { names }: Words): string {
  const inTheWay = verdict.judged.filter(isInTheWay).map((each) => sayJudged(each, names));
  return `this was not so: ${inTheWay.join('; ')}`;
}

export function sayJudged(judged: Judged, names: RuleNames): string {
  const { what, value } = toTraceLine(judged, names);
  return value === null ? what : `${what} (it was ${value})`;
}
