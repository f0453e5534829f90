// What a rule did or did not do, and why.
import { listUndone } from '../../automations/engine/describe-firing.ts';
import type { ActionRecord, AutomationRun, Trace } from '../../automations/engine/records.ts';
import type { Occurrence } from '../../automations/facts/occurrence.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import { sayAction } from '../../automations/render/sentence.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import { kindOfTrigger } from '../../automations/triggers/registry.ts';
import { type Block, type Cell, type Tone, table, text, toned } from '../reply/reply.ts';

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

/** All went as it should: there is nothing more to say. */
const PLAIN = 'ran';

/** What came of a run, short enough for a phone. */
function outcomeOf(rule: Rule, { outcome, actions }: AutomationRun): Cell {
  const has = (...states: readonly ActionRecord['state'][]) =>
    actions.some(({ state }) => states.includes(state));
  if (outcome === 'stopped') return toned('a loop', 'bad');
  if (has('refused', 'parked')) return toned('not done', 'bad');
  if (outcome === 'grouped') return listUndone(rule).length > 0 ? UNDONE : 'only told';
  return has('awaiting-approval') ? 'waits' : PLAIN;
}
const UNDONE = toned('only told', 'bad');

/** Its history; where something was left out or waits, that is seen on the smallest screen. */
export function runTable(
  rule: Rule,
  runs: readonly AutomationRun[],
  o: RunWords & { formatInstant: (at: Date) => string },
): Block {
  const rows = runs.map((run): Cell[] => [
    o.formatInstant(run.happenedAt),
    describeOccurrence(rule, run.trace.occurrence, o),
    outcomeOf(rule, run),
  ]);
  const isPlain = rows.every(([, , outcome]) => outcome === PLAIN);
  const columns = [
    { title: 'When', ...(isPlain ? {} : { dropOrder: 1 }) },
    { title: 'What happened', isElastic: true },
    { title: 'Outcome', ...(isPlain ? { dropOrder: 1 } : {}) },
  ];
  return table(columns, rows);
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

const UNDELIVERED: Readonly<Record<NonNullable<ActionRecord['undelivered']>, string>> = {
  waiting: 'left to be sent, and not delivered yet',
  'given-up': 'could not be delivered',
};

export function describeActions(
  actions: readonly ActionRecord[],
  { names, formatInstant }: { names: RuleNames; formatInstant: (at: Date) => string },
): Block[] {
  return actions.map(({ action, state, result, doneAt, undelivered }) => {
    const tone: Tone =
      state === 'done' && !undelivered ? 'good' : state === 'waiting' ? 'plain' : 'warn';
    const at = state === 'refused' && doneAt ? `, ${formatInstant(doneAt)}` : '';
    const became = undelivered
      ? UNDELIVERED[undelivered]
      : `${STATES[state]}${at}${sayResult(result)}`;
    return text(`→ ${sayAction(action, names)} (${became})`, tone);
  });
}

/** That it was told is no news of a message. */
function sayResult(result: string | null): string {
  const said = result?.replace(/\.$/, '') ?? '';
  const isPlain = said === '' || said === 'Told';
  return isPlain ? '' : `: ${said.replace(/^It /, 'it ')}`;
}

/** Why the newest run of a history did not do what it should have; none: it did. */
export function describeUndone(
  runs: readonly AutomationRun[],
  o: { formatInstant: (at: Date) => string; names: RuleNames },
): Block[] {
  for (const run of runs) {
    const undone = run.actions.find(({ state }) => state === 'refused' || state === 'parked');
    if (!undone) continue;
    const { action, state, result } = undone;
    const what = `${sayAction(action, o.names)}: ${STATES[state]}${sayResult(result)}`;
    return [text(`${o.formatInstant(run.happenedAt)} ${what}.`, 'warn')];
  }
  return [];
}
