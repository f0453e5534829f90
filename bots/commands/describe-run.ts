// What a rule did or did not do, and why.
import { listUndone } from '../../automations/engine/describe-firing.ts';
import type { ActionRecord, AutomationRun, Trace } from '../../automations/engine/records.ts';
import type { Occurrence } from '../../automations/facts/occurrence.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import { sayAction } from '../../automations/render/sentence.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import { kindOfTrigger } from '../../automations/triggers/registry.ts';
import { type Block, type Cell, type Tone, text, toned } from '../reply/reply.ts';

export interface RunWords {
  readonly catalog: RuleCatalog;
  readonly names: RuleNames;
}

/** "HOODIE-M: available stock went from 10 to 9" */
export function describeOccurrence(rule: Rule, occurrence: Occurrence, o: RunWords): string {
  const { trigger } = rule;
  const said = kindOfTrigger(trigger).describe(trigger, { occurrence, ...o });
  const subject = nameSubject(occurrence, o.catalog);
  return subject === null || said.includes(subject) ? said : `${subject}: ${said}`;
}

/** What it was about; null: the clock. */
export function nameSubject(occurrence: Occurrence, catalog: RuleCatalog): string | null {
  const { skuId, orderNumber, accountId } = occurrence;
  const sku = skuId === null ? undefined : catalog.sku(skuId);
  if (sku) return sku.code;
  if (orderNumber !== null) return `order ${orderNumber}`;
  const account = accountId === null ? undefined : catalog.account(accountId);
  return account?.name ?? null;
}

const OUTCOMES: Readonly<Record<AutomationRun['outcome'], string>> = {
  ran: 'ran',
  grouped: 'told with others',
  stopped: 'stopped: a loop',
};

/** One row of its history. */
export function runCells(
  rule: Rule,
  run: AutomationRun,
  o: RunWords & { formatInstant: (at: Date) => string },
): Cell[] {
  const failed = run.actions.filter(({ state }) => state === 'refused' || state === 'parked');
  const waits = run.actions.some(({ state }) => state === 'awaiting-approval');
  const isUndone = run.outcome === 'grouped' && listUndone(rule).length > 0;
  const isBad = failed.length > 0 || isUndone || run.outcome === 'stopped';
  const tone: Tone = isBad ? 'bad' : 'plain';
  const told = isUndone ? 'only told, not done' : OUTCOMES[run.outcome];
  const outcome = failed.length > 0 ? `${failed.length} not done` : waits ? 'waits' : told;
  const what = describeOccurrence(rule, run.trace.occurrence, o);
  return [o.formatInstant(run.happenedAt), what, toned(outcome, tone)];
}

/** The conditions as they stood at that moment. */
export function describeConditions({ conditions }: Trace): Block[] {
  return conditions.map(({ what, holds, value }) => {
    const sign = holds === null ? '?' : holds ? '✓' : '✗';
    const was = value === null ? '' : ` (it was ${value})`;
    return text(`${sign} ${what}${was}`, holds === true ? 'plain' : 'warn');
  });
}

const STATES: Readonly<Record<ActionRecord['state'], string>> = {
  waiting: 'under way',
  'awaiting-approval': 'waits for a yes',
  done: 'done',
  refused: 'not done',
  parked: 'given up',
};

export function describeActions(actions: readonly ActionRecord[], names: RuleNames): Block[] {
  return actions.map(({ action, state, result }) => {
    const tone: Tone = state === 'done' ? 'good' : state === 'waiting' ? 'plain' : 'warn';
    const more = result === null ? '' : `: ${result}`;
    return text(`→ ${sayAction(action, names)} (${STATES[state]}${more})`, tone);
  });
}
