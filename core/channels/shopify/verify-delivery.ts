import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../base/secret.ts';
import type { DeliveryVerdict, RawDelivery } from '../channel.ts';

export const SIGNATURE_HEADER = 'x-shopify-hmac-sha256';
export const TOPIC_HEADER = 'x-shopify-topic';
/** The same for every repetition of one delivery. */
export const WEBHOOK_ID_HEADER = 'x-shopify-webhook-id';
/** The same for every subscription that one event is sent to. */
export const EVENT_ID_HEADER = 'x-shopify-event-id';

export function signBody(rawBody: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('base64');
}

function isSame(given: Buffer, right: Buffer): boolean {
  return given.length === right.length && timingSafeEqual(given, right);
}

/**
 * Compares the signature as text: decoding it first would let many spellings of one signature pass.
 * Every secret is tried to the end, so the time does not tell which of them was right.
 */
export function verifyDelivery(delivery: RawDelivery, secrets: readonly Secret[]): DeliveryVerdict {
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
  const externalId = headers[WEBHOOK_ID_HEADER] || headers[EVENT_ID_HEADER] || null;
  return { kind: 'verified', externalId, topic: headers[TOPIC_HEADER] ?? '', body: 'json' };
}
