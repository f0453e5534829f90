import { describe, expect, it } from 'vitest';
import { hasTakenStock, isCalledOff } from '../../../../core/channels/woocommerce/count-units.ts';
import { hoodies, orderBody, orderWith, refundAt, restocked, withHoodies } from './woo-order.ts';

const COMPLETED_AT = '2026-03-02T12:00:00';
const BEFORE = '2026-03-02T10:00:00';
const AFTER = '2026-03-05T10:00:00';

describe('which WooCommerce orders count', () => {
  it.each(['on-hold', 'processing', 'completed', 'refunded', 'packed-by-a-plugin'])(
    'an order that is %s has taken stock',
    (status) => {
      expect(hasTakenStock(orderWith({ status }))).toBe(true);
    },
  );

  it.each(['pending', 'checkout-draft', 'draft', 'auto-draft'])(
    'an order that is %s is no order yet',
    (status) => {
      expect(hasTakenStock(orderWith({ status }))).toBe(false);
    },
  );

  it('a payment that failed at once is no order, one that failed after stock was taken is', () => {
    const unpaid = { status: 'failed', date_paid_gmt: null };
    const [, mug] = orderBody().line_items as unknown[];
    expect(hasTakenStock(orderWith({ ...unpaid, line_items: [mug] }))).toBe(false);
    expect(hasTakenStock(orderWith(unpaid))).toBe(true);
    expect(hasTakenStock(orderWith({ status: 'failed', line_items: [mug] }))).toBe(true);
  });
});

describe('units of a WooCommerce order line', () => {
  it('an order in work has only ordered units', () => {
    expect(hoodies(orderBody())).toEqual({
      ordered: 3,
      cancelled: 0,
      shipped: 0,
      returned: 0,
      refunded: 0,
    });
  });

  it('a completed order has shipped all of them', () => {
    const body = orderBody({ status: 'completed', date_completed_gmt: COMPLETED_AT });
    expect(hoodies(body)).toMatchObject({ ordered: 3, cancelled: 0, shipped: 3 });
  });

  it.each(['cancelled', 'failed', 'trash'])(
    'an order that is %s ships nothing any more',
    (status) => {
      expect(isCalledOff(orderWith({ status }))).toBe(true);
      expect(hoodies(orderBody({ status }))).toMatchObject({
        ordered: 3,
        cancelled: 3,
        shipped: 0,
      });
    },
  );

  it('cancelling an order that had left is a return, and never frees its units', () => {
    const body = orderBody({ status: 'cancelled', date_completed_gmt: COMPLETED_AT });
    expect(hoodies(body)).toEqual({
      ordered: 3,
      cancelled: 0,
      shipped: 3,
      returned: 3,
      refunded: 0,
    });
  });

  it('throwing away an order that had left brings nothing back', () => {
    const body = orderBody({ status: 'trash', date_completed_gmt: COMPLETED_AT });
    expect(hoodies(body)).toMatchObject({ cancelled: 0, shipped: 3, returned: 0 });
  });

  it('a refund alone moves no stock', () => {
    expect(hoodies(orderBody(), [refundAt(BEFORE)])).toEqual({
      ordered: 3,
      cancelled: 0,
      shipped: 0,
      returned: 0,
      refunded: 2,
    });
  });

  it('a restocked refund before shipping cancels those units, and the rest ships', () => {
    expect(hoodies(withHoodies(restocked(2)), [refundAt(BEFORE)])).toMatchObject({
      cancelled: 2,
      shipped: 0,
      refunded: 0,
    });
    const done = { status: 'completed', date_completed_gmt: COMPLETED_AT };
    expect(hoodies(withHoodies(restocked(2), done), [refundAt(BEFORE)])).toMatchObject({
      cancelled: 2,
      shipped: 1,
      returned: 0,
    });
  });

  it('a restocked refund after shipping is a return', () => {
    const done = { status: 'completed', date_completed_gmt: COMPLETED_AT };
    expect(hoodies(withHoodies(restocked(2), done), [refundAt(AFTER)])).toEqual({
      ordered: 3,
      cancelled: 0,
      shipped: 3,
      returned: 2,
      refunded: 0,
    });
  });

  it('an order refunded in full after it left is still shipped', () => {
    const body = orderBody({ status: 'refunded', date_completed_gmt: COMPLETED_AT });
    expect(hoodies(body, [refundAt(AFTER)])).toMatchObject({ shipped: 3, refunded: 2 });
  });

  it('an order moved back from completed by mistake is not shipped', () => {
    const body = orderBody({ status: 'processing', date_completed_gmt: COMPLETED_AT });
    expect(hoodies(body)).toMatchObject({ shipped: 0 });
  });

  it('what a plugin writes into the restock note never counts more than was refunded', () => {
    const note = (value: unknown) => ({
      meta_data: [{ key: '_restock_refunded_items', value }],
    });
    for (const value of ['99', 'many', '-2', '1e3', null, { units: 2 }]) {
      const { cancelled, refunded } = hoodies(withHoodies(note(value)), [refundAt(BEFORE)]);
      expect(cancelled + refunded).toBe(2);
      expect(cancelled).toBeGreaterThanOrEqual(0);
    }
  });

  it('whatever the course, no unit is counted twice', () => {
    const states = ['processing', 'completed', 'cancelled', 'failed', 'trash', 'refunded'];
    for (const status of states) {
      for (const completed of [null, COMPLETED_AT]) {
        for (const units of [0, 1, 2, 3]) {
          for (const refunds of [[], [refundAt(BEFORE)], [refundAt(AFTER)]]) {
            const order = { status, date_completed_gmt: completed };
            const line = hoodies(withHoodies(restocked(units), order), refunds);
            expect(line.cancelled + line.shipped).toBeLessThanOrEqual(line.ordered);
            expect(line.returned).toBeLessThanOrEqual(line.shipped);
          }
        }
      }
    }
  });
});
