import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../core/base/secret.ts';
import { signBody, verifyDelivery } from '../../../../core/channels/woocommerce/verify-delivery.ts';

const RIGHT = new Secret('right');
const BODY = Buffer.from('{"id":5004}');

function deliver(o: { body?: Buffer; signature?: string; secrets?: Secret[] }) {
  const headers = {
    'x-wc-webhook-topic': 'order.updated',
    'x-wc-webhook-delivery-id': 'a1b2',
    ...(o.signature === undefined ? {} : { 'x-wc-webhook-signature': o.signature }),
  };
  const receivedAt = new Date('2026-03-01T09:00:00Z');
  return verifyDelivery({ rawBody: o.body ?? BODY, headers, receivedAt }, o.secrets ?? [RIGHT]);
}

describe('who sent a WooCommerce webhook', () => {
  it('a body signed with the secret of the webhook is accepted', () => {
    // Made by another program: printf '{"id":5004}' | openssl dgst -sha256 -hmac right -binary |
    // base64
    const signature = 'hSXDqgY+J2PKoeAeHuRh4aht1nd9Pl05X/FbekK9VPI=';
    expect(deliver({ signature })).toEqual({
      kind: 'verified',
      externalId: 'a1b2',
      topic: 'order.updated',
      body: 'json',
    });
  });

  it('while a secret is changed, the old and the new one are right', () => {
    const secrets = [new Secret('old'), RIGHT];
    for (const secret of ['old', 'right']) {
      expect(deliver({ signature: signBody(BODY, secret), secrets }).kind).toBe('verified');
    }
  });

  it('one changed byte, another secret, another spelling or no signature is refused', () => {
    const signature = signBody(BODY, 'right');
    expect(deliver({ signature, body: Buffer.from('{"id":5005}') }).kind).toBe('refused');
    expect(deliver({ signature: signBody(BODY, 'wrong') }).kind).toBe('refused');
    expect(deliver({ signature: signature.replace('=', '') }).kind).toBe('refused');
    expect(deliver({ signature: `${signature} ` }).kind).toBe('refused');
    expect(deliver({ signature: '' }).kind).toBe('refused');
    expect(deliver({}).kind).toBe('refused');
    expect(deliver({ signature, secrets: [] }).kind).toBe('refused');
  });

  it('an account without a secret accepts nobody', () => {
    const signature = signBody(BODY, '');
    expect(deliver({ signature, secrets: [new Secret('')] }).kind).toBe('refused');
  });

  it('the form that WooCommerce sends to try the address is welcome and means nothing', () => {
    expect(deliver({ body: Buffer.from('webhook_id=142') })).toEqual({
      kind: 'verified',
      externalId: null,
      topic: 'ping',
      body: 'none',
    });
  });

  it.each(['webhook_id=', 'webhook_id=1&x=1', 'webhook_id=1\n', 'webhook_id=1e3', ''])(
    'what only looks like it (%j) is refused',
    (text) => {
      expect(deliver({ body: Buffer.from(text) }).kind).toBe('refused');
    },
  );
});
