/** The simulated shop's records in WooCommerce's words. */
import { toDecimalString } from '../../base/money.ts';
import type { StoredListing } from '../simulation/store-view.ts';
import {
  orderTotalMinor,
  type StoredLine,
  type StoredOrder,
  type StoredRefund,
} from '../simulation/stored-order.ts';
import { wireInteger } from '../wire-integer.ts';
import type { OrderCourse } from './simulator-chronicle.ts';
import type { ParentOf } from './simulator-families.ts';

/** Finds the product that a line was bought of. */
export type ListingOf = (listingExternalId: string) => StoredListing | null;

export interface OrderContext {
  readonly course: OrderCourse;
  readonly listingOf: ListingOf;
  readonly parentOf: ParentOf;
}

/** "2026-01-01T00:00:00": the *_gmt fields leave the zone out. The simulated site lives in UTC. */
export function toWireTime(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

export function statusOf(order: StoredOrder, course: OrderCourse): string {
  if (order.cancelledAt !== null) return 'cancelled';
  const isAllRefunded = order.lines.every((line) => refundedUnits(order, line) >= line.ordered);
  if (isAllRefunded) return 'refunded';
  return course.completedAt === null ? 'processing' : 'completed';
}

export function orderJson(order: StoredOrder, context: OrderContext): Record<string, unknown> {
  const { course } = context;
  const amount = (minor: number) => toDecimalString({ minor, currency: order.currency });
  const created = toWireTime(order.placedAt);
  const modified = toWireTime(course.modifiedAt);
  const completed = toWireTime(course.completedAt);
  return {
    id: wireInteger(order.externalId),
    parent_id: 0,
    number: order.number,
    order_key: `wc_order_${order.ordinal}`,
    created_via: 'checkout',
    status: statusOf(order, course),
    currency: order.currency,
    date_created: created,
    date_created_gmt: created,
    date_modified: modified,
    date_modified_gmt: modified,
    discount_total: amount(0),
    shipping_total: amount(0),
    total: amount(orderTotalMinor(order)),
    total_tax: amount(0),
    prices_include_tax: false,
    customer_id: order.buyer === null ? 0 : wireInteger(order.buyer.externalId),
    customer_ip_address: '127.0.0.1',
    customer_note: '',
    billing: billingJson(order),
    shipping: addressJson(order),
    payment_method: 'bacs',
    payment_method_title: 'Direct bank transfer',
    date_paid: created,
    date_paid_gmt: created,
    date_completed: completed,
    date_completed_gmt: completed,
    meta_data: [],
    line_items: order.lines.map((line) => lineJson(line, { order, context })),
    tax_lines: [],
    shipping_lines: [],
    fee_lines: [],
    coupon_lines: [],
    refunds: order.refunds.map((refund) => ({
      id: wireInteger(refund.externalId),
      reason: '',
      total: amount(-refundMinor(order, refund)),
    })),
  };
}

export function refundJson(
  refund: StoredRefund,
  o: { order: StoredOrder; context: OrderContext },
): Record<string, unknown> {
  const { order, context } = o;
  const created = toWireTime(context.course.refundedAt.get(refund.externalId) ?? refund.at);
  const line = order.lines.find((candidate) => candidate.externalId === refund.lineId);
  const minor = refundMinor(order, refund);
  const total = toDecimalString({ minor: -minor, currency: order.currency });
  return {
    id: wireInteger(refund.externalId),
    date_created: created,
    date_created_gmt: created,
    amount: toDecimalString({ minor, currency: order.currency }),
    reason: '',
    refunded_by: 1,
    refunded_payment: true,
    meta_data: [],
    line_items: [
      {
        id: wireInteger(refund.externalId),
        name: line?.title ?? '',
        ...productIds(line?.listingExternalId ?? '', context),
        quantity: -refund.quantity,
        subtotal: total,
        total,
        meta_data: [{ id: 1, key: '_refunded_item_id', value: refund.lineId }],
        sku: line?.skuCode ?? '',
      },
    ],
  };
}

export function listingJson(listing: StoredListing): Record<string, unknown> {
  const { available, status } = listing;
  const price = toDecimalString({ minor: listing.priceMinor, currency: listing.currency });
  const modified = toWireTime(listing.revisedAt);
  return {
    id: wireInteger(listing.externalId),
    name: listing.title,
    date_modified: modified,
    date_modified_gmt: modified,
    status: status === 'active' ? 'publish' : 'private',
    description: '',
    sku: listing.skuCode,
    price,
    regular_price: price,
    sale_price: '',
    on_sale: false,
    purchasable: status === 'active',
    manage_stock: true,
    stock_quantity: available,
    stock_status: available > 0 ? 'instock' : 'outofstock',
    backorders: 'no',
    backorders_allowed: false,
    backordered: available < 0,
  };
}

function lineJson(line: StoredLine, o: { order: StoredOrder; context: OrderContext }) {
  const { order, context } = o;
  const total = toDecimalString({
    minor: line.unitPriceMinor * line.ordered,
    currency: order.currency,
  });
  const restocked = order.refunds
    .filter((refund) => refund.lineId === line.externalId && refund.restock !== 'no-restock')
    .reduce((sum, refund) => sum + refund.quantity, 0);
  const meta: [string, string][] = [];
  if (order.cancelledAt === null) meta.push(['_reduced_stock', String(line.ordered - restocked)]);
  if (restocked > 0) meta.push(['_restock_refunded_items', String(restocked)]);
  return {
    id: wireInteger(line.externalId),
    name: line.title,
    ...productIds(line.listingExternalId, context),
    quantity: line.ordered,
    tax_class: '',
    subtotal: total,
    subtotal_tax: '0.00',
    total,
    total_tax: '0.00',
    taxes: [],
    meta_data: meta.map(([key, value], index) => ({ id: index + 1, key, value })),
    sku: line.skuCode,
  };
}

function productIds(listingExternalId: string, context: OrderContext) {
  const listing = context.listingOf(listingExternalId);
  const parentId = listing === null ? null : context.parentOf(listing);
  const id = wireInteger(listingExternalId === '' ? '0' : listingExternalId);
  if (parentId === null) return { product_id: id, variation_id: 0 };
  return { product_id: wireInteger(parentId), variation_id: id };
}

function refundedUnits(order: StoredOrder, line: StoredLine): number {
  return order.refunds
    .filter((refund) => refund.lineId === line.externalId)
    .reduce((sum, refund) => sum + refund.quantity, 0);
}

function refundMinor(order: StoredOrder, refund: StoredRefund): number {
  const line = order.lines.find((candidate) => candidate.externalId === refund.lineId);
  return (line?.unitPriceMinor ?? 0) * refund.quantity;
}

function addressJson({ buyer }: StoredOrder) {
  const [first = '', ...rest] = buyer?.name.split(' ') ?? [];
  return {
    first_name: first,
    last_name: rest.join(' '),
    company: '',
    address_1: buyer === null ? '' : '1 Harbour Street',
    address_2: '',
    city: buyer === null ? '' : 'Mumbai',
    state: '',
    postcode: buyer === null ? '' : '400001',
    country: buyer === null ? '' : 'IN',
    phone: '',
  };
}

function billingJson(order: StoredOrder) {
  return { ...addressJson(order), email: order.buyer?.email ?? '' };
}
