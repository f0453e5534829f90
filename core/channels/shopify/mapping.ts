import { parseMoney } from '../../base/money.ts';
import type { IncomingBuyer, IncomingLine, IncomingOrder } from '../../orders/incoming-order.ts';

/** What became of refunded goods, in the shop's own words. */
export type Restock = 'cancel' | 'return' | 'none';

export interface ShopLine {
  readonly id: string;
  readonly variantId: string | null;
  readonly skuCode: string | null;
  readonly title: string;
  /** Units ever ordered, removed ones included. */
  readonly quantity: number;
  /** Units without the refunded and the removed ones; null where the body does not say. */
  readonly currentQuantity: number | null;
  /** Decimal text in the order's currency. */
  readonly unitPrice: string | null;
  /** The line's own summary, for bodies that list no shipments. */
  readonly summary: { readonly status: string | null; readonly fulfillable: number | null } | null;
}

export interface ShopMovement {
  readonly lineId: string;
  readonly quantity: number;
}

/** An order as both the webhook and the API tell it, before it is judged. */
export interface ShopOrder {
  readonly id: string;
  readonly number: string;
  readonly placedAt: Date;
  readonly revisedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly currency: string;
  readonly total: string | null;
  readonly lines: readonly ShopLine[];
  /** Goods of shipments that went out; null where the body lists no shipments at all. */
  readonly shipped: readonly ShopMovement[] | null;
  readonly refunded: readonly (ShopMovement & { readonly restock: Restock })[];
  readonly buyer: IncomingBuyer | null;
}

interface RefundedUnits {
  readonly cancel: number;
  readonly return: number;
  readonly none: number;
}

const isSent = (status: string | null): boolean => status?.toLowerCase() === 'success';

/**
 * Only a successful fulfilment has left the house. A cancelled or failed one never counts, and one
 * that waits for a service ("pending", "open") is not yet with a carrier.
 */
export function shippedGoods(
  fulfillments: readonly { status: string | null; goods: readonly ShopMovement[] }[],
): readonly ShopMovement[] {
  return fulfillments.filter(({ status }) => isSent(status)).flatMap(({ goods }) => goods);
}

export function restockOf(wire: string): Restock {
  const type = wire.toLowerCase();
  if (type === 'return') return 'return';
  // The legacy kind says only that units went back on the shelf, as a cancellation does.
  return type === 'cancel' || type === 'legacy_restock' ? 'cancel' : 'none';
}

/** What happened to a line, summed once per order: a body may hold thousands of entries. */
interface Movements {
  readonly shipped: ReadonlyMap<string, number> | null;
  readonly refunded: ReadonlyMap<string, RefundedUnits>;
}

const NOTHING_REFUNDED: RefundedUnits = { cancel: 0, return: 0, none: 0 };

function sumMovements(order: ShopOrder): Movements {
  const shipped = new Map<string, number>();
  for (const { lineId, quantity } of order.shipped ?? []) {
    shipped.set(lineId, (shipped.get(lineId) ?? 0) + quantity);
  }
  const refunded = new Map<string, RefundedUnits>();
  for (const { lineId, quantity, restock } of order.refunded) {
    const before = refunded.get(lineId) ?? NOTHING_REFUNDED;
    refunded.set(lineId, { ...before, [restock]: before[restock] + quantity });
  }
  return { shipped: order.shipped === null ? null : shipped, refunded };
}

/**
 * For bodies that list no shipments. Shopify counts what is fulfillable as the quantity without the
 * larger of refunded and fulfilled, so beside refunds the larger hides the smaller: only what is
 * certain is taken for shipped, and the rest stays reserved until a fuller body comes.
 */
function shippedBySummary(line: ShopLine, refund: RefundedUnits, removed: number): number {
  if (line.summary === null) return 0;
  const { status, fulfillable } = line.summary;
  if (status === 'fulfilled') return line.quantity - refund.cancel - removed;
  if (status !== 'partial' || fulfillable === null) return 0;
  const used = line.quantity - removed - fulfillable;
  return used > refund.cancel + refund.return + refund.none ? used : 0;
}

const clamp = (units: number, max: number): number => Math.max(0, Math.min(units, max));

function quantitiesOf(line: ShopLine, o: { movements: Movements; isCancelled: boolean }) {
  const ordered = line.quantity;
  const { shipped: sent, refunded: refunds } = o.movements;
  const refund = refunds.get(line.id) ?? NOTHING_REFUNDED;
  // An edit takes units off a line without a refund: only the current quantity tells.
  const gone = ordered - (line.currentQuantity ?? ordered);
  const removed = Math.max(0, gone - refund.cancel - refund.return - refund.none);
  const shippedUnits = sent ? (sent.get(line.id) ?? 0) : shippedBySummary(line, refund, removed);
  const shipped = clamp(shippedUnits, ordered);
  const unshipped = ordered - shipped;
  const cancelled = o.isCancelled ? unshipped : clamp(refund.cancel + removed, unshipped);
  const returned = clamp(refund.return, shipped);
  // Money back beyond what could have been cancelled or returned moves nothing, but is shown.
  const excess = refund.return - returned + Math.max(0, refund.cancel - unshipped);
  const refunded = clamp(refund.none + excess, ordered - cancelled - returned);
  return { ordered, cancelled, shipped, returned, refunded };
}

/** Null for what is no exact amount of the currency, rather than a rounded one. */
export function toMinor(amount: string | null, currency: string): number | null {
  if (amount === null) return null;
  const parsed = parseMoney(amount, currency);
  return parsed.ok && parsed.value.minor >= 0 ? parsed.value.minor : null;
}

function toLine(order: ShopOrder, line: ShopLine, movements: Movements): IncomingLine {
  const isCancelled = order.cancelledAt !== null;
  return {
    externalId: line.id,
    listingExternalId: line.variantId,
    skuCode: line.skuCode,
    title: line.title,
    ...quantitiesOf(line, { movements, isCancelled }),
    unitPriceMinor: toMinor(line.unitPrice, order.currency),
  };
}

/** Pure: the same order gives the same answer, whichever way it came in. */
export function toIncomingOrder(order: ShopOrder): IncomingOrder {
  const movements = sumMovements(order);
  return {
    externalId: order.id,
    number: order.number,
    placedAt: order.placedAt,
    revisedAt: order.revisedAt,
    currency: order.currency,
    totalMinor: toMinor(order.total, order.currency),
    isCancelled: order.cancelledAt !== null,
    lines: order.lines.map((line) => toLine(order, line, movements)),
    buyer: order.buyer,
  };
}

export interface ShopContact {
  readonly externalId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Readonly<Record<string, string | null>> | null;
}

/** Null when the shop told nothing at all about the buyer. */
export function toBuyer(contact: ShopContact): IncomingBuyer | null {
  const filled = Object.entries(contact.address ?? {}).flatMap(([field, text]) =>
    text === null ? [] : [[field, text] as const],
  );
  const address = filled.length === 0 ? null : Object.fromEntries(filled);
  const { externalId, name, email, phone } = contact;
  const isUnknown = [externalId, name, email, phone, address].every((part) => part === null);
  return isUnknown ? null : { externalId, name, email, phone, address };
}
