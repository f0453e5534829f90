import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../core/base/secret.ts';

export const SIGNATURE_HEADER = 'x-hub-signature-256';

export function signCloudBody(rawBody: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`;
}

/** Over the bytes as they came, and as text, so that a signature has one spelling only. */
export function isSignedBy(o: { rawBody: Uint8Array; given: string; secret: Secret }): boolean {
  const secret = o.secret.reveal();
  return secret !== '' && isSameText(o.given, signCloudBody(o.rawBody, secret));
}

/** In a time that does not tell how much of it was right. */
export function isSameText(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
