/**
 * How many units of an order line were cancelled, shipped and returned, from what WooCommerce
 * tells.
 *
 * WooCommerce counts no units: a line has one quantity, which the shop's admin may edit, and the
 * order has one status. The rules, each from the reference or, marked (source), from WooCommerce's
 * own code:
 * - Stock is taken when an order becomes on-hold, processing or completed (source:
 * wc-stock-functions). A pending order or a draft of the checkout has taken none, so it is no order
 * yet. Nor is a failed one that never took any.
 * - cancelled, failed, trash: no unit will be shipped any more. An order that was completed before
 * had left already: its units come back as a return, if the shop says so at all.
 * - completed: everything not cancelled has been shipped. A part cannot be told.
 * - The reference tells of a refund its lines and units, and never whether they were put back into
 * stock. The shop keeps that sum on the order line as `_restock_refunded_items` (source:
 * wc_restock_refunded_items). Where it is missing, refunded units are refunded and nothing else.
 * Where it is there, units refunded before the order was completed were cancelled, later ones
 * returned; when only some of both were restocked, the earlier ones count.
 */
import { parseQuantity } from '../../base/quantity.ts';
import type { IncomingLine } from '../../orders/incoming-order.ts';
import type { WireOrder, WireOrderLine, WireRefund } from './wire.ts';

const NO_ORDER_YET: ReadonlySet<string> = new Set([
  'pending',
  'checkout-draft',
  'draft',
  'auto-draft',
]);
const DEAD: ReadonlySet<string> = new Set(['cancelled', 'failed', 'trash']);

const REDUCED_STOCK = '_reduced_stock';
const RESTOCKED_UNITS = '_restock_refunded_items';
const REFUNDED_LINE = '_refunded_item_id';

export type LineUnits = Pick<
  IncomingLine,
  'ordered' | 'cancelled' | 'shipped' | 'returned' | 'refunded'
>;

/** Has this order taken stock, or had it? */
export function hasTakenStock(order: WireOrder): boolean {
  if (NO_ORDER_YET.has(order.status)) return false;
  if (order.status !== 'failed') return true;
  const isPaid = (order.date_paid_gmt ?? null) !== null;
  return isPaid || order.line_items.some((line) => metaUnits(line, REDUCED_STOCK) > 0);
}

/** Nothing of it will leave, and nothing of it left. */
export function isCalledOff(order: WireOrder): boolean {
  return DEAD.has(order.status) && (order.date_completed_gmt ?? null) === null;
}

export function countUnits(
  line: WireOrderLine,
  o: { order: WireOrder; refunds: readonly WireRefund[] },
): LineUnits {
  const { order } = o;
  const ordered = line.quantity;
  const completedAt = shippedAt(order);
  const refunded = refundedUnits(line, { ...o, completedAt });
  const refundedInAll = Math.min(ordered, refunded.before + refunded.after);
  const restocked = Math.min(refundedInAll, metaUnits(line, RESTOCKED_UNITS));
  if (isCalledOff(order)) {
    return { ordered, cancelled: ordered, shipped: 0, returned: 0, refunded: 0 };
  }
  const moneyOnly = refundedInAll - restocked;
  if (completedAt === null) {
    return { ordered, cancelled: restocked, shipped: 0, returned: 0, refunded: moneyOnly };
  }
  const cancelled = Math.min(restocked, refunded.before);
  const shipped = ordered - cancelled;
  // Cancelling a completed order puts all of it back into the shop's stock.
  const returned = order.status === 'cancelled' ? shipped : restocked - cancelled;
  return { ordered, cancelled, shipped, returned, refunded: moneyOnly };
}

/** Null: not shipped. Moving an order back from completed takes the shipment back. */
function shippedAt(order: WireOrder): Date | null {
  const at = order.date_completed_gmt ?? null;
  if (order.status === 'completed') return at ?? order.date_modified_gmt ?? order.date_created_gmt;
  const isAfterwards = DEAD.has(order.status) || order.status === 'refunded';
  return isAfterwards ? at : null;
}

function refundedUnits(
  line: WireOrderLine,
  o: { order: WireOrder; refunds: readonly WireRefund[]; completedAt: Date | null },
): { before: number; after: number } {
  const units = { before: 0, after: 0 };
  for (const refund of o.refunds) {
    const isBefore = o.completedAt === null || refund.date_created_gmt < o.completedAt;
    for (const item of refund.line_items) {
      const refundedLine = item.meta_data.find((meta) => meta.key === REFUNDED_LINE)?.value;
      if (String(refundedLine) !== line.id) continue;
      units[isBefore ? 'before' : 'after'] += item.quantity;
    }
  }
  return units;
}

/** Meta values are text, or numbers, or anything a plugin put there. */
function metaUnits(line: WireOrderLine, key: string): number {
  const value = line.meta_data.find((meta) => meta.key === key)?.value;
  const units = parseQuantity(String(value ?? ''));
  return units.ok ? units.value : 0;
}
