/** SQL of connected accounts. What is sealed is opened by open-account.ts and nowhere else. */
import type { Queryable } from '../database/queryable.ts';
import type { Account, AccountState, Coverage, PauseBy, Restock } from './catalog-records.ts';

const ACCOUNT_FIELDS = `
  account.account_id AS "accountId", account.public_id AS "publicId", account.channel,
  account.name, account.currency, account.settings, account.pause_by AS "pauseBy",
  account.restock, account.coverage, account.state, account.state_reason AS "stateReason",
  account.created_at AS "createdAt",
  coalesce((SELECT json_agg(own.location_id ORDER BY own.rank, own.location_id)
    FROM account_location AS own WHERE own.seller_id = account.seller_id
      AND own.account_id = account.account_id), '[]') AS "locationIds"`;
const SEALED_FIELDS = `
  account.seller_id AS "sellerId", account.credentials,
  account.webhook_secrets AS "webhookSecrets"`;

// The name in the webhook address is unique over all sellers, also over those we cannot see.
const INSERT_ACCOUNT = `
  INSERT INTO account (seller_id, public_id, channel, name, currency, settings, credentials,
    webhook_secrets, pause_by, restock, coverage, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT DO NOTHING RETURNING account_id AS "accountId"`;
const INSERT_ACCOUNT_LOCATIONS = `
  INSERT INTO account_location (seller_id, account_id, location_id, rank)
  SELECT $1, $2, chosen.location_id, chosen.rank
  FROM unnest($3::int[]) WITH ORDINALITY AS chosen (location_id, rank)`;
const READ_ACCOUNT = `
  SELECT ${ACCOUNT_FIELDS} FROM account WHERE seller_id = $1 AND account_id = $2`;
const LIST_ACCOUNTS = `
  SELECT ${ACCOUNT_FIELDS} FROM account WHERE seller_id = $1 ORDER BY account_id`;
const OPEN_BY_PUBLIC_ID = `
  SELECT ${SEALED_FIELDS}, ${ACCOUNT_FIELDS} FROM account WHERE public_id = $1`;
const OPEN_BY_ID = `
  SELECT ${SEALED_FIELDS}, ${ACCOUNT_FIELDS} FROM account
  WHERE seller_id = $1 AND account_id = $2`;
const LOCK_WEBHOOK_SECRETS = `
  SELECT public_id AS "publicId", webhook_secrets AS "webhookSecrets" FROM account
  WHERE seller_id = $1 AND account_id = $2 FOR NO KEY UPDATE`;
const SET_WEBHOOK_SECRETS = `
  UPDATE account SET webhook_secrets = $3 WHERE seller_id = $1 AND account_id = $2`;
const SET_CREDENTIALS = `
  UPDATE account SET credentials = $3, state = 'active', state_reason = NULL
  WHERE seller_id = $1 AND account_id = $2`;
const SET_STATE = `
  UPDATE account SET state = $3, state_reason = $4
  WHERE seller_id = $1 AND account_id = $2 AND (state, state_reason) IS DISTINCT FROM ($3, $4)`;

export interface SealedRow extends Account, Record<string, unknown> {
  readonly sellerId: number;
  readonly credentials: string;
  readonly webhookSecrets: string;
}

export interface NewAccountRow {
  readonly sellerId: number;
  readonly publicId: string;
  readonly channel: string;
  readonly name: string;
  readonly currency: string;
  readonly settings: unknown;
  readonly credentials: string;
  readonly webhookSecrets: string;
  readonly pauseBy: PauseBy;
  readonly restock: Restock;
  readonly coverage: Coverage;
  readonly at: Date;
}

/** Undefined: somebody has this public id. */
export async function insertAccount(tx: Queryable, o: NewAccountRow): Promise<number | undefined> {
  const params = [
    ...[o.sellerId, o.publicId, o.channel, o.name, o.currency, JSON.stringify(o.settings)],
    ...[o.credentials, o.webhookSecrets, o.pauseBy, o.restock, o.coverage, o.at],
  ];
  return (await tx.maybeRow<{ accountId: number }>(INSERT_ACCOUNT, params))?.accountId;
}

export async function insertAccountLocations(
  tx: Queryable,
  o: { sellerId: number; accountId: number; locationIds: readonly number[] },
): Promise<void> {
  await tx.execute(INSERT_ACCOUNT_LOCATIONS, [o.sellerId, o.accountId, o.locationIds]);
}

export function readAccount(
  db: Queryable,
  o: { sellerId: number; accountId: number },
): Promise<Account | undefined> {
  return db.maybeRow<Account & Record<string, unknown>>(READ_ACCOUNT, [o.sellerId, o.accountId]);
}

export function listAccounts(db: Queryable, sellerId: number): Promise<Account[]> {
  return db.rows<Account & Record<string, unknown>>(LIST_ACCOUNTS, [sellerId]);
}

export function readSealedByPublicId(db: Queryable, publicId: string) {
  return db.maybeRow<SealedRow>(OPEN_BY_PUBLIC_ID, [publicId]);
}

export function readSealed(db: Queryable, o: { sellerId: number; accountId: number }) {
  return db.maybeRow<SealedRow>(OPEN_BY_ID, [o.sellerId, o.accountId]);
}

export function lockWebhookSecrets(tx: Queryable, o: { sellerId: number; accountId: number }) {
  const params = [o.sellerId, o.accountId];
  return tx.maybeRow<{ publicId: string; webhookSecrets: string }>(LOCK_WEBHOOK_SECRETS, params);
}

export async function updateWebhookSecrets(
  tx: Queryable,
  o: { sellerId: number; accountId: number; sealed: string },
): Promise<void> {
  await tx.execute(SET_WEBHOOK_SECRETS, [o.sellerId, o.accountId, o.sealed]);
}

export async function updateCredentials(
  tx: Queryable,
  o: { sellerId: number; accountId: number; sealed: string },
): Promise<void> {
  await tx.execute(SET_CREDENTIALS, [o.sellerId, o.accountId, o.sealed]);
}

/** False: the account was in that state already, or there is none. */
export async function updateState(
  db: Queryable,
  o: { sellerId: number; accountId: number; state: AccountState; reason: string | null },
): Promise<boolean> {
  return (await db.execute(SET_STATE, [o.sellerId, o.accountId, o.state, o.reason])) === 1;
}
