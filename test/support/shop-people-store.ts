/** SQL that puts the people of a shop file into the books: nobody there can invite them yet. */
import type { Queryable } from '../../core/database/queryable.ts';

const INSERT_PERSON = `
  INSERT INTO person (seller_id, name, role, home_location_id, language, created_at)
  VALUES ($1, $2, $3, $4, $5, $6) RETURNING person_id AS "personId"`;
const INSERT_IDENTITY = `
  INSERT INTO chat_identity (seller_id, front_end, external_id, person_id, shown_name, chat_id,
    linked_at, seen_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`;
const SET_ASK_ABOVE = `
  INSERT INTO chat_setting (seller_id, ask_above_units) VALUES ($1, $2)
  ON CONFLICT (seller_id) DO UPDATE SET ask_above_units = excluded.ask_above_units`;

export async function insertPerson(
  db: Queryable,
  o: {
    sellerId: number;
    name: string;
    role: string;
    homeLocationId: number | null;
    language: string;
    at: Date;
  },
): Promise<number> {
  const params = [o.sellerId, o.name, o.role, o.homeLocationId, o.language, o.at];
  return (await db.row<{ personId: number }>(INSERT_PERSON, params)).personId;
}

export async function insertIdentity(
  db: Queryable,
  o: {
    sellerId: number;
    frontEnd: string;
    externalId: string;
    personId: number;
    name: string;
    chatId: string;
    at: Date;
  },
): Promise<void> {
  const who = [o.sellerId, o.frontEnd, o.externalId, o.personId];
  await db.execute(INSERT_IDENTITY, [...who, o.name, o.chatId, o.at]);
}

export async function setAskAbove(
  db: Queryable,
  o: { sellerId: number; units: number },
): Promise<void> {
  await db.execute(SET_ASK_ABOVE, [o.sellerId, o.units]);
}
