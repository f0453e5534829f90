/** SQL of rules and their versions. Whoever changes one holds the seller's head. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { Rule } from '../rule/rule.ts';
import type { Automation } from './records.ts';

const FIELDS = `
  number, version, rule, author_id AS "authorId", state, state_reason AS "stateReason",
  state_at AS "stateAt", runs_per_hour AS "runsPerHour", created_at AS "createdAt"`;
const USE = `
  (SELECT max(at) FROM automation_run AS run WHERE run.seller_id = automation.seller_id
    AND run.number = automation.number) AS "lastRunAt",
  (SELECT count(*) FROM automation_run AS run WHERE run.seller_id = automation.seller_id
    AND run.number = automation.number AND run.at > $2 AND outcome <> 'stopped')::int
    AS "runsToday"`;
const INSERT = `
  INSERT INTO automation (seller_id, number, version, rule, author_id, state, state_at, since_seq,
    since_event, since_at, created_at)
  VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $6, $6)`;
const KEEP_VERSION = `
  INSERT INTO automation_version (seller_id, number, version, rule, author_id, at)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const LIST = `
  SELECT ${FIELDS}, ${USE} FROM automation
  WHERE seller_id = $1 AND state <> 'removed' ORDER BY number`;
const SHOW = `
  SELECT ${FIELDS}, ${USE} FROM automation WHERE seller_id = $1 AND number = $3`;
const LIST_ON = `
  SELECT number, version, rule, author_id AS "authorId", runs_per_hour AS "runsPerHour",
    since_seq AS "sinceSeq", since_event AS "sinceEvent", since_at AS "sinceAt",
    grouped_told_at AS "groupedToldAt"
  FROM automation WHERE seller_id = $1 AND state = 'on' ORDER BY number`;
const COUNT = `
  SELECT count(*)::int AS count FROM automation WHERE seller_id = $1 AND state <> 'removed'`;
const REVISE = `
  UPDATE automation SET version = version + 1, rule = $3, author_id = $4, since_seq = $5,
    since_event = $6, since_at = $7, state_at = $7, state_reason = NULL
  WHERE seller_id = $1 AND number = $2 RETURNING version`;
const SET_STATE = `
  UPDATE automation SET state = $3, state_reason = $4, state_at = $5
  WHERE seller_id = $1 AND number = $2`;
const SWITCH_ON = `
  UPDATE automation SET state = 'on', state_reason = NULL, state_at = $3, author_id = $4,
    since_seq = $5, since_event = $6, since_at = $3
  WHERE seller_id = $1 AND number = $2`;
const FORGET_MEMORY = 'DELETE FROM automation_memory WHERE seller_id = $1 AND number = $2';
const READ_VERSION = `
  SELECT rule FROM automation_version WHERE seller_id = $1 AND number = $2 AND version = $3`;
const NOTE_GROUPED_TOLD = `
  UPDATE automation SET grouped_told_at = $3 WHERE seller_id = $1 AND number = $2`;

type Row<T> = T & Record<string, unknown>;
type Name = { readonly sellerId: number; readonly number: number };
/** From where on a rule hears. */
export interface Since {
  readonly sinceSeq: number;
  readonly sinceEvent: number;
  readonly at: Date;
}

/** A rule that is on, as the engine needs it. */
export interface LiveRule {
  readonly number: number;
  readonly version: number;
  readonly rule: Rule;
  readonly authorId: number;
  readonly runsPerHour: number;
  readonly sinceSeq: number;
  readonly sinceEvent: number;
  readonly sinceAt: Date;
  readonly groupedToldAt: Date | null;
}

export async function insertRule(
  tx: Queryable,
  o: Name & Since & { rule: Rule; authorId: number; state: 'on' | 'draft' },
): Promise<void> {
  const rule = JSON.stringify(o.rule);
  await tx.execute(INSERT, [
    ...[o.sellerId, o.number, rule, o.authorId, o.state],
    ...[o.at, o.sinceSeq, o.sinceEvent],
  ]);
  await tx.execute(KEEP_VERSION, [o.sellerId, o.number, 1, rule, o.authorId, o.at]);
}

export function listRules(
  db: Queryable,
  o: { sellerId: number; dayAgo: Date },
): Promise<Automation[]> {
  return db.rows<Row<Automation>>(LIST, [o.sellerId, o.dayAgo]);
}

/** Removed ones too. */
export function readRule(
  db: Queryable,
  o: Name & { dayAgo: Date },
): Promise<Automation | undefined> {
  return db.maybeRow<Row<Automation>>(SHOW, [o.sellerId, o.dayAgo, o.number]);
}

export function listLiveRules(db: Queryable, sellerId: number): Promise<LiveRule[]> {
  return db.rows<Row<LiveRule>>(LIST_ON, [sellerId]);
}

export async function countRules(db: Queryable, sellerId: number): Promise<number> {
  return (await db.row<{ count: number }>(COUNT, [sellerId])).count;
}

export async function reviseRule(
  tx: Queryable,
  o: Name & Since & { rule: Rule; authorId: number },
): Promise<void> {
  const rule = JSON.stringify(o.rule);
  const { version } = await tx.row<{ version: number }>(REVISE, [
    ...[o.sellerId, o.number, rule, o.authorId],
    ...[o.sinceSeq, o.sinceEvent, o.at],
  ]);
  await tx.execute(KEEP_VERSION, [o.sellerId, o.number, version, rule, o.authorId, o.at]);
  await tx.execute(FORGET_MEMORY, [o.sellerId, o.number]);
}

export async function setRuleState(
  tx: Queryable,
  o: Name & { state: 'paused' | 'removed'; reason: string | null; at: Date },
): Promise<void> {
  await tx.execute(SET_STATE, [o.sellerId, o.number, o.state, o.reason, o.at]);
}

export async function switchRuleOn(
  tx: Queryable,
  o: Name & Since & { authorId: number },
): Promise<void> {
  const params = [o.sellerId, o.number, o.at, o.authorId, o.sinceSeq, o.sinceEvent];
  await tx.execute(SWITCH_ON, params);
  await tx.execute(FORGET_MEMORY, [o.sellerId, o.number]);
}

export async function readRuleVersion(
  db: Queryable,
  o: Name & { version: number },
): Promise<Rule | null> {
  const params = [o.sellerId, o.number, o.version];
  return (await db.maybeRow<{ rule: Rule }>(READ_VERSION, params))?.rule ?? null;
}

export async function noteGroupedTold(tx: Queryable, o: Name & { at: Date }): Promise<void> {
  await tx.execute(NOTE_GROUPED_TOLD, [o.sellerId, o.number, o.at]);
}
