/** The simulated shop's orders in Vendure's words, and with its blind spots. */
import type { StoredListing } from '../simulation/store-view.ts';
import { orderTotalMinor, type StoredLine, type StoredOrder } from '../simulation/stored-order.ts';
import { wireInteger } from '../wire-integer.ts';

/** The checkout began so long before it was paid. Nothing that happens to `updatedAt` says when. */
const CHECKOUT_MS = 460;

export interface OrderQuery {
  readonly skip?: number;
  readonly take?: number;
  readonly sort?: { readonly orderPlacedAt?: SortOrder; readonly updatedAt?: SortOrder };
  readonly filter?: {
    readonly code?: { readonly eq?: string };
    readonly orderPlacedAt?: { readonly after?: string };
    readonly updatedAt?: { readonly after?: string };
  };
}
type SortOrder = 'ASC' | 'DESC';

interface HistoryEntry {
  readonly type: string;
  readonly createdAt: Date;
  readonly data: unknown;
}

interface HistoryOptions {
  readonly take?: number;
  readonly sort?: { readonly createdAt?: SortOrder };
  readonly filter?: { readonly type?: { readonly eq?: string } };
}

/** Shipments and plain refunds leave it alone, as on the real shop. */
export function updatedAt(order: StoredOrder): Date {
  const restocked = order.refunds.filter((refund) => refund.restock !== 'no-restock');
  const moments = [
    order.placedAt.getTime() - CHECKOUT_MS,
    order.cancelledAt?.getTime() ?? 0,
    ...restocked.map((refund) => refund.at.getTime()),
  ];
  return new Date(Math.max(...moments));
}

export function selectOrders(
  orders: readonly StoredOrder[],
  query: OrderQuery,
): readonly StoredOrder[] {
  const { filter = {}, sort = {}, skip = 0, take = 1_000 } = query;
  const by = sort.updatedAt ? updatedAt : (order: StoredOrder) => order.placedAt;
  const isAfter = (moment: Date, after: string | undefined) =>
    after === undefined || moment.getTime() > Date.parse(after);
  return orders
    .filter((order) => filter.code?.eq === undefined || order.externalId === filter.code.eq)
    .filter((order) => isAfter(order.placedAt, filter.orderPlacedAt?.after))
    .filter((order) => isAfter(updatedAt(order), filter.updatedAt?.after))
    .toSorted((a, b) => by(a).getTime() - by(b).getTime() || a.ordinal - b.ordinal)
    .slice(skip, skip + take);
}

/**
 * What is left of a line: cancelled units are taken off, those that came back after shipping too.
 */
function unitsLeft(line: StoredLine): number {
  return line.ordered - line.cancelled - line.returned;
}

function stateOf(order: StoredOrder): string {
  const left = order.lines.reduce((sum, line) => sum + unitsLeft(line), 0);
  if (left === 0) return 'Cancelled';
  const open = order.lines.filter((line) => line.ordered > line.cancelled + line.shipped);
  if (open.length === 0) return 'Shipped';
  return order.shipments.length > 0 ? 'PartiallyShipped' : 'PaymentSettled';
}

/** Cancelled by a refund of its own, or the rest, when the whole order was. */
function cancellationsOf(order: StoredOrder): readonly HistoryEntry[] {
  const entry = (createdAt: Date, lines: readonly { lineId: string; quantity: number }[]) => ({
    type: 'ORDER_CANCELLATION',
    createdAt,
    data: {
      // The history keeps ids as numbers where the rest of the API has text.
      lines: lines.map(({ lineId, quantity }) => ({ orderLineId: wireInteger(lineId), quantity })),
      reason: 'by the shop',
      shippingCancelled: false,
    },
  });
  const single = order.refunds
    .filter((refund) => refund.restock !== 'no-restock')
    .map((refund) => entry(refund.at, [refund]));
  if (order.cancelledAt === null) return single;
  const rest = order.lines.map((line) => {
    const before = order.refunds
      .filter((refund) => refund.restock === 'cancel' && refund.lineId === line.externalId)
      .reduce((sum, refund) => sum + refund.quantity, 0);
    return { lineId: line.externalId, quantity: line.cancelled - before };
  });
  const lines = rest.filter(({ quantity }) => quantity > 0);
  return [...single, entry(order.cancelledAt, lines)];
}

function historyOf(order: StoredOrder, options: HistoryOptions) {
  const note = (type: string, createdAt: Date): HistoryEntry => ({ type, createdAt, data: {} });
  const all = [
    note('ORDER_STATE_TRANSITION', order.placedAt),
    ...cancellationsOf(order),
    ...order.shipments.map((shipment) => note('ORDER_FULFILLMENT_TRANSITION', shipment.at)),
    ...order.refunds.map((refund) => note('ORDER_REFUND_TRANSITION', refund.at)),
  ];
  const type = options.filter?.type?.eq;
  const direction = options.sort?.createdAt === 'DESC' ? -1 : 1;
  const found = all
    .filter((entry) => type === undefined || entry.type === type)
    .toSorted((a, b) => direction * (a.createdAt.getTime() - b.createdAt.getTime()));
  const items = found.slice(0, options.take ?? 1_000).map(({ createdAt, data }) => ({
    createdAt: createdAt.toISOString(),
    data,
  }));
  return { items, totalItems: found.length };
}

function buyerJson({ buyer }: StoredOrder) {
  if (buyer === null) return { customer: null, shippingAddress: null };
  const [firstName = '', ...rest] = buyer.name.split(' ');
  return {
    customer: {
      id: buyer.externalId,
      firstName,
      lastName: rest.join(' '),
      emailAddress: buyer.email,
      phoneNumber: null,
    },
    shippingAddress: {
      fullName: buyer.name,
      streetLine1: '1 Harbour Street',
      city: 'Mumbai',
      postalCode: '400001',
      countryCode: 'IN',
    },
  };
}

export function orderJson(order: StoredOrder, listingOf: (id: string) => StoredListing | null) {
  const units = ({ lineId, quantity }: { lineId: string; quantity: number }) => [
    { orderLineId: lineId, quantity },
  ];
  return {
    id: String(order.ordinal),
    code: order.externalId,
    state: stateOf(order),
    orderPlacedAt: order.placedAt.toISOString(),
    updatedAt: updatedAt(order).toISOString(),
    currencyCode: order.currency,
    totalWithTax: orderTotalMinor(order),
    ...buyerJson(order),
    lines: order.lines.map((line) => ({
      id: line.externalId,
      quantity: unitsLeft(line),
      orderPlacedQuantity: line.ordered,
      unitPriceWithTax: line.unitPriceMinor,
      productVariant: {
        id: line.listingExternalId,
        sku: listingOf(line.listingExternalId)?.skuCode ?? line.skuCode,
        name: line.title,
      },
    })),
    fulfillments: order.shipments.map((shipment) => ({
      state: 'Shipped',
      updatedAt: shipment.at.toISOString(),
      lines: units(shipment),
    })),
    payments: [
      { refunds: order.refunds.map((refund) => ({ state: 'Settled', lines: units(refund) })) },
    ],
    history: ({ options }: { options?: HistoryOptions }) => historyOf(order, options ?? {}),
  };
}
