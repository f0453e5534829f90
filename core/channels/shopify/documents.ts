/**
 * Every question that is put to the GraphQL Admin API, version 2026-10. A contract test validates
 * each of them against the published schema.
 *
 * Sizes: a query may ask for 1,000 points at most, counted before it runs. By the published table
 * an object is one point and a connection is its `first` times what is in it, so nested lists are
 * kept short here and the rare order with more is completed by further questions.
 */

/** Nested lists of one order in a page of orders, and of one order asked for alone. */
export interface OrderSizes {
  readonly lines: number;
  /** Fulfilments and refunds of the order, each. */
  readonly movements: number;
  /** Lines of one fulfilment or refund. */
  readonly movementLines: number;
}

export const ORDERS_PER_PAGE = 10;
export const PAGE_SIZES: OrderSizes = { lines: 8, movements: 2, movementLines: 4 };
export const SINGLE_SIZES: OrderSizes = { lines: 50, movements: 8, movementLines: 20 };
/** For the questions that complete an order: one list at a time. */
export const LIST_SIZE = 100;

const LINE_FIELDS = `
  nodes {
    id name sku quantity currentQuantity
    originalUnitPriceSet { shopMoney { amount currencyCode } }
    variant { id }
  }
  pageInfo { hasNextPage endCursor }`;

const FULFILLMENT_LINE_FIELDS = `
  nodes { quantity lineItem { id } }
  pageInfo { hasNextPage endCursor }`;

const REFUND_LINE_FIELDS = `
  nodes { quantity restockType lineItem { id } }
  pageInfo { hasNextPage endCursor }`;

const HEAD_FIELDS = `
  id name createdAt updatedAt cancelledAt currencyCode
  totalPriceSet { shopMoney { amount currencyCode } }
  email phone
  customer {
    id displayName
    defaultEmailAddress { emailAddress }
    defaultPhoneNumber { phoneNumber }
  }
  shippingAddress {
    name company address1 address2 city province zip country countryCodeV2 phone
  }`;

function orderFields(sizes: OrderSizes): string {
  return `${HEAD_FIELDS}
  lineItems(first: ${sizes.lines}) {${LINE_FIELDS} }
  fulfillments(first: ${sizes.movements}) {
    id status
    fulfillmentLineItems(first: ${sizes.movementLines}) {${FULFILLMENT_LINE_FIELDS} }
  }
  refunds(first: ${sizes.movements}) {
    id
    refundLineItems(first: ${sizes.movementLines}) {${REFUND_LINE_FIELDS} }
  }`;
}

export const READ_ORDER = `query ReadOrder($id: ID!) {
  order(id: $id) {${orderFields(SINGLE_SIZES)} }
}`;

export const LIST_ORDERS = `query ListOrders($search: String!, $after: String) {
  orders(first: ${ORDERS_PER_PAGE}, after: $after, query: $search, sortKey: UPDATED_AT) {
    nodes {${orderFields(PAGE_SIZES)} }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const MARKS_PER_PAGE = 50;

/** Two points an order instead of a hundred: which ones changed, before any of them is read. */
export const LIST_ORDER_MARKS = `query ListOrderMarks($search: String!, $after: String) {
  orders(first: ${MARKS_PER_PAGE}, after: $after, query: $search, sortKey: UPDATED_AT) {
    nodes { id updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const READ_ORDER_LINES = `query ReadOrderLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: ${LIST_SIZE}, after: $after) {${LINE_FIELDS} }
  }
}`;

export const READ_ORDER_MOVEMENTS = `query ReadOrderMovements($id: ID!) {
  order(id: $id) {
    fulfillments(first: ${LIST_SIZE}) { id status }
    refunds(first: ${LIST_SIZE}) { id }
  }
}`;

export const READ_FULFILLMENT_LINES = `query ReadFulfillmentLines($id: ID!, $after: String) {
  fulfillment(id: $id) {
    fulfillmentLineItems(first: ${LIST_SIZE}, after: $after) {${FULFILLMENT_LINE_FIELDS} }
  }
}`;

export const READ_REFUND_LINES = `query ReadRefundLines($id: ID!, $after: String) {
  refund(id: $id) {
    refundLineItems(first: ${LIST_SIZE}, after: $after) {${REFUND_LINE_FIELDS} }
  }
}`;

/**
 * `changes` lists what really moved. An item that is missing there either showed the figure already
 * or is not stocked at the location at all, which the shop accepts without a word.
 */
export const SET_QUANTITIES = `mutation SetQuantities(
  $input: InventorySetQuantitiesInput!
  $key: String!
) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup {
      id
      changes(quantityNames: ["available"]) {
        name quantityAfterChange
        item { id }
      }
    }
    userErrors { code field message }
  }
}`;

export const READ_LEVELS = `query ReadLevels($ids: [ID!]!, $locationId: ID!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      id tracked
      inventoryLevel(locationId: $locationId) {
        quantities(names: ["available"]) { name quantity }
      }
    }
  }
}`;

export const READ_CURRENCY = `query ReadCurrency {
  shop { currencyCode }
}`;

export const SET_PRICES = `mutation SetPrices(
  $productId: ID!
  $variants: [ProductVariantsBulkInput!]!
) {
  productVariantsBulkUpdate(
    productId: $productId
    variants: $variants
    allowPartialUpdates: true
  ) {
    productVariants { id price }
    userErrors { code field message }
  }
}`;

export const READ_LISTINGS = `query ReadListings($ids: [ID!]!, $locationId: ID!) {
  shop { currencyCode }
  nodes(ids: $ids) {
    ... on ProductVariant {
      id price
      product { status }
      inventoryItem {
        id tracked
        inventoryLevel(locationId: $locationId) {
          quantities(names: ["available"]) { name quantity }
        }
      }
    }
  }
}`;

/** Named for the contract test, so that none can be forgotten. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  LIST_ORDERS,
  LIST_ORDER_MARKS,
  READ_CURRENCY,
  READ_FULFILLMENT_LINES,
  READ_LEVELS,
  READ_LISTINGS,
  READ_ORDER,
  READ_ORDER_LINES,
  READ_ORDER_MOVEMENTS,
  READ_REFUND_LINES,
  SET_PRICES,
  SET_QUANTITIES,
};
