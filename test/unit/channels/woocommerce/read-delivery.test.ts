import { describe, expect, it } from 'vitest';
import { readDelivery } from '../../../../core/channels/woocommerce/read-delivery.ts';
import { fixture, orderBody } from './woo-order.ts';

const read = (body: unknown, topic = 'order.updated') => readDelivery({ topic, body });

describe('reading a WooCommerce webhook', () => {
  it('a whole order is read from its body', () => {
    const reading = read(orderBody(), 'order.created');
    expect(reading).toMatchObject({
      kind: 'order',
      order: {
        externalId: '5004',
        number: '5004',
        currency: 'EUR',
        totalMinor: 7150,
        isCancelled: false,
        placedAt: new Date('2026-03-01T09:00:00Z'),
        revisedAt: new Date('2026-03-01T09:00:05Z'),
        lines: [
          {
            externalId: '311',
            listingExternalId: '23',
            skuCode: 'HOODIE-BLK-M',
            ordered: 3,
            unitPriceMinor: 2000,
          },
          { externalId: '312', listingExternalId: '40', skuCode: null, unitPriceMinor: 1150 },
        ],
        buyer: {
          externalId: '12',
          name: 'Asha Rao',
          email: 'asha@example.com',
          phone: '+91 20 5550 1000',
          address: { line1: '4 Hill Road', city: 'Pune', postcode: '411001', country: 'IN' },
        },
      },
    });
  });

  it('keeps nothing of the buyer that an order does not need', () => {
    expect(JSON.stringify(read(orderBody()))).not.toContain('203.0.113.9');
  });

  it('an order with refunds is fetched, for the body does not say which lines', () => {
    const refunds = [{ id: fixture('refund-of-two-hoodies').id, reason: '', total: '-40.00' }];
    expect(read(orderBody({ refunds }))).toEqual({ kind: 'order-ref', orderRef: '5004' });
  });

  it('an order that was thrown away is fetched from the bin', () => {
    expect(read({ id: 5004 }, 'order.deleted')).toEqual({ kind: 'order-ref', orderRef: '5004' });
  });

  it('two ids that differ in the last digit stay two orders', () => {
    const near = ['9007199254740993', '9007199254740992'].map((id) => read(orderBody({ id })));
    expect(near.map((one) => one.kind === 'order' && one.order.externalId)).toEqual([
      '9007199254740993',
      '9007199254740992',
    ]);
  });

  it('an order that waits for its payment is left alone', () => {
    expect(read(orderBody({ status: 'pending' }))).toMatchObject({ kind: 'none' });
  });

  it('topics without orders are understood, and nothing is done', () => {
    expect(read({ id: 1 }, 'product.updated')).toMatchObject({ kind: 'none' });
    expect(read({ id: 1 }, '')).toMatchObject({ kind: 'none' });
  });

  it.each([
    ['half a unit', { quantity: 1.5 }],
    ['minus one unit', { quantity: -1 }],
    ['a unit in letters', { quantity: 'one' }],
    ['more units than exist', { quantity: 10_000_000 }],
    ['no id', { id: null }],
  ])('a line with %s is parked, not guessed', (_what, change) => {
    const [first, second] = orderBody().line_items as Record<string, unknown>[];
    const line_items = [{ ...first, ...change }, second];
    expect(read(orderBody({ line_items }))).toMatchObject({ kind: 'unreadable' });
  });

  it('a date without meaning is parked', () => {
    expect(read(orderBody({ date_created_gmt: '2026-02-31T99:00:00' })).kind).toBe('unreadable');
    expect(read(orderBody({ date_created_gmt: '' })).kind).toBe('unreadable');
  });

  it('prices in a currency without decimals are not multiplied', () => {
    const reading = read(orderBody({ currency: 'JPY', total: '7150' }));
    expect(reading).toMatchObject({ order: { totalMinor: 7150 } });
  });

  it('a unit price that is no whole cent is not invented', () => {
    const [first, second] = orderBody().line_items as Record<string, unknown>[];
    const line_items = [{ ...first, total: '10.00' }, second];
    const reading = read(orderBody({ line_items }));
    expect(reading).toMatchObject({ order: { lines: [{ unitPriceMinor: null }, {}] } });
  });
});
