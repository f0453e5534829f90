import { parseJson } from '../base/lossless-json.ts';
import type { DeliveryReading } from '../channels/channel.ts';
import type { AccountBook } from './account-book.ts';
import type { WaitingDelivery } from './delivery-store.ts';

/** The topic of what was found on a shop by asking, and not read; a replay asks for it again. */
export const PULLED_TOPIC = 'shelftalk pulled order';

export const toPulledBody = (orderRef: string) => JSON.stringify({ orderRef });

const unreadable = (reason: string) => ({ kind: 'unreadable', reason }) as const;

/** What a delivery means, by its account's adapter. A defect of the adapter is thrown. */
export async function readDelivery(
  accounts: AccountBook,
  sellerId: number,
  delivery: WaitingDelivery,
): Promise<DeliveryReading> {
  const { accountId, topic, body } = delivery;
  if (body === null) return { kind: 'none', reason: 'its body was erased' };
  const parsed = parseJson(body);
  if (!parsed.ok) return unreadable(parsed.reason);
  if (topic === PULLED_TOPIC) return readPulled(parsed.value);
  const known = await accounts.byId({ sellerId, accountId });
  if (!known) return unreadable('the account cannot be used: its channel or settings are unknown');
  return known.channel.read({ topic, body: parsed.value }, known.settings);
}

function readPulled(body: unknown): DeliveryReading {
  const orderRef = (body as { orderRef?: unknown } | null)?.orderRef;
  if (typeof orderRef !== 'string') return unreadable('it names no order');
  return { kind: 'order-ref', orderRef };
}
