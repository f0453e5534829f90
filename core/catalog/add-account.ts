import type { Secret } from '../base/secret.ts';
import { cleanText } from '../base/text.ts';
import { insertAccount, insertAccountLocations, readAccount } from './account-store.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import type { Account, Coverage, Outcome, PauseBy, Restock } from './catalog-records.ts';
import { listLocations, lockLedger, renewRules } from './catalog-store.ts';
import { sealCredentials, sealSecrets } from './seal-account.ts';

const PUBLIC_ID = /^[a-z0-9][a-z0-9-]{1,62}$/;
const CURRENCY = /^[A-Z]{3}$/;
const NAME_LENGTH_MAX = 200;
export const WEBHOOK_SECRETS_MAX = 2;

export interface NewAccount {
  /** Small letters, digits and hyphens; part of the webhook address. */
  readonly publicId: string;
  readonly channel: string;
  readonly name: string;
  readonly currency: string;
  /** Read by the channel's own schema before it comes here. Never a secret. */
  readonly settings: unknown;
  readonly credentials: Readonly<Record<string, Secret>>;
  /** One, or two while a secret is being replaced. Empty for a shop that is only asked. */
  readonly webhookSecrets: readonly Secret[];
  readonly pauseBy?: PauseBy;
  readonly restock?: Restock;
  readonly coverage?: Coverage;
  /** Best first. Empty or absent: all, by their own rank. */
  readonly locationIds?: readonly number[];
}

export type AccountRefusal =
  | 'bad-public-id'
  | 'bad-name'
  | 'bad-currency'
  | 'too-many-webhook-secrets'
  | 'unknown-location'
  | 'public-id-taken';

const refused = (reason: AccountRefusal) => ({ ok: false, reason }) as const;

/** Connects a shop. Refuses as AccountRefusal says; a public id may be taken by another seller. */
export async function addAccount(
  deps: CatalogDeps,
  sellerId: number,
  o: NewAccount,
): Promise<Outcome<Account, AccountRefusal>> {
  if (!PUBLIC_ID.test(o.publicId)) return refused('bad-public-id');
  const name = cleanText(o.name).trim();
  if (name === '' || name.length > NAME_LENGTH_MAX) return refused('bad-name');
  if (!CURRENCY.test(o.currency)) return refused('bad-currency');
  if (o.webhookSecrets.length > WEBHOOK_SECRETS_MAX) return refused('too-many-webhook-secrets');
  const owner = { sellerId, accountPublicId: o.publicId };
  const row = {
    sellerId,
    publicId: o.publicId,
    channel: o.channel,
    name,
    currency: o.currency,
    settings: o.settings,
    credentials: sealCredentials(deps.vault, owner, o.credentials),
    webhookSecrets: sealSecrets(deps.vault, owner, o.webhookSecrets),
    pauseBy: o.pauseBy ?? 'quantity',
    restock: o.restock ?? 'confirm',
    coverage: o.coverage ?? 'units',
    at: deps.clock.now(),
  };
  const locationIds = [...new Set(o.locationIds ?? [])];
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    await lockLedger(tx, sellerId);
    const known = new Set((await listLocations(tx, sellerId)).map((each) => each.locationId));
    if (!locationIds.every((each) => known.has(each))) return refused('unknown-location');
    const accountId = await insertAccount(tx, row);
    if (accountId === undefined) return refused('public-id-taken');
    await insertAccountLocations(tx, { sellerId, accountId, locationIds });
    await renewRules(tx, sellerId);
    return { ok: true, value: (await readAccount(tx, { sellerId, accountId })) as Account };
  });
}
