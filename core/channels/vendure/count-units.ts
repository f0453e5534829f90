/**
 * How many units of an order line were cancelled, shipped and returned. Measured on Vendure 3.7.3:
 *
 * - `quantity` is what is left of a line; a cancellation, partial or whole, takes it down and notes
 * its units in the order's history, an edit upwards takes it up. So the units ever ordered are
 * those left and those cancelled.
 * - A cancelled unit that had been shipped is put back into the shop's stock: a return. Which of
 * the units was meant is not told, so those still in the house count first.
 * - Shipped are the units of parcels that are Shipped or Delivered; a packed one (Pending) is still
 * in the house.
 * - A refund moves no unit. A cancellation is usually paid back by a refund of its own, which is
 * not counted again.
 */
import type { IncomingLine } from '../../orders/incoming-order.ts';
import type { WireLineUnits, WireOrder, WireOrderLine } from './wire.ts';

const GONE: ReadonlySet<string> = new Set(['Shipped', 'Delivered']);
const NOT_PAID_BACK: ReadonlySet<string> = new Set(['Failed']);
const CANCELLED = 'Cancelled';

export type LineUnits = Pick<
  IncomingLine,
  'ordered' | 'cancelled' | 'shipped' | 'returned' | 'refunded'
>;

export function countUnits(line: WireOrderLine, order: WireOrder): LineUnits {
  const noted = order.cancellations.items.flatMap(({ data }) => data.lines);
  const parcels = (order.fulfillments ?? []).filter(({ state }) => GONE.has(state));
  const refunds = (order.payments ?? [])
    .flatMap((payment) => payment.refunds)
    .filter(({ state }) => !NOT_PAID_BACK.has(state));

  const left = order.state === CANCELLED ? 0 : line.quantity;
  const everOrdered = line.quantity + unitsOf(line, noted);
  const ordered = Math.max(everOrdered, line.orderPlacedQuantity);
  const takenBack = ordered - left;
  const gone = unitsOf(
    line,
    parcels.flatMap((parcel) => parcel.lines),
  );
  const shipped = Math.min(gone, ordered);
  const cancelled = Math.min(takenBack, ordered - shipped);
  const paidBack = unitsOf(
    line,
    refunds.flatMap((refund) => refund.lines),
  );
  return {
    ordered,
    cancelled,
    shipped,
    returned: takenBack - cancelled,
    refunded: Math.min(left, Math.max(0, paidBack - takenBack)),
  };
}

function unitsOf(line: WireOrderLine, all: readonly WireLineUnits[]): number {
  return all
    .filter((units) => units.orderLineId === line.id)
    .reduce((sum, units) => sum + units.quantity, 0);
}
