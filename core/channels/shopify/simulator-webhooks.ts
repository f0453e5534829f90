/**
 * What the shop posts. Fields are named as in the vendor's published examples (a contract test
 * holds this), and ids are numbers beyond 2^53, as real ones may be.
 */
import { toDecimalString } from '../../base/money.ts';
import type { Random } from '../../base/random.ts';
import type { StoreEvent } from '../simulation/simulated-store.ts';
import type { StoredListing } from '../simulation/store-view.ts';
import {
  openUnits,
  orderTotalMinor,
  type StoredLine,
  type StoredOrder,
  type StoredRefund,
  type StoredShipment,
} from '../simulation/stored-order.ts';
import type { OutgoingWebhook } from '../simulation/webhook-sender.ts';
import { wireInteger } from '../wire-integer.ts';
import { toGid } from './gid.ts';
import { API_VERSION_USUAL } from './settings.ts';
import { simulatedAddress } from './simulator-address.ts';
import { LOCATION_ID, refundedUnits, toShopTime } from './simulator-orders.ts';
import { signBody } from './verify-delivery.ts';

interface Topic {
  readonly topic: string;
  readonly body: unknown;
}

function moneySet(minor: number, currency: string) {
  const money = { amount: toDecimalString({ minor, currency }), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}

function fulfillmentStatus(lines: readonly StoredLine[]): string | null {
  const shipped = lines.reduce((sum, line) => sum + line.shipped, 0);
  const open = lines.reduce((sum, line) => sum + openUnits(line), 0);
  if (shipped === 0) return null;
  return open === 0 ? 'fulfilled' : 'partial';
}

function lineBody(order: StoredOrder, line: StoredLine) {
  const { currency } = order;
  const refunded = refundedUnits(order, line.externalId);
  return {
    id: wireInteger(line.externalId),
    admin_graphql_api_id: toGid('LineItem', line.externalId),
    current_quantity: line.ordered - refunded,
    fulfillable_quantity: line.ordered - Math.max(refunded, line.shipped),
    fulfillment_service: 'manual',
    fulfillment_status: fulfillmentStatus([line]),
    gift_card: false,
    name: line.title,
    price: toDecimalString({ minor: line.unitPriceMinor, currency }),
    price_set: moneySet(line.unitPriceMinor, currency),
    product_exists: true,
    quantity: line.ordered,
    requires_shipping: true,
    sku: line.skuCode,
    title: line.title,
    variant_id: wireInteger(line.listingExternalId),
    variant_inventory_management: 'shopify',
  };
}

function lineById(order: StoredOrder, lineId: string) {
  const line = order.lines.find(({ externalId }) => externalId === lineId);
  return line ? lineBody(order, line) : null;
}

function fulfillmentBody(order: StoredOrder, shipment: StoredShipment) {
  const { externalId, lineId, quantity, at } = shipment;
  const { current_quantity: _unused, ...line } = lineById(order, lineId) ?? {};
  const place = order.shipments.indexOf(shipment) + 1;
  return {
    id: wireInteger(externalId),
    order_id: wireInteger(order.externalId),
    status: 'success',
    created_at: toShopTime(at),
    updated_at: toShopTime(at),
    location_id: wireInteger(LOCATION_ID),
    line_items: [{ ...line, quantity }],
    name: `${order.number}.${place}`,
    admin_graphql_api_id: toGid('Fulfillment', externalId),
  };
}

function refundBody(order: StoredOrder, refund: StoredRefund) {
  const { externalId, lineId, quantity, restock, at } = refund;
  const { current_quantity: _unused, ...line } = lineById(order, lineId) ?? {};
  const isRestocked = restock !== 'no-restock';
  return {
    id: wireInteger(externalId),
    order_id: wireInteger(order.externalId),
    created_at: toShopTime(at),
    note: null,
    processed_at: toShopTime(at),
    restock: isRestocked,
    admin_graphql_api_id: toGid('Refund', externalId),
    refund_line_items: [
      {
        id: wireInteger(externalId),
        quantity,
        line_item_id: wireInteger(lineId),
        location_id: isRestocked ? wireInteger(LOCATION_ID) : null,
        restock_type: restock.replace('-', '_'),
        line_item: line,
      },
    ],
  };
}

function buyerBody({ buyer }: StoredOrder) {
  if (!buyer) return { email: null, contact_email: null, customer: null, shipping_address: null };
  const { name, email } = buyer;
  const [first_name = name, ...rest] = name.split(' ');
  return {
    email,
    contact_email: email,
    customer: {
      id: wireInteger(buyer.externalId),
      first_name,
      last_name: rest.join(' ') || null,
      email,
      phone: null,
      admin_graphql_api_id: toGid('Customer', buyer.externalId),
    },
    shipping_address: simulatedAddress(name),
  };
}

function orderBody(order: StoredOrder) {
  const { currency, number } = order;
  const total = orderTotalMinor(order);
  return {
    id: wireInteger(order.externalId),
    admin_graphql_api_id: toGid('Order', order.externalId),
    cancel_reason: order.cancelledAt ? 'other' : null,
    cancelled_at: order.cancelledAt ? toShopTime(order.cancelledAt) : null,
    closed_at: null,
    confirmed: true,
    created_at: toShopTime(order.placedAt),
    currency,
    financial_status: 'paid',
    fulfillment_status: fulfillmentStatus(order.lines),
    name: number,
    phone: null,
    presentment_currency: currency,
    processed_at: toShopTime(order.placedAt),
    source_name: 'web',
    test: false,
    total_price: toDecimalString({ minor: total, currency }),
    total_price_set: moneySet(total, currency),
    updated_at: toShopTime(order.revisedAt),
    billing_address: null,
    ...buyerBody(order),
    fulfillments: order.shipments.map((shipment) => fulfillmentBody(order, shipment)),
    line_items: order.lines.map((line) => lineBody(order, line)),
    refunds: order.refunds.map((refund) => refundBody(order, refund)),
  };
}

/** Without an actor, whoever changed it: an echo of our own push looks like anybody's change. */
function levelBody({ externalStockId, available, revisedAt }: StoredListing) {
  const stockId = externalStockId ?? '';
  return {
    inventory_item_id: wireInteger(stockId),
    location_id: wireInteger(LOCATION_ID),
    available,
    updated_at: toShopTime(revisedAt),
    admin_graphql_api_id: `${toGid('InventoryLevel', LOCATION_ID)}?inventory_item_id=${stockId}`,
  };
}

function topicsOf(event: StoreEvent): readonly Topic[] {
  if (event.kind === 'level-changed') {
    return [{ topic: 'inventory_levels/update', body: levelBody(event.listing) }];
  }
  const { order } = event;
  const updated = { topic: 'orders/updated', body: orderBody(order) };
  switch (event.kind) {
    case 'order-placed':
      return [{ topic: 'orders/create', body: orderBody(order) }];
    case 'order-cancelled':
      return [{ topic: 'orders/cancelled', body: orderBody(order) }, updated];
    case 'line-shipped': {
      const shipment = order.shipments.find((one) => one.externalId === event.shipmentId);
      if (!shipment) return [updated];
      return [{ topic: 'fulfillments/create', body: fulfillmentBody(order, shipment) }, updated];
    }
    case 'line-refunded': {
      const refund = order.refunds.find((one) => one.externalId === event.refundId);
      if (!refund) return [updated];
      return [{ topic: 'refunds/create', body: refundBody(order, refund) }, updated];
    }
  }
}

function randomId(random: Random): string {
  const quarter = () => random.integer({ min: 0, max: 0xffff_ffff }).toString(16).padStart(8, '0');
  const hex = quarter() + quarter() + quarter() + quarter();
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join('-');
}

export function createShopWebhooks(o: {
  random: Random;
  webhookSecret: string;
  shopDomain: string;
  now: () => Date;
}): (event: StoreEvent) => readonly OutgoingWebhook[] {
  const { random, webhookSecret, shopDomain, now } = o;
  return (event) => {
    const eventId = randomId(random);
    return topicsOf(event).map(({ topic, body }) => {
      const text = JSON.stringify(body);
      return {
        headers: {
          'X-Shopify-Topic': topic,
          'X-Shopify-Hmac-SHA256': signBody(Buffer.from(text), webhookSecret),
          'X-Shopify-Shop-Domain': shopDomain,
          'X-Shopify-API-Version': API_VERSION_USUAL,
          'X-Shopify-Webhook-Id': randomId(random),
          'X-Shopify-Event-Id': eventId,
          'X-Shopify-Triggered-At': now().toISOString(),
        },
        body: text,
      };
    });
  };
}
