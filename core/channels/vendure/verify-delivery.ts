/**
 * Vendure sends no webhooks; our plugin in the shop does. It signs as Standard Webhooks does, so
 * that a copy of an old delivery is refused: id, time and body are signed together, and the time
 * must be about now.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../base/secret.ts';
import type { DeliveryVerdict, RawDelivery } from '../channel.ts';

export const ID_HEADER = 'webhook-id';
export const TIMESTAMP_HEADER = 'webhook-timestamp';
export const SIGNATURE_HEADER = 'webhook-signature';

/** What the plugin announces is in the body; all of it is about orders. */
export const TOPIC = 'order';

/** How far the clocks of shop and receiver may be apart, either way. */
const TOLERANCE_SECONDS = 300;
/** Ten digits last from 2001 to 2286, and leave no room for signs, fractions or exponents. */
const UNIX_SECONDS = /^\d{10}$/;
const ID = /^[\x21-\x7e]{1,255}$/;
/** A secret in change gives two; more than a handful is somebody trying. */
const SIGNATURES_MAX = 8;
/**
 * One of a version that we do not know is passed over; what is no signature at all spoils the
 * list.
 */
const SIGNATURE = /^v\d{1,3}[a-z]?,[A-Za-z0-9+/=_-]{1,200}$/;

export function signDelivery(o: {
  id: string;
  timestamp: string;
  rawBody: Buffer;
  secret: string;
}): string {
  const hmac = createHmac('sha256', o.secret).update(`${o.id}.${o.timestamp}.`).update(o.rawBody);
  return `v1,${hmac.digest('base64')}`;
}

function isSame(given: Buffer, right: Buffer): boolean {
  return given.length === right.length && timingSafeEqual(given, right);
}

function isRecent(timestamp: string, receivedAt: Date): boolean {
  if (!UNIX_SECONDS.test(timestamp)) return false;
  const receivedSeconds = Math.floor(receivedAt.getTime() / 1000);
  return Math.abs(receivedSeconds - Number.parseInt(timestamp, 10)) <= TOLERANCE_SECONDS;
}

export function verifyDelivery(
  { headers, rawBody, receivedAt }: RawDelivery,
  secrets: readonly Secret[],
): DeliveryVerdict {
  const id = headers[ID_HEADER] ?? '';
  const timestamp = headers[TIMESTAMP_HEADER] ?? '';
  const given = (headers[SIGNATURE_HEADER] ?? '').split(' ', SIGNATURES_MAX + 1);
  const isList = given.length <= SIGNATURES_MAX && given.every((one) => SIGNATURE.test(one));
  if (!ID.test(id) || !isList) return { kind: 'refused' };
  let isSigned = false;
  for (const secret of secrets) {
    const text = secret.reveal();
    const right = Buffer.from(signDelivery({ id, timestamp, rawBody, secret: text }));
    for (const signature of given) {
      // With an empty secret anybody can sign.
      if (isSame(Buffer.from(signature), right) && text !== '') isSigned = true;
    }
  }
  if (!isSigned || !isRecent(timestamp, receivedAt)) return { kind: 'refused' };
  return { kind: 'verified', externalId: id, topic: TOPIC, body: 'json' };
}
