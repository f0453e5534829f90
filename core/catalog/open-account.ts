import type { Secret } from '../base/secret.ts';
import * as store from './account-store.ts';
import { WEBHOOK_SECRETS_MAX } from './add-account.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { Account, AccountState, OpenedAccount, Outcome } from './catalog-records.ts';
import { openCredentials, openSecrets, sealCredentials, sealSecrets } from './seal-account.ts';

const PUBLIC_ID_LENGTH_MAX = 63;

function toOpened(deps: CatalogDeps, row: store.SealedRow): OpenedAccount {
  const { sellerId, credentials, webhookSecrets, ...account } = row;
  const owner = { sellerId, accountPublicId: row.publicId };
  return {
    sellerId,
    account: account as Account,
    credentials: openCredentials(deps.vault, owner, credentials),
    webhookSecrets: openSecrets(deps.vault, owner, webhookSecrets),
  };
}

/** By the name in a webhook address, whoever's it is. Null: nobody's. Throws SealBroken. */
export async function openAccount(
  deps: CatalogDeps,
  publicId: string,
): Promise<OpenedAccount | null> {
  if (publicId.length > PUBLIC_ID_LENGTH_MAX || publicId.includes('\u0000')) return null;
  const row = await store.readSealedByPublicId(deps.database.sweep, publicId);
  return row ? toOpened(deps, row) : null;
}

/** One of the seller's own accounts. Null: no such. Throws SealBroken. */
export async function openOwnAccount(
  deps: CatalogDeps,
  sellerId: number,
  accountId: number,
): Promise<OpenedAccount | null> {
  const db = deps.database.forSeller(sellerId);
  const row = await store.readSealed(db, { sellerId, accountId });
  return row ? toOpened(deps, row) : null;
}

/** The new secret is valid from now on, and the one before it until the next rotation. */
export async function rotateWebhookSecret(
  deps: CatalogDeps,
  sellerId: number,
  o: { accountId: number; secret: Secret },
): Promise<Outcome<null, 'unknown-account'>> {
  const place = { sellerId, accountId: o.accountId };
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    const row = await store.lockWebhookSecrets(tx, place);
    if (!row) return { ok: false, reason: 'unknown-account' };
    const owner = { sellerId, accountPublicId: row.publicId };
    const before = openSecrets(deps.vault, owner, row.webhookSecrets);
    const secrets = [o.secret, ...before].slice(0, WEBHOOK_SECRETS_MAX);
    const sealed = sealSecrets(deps.vault, owner, secrets);
    await store.updateWebhookSecrets(tx, { ...place, sealed });
    return { ok: true, value: null };
  });
}

/** New credentials for a shop that no longer took the old ones; the account is active again. */
export async function replaceCredentials(
  deps: CatalogDeps,
  sellerId: number,
  o: { accountId: number; credentials: Readonly<Record<string, Secret>> },
): Promise<Outcome<null, 'unknown-account'>> {
  const place = { sellerId, accountId: o.accountId };
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    const row = await store.readAccount(tx, place);
    if (!row) return { ok: false, reason: 'unknown-account' };
    const owner = { sellerId, accountPublicId: row.publicId };
    const sealed = sealCredentials(deps.vault, owner, o.credentials);
    await store.updateCredentials(tx, { ...place, sealed });
    return { ok: true, value: null };
  });
}

/** @returns false when nothing had to change */
export function setAccountState(
  deps: CatalogDeps,
  sellerId: number,
  o: { accountId: number; state: AccountState; reason: string | null },
): Promise<boolean> {
  return store.updateState(deps.database.forSeller(sellerId), { sellerId, ...o });
}
