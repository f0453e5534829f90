/** SQL of what rules leave for people: tasks, drafts of purchase orders, and names of chats. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { NotifyTarget, OpenTask, PurchaseDraft } from './records.ts';

const INSERT_TASK = `
  INSERT INTO task (seller_id, key, title, sku_id, assignee, number, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (seller_id, key) DO UPDATE SET key = excluded.key
  RETURNING task_id AS "taskId"`;
const LIST_TASKS = `
  SELECT task_id AS "taskId", task.title, sku.code AS "skuCode", assignee, task.number,
    task.created_at AS "createdAt", occurrence ->> 'orderNumber' AS "orderNumber"
  FROM task LEFT JOIN sku USING (seller_id, sku_id)
    LEFT JOIN automation_action AS made USING (seller_id, key)
  WHERE seller_id = $1 AND task.done_at IS NULL ORDER BY task_id LIMIT 200`;
const CLOSE_TASK = `
  UPDATE task SET done_at = $3, done_by = $4
  WHERE seller_id = $1 AND task_id = $2 AND done_at IS NULL`;
const INSERT_DRAFT = `
  INSERT INTO purchase_draft (seller_id, key, sku_id, units, number, created_at)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (seller_id, key) DO NOTHING`;
const LIST_DRAFTS = `
  SELECT draft_id AS "draftId", sku_id AS "skuId", sku.code AS "skuCode", sku.title, units, number,
    draft.created_at AS "createdAt"
  FROM purchase_draft AS draft JOIN sku USING (seller_id, sku_id)
  WHERE seller_id = $1 AND closed_at IS NULL ORDER BY draft_id LIMIT 200`;
const CLOSE_DRAFT = `
  UPDATE purchase_draft SET closed_at = $3, closed_by = $4
  WHERE seller_id = $1 AND draft_id = $2 AND closed_at IS NULL`;
const TARGET_FIELDS = `
  name, front_end AS "frontEnd", chat_id AS "chatId", person_id AS "personId"`;
// The oldest first: a chat's own name before what else it is called.
const LIST_TARGETS = `
  SELECT ${TARGET_FIELDS} FROM notify_target WHERE seller_id = $1 ORDER BY target_id`;
const SAVE_TARGET = `
  INSERT INTO notify_target (seller_id, name, front_end, chat_id, person_id, made_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (seller_id, lower(name)) DO UPDATE SET name = excluded.name,
    front_end = excluded.front_end, chat_id = excluded.chat_id, person_id = excluded.person_id,
    made_by = excluded.made_by
  RETURNING ${TARGET_FIELDS}`;
const REMOVE_TARGET = `
  DELETE FROM notify_target WHERE seller_id = $1 AND lower(name) = lower($2)`;

type Row<T> = T & Record<string, unknown>;

/** The same key again: the task that is there. */
export async function insertTask(
  tx: Queryable,
  o: {
    sellerId: number;
    key: string;
    title: string;
    skuId: number | null;
    assignee: string | null;
    number: number;
    at: Date;
  },
): Promise<number> {
  const params = [o.sellerId, o.key, o.title, o.skuId, o.assignee, o.number, o.at];
  return (await tx.row<{ taskId: number }>(INSERT_TASK, params)).taskId;
}

export function listTasks(db: Queryable, sellerId: number): Promise<OpenTask[]> {
  return db.rows<Row<OpenTask>>(LIST_TASKS, [sellerId]);
}

export async function closeTask(
  db: Queryable,
  o: { sellerId: number; taskId: number; at: Date; by: number },
): Promise<boolean> {
  return (await db.execute(CLOSE_TASK, [o.sellerId, o.taskId, o.at, o.by])) === 1;
}

export async function insertDraft(
  tx: Queryable,
  o: { sellerId: number; key: string; skuId: number; units: number; number: number; at: Date },
): Promise<void> {
  await tx.execute(INSERT_DRAFT, [o.sellerId, o.key, o.skuId, o.units, o.number, o.at]);
}

export function listDrafts(db: Queryable, sellerId: number): Promise<PurchaseDraft[]> {
  return db.rows<Row<PurchaseDraft>>(LIST_DRAFTS, [sellerId]);
}

export async function closeDraft(
  db: Queryable,
  o: { sellerId: number; draftId: number; at: Date; by: number },
): Promise<boolean> {
  return (await db.execute(CLOSE_DRAFT, [o.sellerId, o.draftId, o.at, o.by])) === 1;
}

export function listTargets(db: Queryable, sellerId: number): Promise<NotifyTarget[]> {
  return db.rows<Row<NotifyTarget>>(LIST_TARGETS, [sellerId]);
}

export function saveTarget(
  db: Queryable,
  o: NotifyTarget & { sellerId: number; madeBy: number | null; at: Date },
): Promise<NotifyTarget> {
  const params = [o.sellerId, o.name, o.frontEnd, o.chatId, o.personId, o.madeBy, o.at];
  return db.row<Row<NotifyTarget>>(SAVE_TARGET, params);
}

export async function removeTarget(
  db: Queryable,
  o: { sellerId: number; name: string },
): Promise<boolean> {
  return (await db.execute(REMOVE_TARGET, [o.sellerId, o.name])) === 1;
}
