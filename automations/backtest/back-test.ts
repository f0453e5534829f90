/**
 * What a rule would have done: the same facts, evaluator and admission as live. What its actions
 * would have changed is not played through: it answers how often it would have spoken up.
 */

import { kindOfAction } from '../actions/registry.ts';
import { createAdmissions } from '../evaluate/admit.ts';
import { createEvaluator, type Firing } from '../evaluate/evaluator.ts';
import type { Fact } from '../facts/fact.ts';
import type { MovableWorld, RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { createNearest, type NearMiss } from './nearest-misses.ts';

export interface BackTestFiring {
  readonly at: Date;
  readonly factKey: string;
  readonly firing: Firing;
}

export interface BackTest {
  /** Oldest first, the newest `FIRINGS_KEPT`; `fired` counts them all. */
  readonly firings: readonly BackTestFiring[];
  readonly fired: number;
  /** Held back by cool-down, hours, or having run once. */
  readonly heldBack: number;
  /** The trigger happened and the conditions said no. */
  readonly declined: number;
  /** Closest first, at most three. */
  readonly nearestMisses: readonly NearMiss[];
  readonly messages: number;
  readonly messagesPerDay: number;
  readonly days: number;
}

const RULE_ID = 1;
const DAY_MS = 86_400_000;
export const FIRINGS_KEPT = 500;

/** `world` stands before the first fact, and is moved. `from` to `until` is what was looked at. */
export function backTest(o: {
  rule: Rule;
  facts: Iterable<Fact>;
  world: MovableWorld;
  catalog: RuleCatalog;
  from: Date;
  until: Date;
}): BackTest {
  const { rule, world, catalog } = o;
  const evaluator = createEvaluator({ catalog, rules: [{ ruleId: RULE_ID, rule }] });
  const admitNext = createAdmissions(rule, catalog.timeZone);
  const nearest = createNearest();
  const firings: BackTestFiring[] = [];
  let fired = 0;
  let heldBack = 0;
  let declined = 0;
  for (const fact of o.facts) {
    world.apply(fact);
    const seen = evaluator.observe(fact, world);
    declined += seen.declined.length;
    nearest.add(fact, seen);
    for (const firing of seen.firings) {
      const { subject } = firing.occurrence;
      if (!admitNext({ at: fact.at, subject }).ok) {
        heldBack += 1;
        continue;
      }
      fired += 1;
      firings.push({ at: fact.at, factKey: fact.key, firing });
      if (firings.length > FIRINGS_KEPT) firings.shift();
    }
  }
  const days = (o.until.getTime() - o.from.getTime()) / DAY_MS;
  const messages = fired * rule.actions.filter((one) => kindOfAction(one).isMessage).length;
  return {
    ...{ firings, fired, heldBack, declined, nearestMisses: nearest.closest(), messages, days },
    messagesPerDay: days > 0 ? messages / days : 0,
  };
}
