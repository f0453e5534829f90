/** Vendure's shapes ↔ ours. Pure. */
import type { IncomingBuyer, IncomingOrder } from '../../orders/incoming-order.ts';
import type { ListingReading } from '../channel.ts';
import { countUnits } from './count-units.ts';
import type { WireOrder, WireVariant } from './wire.ts';

/** Null: a cart, which nobody has bought. */
export function toIncomingOrder(order: WireOrder): IncomingOrder | null {
  if (order.orderPlacedAt === null) return null;
  const lines = order.lines.map((line) => ({
    externalId: line.id,
    listingExternalId: line.productVariant.id,
    skuCode: line.productVariant.sku || null,
    title: line.productVariant.name,
    ...countUnits(line, order),
    unitPriceMinor: line.unitPriceWithTax,
  }));
  return {
    externalId: order.code,
    number: order.code,
    placedAt: order.orderPlacedAt,
    revisedAt: revisedAt(order),
    currency: order.currencyCode,
    totalMinor: order.totalWithTax,
    isCancelled: order.state === 'Cancelled' && lines.every((line) => line.shipped === 0),
    lines,
    buyer: toBuyer(order),
  };
}

/**
 * The order's own `updatedAt` misses being placed, shipments, refunds and some edits: the newest
 * trace of all counts.
 */
function revisedAt(order: WireOrder): Date {
  const traces = [
    order.updatedAt,
    order.orderPlacedAt ?? order.updatedAt,
    ...(order.fulfillments ?? []).map((parcel) => parcel.updatedAt),
    ...order.cancellations.items.map((entry) => entry.createdAt),
    ...(order.latest?.items ?? []).map((entry) => entry.createdAt),
  ];
  return new Date(Math.max(...traces.map((trace) => trace.getTime())));
}

function toBuyer({ customer, shippingAddress }: WireOrder): IncomingBuyer | null {
  if (customer === null && shippingAddress === null) return null;
  const name = [customer?.firstName, customer?.lastName].filter((part) => part).join(' ');
  return {
    externalId: customer?.id ?? null,
    name: name || shippingAddress?.fullName || null,
    email: customer?.emailAddress || null,
    phone: customer?.phoneNumber || shippingAddress?.phoneNumber || null,
    address: toAddress(shippingAddress),
  };
}

function toAddress(wire: WireOrder['shippingAddress']): Readonly<Record<string, string>> | null {
  if (wire === null) return null;
  const fields: Record<string, string | null | undefined> = {
    name: wire.fullName,
    company: wire.company,
    line1: wire.streetLine1,
    line2: wire.streetLine2,
    city: wire.city,
    region: wire.province,
    postcode: wire.postalCode,
    country: wire.countryCode,
  };
  const filled = Object.entries(fields).filter((entry): entry is [string, string] => !!entry[1]);
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

export interface ShownStock {
  readonly onHand: number;
  /** Units promised to the shop's orders. Lost updates of the shop itself can take it below 0. */
  readonly allocated: number;
}

/** A variant that was never kept at the location has nothing there. */
export function stockAt(variant: WireVariant, stockLocationId: string): ShownStock {
  const level = variant.stockLevels.find((one) => one.stockLocationId === stockLocationId);
  return { onHand: level?.stockOnHand ?? 0, allocated: level?.stockAllocated ?? 0 };
}

export function priceIn(variant: WireVariant, currency: string): number | null {
  return variant.prices.find((price) => price.currencyCode === currency)?.price ?? null;
}

export function toListingReading(variant: WireVariant, stockLocationId: string): ListingReading {
  const { onHand, allocated } = stockAt(variant, stockLocationId);
  return {
    externalId: variant.id,
    available: onHand - allocated,
    priceMinor: priceIn(variant, variant.currencyCode),
    currency: variant.currencyCode,
    status: variant.enabled && variant.product.enabled ? 'active' : 'paused',
  };
}
