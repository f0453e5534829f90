/** SQL of the audit: who changed what by which message, and what takes it back. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { RecordedChange } from '../commands/context.ts';

const INSERT_CHANGE = `
  INSERT INTO change (seller_id, at, person_id, front_end, begun_front_end, begun_message_id,
    ordinal, command, what, before, after, undo, undoes)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (seller_id, begun_front_end, begun_message_id, ordinal) DO NOTHING
  RETURNING change_id::int AS "changeId"`;
const MARK_UNDONE = `
  UPDATE change SET undone_by = $3
  WHERE seller_id = $1 AND change_id = $2 AND undone_by IS NULL`;
const CHANGE_FIELDS = `
  change_id::int AS "changeId", change.at, change.person_id AS "personId", person.name,
  front_end AS "frontEnd", begun_front_end AS "begunFrontEnd",
  begun_message_id AS "begunMessageId", command, what, before, after, undo,
  undoes::int AS undoes, undone_by::int AS "undoneBy"`;
const NEWEST_OF_PERSON = `
  SELECT ${CHANGE_FIELDS} FROM change JOIN person USING (seller_id, person_id)
  WHERE seller_id = $1 AND (begun_front_end, begun_message_id) = (
    SELECT begun_front_end, begun_message_id FROM change AS newest
    WHERE newest.seller_id = $1 AND newest.person_id = $2 AND newest.undone_by IS NULL
      AND newest.undoes IS NULL ORDER BY change_id DESC LIMIT 1)
    AND undone_by IS NULL AND undoes IS NULL
  ORDER BY change_id`;
const LIST_CHANGES = `
  SELECT ${CHANGE_FIELDS} FROM change JOIN person USING (seller_id, person_id)
  WHERE seller_id = $1 AND ($2::int IS NULL OR change.person_id = $2)
  ORDER BY change_id DESC LIMIT $3`;

export interface NewChange {
  readonly at: Date;
  readonly personId: number;
  readonly frontEnd: string;
  readonly begun: { readonly frontEnd: string; readonly messageId: string };
  readonly ordinal: number;
  readonly command: string;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly undo: unknown;
  readonly undoes: number | null;
}

/** The same change of the same message is written once. */
export async function insertChange(tx: Queryable, sellerId: number, o: NewChange): Promise<void> {
  const made = await tx.maybeRow<{ changeId: number }>(INSERT_CHANGE, [
    ...[sellerId, o.at, o.personId, o.frontEnd, o.begun.frontEnd, o.begun.messageId],
    ...[o.ordinal, o.command, o.what, o.before, o.after, JSON.stringify(o.undo), o.undoes],
  ]);
  if (made && o.undoes !== null) {
    await tx.execute(MARK_UNDONE, [sellerId, o.undoes, made.changeId]);
  }
}

type Row<Value> = Value & Record<string, unknown>;

/** What their last message that changed something did, in its order; empty: nothing is left. */
export function newestChanges(
  db: Queryable,
  o: { sellerId: number; personId: number },
): Promise<RecordedChange[]> {
  return db.rows<Row<RecordedChange>>(NEWEST_OF_PERSON, [o.sellerId, o.personId]);
}

/** Newest first. */
export function listChanges(
  db: Queryable,
  o: { sellerId: number; personId: number | null; limit: number },
): Promise<RecordedChange[]> {
  return db.rows<Row<RecordedChange>>(LIST_CHANGES, [o.sellerId, o.personId, o.limit]);
}
