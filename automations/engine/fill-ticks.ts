import type { Fact, TickFact } from '../facts/fact.ts';
import type { RuleCatalog } from '../facts/world.ts';
import type { Rule } from '../rule/rule.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import { toTick } from './to-facts.ts';

const HOUR_MS = 3_600_000;
// A schedule of every minute over a month.
const TICKS_MAX = 45_000;

/**
 * Facts with the time between them, where nobody listened to the clock: ticks that were kept stay
 * as they are, and the rest is filled as it would have been heard.
 */
export function fillTicks(
  facts: readonly Fact[],
  o: { rule: Rule; from: Date; until: Date; catalog: RuleCatalog },
): Fact[] {
  const { trigger } = o.rule;
  const concern = kindOfTrigger(trigger).concern(trigger, o.catalog);
  if (!concern.kinds.includes('tick')) return [...facts];
  const kept = facts.filter((fact): fact is TickFact => fact.kind === 'tick');
  const gaps: TickFact[] = [];
  let since = o.from;
  for (const tick of [...kept, null]) {
    const until = tick ? tick.from : o.until;
    gaps.push(...cutGap({ since, until, rule: o.rule, catalog: o.catalog }));
    if (tick && tick.at > since) since = tick.at;
  }
  return insertByTime(facts, gaps.slice(0, TICKS_MAX));
}

function cutGap(o: { since: Date; until: Date; rule: Rule; catalog: RuleCatalog }): TickFact[] {
  const { trigger } = o.rule;
  const kind = kindOfTrigger(trigger);
  const cuts: Date[] = [];
  let until = o.until;
  while (until > o.since && cuts.length < TICKS_MAX) {
    cuts.push(until);
    const before = new Date(until.getTime() - (kind.due ? 1 : HOUR_MS));
    const { since: after, catalog } = o;
    const next = kind.due ? kind.due(trigger, { after, until: before, catalog }) : before;
    if (!next) break;
    until = next;
  }
  let from = o.since;
  return cuts.reverse().map((at) => {
    const tick = toTick(at, from) as TickFact;
    from = at;
    return tick;
  });
}

/** Facts keep their order; a tick stands before the first that is later. */
function insertByTime(facts: readonly Fact[], ticks: readonly TickFact[]): Fact[] {
  const filled: Fact[] = [];
  let next = 0;
  for (const fact of facts) {
    for (; next < ticks.length; next += 1) {
      const tick = ticks[next] as TickFact;
      if (tick.at >= fact.at) break;
      filled.push(tick);
    }
    filled.push(fact);
  }
  return [...filled, ...ticks.slice(next)];
}
