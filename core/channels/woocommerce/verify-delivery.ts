import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../base/secret.ts';
import type { DeliveryVerdict, RawDelivery } from '../channel.ts';

export const SIGNATURE_HEADER = 'x-wc-webhook-signature';
export const TOPIC_HEADER = 'x-wc-webhook-topic';
/**
 * A hash of the webhook's id and the current second (source: WC_Webhook::get_new_delivery_id), so
 * two orders of one second share it: never enough by itself to call a delivery a copy.
 */
export const DELIVERY_ID_HEADER = 'x-wc-webhook-delivery-id';

export const PING_TOPIC = 'ping';

/**
 * Sent once, unsigned and as a form, to see that somebody answers (source:
 * WC_Webhook::deliver_ping).
 */
const PING = /^webhook_id=\d{1,19}$/;
const PING_BYTES_MAX = 30;

export function signBody(rawBody: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('base64');
}

function isSame(given: Buffer, right: Buffer): boolean {
  return given.length === right.length && timingSafeEqual(given, right);
}

function isPing({ rawBody, headers }: RawDelivery): boolean {
  if (headers[SIGNATURE_HEADER] !== undefined || rawBody.length > PING_BYTES_MAX) return false;
  return PING.test(rawBody.toString('latin1'));
}

/**
 * The body is signed and nothing else is: not the topic, which is therefore only a hint of how to
 * read, and no time, so a replay is told by what it says. An order read twice changes nothing
 * twice.
 */
export function verifyDelivery(delivery: RawDelivery, secrets: readonly Secret[]): DeliveryVerdict {
  if (isPing(delivery)) {
    return { kind: 'verified', externalId: null, topic: PING_TOPIC, body: 'none' };
  }
  const { headers, rawBody } = delivery;
  const given = Buffer.from(headers[SIGNATURE_HEADER] ?? '');
  let isSigned = false;
  for (const secret of secrets) {
    const text = secret.reveal();
    const isRight = isSame(given, Buffer.from(signBody(rawBody, text)));
    // With an empty secret anybody can sign.
    if (isRight && text !== '') isSigned = true;
  }
  if (!isSigned) return { kind: 'refused' };
  const externalId = headers[DELIVERY_ID_HEADER] || null;
  return { kind: 'verified', externalId, topic: headers[TOPIC_HEADER] ?? '', body: 'json' };
}
