/** WooCommerce's shapes ↔ ours. Pure. */
import { parseMoney, toDecimalString } from '../../base/money.ts';
import type { IncomingBuyer, IncomingLine, IncomingOrder } from '../../orders/incoming-order.ts';
import type { ListingReading, ListingRef } from '../channel.ts';
import { wireInteger } from '../wire-integer.ts';
import { countUnits, isCalledOff } from './count-units.ts';
import type { WireAddress, WireListing, WireOrder, WireOrderLine, WireRefund } from './wire.ts';

const NO_ID = '0';

export function toIncomingOrder(order: WireOrder, refunds: readonly WireRefund[]): IncomingOrder {
  return {
    externalId: order.id,
    number: order.number,
    placedAt: order.date_created_gmt,
    revisedAt: order.date_modified_gmt,
    currency: order.currency,
    totalMinor: toMinor(order.total, order.currency),
    isCancelled: isCalledOff(order),
    lines: order.line_items.map((line) => toIncomingLine(line, { order, refunds })),
    buyer: toBuyer(order),
  };
}

function toIncomingLine(
  line: WireOrderLine,
  o: { order: WireOrder; refunds: readonly WireRefund[] },
): IncomingLine {
  return {
    externalId: line.id,
    listingExternalId: [line.variation_id, line.product_id].find((id) => id !== NO_ID) ?? null,
    skuCode: line.sku || null,
    title: line.name,
    ...countUnits(line, o),
    unitPriceMinor: unitPriceOf(line, o.order.currency),
  };
}

/**
 * What the buyer pays for one unit after discounts, without tax; null where that is no whole minor
 * unit.
 */
function unitPriceOf(line: WireOrderLine, currency: string): number | null {
  const total = toMinor(line.total, currency);
  if (total === null || line.quantity === 0) return null;
  return total % line.quantity === 0 ? total / line.quantity : null;
}

function toMinor(amount: string, currency: string): number | null {
  const money = parseMoney(amount, currency);
  return money.ok ? money.value.minor : null;
}

function toBuyer(order: WireOrder): IncomingBuyer {
  const { billing, shipping } = order;
  const address = addressOf(shipping) ?? addressOf(billing);
  return {
    externalId: order.customer_id === NO_ID ? null : order.customer_id,
    name: joined(billing.first_name, billing.last_name),
    email: billing.email || null,
    phone: billing.phone || shipping.phone || null,
    address,
  };
}

function addressOf(wire: WireAddress): Readonly<Record<string, string>> | null {
  const fields: Record<string, string | null | undefined> = {
    name: joined(wire.first_name, wire.last_name),
    company: wire.company,
    line1: wire.address_1,
    line2: wire.address_2,
    city: wire.city,
    region: wire.state,
    postcode: wire.postcode,
    country: wire.country,
  };
  const filled = Object.entries(fields).filter((entry): entry is [string, string] => !!entry[1]);
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

function joined(...parts: readonly (string | undefined)[]): string | null {
  return parts.filter((part) => part).join(' ') || null;
}

/**
 * The price read is the one that is written: a sale that the shop runs on top of it is the shop's
 * own.
 */
export function toListingReading(listing: WireListing, currency: string): ListingReading {
  return {
    externalId: listing.id,
    available: listing.manage_stock === false ? null : listing.stock_quantity,
    priceMinor: toMinor(listing.regular_price, currency),
    currency,
    status: listing.status === 'publish' ? 'active' : 'paused',
  };
}

/** One entry of a batch's `update`. */
export type ListingUpdate = { readonly id: unknown } & Readonly<Record<string, unknown>>;

export function toStockUpdate(o: { listing: ListingRef; quantity: number }): ListingUpdate {
  // Without manage_stock the shop ignores the quantity.
  const id = wireInteger(o.listing.externalId);
  return { id, manage_stock: true, stock_quantity: o.quantity };
}

export function toPriceUpdate(o: {
  listing: ListingRef;
  priceMinor: number;
  currency: string;
}): ListingUpdate {
  const price = toDecimalString({ minor: o.priceMinor, currency: o.currency });
  return { id: wireInteger(o.listing.externalId), regular_price: price };
}

/**
 * Of the reference's `draft`, `pending`, `private` and `publish`, `private` is what the shop's own
 * form stores for a variation that is not "Enabled". It hides a simple product from everybody but
 * the shop's staff as well, so both kinds are paused and resumed by the same two words.
 */
export function toStatusUpdate(o: {
  listing: ListingRef;
  status: 'active' | 'paused';
}): ListingUpdate {
  const status = o.status === 'active' ? 'publish' : 'private';
  return { id: wireInteger(o.listing.externalId), status };
}

export function showsPrice(
  listing: WireListing,
  o: { priceMinor: number; currency: string },
): boolean {
  return toMinor(listing.regular_price, o.currency) === o.priceMinor;
}
