import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../core/base/secret.ts';
import { readDelivery } from '../../../../core/channels/vendure/read-delivery.ts';
import { verifyDelivery } from '../../../../core/channels/vendure/verify-delivery.ts';
import { recordedEvent } from './recording.ts';

const read = (body: unknown) => readDelivery({ topic: 'order', body });

describe('reading an event of a Vendure shop', () => {
  it.each(['placed', 'modified', 'cancelled', 'fulfilled', 'refunded'])(
    'what the plugin in a real shop posted (%s) is believed and fetched',
    (name) => {
      const { headers, rawBody, secret } = recordedEvent(name);
      const receivedAt = new Date(Number(headers['webhook-timestamp']) * 1000 + 900);
      const delivery = { rawBody: Buffer.from(rawBody), headers, receivedAt };
      const body = JSON.parse(rawBody);
      expect(verifyDelivery(delivery, [new Secret(secret)])).toEqual({
        kind: 'verified',
        externalId: body.deliveryId,
        topic: 'order',
        body: 'json',
      });
      expect(read(body)).toEqual({ kind: 'order-ref', orderRef: body.orderCode });
    },
  );

  it.each(['placed', 'modified', 'cancelled', 'fulfilled', 'refunded', 'of-tomorrow'])(
    'an order that was %s is fetched',
    (what) => {
      const body = { event: `order.${what}`, orderCode: 'B1MKRF66ETSKD3EW', orderId: '1' };
      expect(read(body)).toEqual({ kind: 'order-ref', orderRef: 'B1MKRF66ETSKD3EW' });
    },
  );

  it('an event of something else is understood, and nothing is done', () => {
    expect(read({ event: 'product.changed', orderCode: 'X' })).toMatchObject({ kind: 'none' });
  });

  it.each([[null], ['order'], [{}], [{ event: 'order.placed' }], [{ event: 1, orderCode: 'X' }]])(
    '%j is parked',
    (body) => {
      expect(read(body)).toMatchObject({ kind: 'unreadable' });
    },
  );

  it('what is no order code is parked', () => {
    for (const orderCode of ['', 'a b', 'x'.repeat(101), '{"code"}', 7]) {
      expect(read({ event: 'order.placed', orderCode }).kind).toBe('unreadable');
    }
  });
});
