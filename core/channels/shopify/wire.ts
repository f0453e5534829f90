/**
 * The webhook bodies, as far as we read them. Unknown fields are left alone: new ones come every
 * quarter.
 */
import { z } from 'zod';
import { exactId } from './gid.ts';
import { restockOf, type ShopLine, type ShopOrder, shippedGoods, toBuyer } from './mapping.ts';
import {
  wireAmount,
  wireAvailable,
  wireCurrency,
  wireId,
  wireInstant,
  wireOptionalText,
  wireQuantity,
  wireText,
} from './wire-values.ts';

const gid = z.string().nullish();

const lineBody = z.object({
  id: wireId,
  admin_graphql_api_id: gid,
  variant_id: wireId.nullish(),
  sku: wireOptionalText,
  title: wireOptionalText,
  name: wireOptionalText,
  quantity: wireQuantity,
  current_quantity: wireQuantity.nullish(),
  fulfillable_quantity: wireQuantity.nullish(),
  fulfillment_status: wireOptionalText,
  price: wireAmount,
});

const fulfillmentBody = z.object({
  status: wireOptionalText,
  line_items: z.array(z.object({ id: wireId, admin_graphql_api_id: gid, quantity: wireQuantity })),
});

const refundBody = z.object({
  refund_line_items: z.array(
    z.object({
      line_item_id: wireId,
      quantity: wireQuantity,
      restock_type: wireText.nullish(),
      line_item: z.object({ admin_graphql_api_id: gid }).nullish(),
    }),
  ),
});

const addressBody = z.object({
  name: wireOptionalText,
  company: wireOptionalText,
  address1: wireOptionalText,
  address2: wireOptionalText,
  city: wireOptionalText,
  province: wireOptionalText,
  zip: wireOptionalText,
  country: wireOptionalText,
  country_code: wireOptionalText,
  phone: wireOptionalText,
});

const customerBody = z.object({
  id: wireId.nullish(),
  admin_graphql_api_id: gid,
  first_name: wireOptionalText,
  last_name: wireOptionalText,
  email: wireOptionalText,
  phone: wireOptionalText,
});

export const orderBody = z.object({
  id: wireId,
  admin_graphql_api_id: gid,
  name: wireOptionalText,
  created_at: wireInstant,
  updated_at: wireInstant.nullish(),
  cancelled_at: wireInstant.nullish(),
  currency: wireCurrency,
  total_price: wireAmount,
  email: wireOptionalText,
  phone: wireOptionalText,
  customer: customerBody.nullish(),
  shipping_address: addressBody.nullish(),
  billing_address: addressBody.nullish(),
  line_items: z.array(lineBody),
  fulfillments: z.array(fulfillmentBody).nullish(),
  refunds: z.array(refundBody).nullish(),
});

type OrderBody = z.output<typeof orderBody>;

function lineOf(line: z.output<typeof lineBody>): ShopLine {
  return {
    id: exactId('LineItem', { id: line.id, gid: line.admin_graphql_api_id }),
    variantId: line.variant_id ?? null,
    skuCode: line.sku,
    title: line.name ?? line.title ?? '',
    quantity: line.quantity,
    currentQuantity: line.current_quantity ?? null,
    unitPrice: line.price,
    summary: { status: line.fulfillment_status, fulfillable: line.fulfillable_quantity ?? null },
  };
}

/** Exact ids of an order's lines by the number that the same body calls them. */
type LineIds = ReadonlyMap<string, string>;

function goodsOf(fulfillment: z.output<typeof fulfillmentBody>, lineIds: LineIds) {
  return {
    status: fulfillment.status,
    goods: fulfillment.line_items.map(({ id, admin_graphql_api_id, quantity }) => ({
      lineId: lineIds.get(id) ?? exactId('LineItem', { id, gid: admin_graphql_api_id }),
      quantity,
    })),
  };
}

function refundedGoods(refund: z.output<typeof refundBody>, lineIds: LineIds) {
  return refund.refund_line_items.map(
    ({ line_item_id: id, line_item, quantity, restock_type }) => ({
      lineId: lineIds.get(id) ?? exactId('LineItem', { id, gid: line_item?.admin_graphql_api_id }),
      quantity,
      restock: restockOf(restock_type ?? ''),
    }),
  );
}

function buyerOf(order: OrderBody) {
  const { customer, shipping_address: shipping, billing_address: billing } = order;
  const names = [customer?.first_name, customer?.last_name].filter((name) => name);
  const customerId = customer?.id
    ? exactId('Customer', { id: customer.id, gid: customer.admin_graphql_api_id })
    : null;
  return toBuyer({
    externalId: customerId,
    name: shipping?.name ?? (names.join(' ') || billing?.name || null),
    email: order.email ?? customer?.email ?? null,
    phone: order.phone ?? shipping?.phone ?? customer?.phone ?? null,
    address: shipping ?? null,
  });
}

export function shopOrderOf(order: OrderBody): ShopOrder {
  const id = exactId('Order', { id: order.id, gid: order.admin_graphql_api_id });
  const lines = order.line_items.map(lineOf);
  const lineIds = new Map(order.line_items.map((line, index) => [line.id, lines[index]?.id ?? '']));
  const sent = order.fulfillments?.map((each) => goodsOf(each, lineIds));
  return {
    id,
    number: order.name ?? id,
    placedAt: order.created_at,
    revisedAt: order.updated_at ?? null,
    cancelledAt: order.cancelled_at ?? null,
    currency: order.currency,
    total: order.total_price,
    lines,
    shipped: sent ? shippedGoods(sent) : null,
    refunded: (order.refunds ?? []).flatMap((refund) => refundedGoods(refund, lineIds)),
    buyer: buyerOf(order),
  };
}

/** Bodies that speak of an order without telling it: each topic puts the id elsewhere. */
const orderPlace = z.object({
  order_id: wireId.nullish(),
  admin_graphql_api_order_id: gid,
  order: z.object({ id: wireId.nullish(), admin_graphql_api_id: gid }).nullish(),
});

export const orderMention = orderPlace.extend({ order_edit: orderPlace.nullish() });

/** Null when the body names no order. */
export function mentionedOrder(body: z.output<typeof orderMention>): string | null {
  const place = body.order_edit ?? body;
  const { order } = place;
  const id = place.order_id ?? order?.id;
  const orderGid = place.admin_graphql_api_order_id ?? order?.admin_graphql_api_id;
  return exactId('Order', { id: id ?? '', gid: orderGid }) || null;
}

export const levelBody = z.object({
  inventory_item_id: wireId,
  location_id: wireId,
  /** Null: the shop does not count this item. */
  available: wireAvailable.nullable(),
  updated_at: wireInstant,
  admin_graphql_api_id: gid,
});

const privacyCustomer = z.object({ id: wireId.nullish(), email: wireOptionalText }).nullish();
const orderIds = z
  .array(wireId)
  .nullish()
  .transform((ids) => ids ?? []);

export const customerRedactBody = z.object({
  shop_id: wireId,
  customer: privacyCustomer,
  orders_to_redact: orderIds,
});

export const customerDataBody = z.object({
  shop_id: wireId,
  customer: privacyCustomer,
  orders_requested: orderIds,
});

/**
 * The topic is a header, and headers are not signed: the body of a customer's request must not pass
 * for the wish to forget the whole shop.
 */
export const shopRedactBody = z.object({
  shop_id: wireId,
  shop_domain: wireText,
  customer: z.undefined().optional(),
});
