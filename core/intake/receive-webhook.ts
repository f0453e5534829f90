import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import { type JsonRefusal, parseJson } from '../base/lossless-json.ts';
import type { DeliveryVerdict, RawDelivery } from '../channels/channel.ts';
import type { AccountBook, KnownAccount } from './account-book.ts';
import type { Inbox } from './inbox.ts';

export type WebhookAnswer =
  /** Durable. A copy is as good as the first. */
  | { readonly kind: 'stored' | 'copy' }
  /** A handshake of the shop: nothing to store. */
  | { readonly kind: 'handshake' }
  /** No such account, another channel, no or a wrong signature. Never says which. */
  | { readonly kind: 'refused' }
  /** Signed, and still nothing that can be read. */
  | { readonly kind: 'bad-body'; readonly reason: JsonRefusal | 'not_an_object' };

// A secret that was just replaced elsewhere must not cost the shop a refusal, and a stranger's
// wrong signatures must not cost Postgres a query each.
const REFUSAL_TRUSTED_MS = 250;

/**
 * What a shop posts: proven to come from that shop, readable, durable, and only then answered.
 * Throws InboxFull, DatabaseUnavailable and DatabaseBusy (the shop must send it again).
 */
export async function receiveWebhook(
  deps: { accounts: AccountBook; inbox: Inbox; clock: Clock; ids: Ids },
  o: { channel: string; publicId: string; rawBody: Buffer; headers: RawDelivery['headers'] },
): Promise<WebhookAnswer> {
  const { rawBody, headers } = o;
  const delivery = { rawBody, headers, receivedAt: deps.clock.now() };
  const verified = await verify(deps.accounts, o, delivery);
  if (verified?.verdict.kind !== 'verified') return { kind: 'refused' };
  const { known, verdict } = verified;
  if (verdict.body === 'none') return { kind: 'handshake' };
  const parsed = parseJson(rawBody);
  if (!parsed.ok) return { kind: 'bad-body', reason: parsed.reason };
  if (!isObject(parsed.value)) return { kind: 'bad-body', reason: 'not_an_object' };
  // A thin message only says "look again". Without an id of its own, two with the same body are
  // two reasons to look, and dropping the second would lose what happened in between.
  const isHint = known.channel.capability.payload === 'thin';
  const externalId = verdict.externalId ?? (isHint ? deps.ids.next() : null);
  const { topic } = verdict;
  const { sellerId, account } = known;
  const { accountId } = account;
  const kind = await deps.inbox.accept({ ...delivery, sellerId, accountId, externalId, topic });
  return { kind };
}

async function verify(
  accounts: AccountBook,
  o: { channel: string; publicId: string },
  delivery: RawDelivery,
): Promise<{ known: KnownAccount; verdict: DeliveryVerdict } | null> {
  const known = await accounts.byPublicId(o.publicId);
  if (known?.channel.slug !== o.channel) return null;
  const verdict = known.channel.verify(delivery, known.webhookSecrets);
  if (verdict.kind === 'verified') return { known, verdict };
  const fresh = await accounts.byPublicId(o.publicId, { atMostOldMs: REFUSAL_TRUSTED_MS });
  if (fresh === known || fresh?.channel.slug !== o.channel) return null;
  return { known: fresh, verdict: fresh.channel.verify(delivery, fresh.webhookSecrets) };
}

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
