import { assert } from '../../base/assert.ts';

/** How a shop's own "refund" form words what becomes of the goods. */
export type Restock = 'cancel' | 'return' | 'no-restock';

/** Quantities are cumulative, with the meanings of `IncomingLine`. */
export interface StoredLine {
  readonly externalId: string;
  readonly listingExternalId: string;
  readonly skuCode: string;
  readonly title: string;
  readonly unitPriceMinor: number;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly returned: number;
  /** Money back, and nothing else happened to the goods. */
  readonly refunded: number;
}

export interface StoredRefund {
  readonly externalId: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly restock: Restock;
  readonly at: Date;
}

export interface StoredShipment {
  readonly externalId: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly at: Date;
}

export interface StoredBuyer {
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
}

/** Never changed in place: each change makes a new one, so that an old answer stays what it was. */
export interface StoredOrder {
  readonly externalId: string;
  /** 1 for the shop's first order. */
  readonly ordinal: number;
  readonly number: string;
  readonly currency: string;
  readonly placedAt: Date;
  readonly revisedAt: Date;
  /** Counts every change in this shop: of two changes the later has the greater one. */
  readonly revision: number;
  readonly cancelledAt: Date | null;
  readonly lines: readonly StoredLine[];
  readonly refunds: readonly StoredRefund[];
  readonly shipments: readonly StoredShipment[];
  readonly buyer: StoredBuyer | null;
}

/** Units of a line that may still be shipped. */
export function openUnits(line: StoredLine): number {
  return line.ordered - line.cancelled - line.shipped;
}

export function orderTotalMinor(order: StoredOrder): number {
  return order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.ordered, 0);
}

export function findLine(order: StoredOrder, lineId: string): StoredLine {
  const line = order.lines.find((candidate) => candidate.externalId === lineId);
  assert(line, 'The order has no such line.', { order: order.externalId, lineId });
  return line;
}

function replaceLine(order: StoredOrder, line: StoredLine): readonly StoredLine[] {
  return order.lines.map((other) => (other.externalId === line.externalId ? line : other));
}

/** The unshipped rest of every line will never be shipped. */
export function cancelWholeOrder(order: StoredOrder, at: Date): StoredOrder {
  assert(order.cancelledAt === null, 'The order is cancelled already.', { id: order.externalId });
  const lines = order.lines.map((line) => ({
    ...line,
    cancelled: line.cancelled + openUnits(line),
  }));
  return { ...order, lines, cancelledAt: at };
}

export function shipUnits(order: StoredOrder, shipment: StoredShipment): StoredOrder {
  const line = findLine(order, shipment.lineId);
  assert(shipment.quantity > 0 && shipment.quantity <= openUnits(line), 'Nothing left to ship.', {
    ...shipment,
  });
  return {
    ...order,
    lines: replaceLine(order, { ...line, shipped: line.shipped + shipment.quantity }),
    shipments: [...order.shipments, shipment],
  };
}

function refundedLine(line: StoredLine, refund: StoredRefund): StoredLine {
  const { quantity, restock } = refund;
  if (restock === 'cancel') return { ...line, cancelled: line.cancelled + quantity };
  if (restock === 'return') return { ...line, returned: line.returned + quantity };
  return { ...line, refunded: line.refunded + quantity };
}

function unitsThatMay(line: StoredLine, restock: Restock): number {
  if (restock === 'cancel') return openUnits(line);
  if (restock === 'return') return line.shipped - line.returned;
  return line.ordered - line.cancelled - line.returned - line.refunded;
}

export function refundUnits(order: StoredOrder, refund: StoredRefund): StoredOrder {
  const line = findLine(order, refund.lineId);
  assert(
    refund.quantity > 0 && refund.quantity <= unitsThatMay(line, refund.restock),
    'The line has not so many units that could be refunded this way.',
    { ...refund },
  );
  return {
    ...order,
    lines: replaceLine(order, refundedLine(line, refund)),
    refunds: [...order.refunds, refund],
  };
}
