import { describe, expect, it } from 'vitest';
import { readDelivery } from '../../../../core/channels/vendure/read-delivery.ts';

const read = (body: unknown) => readDelivery({ topic: 'order', body });

describe('reading an event of a Vendure shop', () => {
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
