import { describe, expect, it } from 'vitest';
import { toIncomingOrder } from '../../../../core/channels/vendure/mapping.ts';
import type { IncomingOrder } from '../../../../core/orders/incoming-order.ts';
import { recordedOrder } from './recording.ts';

function read(name: string): IncomingOrder {
  const order = toIncomingOrder(recordedOrder(name));
  if (!order) throw new Error(`${name} is a cart.`);
  return order;
}

const units = (name: string, index = 0) => {
  const line = read(name).lines[index];
  if (!line) throw new Error(`${name} has no line ${index}.`);
  const { ordered, cancelled, shipped, returned, refunded } = line;
  return [ordered, cancelled, shipped, returned, refunded];
};

describe('units of an order of a real Vendure, from its recorded answers', () => {
  // ordered, cancelled, shipped, returned, refunded
  it.each([
    ['order-placed', [5, 0, 0, 0, 0]],
    ['order-partly-cancelled', [5, 1, 0, 0, 0]],
    ['order-packed', [5, 1, 0, 0, 0]],
    ['order-partly-shipped', [5, 1, 2, 0, 0]],
    ['order-shipped', [5, 1, 4, 0, 0]],
    ['order-partly-delivered', [5, 1, 4, 0, 0]],
    ['order-returned', [5, 1, 4, 4, 0]],
    ['order-cancelled', [3, 3, 0, 0, 0]],
    ['order-parcel-cancelled', [3, 0, 0, 0, 0]],
    ['order-modified-down', [4, 1, 0, 0, 0]],
    ['order-modified-up', [7, 1, 0, 0, 0]],
    ['order-modified-same-variant', [9, 1, 0, 0, 0]],
    ['order-modified-settled', [9, 1, 0, 0, 0]],
  ])('%s', (name, expected) => {
    expect(units(name)).toEqual(expected);
  });

  it('a line that was added by an edit counts from then on', () => {
    expect(units('order-modified-up', 1)).toEqual([2, 0, 0, 0, 0]);
  });

  it('over one order no figure ever goes back', () => {
    const life = [
      'order-placed',
      'order-partly-cancelled',
      'order-packed',
      'order-partly-shipped',
      'order-shipped',
      'order-partly-delivered',
      'order-refunded',
      'order-returned',
    ].map((name) => units(name).slice(0, 4));
    for (const [index, after] of life.entries()) {
      const before = life[index - 1] ?? [0, 0, 0, 0];
      after.forEach((figure, place) => {
        expect(figure).toBeGreaterThanOrEqual(before[place] ?? 0);
      });
    }
  });

  it('an order is newer after a shipment, although the shop says it was not updated', () => {
    const [packed, shipped] = ['order-packed', 'order-partly-shipped'];
    expect(recordedOrder(shipped as string).updatedAt).toEqual(
      recordedOrder(packed as string).updatedAt,
    );
    expect(read(shipped as string).revisedAt?.getTime()).toBeGreaterThan(
      read(packed as string).revisedAt?.getTime() ?? 0,
    );
  });

  it('money, ids and the buyer are taken over as they are', () => {
    expect(read('order-placed')).toMatchObject({
      currency: 'INR',
      totalMinor: 254_500,
      isCancelled: false,
      lines: [{ externalId: '1', listingExternalId: '4', skuCode: 'TOTE-NAT' }],
      buyer: { externalId: '1', name: 'Buyer Number 1', address: { city: 'Mumbai' } },
    });
    expect(read('order-cancelled').isCancelled).toBe(true);
  });
});
