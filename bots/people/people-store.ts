/** SQL of people, their identities and the codes that link them. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { Identity, Language, Person } from './person.ts';
import type { Role } from './role.ts';

const HOME = `CASE WHEN home.location_id IS NULL THEN NULL ELSE json_build_object(
  'locationId', home.location_id, 'code', home.code, 'name', home.name) END AS home`;
export const PERSON_FIELDS = `
  person.person_id AS "personId", person.name, person.role, person.language, ${HOME}`;
export const JOIN_HOME = `LEFT JOIN location AS home
  ON home.seller_id = person.seller_id AND home.location_id = person.home_location_id`;

const LIST_PEOPLE = `
  SELECT ${PERSON_FIELDS} FROM person ${JOIN_HOME}
  WHERE person.seller_id = $1 AND removed_at IS NULL
  ORDER BY array_position(ARRAY['owner', 'manager', 'warehouse', 'viewer'], role), person_id`;
const LIST_IDENTITIES = `
  SELECT person_id AS "personId", front_end AS "frontEnd", external_id AS "externalId",
    shown_name AS "shownName", chat_id AS "chatId", linked_at AS "linkedAt", seen_at AS "seenAt"
  FROM chat_identity WHERE seller_id = $1 AND ($2::int IS NULL OR person_id = $2)
  ORDER BY seen_at DESC, front_end`;
const INSERT_PERSON = `
  INSERT INTO person (seller_id, name, role, created_at) VALUES ($1, $2, $3, $4)
  RETURNING person_id AS "personId"`;
const INSERT_FIRST_PERSON = `
  INSERT INTO person (seller_id, name, role, created_at)
  SELECT $1, $2, 'owner', $3 WHERE NOT EXISTS (SELECT FROM person WHERE seller_id = $1)
  RETURNING person_id AS "personId"`;
const OLDEST_OWNER = `
  SELECT person_id AS "personId" FROM person
  WHERE seller_id = $1 AND role = 'owner' AND removed_at IS NULL ORDER BY person_id LIMIT 1`;
// The seller's row: whoever makes the first person waits for the other one who does.
const LOCK_SELLER = 'SELECT FROM seller WHERE seller_id = $1 FOR UPDATE';
// In one order, so that two owners who demote each other wait instead of deadlocking.
const LOCK_OWNERS = `
  SELECT person_id AS "personId" FROM person
  WHERE seller_id = $1 AND role = 'owner' AND removed_at IS NULL ORDER BY person_id FOR UPDATE`;
const SET_ROLE = `
  UPDATE person SET role = $3 WHERE seller_id = $1 AND person_id = $2 AND removed_at IS NULL`;
const SET_HOME = `
  UPDATE person SET home_location_id = $3
  WHERE seller_id = $1 AND person_id = $2 AND removed_at IS NULL`;
const SET_LANGUAGE = `
  UPDATE person SET language = $3
  WHERE seller_id = $1 AND person_id = $2 AND removed_at IS NULL`;
const MARK_REMOVED = `
  UPDATE person SET removed_at = $3
  WHERE seller_id = $1 AND person_id = $2 AND removed_at IS NULL`;
const DELETE_IDENTITIES = `
  DELETE FROM chat_identity WHERE seller_id = $1 AND person_id = $2`;
const DELETE_CODES_OF = `
  DELETE FROM link_code WHERE seller_id = $1 AND used_at IS NULL
    AND (made_by = $2 OR person_id = $2)`;
const CLOSE_QUESTIONS_OF = `
  UPDATE question SET closed_at = $3
  WHERE seller_id = $1 AND person_id = $2 AND used_at IS NULL AND closed_at IS NULL`;

const DELETE_OPEN_CODES = `
  DELETE FROM link_code WHERE seller_id = $1 AND used_at IS NULL AND made_by = $2
    AND person_id IS NOT DISTINCT FROM $3 AND name IS NOT DISTINCT FROM $4`;
const INSERT_CODE = `
  INSERT INTO link_code
    (seller_id, code_hash, person_id, role, name, made_by, made_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
const COUNT_TRY = `
  INSERT INTO link_failure AS known (seller_id, front_end, external_id, failures, since)
  VALUES ($1, $2, $3, 1, $4)
  ON CONFLICT (seller_id, front_end, external_id) DO UPDATE SET
    failures = CASE WHEN known.since <= $5 THEN 1 ELSE known.failures + 1 END,
    since = CASE WHEN known.since <= $5 THEN excluded.since ELSE known.since END
  RETURNING failures`;
const FORGET_FAILURES = `
  DELETE FROM link_failure WHERE seller_id = $1 AND front_end = $2 AND external_id = $3`;
// A code is worth what its maker may do at the moment it is used.
const USE_CODE = `
  UPDATE link_code SET used_at = $3
  WHERE seller_id = $1 AND code_hash = $2 AND used_at IS NULL AND expires_at > $3
    AND EXISTS (SELECT FROM person WHERE person.seller_id = link_code.seller_id
      AND person.person_id = link_code.made_by AND removed_at IS NULL
      AND (link_code.person_id = link_code.made_by OR person.role = 'owner'))
    AND (person_id IS NULL OR EXISTS (SELECT FROM person
      WHERE person.seller_id = link_code.seller_id AND person.person_id = link_code.person_id
        AND removed_at IS NULL))
  RETURNING person_id AS "personId", role, name`;
const INSERT_IDENTITY = `
  INSERT INTO chat_identity (seller_id, front_end, external_id, person_id, shown_name, chat_id,
    linked_at, seen_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
  ON CONFLICT DO NOTHING`;
const READ_ASK_ABOVE = `
  SELECT ask_above_units AS units FROM chat_setting WHERE seller_id = $1`;
const SET_ASK_ABOVE = `
  INSERT INTO chat_setting (seller_id, ask_above_units) VALUES ($1, $2)
  ON CONFLICT (seller_id) DO UPDATE SET ask_above_units = excluded.ask_above_units`;
const START_ASK_ABOVE = `
  INSERT INTO chat_setting (seller_id, ask_above_units) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
const FORGET_CODES = 'DELETE FROM link_code WHERE expires_at < $1';
const FORGET_OLD_FAILURES = 'DELETE FROM link_failure WHERE since < $1';

type Row<Value> = Value & Record<string, unknown>;

export function listPeople(db: Queryable, sellerId: number): Promise<Person[]> {
  return db.rows<Row<Person>>(LIST_PEOPLE, [sellerId]);
}

/** Of one person, or of all. */
export function listIdentities(
  db: Queryable,
  o: { sellerId: number; personId?: number },
): Promise<Identity[]> {
  return db.rows<Row<Identity>>(LIST_IDENTITIES, [o.sellerId, o.personId ?? null]);
}

export async function insertPerson(
  tx: Queryable,
  o: { sellerId: number; name: string; role: Role; at: Date },
): Promise<number> {
  const params = [o.sellerId, o.name, o.role, o.at];
  return (await tx.row<{ personId: number }>(INSERT_PERSON, params)).personId;
}

/** @returns the oldest owner, who is made when there is nobody at all; null: all owners are gone */
export async function ensureFirstPerson(
  tx: Queryable,
  o: { sellerId: number; name: string; at: Date },
): Promise<number | null> {
  await tx.row(LOCK_SELLER, [o.sellerId]);
  const made = await tx.maybeRow<{ personId: number }>(INSERT_FIRST_PERSON, [
    o.sellerId,
    o.name,
    o.at,
  ]);
  const found = made ?? (await tx.maybeRow<{ personId: number }>(OLDEST_OWNER, [o.sellerId]));
  return found?.personId ?? null;
}

/** Until the transaction ends nobody else changes who owns. */
export async function lockOwners(tx: Queryable, sellerId: number): Promise<number[]> {
  const rows = await tx.rows<{ personId: number }>(LOCK_OWNERS, [sellerId]);
  return rows.map(({ personId }) => personId);
}

type OfPerson = { readonly sellerId: number; readonly personId: number };

export async function setRole(tx: Queryable, o: OfPerson & { role: Role }): Promise<boolean> {
  return (await tx.execute(SET_ROLE, [o.sellerId, o.personId, o.role])) === 1;
}

export async function setHome(
  db: Queryable,
  o: OfPerson & { locationId: number | null },
): Promise<void> {
  await db.execute(SET_HOME, [o.sellerId, o.personId, o.locationId]);
}

export async function setLanguage(
  db: Queryable,
  o: OfPerson & { language: Language },
): Promise<void> {
  await db.execute(SET_LANGUAGE, [o.sellerId, o.personId, o.language]);
}

/** Cuts them off everywhere; the history keeps their name. */
export async function markRemoved(tx: Queryable, o: OfPerson & { at: Date }): Promise<boolean> {
  const params = [o.sellerId, o.personId];
  if ((await tx.execute(MARK_REMOVED, [...params, o.at])) !== 1) return false;
  await tx.execute(DELETE_IDENTITIES, params);
  await tx.execute(DELETE_CODES_OF, params);
  await tx.execute(CLOSE_QUESTIONS_OF, [...params, o.at]);
  return true;
}

export interface CodeFor {
  readonly personId: number | null;
  readonly role: Role | null;
  readonly name: string | null;
}

/** The codes made before for the same purpose no longer count. */
export async function insertCode(
  tx: Queryable,
  o: CodeFor & { sellerId: number; hash: Buffer; madeBy: number; at: Date; expiresAt: Date },
): Promise<void> {
  await tx.execute(DELETE_OPEN_CODES, [o.sellerId, o.madeBy, o.personId, o.name]);
  const whom = [o.personId, o.role, o.name];
  await tx.execute(INSERT_CODE, [o.sellerId, o.hash, ...whom, o.madeBy, o.at, o.expiresAt]);
}

type Sender = { readonly sellerId: number; readonly frontEnd: string; readonly externalId: string };

/** @returns how many tries this sender has made since then, this one included */
export async function countTry(
  tx: Queryable,
  o: Sender & { at: Date; countedSince: Date },
): Promise<number> {
  const params = [o.sellerId, o.frontEnd, o.externalId, o.at, o.countedSince];
  return (await tx.row<{ failures: number }>(COUNT_TRY, params)).failures;
}

export async function forgetFailures(tx: Queryable, o: Sender): Promise<void> {
  await tx.execute(FORGET_FAILURES, [o.sellerId, o.frontEnd, o.externalId]);
}

/** Undefined: used, expired, withdrawn, or no code at all. */
export function useCode(
  tx: Queryable,
  o: { sellerId: number; hash: Buffer; at: Date },
): Promise<CodeFor | undefined> {
  return tx.maybeRow<Row<CodeFor>>(USE_CODE, [o.sellerId, o.hash, o.at]);
}

/** False: somebody is linked there already. */
export async function insertIdentity(
  tx: Queryable,
  o: Sender & { personId: number; shownName: string | null; chatId: string | null; at: Date },
): Promise<boolean> {
  const { sellerId, frontEnd, externalId, personId, shownName, chatId, at } = o;
  const params = [sellerId, frontEnd, externalId, personId, shownName, chatId, at];
  return (await tx.execute(INSERT_IDENTITY, params)) === 1;
}

export async function readAskAbove(db: Queryable, sellerId: number): Promise<number> {
  return (await db.maybeRow<{ units: number }>(READ_ASK_ABOVE, [sellerId]))?.units ?? 0;
}

export async function setAskAbove(
  db: Queryable,
  o: { sellerId: number; units: number },
): Promise<void> {
  await db.execute(SET_ASK_ABOVE, [o.sellerId, o.units]);
}

/** Unless somebody has set it before. */
export async function startAskAbove(
  db: Queryable,
  o: { sellerId: number; units: number },
): Promise<void> {
  await db.execute(START_ASK_ABOVE, [o.sellerId, o.units]);
}

/** Of all sellers. */
export async function forgetOldCodes(
  sweep: Queryable,
  o: { codesBefore: Date; failuresBefore: Date },
): Promise<void> {
  await sweep.execute(FORGET_CODES, [o.codesBefore]);
  await sweep.execute(FORGET_OLD_FAILURES, [o.failuresBefore]);
}
