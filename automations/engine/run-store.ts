/** SQL of runs: what was remembered, what ran, and what it brought about. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { Occurrence } from '../facts/occurrence.ts';
import type { Action } from '../rule/rule.ts';
import type { ActionState, AutomationRun, Trace } from './records.ts';

const READ_MEMORY = `
  SELECT asked.number, asked.subject, known.last_run_at AS "lastRunAt", known.runs
  FROM unnest($2::int[], $3::text[]) AS asked (number, subject)
    JOIN automation_memory AS known ON known.seller_id = $1 AND known.number = asked.number
      AND known.subject = asked.subject`;
const SUM_RUNS = `
  SELECT number, sum(runs)::int AS runs FROM automation_memory
  WHERE seller_id = $1 AND number = ANY($2::int[]) GROUP BY number`;
const SAVE_MEMORY = `
  INSERT INTO automation_memory AS known (seller_id, number, subject, last_run_at, runs)
  SELECT $1, told.* FROM unnest($2::int[], $3::text[], $4::timestamptz[], $5::int[]) AS told
  ON CONFLICT (seller_id, number, subject) DO UPDATE
    SET last_run_at = excluded.last_run_at, runs = excluded.runs`;
const COUNT_RECENT = `
  SELECT number, count(*)::int AS runs FROM automation_run
  WHERE seller_id = $1 AND at > $2 AND outcome = 'ran' GROUP BY number`;
// Once for a fact and a subject, whatever happens: what is there already is not answered.
const INSERT_RUNS = `
  INSERT INTO automation_run (seller_id, number, version, fact, subject, sku_id, happened_at, at,
    outcome, trace)
  SELECT $1, told.number, told.version, told.fact, told.subject, told.sku_id, told.happened_at,
    $2, told.outcome, told.trace::jsonb
  FROM unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::int[], $8::timestamptz[],
    $9::text[], $10::text[])
    AS told (number, version, fact, subject, sku_id, happened_at, outcome, trace)
  ON CONFLICT (seller_id, number, version, fact, subject) DO NOTHING
  RETURNING run_id AS "runId", number, version, fact, subject`;
const INSERT_ACTIONS = `
  INSERT INTO automation_action (seller_id, run_id, ordinal, number, version, key, kind, action,
    occurrence, causes, author_id, state, result, next_at, happened_at, created_at, done_at)
  SELECT $1, told.run_id, told.ordinal, told.number, told.version, told.key, told.kind,
    told.action::jsonb, told.occurrence::jsonb, told.causes::int[], told.author_id, told.state,
    told.result, $2, told.happened_at, $2, CASE WHEN told.state = 'done' THEN $2::timestamptz END
  FROM unnest($3::bigint[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::int[], $13::text[], $14::text[], $15::timestamptz[])
    AS told (run_id, ordinal, number, version, key, kind, action, occurrence, causes, author_id,
      state, result, happened_at)
  ON CONFLICT (seller_id, key) DO NOTHING`;
const ACTIONS_OF_RUN = `
  coalesce((SELECT json_agg(json_build_object('actionId', action_id, 'action', action,
      'state', state, 'result', result, 'doneAt', done_at) ORDER BY ordinal)
    FROM automation_action AS done WHERE done.seller_id = run.seller_id
      AND done.run_id = run.run_id), '[]') AS actions`;
const LIST_KEYS = `
  SELECT action_id AS "actionId", key FROM automation_action WHERE seller_id = $1 AND run_id = $2`;
const LIST_RUNS = `
  SELECT run_id AS "runId", number, version, fact, happened_at AS "happenedAt", at, outcome, trace,
    ${ACTIONS_OF_RUN}
  FROM automation_run AS run WHERE seller_id = $1 AND number = $2
  ORDER BY at DESC, run_id DESC LIMIT $3`;
const FIND_LAST_RUN = `
  SELECT outcome, happened_at AS "happenedAt", trace FROM automation_run
  WHERE seller_id = $1 AND number = $2 AND ($3::int IS NULL OR sku_id = $3) AND at > $4
  ORDER BY at DESC, run_id DESC LIMIT 1`;
const COUNT_OUTCOMES = `
  SELECT count(*) FILTER (WHERE outcome = 'ran')::int AS ran,
    count(*) FILTER (WHERE outcome = 'grouped')::int AS grouped
  FROM automation_run WHERE seller_id = $1 AND number = $2 AND at > $3`;
// Of grouped firings that nobody was told of yet: the newest ones, and how many there are.
const TAKE_UNTOLD = `
  WITH told AS (
    UPDATE automation_run SET told_at = $3
    WHERE seller_id = $1 AND number = $2 AND outcome = 'grouped' AND told_at IS NULL
    RETURNING run_id, happened_at, trace)
  SELECT run_id AS "runId", happened_at AS "happenedAt", trace,
    (SELECT count(*)::int FROM told) AS count
  FROM told ORDER BY run_id DESC LIMIT $4`;
// $2 an hour ago: a card that was told since is enough for now.
const FIND_UNTOLD = `
  SELECT DISTINCT run.number FROM automation_run AS run JOIN automation USING (seller_id, number)
  WHERE seller_id = $1 AND outcome = 'grouped' AND told_at IS NULL
    AND (grouped_told_at IS NULL OR grouped_told_at <= $2)
  ORDER BY 1`;
const FIND_SELLERS_UNTOLD = `
  SELECT DISTINCT run.seller_id AS "sellerId" FROM automation_run AS run
    JOIN automation USING (seller_id, number)
  WHERE outcome = 'grouped' AND told_at IS NULL
    AND (grouped_told_at IS NULL OR grouped_told_at <= $1)`;
const FORGET = `
  WITH gone AS (
    DELETE FROM automation_run WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM automation_run WHERE at < $1 LIMIT $2)) RETURNING 1)
  DELETE FROM automation_action WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM automation_action WHERE created_at < $1
      AND state IN ('done', 'refused', 'parked') LIMIT $2))`;
const FORGET_EVENTS = `
  DELETE FROM event WHERE ctid = ANY(ARRAY(SELECT ctid FROM event WHERE at < $1 LIMIT $2))`;

type Row<T> = T & Record<string, unknown>;

export interface Remembered {
  readonly number: number;
  readonly subject: string;
  readonly lastRunAt: Date;
  readonly runs: number;
}

export interface NewRun {
  readonly number: number;
  readonly version: number;
  readonly fact: string;
  readonly happenedAt: Date;
  readonly outcome: AutomationRun['outcome'];
  readonly trace: Trace;
}

export interface NewAction {
  readonly runId: number;
  readonly ordinal: number;
  readonly number: number;
  readonly version: number;
  /** Permanent: the same key is the same action, whenever it comes again. */
  readonly key: string;
  readonly action: Action;
  readonly occurrence: Occurrence;
  readonly causes: readonly number[];
  readonly authorId: number;
  readonly state: ActionState;
  readonly result: string | null;
  readonly happenedAt: Date;
}

export function readMemory(
  tx: Queryable,
  o: { sellerId: number; of: readonly { number: number; subject: string }[] },
): Promise<Remembered[]> {
  return tx.rows<Row<Remembered>>(READ_MEMORY, [
    o.sellerId,
    o.of.map(({ number }) => number),
    o.of.map(({ subject }) => subject),
  ]);
}

/** How often each rule ran at all. */
export async function sumRuns(
  tx: Queryable,
  o: { sellerId: number; numbers: readonly number[] },
): Promise<ReadonlyMap<number, number>> {
  type Sum = { number: number; runs: number };
  const rows = await tx.rows<Sum>(SUM_RUNS, [o.sellerId, o.numbers]);
  return new Map(rows.map(({ number, runs }) => [number, runs]));
}

export async function saveMemory(
  tx: Queryable,
  o: { sellerId: number; memories: readonly Remembered[] },
): Promise<void> {
  const { memories } = o;
  if (memories.length === 0) return;
  await tx.execute(SAVE_MEMORY, [
    o.sellerId,
    memories.map(({ number }) => number),
    memories.map(({ subject }) => subject),
    memories.map(({ lastRunAt }) => lastRunAt),
    memories.map(({ runs }) => runs),
  ]);
}

/** Runs since then, per rule. */
export async function countRecentRuns(
  tx: Queryable,
  o: { sellerId: number; since: Date },
): Promise<ReadonlyMap<number, number>> {
  type Count = { number: number; runs: number };
  const rows = await tx.rows<Count>(COUNT_RECENT, [o.sellerId, o.since]);
  return new Map(rows.map(({ number, runs }) => [number, runs]));
}

export const runName = (o: { number: number; version: number; fact: string; subject: string }) =>
  `${o.number}:${o.version}:${o.fact}:${o.subject}`;

/** @returns ids of those that are new, by `runName` */
export async function insertRuns(
  tx: Queryable,
  o: { sellerId: number; at: Date; runs: readonly NewRun[] },
): Promise<ReadonlyMap<string, number>> {
  const { runs } = o;
  if (runs.length === 0) return new Map();
  type Named = { runId: number; number: number; version: number; fact: string; subject: string };
  const rows = await tx.rows<Named>(INSERT_RUNS, [
    ...[o.sellerId, o.at],
    runs.map(({ number }) => number),
    runs.map(({ version }) => version),
    runs.map(({ fact }) => fact),
    runs.map(({ trace }) => trace.occurrence.subject),
    runs.map(({ trace }) => trace.occurrence.skuId),
    runs.map(({ happenedAt }) => happenedAt),
    runs.map(({ outcome }) => outcome),
    runs.map(({ trace }) => JSON.stringify(trace)),
  ]);
  return new Map(rows.map((row) => [runName(row), row.runId]));
}

export async function insertActions(
  tx: Queryable,
  o: { sellerId: number; at: Date; actions: readonly NewAction[] },
): Promise<void> {
  const { actions } = o;
  if (actions.length === 0) return;
  await tx.execute(INSERT_ACTIONS, [
    ...[o.sellerId, o.at],
    actions.map(({ runId }) => runId),
    actions.map(({ ordinal }) => ordinal),
    actions.map(({ number }) => number),
    actions.map(({ version }) => version),
    actions.map(({ key }) => key),
    actions.map(({ action }) => action.kind),
    actions.map(({ action }) => JSON.stringify(action)),
    actions.map(({ occurrence }) => JSON.stringify(occurrence)),
    actions.map(({ causes }) => `{${causes.join(',')}}`),
    actions.map(({ authorId }) => authorId),
    actions.map(({ state }) => state),
    actions.map(({ result }) => result),
    actions.map(({ happenedAt }) => happenedAt),
  ]);
}

export async function listRuns(
  db: Queryable,
  o: { sellerId: number; number: number; limit: number },
): Promise<AutomationRun[]> {
  const rows = await db.rows<Row<AutomationRun>>(LIST_RUNS, [o.sellerId, o.number, o.limit]);
  return rows.map((run) => ({
    ...run,
    actions: run.actions.map((each) => ({
      ...each,
      doneAt: each.doneAt === null ? null : new Date(each.doneAt),
    })),
  }));
}

/** Under which keys each of its actions was done. */
export function listKeys(
  db: Queryable,
  o: { sellerId: number; runId: number },
): Promise<{ actionId: number; key: string }[]> {
  return db.rows<Row<{ actionId: number; key: string }>>(LIST_KEYS, [o.sellerId, o.runId]);
}

export type LastRun = Pick<AutomationRun, 'outcome' | 'happenedAt' | 'trace'>;

/** Its last run, or the last for this SKU; undefined: none since then. */
export function findLastRun(
  db: Queryable,
  o: { sellerId: number; number: number; skuId: number | null; after: Date },
): Promise<LastRun | undefined> {
  return db.maybeRow<Row<LastRun>>(FIND_LAST_RUN, [o.sellerId, o.number, o.skuId, o.after]);
}

/** How many ran since then, and how many were only told together. */
export function countOutcomes(
  db: Queryable,
  o: { sellerId: number; number: number; since: Date },
): Promise<{ ran: number; grouped: number }> {
  return db.row<{ ran: number; grouped: number }>(COUNT_OUTCOMES, [o.sellerId, o.number, o.since]);
}

export interface UntoldRun {
  readonly runId: number;
  readonly happenedAt: Date;
  readonly trace: Trace;
  /** Of all that were taken. */
  readonly count: number;
}

/** The newest first. All of them count as told. */
export function takeUntold(
  tx: Queryable,
  o: { sellerId: number; number: number; at: Date; limit: number },
): Promise<UntoldRun[]> {
  return tx.rows<Row<UntoldRun>>(TAKE_UNTOLD, [o.sellerId, o.number, o.at, o.limit]);
}

export async function findUntold(
  tx: Queryable,
  o: { sellerId: number; toldBefore: Date },
): Promise<number[]> {
  const rows = await tx.rows<{ number: number }>(FIND_UNTOLD, [o.sellerId, o.toldBefore]);
  return rows.map(({ number }) => number);
}

export async function findSellersUntold(
  sweep: Queryable,
  o: { toldBefore: Date },
): Promise<number[]> {
  const rows = await sweep.rows<{ sellerId: number }>(FIND_SELLERS_UNTOLD, [o.toldBefore]);
  return rows.map(({ sellerId }) => sellerId);
}

/** Of all sellers, what is older. */
export async function forgetRuns(
  sweep: Queryable,
  o: { runsBefore: Date; eventsBefore: Date; limit: number },
): Promise<void> {
  await sweep.execute(FORGET, [o.runsBefore, o.limit]);
  await sweep.execute(FORGET_EVENTS, [o.eventsBefore, o.limit]);
}
