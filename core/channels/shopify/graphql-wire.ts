/** The answers of the GraphQL Admin API, as far as we ask for them. */
import { z } from 'zod';
import { idOfGid, type ShopObject } from './gid.ts';
import { restockOf, type ShopOrder, shippedGoods, toBuyer } from './mapping.ts';
import {
  wireCurrency,
  wireInstant,
  wireOptionalText,
  wireQuantity,
  wireText,
} from './wire-values.ts';

/** A gid of this kind, as its digits. */
function gidOf(kind: ShopObject) {
  return z.string().transform((gid, context) => {
    const id = idOfGid(kind, gid);
    if (id !== null) return id;
    context.addIssue({ code: 'custom', message: `no gid of ${kind}` });
    return z.NEVER;
  });
}

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
export type PageInfo = z.output<typeof pageInfo>;

const moneyBag = z.object({ shopMoney: z.object({ amount: z.string() }) });

export const lineConnection = z.object({
  nodes: z.array(
    z.object({
      id: gidOf('LineItem'),
      name: wireText,
      sku: wireOptionalText,
      quantity: wireQuantity,
      currentQuantity: wireQuantity,
      originalUnitPriceSet: moneyBag,
      variant: z.object({ id: gidOf('ProductVariant') }).nullable(),
    }),
  ),
  pageInfo,
});

const movedLine = { quantity: wireQuantity, lineItem: z.object({ id: gidOf('LineItem') }) };

export const fulfillmentLineConnection = z.object({
  // The published schema lets this one quantity be null: nothing is shipped by that entry then.
  nodes: z.array(
    z.object({
      ...movedLine,
      quantity: z.preprocess((units) => units ?? 0, wireQuantity),
    }),
  ),
  pageInfo,
});

export const refundLineConnection = z.object({
  nodes: z.array(z.object({ ...movedLine, restockType: z.string() })),
  pageInfo,
});

const fulfillmentHead = z.object({ id: z.string(), status: z.string() });
const refundHead = z.object({ id: z.string() });

const address = z.object({
  name: wireOptionalText,
  company: wireOptionalText,
  address1: wireOptionalText,
  address2: wireOptionalText,
  city: wireOptionalText,
  province: wireOptionalText,
  zip: wireOptionalText,
  country: wireOptionalText,
  countryCodeV2: wireOptionalText,
  phone: wireOptionalText,
});

const customer = z.object({
  id: gidOf('Customer'),
  displayName: wireOptionalText,
  defaultEmailAddress: z.object({ emailAddress: wireOptionalText }).nullish(),
  defaultPhoneNumber: z.object({ phoneNumber: wireOptionalText }).nullish(),
});

export const orderNode = z.object({
  id: gidOf('Order'),
  name: wireText,
  createdAt: wireInstant,
  updatedAt: wireInstant,
  cancelledAt: wireInstant.nullable(),
  currencyCode: wireCurrency,
  totalPriceSet: moneyBag,
  email: wireOptionalText,
  phone: wireOptionalText,
  customer: customer.nullish(),
  shippingAddress: address.nullish(),
  lineItems: lineConnection,
  fulfillments: z.array(
    fulfillmentHead.extend({ fulfillmentLineItems: fulfillmentLineConnection }),
  ),
  refunds: z.array(refundHead.extend({ refundLineItems: refundLineConnection })),
});
export type OrderNode = z.output<typeof orderNode>;

export const orderReply = z.object({ order: orderNode.nullable() });

/** Each order is judged by itself, so that a broken one does not hold back its neighbours. */
export const ordersReply = z.object({
  orders: z.object({ nodes: z.array(z.unknown()), pageInfo }),
});

export const orderMarksReply = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: gidOf('Order'), updatedAt: wireInstant })),
    pageInfo,
  }),
});

/** What can still be read of an order that is not of the published shape. */
export const brokenOrderNode = z.object({
  id: gidOf('Order').nullable().catch(null),
  updatedAt: wireInstant.nullable().catch(null),
});

export const orderLinesReply = z.object({
  order: z.object({ lineItems: lineConnection }).nullable(),
});

export const orderMovementsReply = z.object({
  order: z
    .object({ fulfillments: z.array(fulfillmentHead), refunds: z.array(refundHead) })
    .nullable(),
});

export const fulfillmentLinesReply = z.object({
  fulfillment: z.object({ fulfillmentLineItems: fulfillmentLineConnection }).nullable(),
});

export const refundLinesReply = z.object({
  refund: z.object({ refundLineItems: refundLineConnection }).nullable(),
});

function buyerOf(order: OrderNode) {
  const { customer: known, shippingAddress: shipping } = order;
  const { countryCodeV2 = null, ...rest } = shipping ?? {};
  return toBuyer({
    externalId: known?.id ?? null,
    name: shipping?.name ?? known?.displayName ?? null,
    email: order.email ?? known?.defaultEmailAddress?.emailAddress ?? null,
    phone: order.phone ?? shipping?.phone ?? known?.defaultPhoneNumber?.phoneNumber ?? null,
    address: shipping ? { ...rest, country_code: countryCodeV2 } : null,
  });
}

/** A complete node: no list of it goes on behind its page. */
export function shopOrderOf(order: OrderNode): ShopOrder {
  const fulfillments = order.fulfillments.map(({ status, fulfillmentLineItems }) => ({
    status,
    goods: fulfillmentLineItems.nodes.map(({ lineItem, quantity }) => ({
      lineId: lineItem.id,
      quantity,
    })),
  }));
  return {
    id: order.id,
    number: order.name,
    placedAt: order.createdAt,
    revisedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    currency: order.currencyCode,
    total: order.totalPriceSet.shopMoney.amount,
    lines: order.lineItems.nodes.map((line) => ({
      id: line.id,
      variantId: line.variant?.id ?? null,
      skuCode: line.sku,
      title: line.name,
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      unitPrice: line.originalUnitPriceSet.shopMoney.amount,
      summary: null,
    })),
    shipped: shippedGoods(fulfillments),
    refunded: order.refunds.flatMap(({ refundLineItems }) =>
      refundLineItems.nodes.map(({ lineItem, quantity, restockType }) => ({
        lineId: lineItem.id,
        quantity,
        restock: restockOf(restockType),
      })),
    ),
    buyer: buyerOf(order),
  };
}

const level = z.object({
  quantities: z.array(z.object({ name: z.string(), quantity: z.int() })),
});

export const inventoryItem = z.object({
  id: z.string(),
  tracked: z.boolean(),
  inventoryLevel: level.nullable(),
});

/** Units offered at the location; null where the shop keeps no figure for it. */
export function availableOf(item: z.output<typeof inventoryItem> | null): number | null {
  if (!item?.tracked) return null;
  const found = item.inventoryLevel?.quantities.find(({ name }) => name === 'available');
  return found?.quantity ?? null;
}
