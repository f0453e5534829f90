/** The shop's records as GraphQL objects. A field with arguments is a function of them. */
import { toDecimalString } from '../../base/money.ts';
import type { StoredListing, StoreView } from '../simulation/store-view.ts';
import {
  orderTotalMinor,
  type StoredLine,
  type StoredOrder,
  type StoredRefund,
  type StoredShipment,
} from '../simulation/stored-order.ts';
import { toGid } from './gid.ts';
import { simulatedAddress } from './simulator-address.ts';

/** Where this shop keeps its one stock. Beyond 2^53, as the other ids. */
export const LOCATION_ID = '7000000000000000001';

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Whole seconds, as the shop writes every instant. */
export const toShopTime = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

const encodeMark = (index: number): string => Buffer.from(`at:${index}`).toString('base64url');

function decodeMark(mark: string): number {
  const [, digits] = /^at:(\d{1,9})$/.exec(Buffer.from(mark, 'base64url').toString()) ?? [];
  if (digits === undefined) throw new Error('Invalid cursor for current pagination sort.');
  return Number.parseInt(digits, 10);
}

/** A page of a list that stands still. */
function connection<Item, Node>(items: readonly Item[], toNode: (item: Item) => Node) {
  return ({ first, after }: PageArguments) => {
    if (!first) throw new Error('you must provide one of first or last');
    const start = after ? decodeMark(after) : 0;
    const end = Math.min(items.length, start + first);
    return {
      nodes: items.slice(start, end).map(toNode),
      pageInfo: { hasNextPage: end < items.length, endCursor: end > 0 ? encodeMark(end) : null },
    };
  };
}

function moneyBag(minor: number, currency: string) {
  const money = { amount: toDecimalString({ minor, currency }), currencyCode: currency };
  return { shopMoney: money, presentmentMoney: money };
}

export function refundedUnits(order: StoredOrder, lineId: string): number {
  return order.refunds
    .filter((refund) => refund.lineId === lineId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

export function toInventoryItem(listing: StoredListing) {
  const stockId = listing.externalStockId ?? '';
  return {
    __typename: 'InventoryItem',
    id: toGid('InventoryItem', stockId),
    tracked: true,
    inventoryLevel({ locationId }: { locationId: string }) {
      if (locationId !== toGid('Location', LOCATION_ID)) return null;
      const id = `${toGid('InventoryLevel', LOCATION_ID)}?inventory_item_id=${stockId}`;
      return {
        id,
        quantities: ({ names }: { names: readonly string[] }) =>
          names.map((name) => ({
            id: `${id}&name=${name}`,
            name,
            quantity: quantityNamed(listing, name),
          })),
      };
    },
  };
}

function quantityNamed(listing: StoredListing, name: string): number {
  if (name === 'available') return listing.available;
  if (name === 'committed') return listing.allocated;
  if (name === 'on_hand') return listing.available + listing.allocated;
  throw new Error(`This shop counts no quantity named ${name}`);
}

export function toVariant(listing: StoredListing) {
  const { externalId, externalParentId, priceMinor: minor, currency, status } = listing;
  return {
    __typename: 'ProductVariant',
    id: toGid('ProductVariant', externalId),
    sku: listing.skuCode,
    price: toDecimalString({ minor, currency }),
    product: {
      id: toGid('Product', externalParentId ?? ''),
      status: status === 'active' ? 'ACTIVE' : 'DRAFT',
    },
    inventoryItem: toInventoryItem(listing),
  };
}

function toLineNode(order: StoredOrder, line: StoredLine, view: StoreView) {
  const listing = view.listing(line.listingExternalId);
  return {
    id: toGid('LineItem', line.externalId),
    name: line.title,
    sku: line.skuCode,
    quantity: line.ordered,
    currentQuantity: line.ordered - refundedUnits(order, line.externalId),
    originalUnitPriceSet: moneyBag(line.unitPriceMinor, order.currency),
    variant: listing ? toVariant(listing) : null,
  };
}

const RESTOCK_TYPES = { cancel: 'CANCEL', return: 'RETURN', 'no-restock': 'NO_RESTOCK' } as const;

function toFulfillment(shipment: StoredShipment) {
  const lineItem = { id: toGid('LineItem', shipment.lineId) };
  const { quantity, externalId } = shipment;
  return {
    id: toGid('Fulfillment', externalId),
    status: 'SUCCESS',
    fulfillmentLineItems: connection([shipment], () => ({ id: externalId, lineItem, quantity })),
  };
}

function toRefund(refund: StoredRefund) {
  const lineItem = { id: toGid('LineItem', refund.lineId) };
  const { quantity, restock, externalId } = refund;
  return {
    id: toGid('Refund', externalId),
    refundLineItems: connection([refund], () => ({
      lineItem,
      quantity,
      restockType: RESTOCK_TYPES[restock],
    })),
  };
}

function toCustomer({ buyer }: StoredOrder) {
  if (!buyer) return null;
  return {
    id: toGid('Customer', buyer.externalId),
    displayName: buyer.name,
    defaultEmailAddress: { emailAddress: buyer.email },
    defaultPhoneNumber: null,
  };
}

function toMailingAddress({ buyer, externalId }: StoredOrder) {
  if (!buyer) return null;
  const { country_code: countryCodeV2, ...rest } = simulatedAddress(buyer.name);
  return { id: `gid://shopify/MailingAddress/${externalId}`, countryCodeV2, ...rest };
}

const firstOf = <Item>(items: readonly Item[], first: number | null | undefined) =>
  items.slice(0, first ?? items.length);

export function toOrderNode(order: StoredOrder, view: StoreView) {
  return {
    __typename: 'Order',
    id: toGid('Order', order.externalId),
    name: order.number,
    createdAt: toShopTime(order.placedAt),
    updatedAt: toShopTime(order.revisedAt),
    cancelledAt: order.cancelledAt ? toShopTime(order.cancelledAt) : null,
    currencyCode: order.currency,
    totalPriceSet: moneyBag(orderTotalMinor(order), order.currency),
    email: order.buyer?.email ?? null,
    phone: null,
    customer: toCustomer(order),
    shippingAddress: toMailingAddress(order),
    lineItems: connection(order.lines, (line) => toLineNode(order, line, view)),
    fulfillments: ({ first }: PageArguments) => firstOf(order.shipments, first).map(toFulfillment),
    refunds: ({ first }: PageArguments) => firstOf(order.refunds, first).map(toRefund),
  };
}

const SEARCH = /^updated_at:>='(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)'$/;

/**
 * Orders by change. The page mark holds the last value of the sort, not a place in the list, so a
 * change in the middle of a walk comes again at its end.
 */
export function listOrderNodes(
  view: StoreView,
  o: PageArguments & { query?: string | null; sortKey?: string | null },
) {
  const [, from] = SEARCH.exec(o.query ?? '') ?? [];
  if (o.query && from === undefined) throw new Error(`This shop cannot search for ${o.query}`);
  if (o.sortKey !== 'UPDATED_AT') throw new Error('This shop sorts orders by UPDATED_AT only');
  if (!o.first) throw new Error('you must provide one of first or last');
  const last = o.after ? decodeMark(o.after) : 0;
  const found = view
    .ordersByChange()
    .filter((order) => from === undefined || toShopTime(order.revisedAt) >= from)
    .filter(({ revision }) => revision > last);
  const page = found.slice(0, o.first);
  const end = page.at(-1);
  return {
    nodes: page.map((order) => toOrderNode(order, view)),
    pageInfo: {
      hasNextPage: found.length > page.length,
      endCursor: end ? encodeMark(end.revision) : null,
    },
  };
}

const allOrders = (view: StoreView) => view.ordersByChange();

export function findFulfillment(view: StoreView, id: string) {
  const found = allOrders(view)
    .flatMap(({ shipments }) => shipments)
    .find(({ externalId }) => externalId === id);
  return found ? toFulfillment(found) : null;
}

export function findRefund(view: StoreView, id: string) {
  const found = allOrders(view)
    .flatMap(({ refunds }) => refunds)
    .find(({ externalId }) => externalId === id);
  return found ? toRefund(found) : null;
}
