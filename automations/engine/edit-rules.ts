import type { Clock } from '../../core/base/clock.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { Engine } from '../../core/engine.ts';
import type { ActionRole } from '../actions/action-kind.ts';
import { kindOfAction } from '../actions/registry.ts';
import { checkRule } from '../check/check-rule.ts';
import { checkRules } from '../check/check-rules.ts';
import type { Finding } from '../check/finding.ts';
import type { RuleCatalog } from '../facts/world.ts';
import { sayAction } from '../render/sentence.ts';
import type { Rule } from '../rule/rule.ts';
import { ruleSchema } from '../rule/rule.ts';
import type { Target } from '../terms/scope.ts';
import { refuseWaiting } from './action-store.ts';
import type { SaveAnswer, StateAnswer } from './automations.ts';
import { mayDo } from './decide-firings.ts';
import {
  ensureHead,
  type Head,
  lockHead,
  readNewest,
  renewRules,
  skipTo,
  takeNumber,
} from './head-store.ts';
import type { AutomationPorts } from './ports.ts';
import type { Automation, AutomationRefusal } from './records.ts';
import {
  countRules,
  insertRule,
  listLiveRules,
  readRule,
  reviseRule,
  type Since,
  setRuleState,
  switchRuleOn,
} from './rule-store.ts';

export interface EditDeps {
  readonly core: Pick<Engine, 'catalog' | 'database'>;
  readonly ports: AutomationPorts;
  readonly clock: Clock;
  readonly readCatalog: (sellerId: number) => Promise<RuleCatalog>;
}

/** More than anybody reads; each costs a little with every fact that concerns it. */
export const RULES_MAX = 2_000;
const DAY_MS = 86_400_000;

type CheckAnswer =
  | { readonly ok: true; readonly warnings: readonly string[] }
  | Extract<AutomationRefusal, { reason: 'bad-rule' | 'loop' | 'not-allowed' }>;

/** The check of a rule by itself and beside the others that are on, and its author's rights. */
export async function checkSaving(
  deps: EditDeps,
  db: Queryable,
  o: { sellerId: number; rule: Rule; authorId: number; except: number | null },
): Promise<CheckAnswer> {
  const { sellerId, authorId } = o;
  const parsed = ruleSchema.safeParse(o.rule);
  if (!parsed.success) {
    const because = parsed.error.issues[0]?.message ?? 'It is no rule.';
    return { ok: false, reason: 'bad-rule', because };
  }
  const rule = parsed.data;
  const catalog = await deps.readCatalog(sellerId);
  const names = deps.ports.namesOf(catalog);
  const role = await deps.ports.roleOf(db, { sellerId, personId: authorId });
  const forbidden = findForbidden(rule, role);
  if (forbidden) {
    const does = sayAction(forbidden, names);
    return { ok: false, reason: 'not-allowed', does, role: kindOfAction(forbidden).role };
  }
  const live = await listLiveRules(db, sellerId);
  const others = live.filter(({ number }) => number !== o.except);
  const ruleId = o.except ?? Math.max(0, ...live.map(({ number }) => number)) + 1;
  const findings = [
    ...checkRule(rule, { names }),
    ...checkRules({
      ...{ catalog, names },
      rule: { ruleId, rule },
      others: others.map((other) => ({ ruleId: other.number, rule: other.rule })),
    }),
    ...(await findUnheard(deps, db, { sellerId, rule, authorId })),
  ];
  return judge(findings);
}

/** Whom it tells may not be there, or not be reached: better said now than by a run. */
async function findUnheard(
  { ports }: EditDeps,
  db: Queryable,
  { rule, ...o }: { sellerId: number; rule: Rule; authorId: number },
): Promise<Finding[]> {
  const found = new Set<string>();
  for (const { to } of rule.actions.flatMap(asTelling)) {
    const why = await ports.whyUnheard(db, { ...o, to });
    if (why !== null) found.add(why);
  }
  return [...found].map((text) => ({ severity: 'warned', code: 'nobody', text }));
}

const asTelling = (action: Rule['actions'][number]): { to: Target }[] =>
  (action.kind === 'notify' || action.kind === 'report' || action.kind === 'task') && action.to
    ? [{ to: action.to }]
    : [];

function findForbidden(rule: Rule, role: ActionRole | null) {
  return rule.actions.find((action) => !mayDo(role, kindOfAction(action).role));
}

function judge(findings: readonly Finding[]): CheckAnswer {
  const refused = findings.filter(({ severity }) => severity === 'refused');
  const loop = refused.find(({ code }) => code === 'loop');
  if (loop) {
    return { ok: false, reason: 'loop', because: loop.text, path: loop.path ?? [] };
  }
  const [first] = refused;
  if (first) return { ok: false, reason: 'bad-rule', because: first.text };
  return { ok: true, warnings: findings.map(({ text }) => text) };
}

/** Runs with the head in hand: nobody hears meanwhile. */
async function withHead<Answer>(
  deps: EditDeps,
  sellerId: number,
  run: (tx: Queryable, o: { head: Head; at: Date }) => Promise<Answer>,
): Promise<Answer> {
  const at = deps.clock.now();
  // Names are read before: that may need a connection of its own.
  await deps.readCatalog(sellerId);
  return deps.core.database.forSeller(sellerId).transaction(async (tx) => {
    await ensureHead(tx, { sellerId, at });
    const head = await lockHead(tx, sellerId);
    if (!head) throw new Error(`Seller ${sellerId} has no ledger.`);
    return run(tx, { head, at });
  });
}

/**
 * From where on a rule that is switched on now hears. Where none was on nobody has heard for a
 * while, and what lies between is passed over.
 */
async function beginNow(tx: Queryable, o: { sellerId: number; at: Date }): Promise<Since> {
  const { sellerId, at } = o;
  const newest = await readNewest(tx, sellerId);
  const live = await listLiveRules(tx, sellerId);
  if (live.length === 0) await skipTo(tx, { sellerId, ...newest, at });
  return { sinceSeq: newest.seq, sinceEvent: newest.eventId, at };
}

async function show(
  tx: Queryable,
  o: { sellerId: number; number: number; at: Date },
): Promise<Automation | undefined> {
  return readRule(tx, { ...o, dayAgo: new Date(o.at.getTime() - DAY_MS) });
}

export function createRule(
  deps: EditDeps,
  sellerId: number,
  o: { rule: Rule; authorId: number; state: 'on' | 'draft' },
): Promise<SaveAnswer> {
  return withHead(deps, sellerId, async (tx, { at }): Promise<SaveAnswer> => {
    const checked = await checkSaving(deps, tx, { sellerId, ...o, except: null });
    if (!checked.ok) return checked;
    if ((await countRules(tx, sellerId)) >= RULES_MAX) {
      return { ok: false, reason: 'too-many', max: RULES_MAX };
    }
    const since = await beginNow(tx, { sellerId, at });
    const number = await takeNumber(tx, sellerId);
    await insertRule(tx, { sellerId, number, ...o, ...since });
    await renewRules(tx, sellerId);
    const automation = (await show(tx, { sellerId, number, at })) as Automation;
    return { ok: true, automation, warnings: checked.warnings };
  });
}

export function reviseAutomation(
  deps: EditDeps,
  sellerId: number,
  o: { number: number; rule: Rule; authorId: number },
): Promise<SaveAnswer> {
  const { number } = o;
  return withHead(deps, sellerId, async (tx, { at }): Promise<SaveAnswer> => {
    const before = await show(tx, { sellerId, number, at });
    if (!before || before.state === 'removed') return { ok: false, reason: 'unknown' };
    const checked = await checkSaving(deps, tx, { sellerId, ...o, except: number });
    if (!checked.ok) return checked;
    const newest = await readNewest(tx, sellerId);
    const since = { sinceSeq: newest.seq, sinceEvent: newest.eventId, at };
    await reviseRule(tx, { sellerId, ...o, ...since });
    const because = 'The automation was edited before it was done.';
    await refuseWaiting(tx, { sellerId, number, at, because });
    await renewRules(tx, sellerId);
    const automation = (await show(tx, { sellerId, number, at })) as Automation;
    return { ok: true, automation, warnings: checked.warnings };
  });
}

export function setAutomationState(
  deps: EditDeps,
  sellerId: number,
  o: { number: number; state: 'on' | 'paused' | 'removed'; personId: number; isRestored?: boolean },
): Promise<StateAnswer> {
  const { number, state } = o;
  return withHead(deps, sellerId, async (tx, { at }): Promise<StateAnswer> => {
    const before = await show(tx, { sellerId, number, at });
    if (!before || (before.state === 'removed') !== (o.isRestored ?? false)) {
      return { ok: false, reason: 'unknown' };
    }
    if (state === 'on') {
      const refusal = await switchOn(deps, tx, { sellerId, at, before, personId: o.personId });
      if (refusal) return refusal;
    } else if (before.state !== state) {
      await setRuleState(tx, { sellerId, number, state, reason: null, at });
      const because = `The automation was ${state} before it was done.`;
      await refuseWaiting(tx, { sellerId, number, at, because });
    }
    await renewRules(tx, sellerId);
    const automation = (await show(tx, { sellerId, number, at })) as Automation;
    return { ok: true, automation, before: before.state };
  });
}

/** Where its author may no longer do what it does, whoever switches it on becomes its author. */
async function switchOn(
  deps: EditDeps,
  tx: Queryable,
  o: { sellerId: number; at: Date; before: Automation; personId: number },
): Promise<Exclude<StateAnswer, { ok: true }> | null> {
  const { sellerId, before, personId } = o;
  const { number, rule } = before;
  if (before.state === 'on') return null;
  const role = await deps.ports.roleOf(tx, { sellerId, personId: before.authorId });
  const authorId = findForbidden(rule, role) || role === null ? personId : before.authorId;
  const checked = await checkSaving(deps, tx, { sellerId, rule, authorId, except: number });
  if (!checked.ok) return checked;
  const since = await beginNow(tx, o);
  await switchRuleOn(tx, { sellerId, number, authorId, ...since });
  return null;
}
