/** SQL of actions that wait to be carried out, or for a person. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { Action, Rule } from '../rule/rule.ts';
import type { ActionState, Automation, Trace } from './records.ts';

const FIND_DUE = `
  SELECT seller_id AS "sellerId", action_id AS "actionId" FROM automation_action
  WHERE state = 'waiting' AND next_at <= $1 AND ($2::int IS NULL OR seller_id = $2)
  ORDER BY action_id LIMIT $3`;
const FIELDS = `
  action_id AS "actionId", done.number, done.version, done.key, action, occurrence, causes,
  done.author_id AS "authorId", done.state, result, plan, attempts, decided_by AS "decidedBy",
  done.happened_at AS "happenedAt", done.created_at AS "createdAt",
  automation.state AS "ruleState", automation.version AS "ruleVersion",
  automation.state_at AS "ruleStateAt",
  (SELECT rule FROM automation_version AS known WHERE known.seller_id = $1
    AND known.number = done.number AND known.version = done.version) AS rule,
  (SELECT trace -> 'stock' FROM automation_run AS run WHERE run.seller_id = $1
    AND run.run_id = done.run_id) AS stock,
  (SELECT trace -> 'conditions' FROM automation_run AS run WHERE run.seller_id = $1
    AND run.run_id = done.run_id) AS conditions,
  (SELECT stopped_at FROM automation_head WHERE seller_id = $1) AS "stoppedAt"`;
// Claimed by moving the time at which somebody else may take it.
const CLAIM = `
  UPDATE automation_action AS done SET next_at = $4, attempts = attempts + 1 FROM automation
  WHERE done.seller_id = $1 AND action_id = $2 AND done.state = 'waiting' AND next_at <= $3
    AND automation.seller_id = $1 AND automation.number = done.number
  RETURNING ${FIELDS}`;
const READ = `
  SELECT ${FIELDS} FROM automation_action AS done JOIN automation USING (seller_id, number)
  WHERE done.seller_id = $1 AND action_id = $2`;
const LIST_TO_APPROVE = `
  SELECT ${FIELDS} FROM automation_action AS done JOIN automation USING (seller_id, number)
  WHERE done.seller_id = $1 AND done.state = 'awaiting-approval' ORDER BY action_id LIMIT $2`;
const FINISH = `
  UPDATE automation_action SET state = $3, result = $4, done_at = $5, next_at = $5
  WHERE seller_id = $1 AND action_id = $2 AND state = 'waiting'`;
const PUT_OFF = `
  UPDATE automation_action SET next_at = $3, result = $4
  WHERE seller_id = $1 AND action_id = $2 AND state = 'waiting'`;
const ASK = `
  UPDATE automation_action SET state = 'awaiting-approval', result = $3
  WHERE seller_id = $1 AND action_id = $2 AND state = 'waiting'`;
const KEEP_PLAN = `
  UPDATE automation_action SET plan = $3::jsonb || coalesce(plan, '{}')
  WHERE seller_id = $1 AND action_id = $2`;
// A yes or no counts once, whoever gives it.
const APPROVE = `
  UPDATE automation_action SET state = 'waiting', decided_by = $3, next_at = $4, result = NULL
  WHERE seller_id = $1 AND action_id = $2 AND state = 'awaiting-approval'`;
const REJECT = `
  UPDATE automation_action SET state = 'refused', decided_by = $3, done_at = $4, result = $5
  WHERE seller_id = $1 AND action_id = $2 AND state = 'awaiting-approval'`;
const REFUSE_WAITING = `
  UPDATE automation_action SET state = 'refused', done_at = $2, result = $3
  WHERE seller_id = $1 AND state = 'waiting' AND ($4::int IS NULL OR number = $4)`;
// SKUs on which the rule has done this, other than the one at hand.
const COUNT_SKUS = `
  SELECT count(DISTINCT occurrence ->> 'skuId')::int AS count FROM automation_action
  WHERE seller_id = $1 AND number = $2 AND kind = ANY($3::text[]) AND state = 'done'
    AND done_at > $4 AND (occurrence ->> 'skuId') IS DISTINCT FROM $5`;

type Row<T> = T & Record<string, unknown>;
export interface ActionName {
  readonly sellerId: number;
  readonly actionId: number;
}

export type Plan = Readonly<Record<string, unknown>>;

export interface StoredAction {
  readonly actionId: number;
  readonly number: number;
  readonly version: number;
  readonly key: string;
  readonly action: Action;
  readonly occurrence: Occurrence;
  /** Automations that led to it, itself last. */
  readonly causes: readonly number[];
  readonly authorId: number;
  readonly state: ActionState;
  readonly result: string | null;
  readonly plan: Plan | null;
  readonly attempts: number;
  readonly decidedBy: number | null;
  readonly happenedAt: Date;
  readonly createdAt: Date;
  readonly ruleState: Automation['state'];
  readonly ruleVersion: number;
  readonly ruleStateAt: Date;
  /** In the version that ran. */
  readonly rule: Rule;
  readonly stock: Trace['stock'];
  /** Null: the run was before they were kept. */
  readonly conditions: Trace['conditions'] | null;
  readonly stoppedAt: Date | null;
}

const nameOf = ({ sellerId, actionId }: ActionName) => [sellerId, actionId];

/** Null: of all sellers. */
export function findDueActions(
  db: Queryable,
  o: { now: Date; sellerId: number | null; limit: number },
): Promise<ActionName[]> {
  return db.rows<Row<ActionName>>(FIND_DUE, [o.now, o.sellerId, o.limit]);
}

/** Undefined: it is done, or somebody works on it. */
export function claimAction(
  db: Queryable,
  o: ActionName & { now: Date; until: Date },
): Promise<StoredAction | undefined> {
  return db.maybeRow<Row<StoredAction>>(CLAIM, [...nameOf(o), o.now, o.until]);
}

export function readAction(db: Queryable, o: ActionName): Promise<StoredAction | undefined> {
  return db.maybeRow<Row<StoredAction>>(READ, nameOf(o));
}

export function listToApprove(
  db: Queryable,
  o: { sellerId: number; limit: number },
): Promise<StoredAction[]> {
  return db.rows<Row<StoredAction>>(LIST_TO_APPROVE, [o.sellerId, o.limit]);
}

export async function finishAction(
  db: Queryable,
  o: ActionName & { state: 'done' | 'refused' | 'parked'; result: string; at: Date },
): Promise<void> {
  await db.execute(FINISH, [...nameOf(o), o.state, o.result, o.at]);
}

export async function putOffAction(
  db: Queryable,
  o: ActionName & { until: Date; because: string },
): Promise<void> {
  await db.execute(PUT_OFF, [...nameOf(o), o.until, o.because]);
}

/** False: it does not wait any more. */
export async function askForApproval(
  tx: Queryable,
  o: ActionName & { because: string },
): Promise<boolean> {
  return (await tx.execute(ASK, [...nameOf(o), o.because])) === 1;
}

/** What stands in it already stays: what was begun is finished as it was meant. */
export async function keepPlan(db: Queryable, o: ActionName & { plan: Plan }): Promise<void> {
  await db.execute(KEEP_PLAN, [...nameOf(o), JSON.stringify(o.plan)]);
}

/** False: somebody else decided. */
export async function decideAction(
  db: Queryable,
  o: ActionName & { by: number; at: Date; rejectedBecause: string | null },
): Promise<boolean> {
  const { rejectedBecause } = o;
  const changed =
    rejectedBecause === null
      ? await db.execute(APPROVE, [...nameOf(o), o.by, o.at])
      : await db.execute(REJECT, [...nameOf(o), o.by, o.at, rejectedBecause]);
  return changed === 1;
}

/** What has not been begun is not done any more. Null: of every rule. */
export async function refuseWaiting(
  tx: Queryable,
  o: { sellerId: number; number: number | null; at: Date; because: string },
): Promise<void> {
  await tx.execute(REFUSE_WAITING, [o.sellerId, o.at, o.because, o.number]);
}

/** On how many other SKUs the rule has done any of these since then. */
export async function countOtherSkus(
  db: Queryable,
  o: {
    sellerId: number;
    number: number;
    kinds: readonly string[];
    since: Date;
    skuId: number | null;
  },
): Promise<number> {
  const skuId = o.skuId === null ? null : String(o.skuId);
  const params = [o.sellerId, o.number, o.kinds, o.since, skuId];
  return (await db.row<{ count: number }>(COUNT_SKUS, params)).count;
}
