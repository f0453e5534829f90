import type { Queryable } from '../../core/database/queryable.ts';
import type { Decided, Decision, Pause } from './decide-firings.ts';
import {
  fillTaskOf,
  fillWords,
  listUndone,
  toDetails,
  toTrace,
  type Words,
} from './describe-firing.ts';
import type { AutomationPorts, Told } from './ports.ts';
import type { Trace } from './records.ts';
import { type LiveRule, noteGroupedTold, setRuleState } from './rule-store.ts';
import {
  insertActions,
  insertRuns,
  type NewAction,
  runName,
  saveMemory,
  takeUntold,
} from './run-store.ts';

export interface Writing extends Words {
  readonly ports: AutomationPorts;
  readonly sellerId: number;
  readonly at: Date;
  /** Nothing is told here: whatever there is to do is done apart, one by one. */
  readonly isCareful: boolean;
}

export const actionKey = (o: {
  number: number;
  version: number;
  fact: string;
  subject: string;
  ordinal: number;
}): string => `auto:${o.number}:${o.version}:${o.fact}:${o.subject}:${o.ordinal}`;

/**
 * Runs, their actions and their messages, what is remembered, and who is paused: all in the
 * transaction that moves the cursor.
 * @returns whether something waits to be carried out
 */
export async function writeFirings(
  tx: Queryable,
  o: Writing,
  { runs, pauses, memories }: Decision,
): Promise<boolean> {
  const { sellerId, at } = o;
  const traced = runs.map((run) => ({ run, trace: toTrace(run, o) }));
  const runIds = await insertRuns(tx, {
    ...{ sellerId, at },
    runs: traced.map(({ run, trace }) => ({
      ...{ number: run.rule.number, version: run.rule.version, trace },
      ...{ fact: run.fact.key, happenedAt: run.fact.at, outcome: run.outcome },
    })),
  });
  const actions: NewAction[] = [];
  for (const { run, trace } of traced) {
    const runId = runIds.get(runName(nameOf(run)));
    // It is there already: what followed from it is there too.
    if (runId === undefined || run.outcome !== 'ran') continue;
    for (const [ordinal] of run.rule.rule.actions.entries()) {
      actions.push(await beginAction(tx, o, { run, trace, runId, ordinal }));
    }
  }
  await insertActions(tx, { sellerId, at, actions });
  const remembered = [...memories.values()].flatMap(
    ({ number, subject, lastRunAt, runs: count }) =>
      lastRunAt === null ? [] : [{ number, subject, lastRunAt, runs: count }],
  );
  await saveMemory(tx, { sellerId, memories: remembered });
  for (const pause of pauses) await pauseRule(tx, o, pause);
  return actions.some(({ state }) => state === 'waiting');
}

const nameOf = ({ rule, fact, occurrence }: Decided) => ({
  ...{ number: rule.number, version: rule.version },
  ...{ fact: fact.key, subject: occurrence.subject },
});

async function beginAction(
  tx: Queryable,
  o: Writing,
  { run, trace, runId, ordinal }: { run: Decided; trace: Trace; runId: number; ordinal: number },
): Promise<NewAction> {
  const { rule, fact, occurrence } = run;
  const action = rule.rule.actions[ordinal] as LiveRule['rule']['actions'][number];
  const key = actionKey({ ...nameOf(run), ordinal });
  const begun: NewAction = {
    ...{ runId, ordinal, key, action, occurrence },
    ...{ number: rule.number, version: rule.version, authorId: rule.authorId },
    ...{ causes: [...fact.causes, rule.number], happenedAt: fact.at },
    ...{ state: 'waiting', result: null },
  };
  if (action.kind !== 'notify' || o.isCareful) return begun;
  const happened = { ...trace, happenedAt: fact.at };
  const told = await o.ports.tell(tx, {
    ...{ sellerId: o.sellerId, key, at: o.at, to: action.to, frontEnd: action.frontEnd },
    authorId: rule.authorId,
    message: {
      ...{ kind: 'fired', number: rule.number, rule: rule.rule },
      words: fillWords(action.template, happened, o),
      task: fillTaskOf(rule.rule, { ...happened, to: action.to }, o),
      firing: toDetails(happened, o),
    },
  });
  return { ...begun, ...toState(told) };
}

export function toState(told: Told): Pick<NewAction, 'state' | 'result'> {
  if (!told.ok) return { state: 'refused', result: told.because };
  return { state: 'done', result: told.chats === 1 ? 'Told.' : `Told ${told.chats} chats.` };
}

async function pauseRule(tx: Queryable, o: Writing, pause: Pause): Promise<void> {
  const { rule, reason, isTold, fact } = pause;
  const { number, version } = rule;
  const { sellerId, at } = o;
  await setRuleState(tx, { sellerId, number, state: 'paused', reason, at });
  if (!isTold || o.isCareful) return;
  await tellPaused(tx, o, { rule, reason, key: `auto:${number}:${version}:paused:${fact.key}` });
}

/** Its author is told; the owners, where the author is gone. */
export async function tellPaused(
  tx: Queryable,
  o: Pick<Writing, 'ports' | 'sellerId' | 'at'>,
  {
    rule,
    reason,
    key,
  }: {
    rule: Pick<LiveRule, 'number' | 'rule' | 'authorId'>;
    reason: string;
    key: string;
  },
): Promise<void> {
  const { number, authorId } = rule;
  const message = { kind: 'paused', number, rule: rule.rule, because: reason } as const;
  const telling = { sellerId: o.sellerId, key, at: o.at, frontEnd: null, authorId, message };
  const told = await o.ports.tell(tx, { ...telling, to: { of: 'author' } });
  if (!told.ok) await o.ports.tell(tx, { ...telling, to: { of: 'role', role: 'owner' } });
}

// As many as a card shows.
const LISTED_MAX = 20;

/** Firings beyond the budget: one card per rule, to whomever each would have been told. */
export async function tellGrouped(tx: Queryable, o: Writing, rule: LiveRule): Promise<void> {
  const { sellerId, at } = o;
  const { number, version, authorId } = rule;
  const untold = await takeUntold(tx, { sellerId, number, at, limit: LISTED_MAX });
  const [newest] = untold;
  if (!newest) return;
  await noteGroupedTold(tx, { sellerId, number, at });
  const firings = untold.map(({ happenedAt, trace }) => toDetails({ ...trace, happenedAt }, o));
  const isUndone = listUndone(rule.rule).length > 0;
  const { count } = newest;
  const message = { kind: 'grouped', number, rule: rule.rule, count, firings } as const;
  const key = `auto:${number}:${version}:grouped:${newest.runId}`;
  const told = rule.rule.actions.flatMap((action) =>
    action.kind === 'notify' ? [{ to: action.to, frontEnd: action.frontEnd }] : [],
  );
  const targets = isUndone || told.length === 0 ? [...told, TO_AUTHOR] : told;
  for (const target of targets) {
    await o.ports.tell(tx, { sellerId, key, at, authorId, message, ...target });
  }
}

const TO_AUTHOR = { to: { of: 'author' }, frontEnd: null } as const;
