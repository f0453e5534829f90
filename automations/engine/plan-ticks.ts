import type { Evaluator } from '../evaluate/evaluator.ts';
import type { TickFact } from '../facts/fact.ts';
import type { RuleCatalog } from '../facts/world.ts';
import { kindOfTrigger } from '../triggers/registry.ts';
import type { LiveRule } from './rule-store.ts';
import { toTick } from './to-facts.ts';

const MINUTE_MS = 60_000;
/** A clock that was set back by more than this is believed; less is waited for. */
export const SET_BACK_MS_MAX = 5 * MINUTE_MS;

export interface PlannedTick {
  readonly fact: TickFact;
  readonly seq: null;
  readonly eventId: null;
  readonly readNo: number;
  /** False: no rule listens, so nothing of it has to be kept. */
  readonly isStored: boolean;
}

/**
 * The time that passed since the last tick, up to the last full minute. It is one tick, cut where
 * something is due and where a rule begins to listen: what a downtime made a schedule miss is made
 * up for once, at the time at which it was due last.
 */
export function planTicks(o: {
  rules: ReadonlyMap<number, LiveRule>;
  evaluator: Evaluator;
  source: RuleCatalog;
  lastTick: Date;
  now: Date;
  readNo: number;
}): PlannedTick[] {
  const { lastTick, source: catalog } = o;
  const until = new Date(Math.floor(o.now.getTime() / MINUTE_MS) * MINUTE_MS);
  const isSetBack = lastTick.getTime() - o.now.getTime() > SET_BACK_MS_MAX;
  const after = isSetBack ? new Date(until.getTime() - MINUTE_MS) : lastTick;
  if (until <= after) return [];
  const whole = toTick(until, after) as TickFact;
  const isStored = o.evaluator.concerned(whole).length > 0;
  const cuts = new Set([until.getTime()]);
  for (const { rule, sinceAt } of isStored ? o.rules.values() : []) {
    const { trigger } = rule;
    const due = kindOfTrigger(trigger).due?.(trigger, { after, until, catalog });
    if (due) cuts.add(due.getTime());
    if (sinceAt > after && sinceAt < until) cuts.add(sinceAt.getTime());
  }
  let from = after;
  return [...cuts]
    .sort((a, b) => a - b)
    .map((ms, index) => {
      const at = new Date(ms);
      const fact = toTick(at, from) as TickFact;
      from = at;
      return { fact, seq: null, eventId: null, readNo: o.readNo + index + 1, isStored };
    });
}
