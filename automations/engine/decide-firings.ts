/** Which of the firings run: rights, loops, admission and budgets. Pure. */
import type { ActionRole } from '../actions/action-kind.ts';
import { kindOfAction } from '../actions/registry.ts';
import { admit, type Memory, NO_MEMORY, remember, restsFor } from '../evaluate/admit.ts';
import type { Verdict } from '../evaluate/judge.ts';
import type { Fact } from '../facts/fact.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { Stock } from '../facts/world.ts';
import type { AutomationRun } from './records.ts';
import type { LiveRule } from './rule-store.ts';

/** How many automations may set each other off in a row. */
export const CHAIN_MAX = 3;
/** Beyond this a seller's firings are grouped, whatever each rule may. */
export const RUNS_PER_HOUR_OF_SELLER = 600;

/** A rule was set off and its conditions held. */
export interface Candidate {
  readonly rule: LiveRule;
  readonly fact: Fact;
  readonly occurrence: Occurrence;
  readonly verdict: Verdict;
  /** Of its SKU just after the fact. */
  readonly stock: Stock | null;
}

export interface Decided extends Candidate {
  readonly outcome: AutomationRun['outcome'];
}

export interface Pause {
  readonly rule: LiveRule;
  /** In words, for its author. */
  readonly reason: string;
  /** False: it did what it was made for. */
  readonly isTold: boolean;
  readonly fact: Fact;
}

export interface Decision {
  readonly runs: readonly Decided[];
  readonly pauses: readonly Pause[];
  readonly memories: ReadonlyMap<string, { number: number; subject: string } & Memory>;
  /** Held back by cool-down, hours, or having run once. */
  readonly heldBack: number;
}

const RANK: Readonly<Record<ActionRole, number>> = {
  viewer: 0,
  warehouse: 1,
  manager: 2,
  owner: 3,
};
export const mayDo = (role: ActionRole | null, needed: ActionRole): boolean =>
  role !== null && RANK[role] >= RANK[needed];

export const memoryName = (o: { number: number; subject: string }) => `${o.number} ${o.subject}`;
export const RAN_ONCE = 'It was to run once, and did.';

interface Known {
  readonly memories: ReadonlyMap<string, Memory>;
  /** How often each rule ran at all. */
  readonly runsOfRule: ReadonlyMap<number, number>;
  /** Of the last hour. */
  readonly recentRuns: ReadonlyMap<number, number>;
  /** Of each author now; null: no longer with us. */
  readonly roles: ReadonlyMap<number, ActionRole | null>;
  readonly timeZone: string;
}

export function decideFirings(candidates: readonly Candidate[], known: Known): Decision {
  const runs: Decided[] = [];
  const pauses = new Map<number, Pause>();
  const memories = new Map<string, { number: number; subject: string } & Memory>();
  const runsOfRule = new Map(known.runsOfRule);
  const recent = new Map(known.recentRuns);
  let recentOfSeller = [...recent.values()].reduce((sum, each) => sum + each, 0);
  let heldBack = 0;

  for (const candidate of candidates) {
    const { rule, fact, occurrence } = candidate;
    const { number } = rule;
    if (pauses.has(number)) continue;
    const subject = restsFor(rule.rule, occurrence.subject);
    const name = memoryName({ number, subject });
    const memory = memories.get(name) ?? known.memories.get(name) ?? NO_MEMORY;
    const stop = (reason: string) => {
      pauses.set(number, { rule, reason, isTold: true, fact });
      runs.push({ ...candidate, outcome: 'stopped' });
    };
    const lacking = findLackingRight(rule, known.roles.get(rule.authorId) ?? null);
    if (lacking !== null) {
      stop(lacking);
      continue;
    }
    const isWithin = (recent.get(number) ?? 0) < rule.runsPerHour;
    const loop = findLoop({ rule, fact, memory, isWithin });
    if (loop !== null) {
      stop(loop);
      continue;
    }
    const o = { at: fact.at, memory, runsOfRule: runsOfRule.get(number) ?? 0 };
    if (!admit(rule.rule, { ...o, timeZone: known.timeZone }).ok) {
      heldBack += 1;
      continue;
    }
    memories.set(name, { number, subject, ...remember(memory, fact.at) });
    runsOfRule.set(number, (runsOfRule.get(number) ?? 0) + 1);
    if (rule.rule.mode === 'once') {
      pauses.set(number, { rule, reason: RAN_ONCE, isTold: false, fact });
    }
    if (!isWithin || recentOfSeller >= RUNS_PER_HOUR_OF_SELLER) {
      runs.push({ ...candidate, outcome: 'grouped' });
      continue;
    }
    recent.set(number, (recent.get(number) ?? 0) + 1);
    recentOfSeller += 1;
    runs.push({ ...candidate, outcome: 'ran' });
  }
  return { runs, pauses: [...pauses.values()], memories, heldBack };
}

function findLackingRight({ rule }: LiveRule, role: ActionRole | null): string | null {
  if (role === null) return 'Its author is no longer with us.';
  const needed = rule.actions
    .map((action) => kindOfAction(action).role)
    .find((each) => !mayDo(role, each));
  if (needed === undefined) return null;
  return `Its author may no longer do what it does: that needs the role ${needed}.`;
}

function findLoop(o: {
  rule: LiveRule;
  fact: Fact;
  memory: Memory;
  isWithin: boolean;
}): string | null {
  const { causes } = o.fact;
  const { number, runsPerHour } = o.rule;
  const chain = [...causes, number].join(' → ');
  if (causes.includes(number) && o.memory.runs > 0) {
    return `It went round: automations ${chain} set each other off for the same thing.`;
  }
  if (causes.length >= CHAIN_MAX) {
    return `Too many automations set each other off in a row: ${chain}.`;
  }
  if (causes.length > 0 && !o.isWithin) {
    return `Automations set it off more than ${runsPerHour} times within an hour: ${chain}.`;
  }
  return null;
}
