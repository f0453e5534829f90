import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../core/base/secret.ts';
import { verifyDelivery } from '../../../../core/channels/shopify/verify-delivery.ts';

const BODY = Buffer.from('{"id":6920906727361609728}\n');
const OLD = new Secret('the old secret');
const NEW = new Secret('the new secret');

const sign = (body: Buffer, secret: Secret) =>
  createHmac('sha256', secret.reveal()).update(body).digest('base64');

function deliver(o: { body?: Buffer; signature?: string; headers?: Record<string, string> }) {
  return {
    rawBody: o.body ?? BODY,
    headers: {
      'x-shopify-topic': 'orders/create',
      'x-shopify-webhook-id': 'delivery-1',
      'x-shopify-event-id': 'event-1',
      'x-shopify-hmac-sha256': o.signature,
      ...o.headers,
    },
    receivedAt: new Date('2026-03-01T00:00:00Z'),
  };
}

const REFUSED = { kind: 'refused' };

describe('who sent this webhook', () => {
  it('a body signed with the secret of the app is taken, with its id and topic', () => {
    const delivery = deliver({ signature: sign(BODY, NEW) });
    expect(verifyDelivery(delivery, [NEW])).toEqual({
      kind: 'verified',
      externalId: 'delivery-1',
      topic: 'orders/create',
      body: 'json',
    });
  });

  it('while the secret is changed, both the old and the new one are right', () => {
    for (const secret of [OLD, NEW]) {
      const delivery = deliver({ signature: sign(BODY, secret) });
      expect(verifyDelivery(delivery, [OLD, NEW])).toMatchObject({ kind: 'verified' });
      expect(verifyDelivery(delivery, [NEW, OLD])).toMatchObject({ kind: 'verified' });
    }
  });

  it('the signature covers the bytes as they came, also when they are no text', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    const signature = sign(body, NEW);
    expect(verifyDelivery(deliver({ body, signature }), [NEW])).toMatchObject({ kind: 'verified' });
  });

  const good = sign(BODY, NEW);
  it.each<[string, ReturnType<typeof deliver>, readonly Secret[]]>([
    ['no signature', deliver({}), [NEW]],
    ['an empty signature', deliver({ signature: '' }), [NEW]],
    ['another secret', deliver({ signature: sign(BODY, OLD) }), [NEW]],
    ['a changed body', deliver({ body: Buffer.concat([BODY, BODY]), signature: good }), [NEW]],
    [
      'a body without its last byte',
      deliver({ body: BODY.subarray(0, -1), signature: good }),
      [NEW],
    ],
    ['half a signature', deliver({ signature: good.slice(0, 20) }), [NEW]],
    ['a signature and more', deliver({ signature: `${good}x` }), [NEW]],
    ['another spelling of the same bits', deliver({ signature: good.replace('=', '') }), [NEW]],
    ['hexadecimal', deliver({ signature: Buffer.from(good, 'base64').toString('hex') }), [NEW]],
    ['the header twice', deliver({ signature: `${good}, ${good}` }), [NEW]],
    ['letters of several bytes', deliver({ signature: 'é'.repeat(44) }), [NEW]],
    ['no secret at all', deliver({ signature: good }), []],
    ['an empty secret', deliver({ signature: sign(BODY, new Secret('')) }), [new Secret('')]],
  ])('%s is refused', (_what, delivery, secrets) => {
    expect(verifyDelivery(delivery, secrets)).toEqual(REFUSED);
  });

  it('without an id of the delivery that of the event serves, if there is one', () => {
    const signature = sign(BODY, NEW);
    const noDelivery = deliver({ signature, headers: { 'x-shopify-webhook-id': '' } });
    expect(verifyDelivery(noDelivery, [NEW])).toMatchObject({ externalId: 'event-1' });
    const none = { 'x-shopify-webhook-id': '', 'x-shopify-event-id': '' };
    const neither = deliver({ signature, headers: none });
    expect(verifyDelivery(neither, [NEW])).toMatchObject({ externalId: null });
  });
});
