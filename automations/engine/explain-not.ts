import type { Clock } from '../../core/base/clock.ts';
import type { Engine } from '../../core/engine.ts';
import { admit, type Memory, NO_MEMORY, remember } from '../evaluate/admit.ts';
import { createEvaluator, type Firing } from '../evaluate/evaluator.ts';
import type { Judged } from '../evaluate/judge.ts';
import type { Fact } from '../facts/fact.ts';
import type { Miss } from '../facts/occurrence.ts';
import type { RuleCatalog, World } from '../facts/world.ts';
import { sayTrigger } from '../render/sentence.ts';
import type { Rule } from '../rule/rule.ts';
import type { RuleNames } from '../terms/rule-names.ts';
import { sayMoment } from '../terms/window.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { toTraceLine } from './describe-firing.ts';
import { fillTicks } from './fill-ticks.ts';
import type { Automation, WhyNot } from './records.ts';
import { readReplay } from './replay.ts';

const LOOKED_BACK_MS = 7 * 86_400_000;

interface Looked {
  /** What happened last, of what could have set it off. */
  last: { readonly at: Date; readonly text: string } | null;
  nearest: { readonly miss: Miss; readonly at: Date } | null;
  firings: number;
  /** Before it was switched on. */
  earlier: number;
}

/**
 * Why a rule has not run: whether it could have heard at all, and then what it heard of late, by
 * the very evaluation that it would have gone through.
 */
export async function explainNot(
  deps: { core: Pick<Engine, 'catalog' | 'database'>; clock: Clock },
  o: {
    sellerId: number;
    automation: Automation;
    skuId: number | null;
    catalog: RuleCatalog;
    names: RuleNames;
    stoppedAt: Date | null;
  },
): Promise<WhyNot> {
  const { automation, catalog, names, skuId } = o;
  const { rule } = automation;
  const until = deps.clock.now();
  const from = new Date(until.getTime() - LOOKED_BACK_MS);
  const replay = await readReplay(deps.core, { sellerId: o.sellerId, from, until, catalog });
  const span = { from: replay.from, until };
  const facts = fillTicks(replay.facts, { rule, ...span, catalog });
  const isOn = automation.state === 'on';
  const since = isOn ? automation.stateAt : from;
  const looked = look(facts, { rule, world: replay.world, catalog, names, skuId, since });
  const about = skuId === null ? '' : ` for ${names.sku(catalog.sku(skuId)?.code ?? '')}`;
  const reasons = [
    ...(o.stoppedAt ? ['All automations are stopped.'] : []),
    ...whyNotOn(automation),
    ...(looked.last ? [looked.last.text] : []),
  ];
  if (!looked.last && looked.firings === 0 && looked.earlier > 0) {
    reasons.push(`It happened${about} only before it was switched on.`);
  } else if (!looked.last && looked.firings === 0) {
    reasons.push(
      `In the last 7 days it has not happened${about}: ${sayTrigger(rule.trigger, names)}.`,
    );
  }
  if (looked.firings > 0 && isOn && !o.stoppedAt) {
    const count = looked.firings === 1 ? 'once' : `${looked.firings} times`;
    reasons.push(`What it waits for did happen in the last 7 days${about}, ${count}.`);
  }
  if (isOn && automation.stateAt > from) {
    reasons.push(`It listens since ${sayMoment(automation.stateAt, catalog.timeZone)}.`);
  }
  const { nearest } = looked;
  return {
    automation,
    reasons,
    nearest: nearest && { occurrence: nearest.miss, by: nearest.miss.by, at: nearest.at },
  };
}

function whyNotOn({ state, stateReason }: Automation): string[] {
  if (state === 'on') return [];
  if (state === 'draft') return ['It was never switched on.'];
  return [`It is ${state}.`, ...(stateReason === null ? [] : [stateReason])];
}

function look(
  facts: readonly Fact[],
  o: {
    rule: Rule;
    world: World & { apply(fact: Fact): void };
    catalog: RuleCatalog;
    names: RuleNames;
    skuId: number | null;
    since: Date;
  },
): Looked {
  const { rule, world, catalog, names } = o;
  const evaluator = createEvaluator({ catalog, rules: [{ ruleId: 1, rule }] });
  const memories = new Map<string, Memory>();
  const looked: Looked = { last: null, nearest: null, firings: 0, earlier: 0 };
  const isMeant = ({ skuId }: { skuId: number | null }) => o.skuId === null || skuId === o.skuId;
  let runs = 0;
  for (const fact of facts) {
    world.apply(fact);
    const { firings, declined, misses } = evaluator.observe(fact, world);
    for (const { miss } of misses) {
      const isNearer = !looked.nearest || miss.by <= looked.nearest.miss.by;
      if (isMeant(miss) && isNearer) looked.nearest = { miss, at: fact.at };
    }
    for (const firing of declined) {
      if (isMeant(firing.occurrence)) {
        looked.last = { at: fact.at, text: sayDeclined(firing, { rule, names, catalog }) };
      }
    }
    for (const { occurrence } of firings) {
      if (fact.at < o.since) {
        if (isMeant(occurrence)) looked.earlier += 1;
        continue;
      }
      const memory = memories.get(occurrence.subject) ?? NO_MEMORY;
      const { timeZone } = catalog;
      const admission = admit(rule, { at: fact.at, memory, runsOfRule: runs, timeZone });
      if (admission.ok) {
        memories.set(occurrence.subject, remember(memory, fact.at));
        runs += 1;
        if (isMeant(occurrence)) looked.firings += 1;
      } else if (isMeant(occurrence)) {
        looked.last = { at: fact.at, text: `It happened, but ${admission.text}.` };
      }
    }
  }
  return looked;
}

function sayDeclined(
  { occurrence, verdict }: Firing,
  o: { rule: Rule; names: RuleNames; catalog: RuleCatalog },
): string {
  const { trigger } = o.rule;
  const happened = kindOfTrigger(trigger).describe(trigger, { occurrence, ...o });
  const inTheWay = verdict.judged.filter(isInTheWay).map((each) => sayJudged(each, o.names));
  return `It happened (${happened}), but not: ${inTheWay.join('; ')}.`;
}

const isInTheWay = ({ holds, isNot }: Judged) => holds === null || holds === isNot;

function sayJudged(judged: Judged, names: RuleNames): string {
  const { what, value } = toTraceLine(judged, names);
  return value === null ? what : `${what} (it was ${value})`;
}
