/**
 * Every question that is put to a shop. The contract test holds them against Vendure's published
 * schema.
 */

export const LOG_IN = `mutation ShelftalkLogIn($username: String!, $password: String!) {
  login(username: $username, password: $password, rememberMe: true) {
    __typename
    ... on ErrorResult { errorCode message }
  }
}`;

/** `latest` is the only trace that a shipment or a refund leaves on an order: `updatedAt` stays. */
const ORDER_FIELDS = `
  id code state orderPlacedAt updatedAt currencyCode totalWithTax
  customer { id firstName lastName emailAddress phoneNumber }
  shippingAddress {
    fullName company streetLine1 streetLine2 city province postalCode countryCode phoneNumber
  }
  lines { id quantity orderPlacedQuantity unitPriceWithTax productVariant { id sku name } }
  fulfillments { state updatedAt lines { orderLineId quantity } }
  payments { refunds { state lines { orderLineId quantity } } }
  cancellations: history(options: { filter: { type: { eq: "ORDER_CANCELLATION" } } }) {
    items { createdAt data }
  }
  latest: history(options: { take: 1, sort: { createdAt: DESC } }) { items { createdAt } }`;

export const LIST_ORDERS = `query ShelftalkOrders($options: OrderListOptions) {
  orders(options: $options) { items { ${ORDER_FIELDS} } }
}`;

const VARIANT_FIELDS = `id enabled product { enabled } currencyCode prices { price currencyCode }
  stockLevels { stockLocationId stockOnHand stockAllocated }`;

export const LIST_VARIANTS = `query ShelftalkVariants($options: ProductVariantListOptions) {
  productVariants(options: $options) { items { ${VARIANT_FIELDS} } }
}`;

export const UPDATE_VARIANTS = `mutation ShelftalkUpdate($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) { ${VARIANT_FIELDS} }
}`;
