/**
 * May a rule run that fires now? Its mode, its cool-down and its hours, against what is remembered.
 * Pure: the engine and a back-test keep the memory and move it forward by `remember`.
 */
import type { Rule } from '../rule/rule.ts';
import { sayMinutes, sayWindow } from '../terms/phrases.ts';
import { isWithin } from '../terms/window.ts';
import { kindOfTrigger } from '../triggers/registry.ts';

/** Per rule and what it rests for. */
export interface Memory {
  readonly lastRunAt: Date | null;
  /** How often it ran for that. */
  readonly runs: number;
}

export const NO_MEMORY: Memory = { lastRunAt: null, runs: 0 };

export type Admission =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly because: 'once' | 'window' | 'cool-down';
      /** "it had run 20 minutes before and rests for 2 hours": told to whoever asks why not. */
      readonly text: string;
      /** When it may run again; null: not by waiting. */
      readonly until: Date | null;
    };

const MINUTE_MS = 60_000;
const ANY_ORDER = 'orders';

/**
 * For what a rule rests: the SKU or the shop that it ran for. No order comes twice, so it rests
 * for all of them: "at most once an hour" would hold nothing back otherwise.
 */
export function restsFor({ trigger }: Pick<Rule, 'trigger'>, subject: string): string {
  return kindOfTrigger(trigger).about.order ? ANY_ORDER : subject;
}

export function admit(
  rule: Pick<Rule, 'mode' | 'coolDownMinutes' | 'window'>,
  o: {
    at: Date;
    memory: Memory;
    /** How often the rule ran at all, for whatever subject: "once" is once. */
    runsOfRule: number;
    timeZone: string;
  },
): Admission {
  const { at, memory } = o;
  if (rule.mode === 'once' && o.runsOfRule > 0) {
    const text = 'it was to run once, and did';
    return { ok: false, because: 'once', text, until: null };
  }
  if (rule.window && !isWithin(rule.window, at, o.timeZone)) {
    const text = `it only runs ${sayWindow(rule.window)}`;
    return { ok: false, because: 'window', text, until: null };
  }
  if (rule.coolDownMinutes > 0 && memory.lastRunAt) {
    const until = new Date(memory.lastRunAt.getTime() + rule.coolDownMinutes * MINUTE_MS);
    if (at < until) {
      const agoMs = Math.max(0, at.getTime() - memory.lastRunAt.getTime());
      const ago = `${sayMinutes(Math.floor(agoMs / MINUTE_MS))} before`;
      const ran = agoMs < MINUTE_MS ? 'it had just run' : `it had run ${ago}`;
      const text = `${ran} and rests for ${sayMinutes(rule.coolDownMinutes)}`;
      return { ok: false, because: 'cool-down', text, until };
    }
  }
  return { ok: true };
}

/** What is known after it ran. */
export function remember(memory: Memory, at: Date): Memory {
  return { lastRunAt: at, runs: memory.runs + 1 };
}

/** Of firings that are played one after the other: each that may run is remembered. */
export function createAdmissions(
  rule: Rule,
  timeZone: string,
): (o: { at: Date; subject: string }) => Admission {
  const memories = new Map<string, Memory>();
  let runsOfRule = 0;
  return ({ at, subject }) => {
    const restedFor = restsFor(rule, subject);
    const memory = memories.get(restedFor) ?? NO_MEMORY;
    const admission = admit(rule, { at, memory, runsOfRule, timeZone });
    if (admission.ok) {
      memories.set(restedFor, remember(memory, at));
      runsOfRule += 1;
    }
    return admission;
  };
}
