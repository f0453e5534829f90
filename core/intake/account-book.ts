import type { Clock } from '../base/clock.ts';
import type { Secret } from '../base/secret.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Account, OpenedAccount } from '../catalog/catalog-records.ts';
import type { Channel, ChannelSettings } from '../channels/channel.ts';

/** An account with its channel, ready to verify and to read what its shop sends. */
export interface KnownAccount {
  readonly sellerId: number;
  readonly account: Account;
  readonly channel: Channel;
  readonly settings: ChannelSettings;
  readonly webhookSecrets: readonly Secret[];
}

/**
 * Remembers accounts for a moment, so that a burst of deliveries does not ask Postgres for the same
 * row again and again. Null: no such account, or this program cannot talk to its shop.
 */
export interface AccountBook {
  /** `atMostOldMs`: 0 asks Postgres. */
  byPublicId(publicId: string, o?: { atMostOldMs: number }): Promise<KnownAccount | null>;
  byId(o: { sellerId: number; accountId: number }): Promise<KnownAccount | null>;
}

// New credentials, secrets and settings are taken up after this at the latest.
const REMEMBERED_MS = 2_000;
const REMEMBERED_MAX = 1_000;

export function createAccountBook(deps: {
  catalog: Pick<Catalog, 'openAccount' | 'openOwnAccount'>;
  channels: ReadonlyMap<string, Channel>;
  clock: Clock;
}): AccountBook {
  const remembered = new Map<string, { sinceMs: number; found: Promise<KnownAccount | null> }>();

  function toKnown(opened: OpenedAccount | null): KnownAccount | null {
    const channel = opened && deps.channels.get(opened.account.channel);
    const settings = channel?.settings.safeParse(opened?.account.settings);
    if (!opened || !channel || !settings?.success) return null;
    const { sellerId, account, webhookSecrets } = opened;
    return { sellerId, account, channel, settings: settings.data, webhookSecrets };
  }

  function remember(
    key: string,
    open: () => Promise<OpenedAccount | null>,
    atMostOldMs: number,
  ): Promise<KnownAccount | null> {
    const nowMs = deps.clock.monotonicMs();
    const known = remembered.get(key);
    if (known && nowMs - known.sinceMs <= atMostOldMs) return known.found;
    const found = open().then(toKnown);
    // Taken out first: the newest stand last, and the oldest are forgotten first.
    remembered.delete(key);
    remembered.set(key, { sinceMs: nowMs, found });
    const forget = () => {
      if (remembered.get(key)?.found === found) remembered.delete(key);
    };
    // Neither failures nor names that strangers invent are remembered.
    found.then((account) => account ?? forget(), forget);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
    return found;
  }

  return {
    byPublicId: (publicId, o = { atMostOldMs: REMEMBERED_MS }) =>
      remember(`/${publicId}`, () => deps.catalog.openAccount(publicId), o.atMostOldMs),
    byId: ({ sellerId, accountId }) =>
      remember(
        `${sellerId}.${accountId}`,
        () => deps.catalog.openOwnAccount(sellerId, accountId),
        REMEMBERED_MS,
      ),
  };
}
