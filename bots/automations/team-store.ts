/** SQL of teams as they are read where something is told; automations write them. */
import type { NotifyTarget } from '../../automations/engine/records.ts';
import type { Queryable } from '../../core/database/queryable.ts';

const LIST_TEAMS = `
  SELECT name, front_end AS "frontEnd", chat_id AS "chatId", person_id AS "personId"
  FROM notify_target WHERE seller_id = $1 ORDER BY lower(name)`;

export function listTeams(tx: Queryable, sellerId: number): Promise<NotifyTarget[]> {
  return tx.rows<NotifyTarget & Record<string, unknown>>(LIST_TEAMS, [sellerId]);
}
