/**
 * The part of Shopify's GraphQL Admin API 2026-10 that the simulator serves. Written by us; a
 * contract test holds that every type, field, argument and value here stands in the published
 * schema with the same type.
 */
import { buildSchema } from 'graphql';

const SHOP_SCHEMA = `
directive @idempotent(key: String!) on FIELD

schema { query: QueryRoot mutation: Mutation }

scalar DateTime
scalar Decimal
scalar Money

interface Node { id: ID! }

type QueryRoot {
  fulfillment(id: ID!): Fulfillment
  nodes(ids: [ID!]!): [Node]!
  order(id: ID!): Order
  orders(
    after: String
    first: Int
    query: String
    reverse: Boolean = false
    sortKey: OrderSortKeys = PROCESSED_AT
  ): OrderConnection!
  refund(id: ID!): Refund
  shop: Shop!
}

type Mutation {
  inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
  productVariantsBulkUpdate(
    allowPartialUpdates: Boolean = false
    productId: ID!
    variants: [ProductVariantsBulkInput!]!
  ): ProductVariantsBulkUpdatePayload
}

type Shop { currencyCode: CurrencyCode! }

type PageInfo { endCursor: String hasNextPage: Boolean! }

type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
type MoneyBag { presentmentMoney: MoneyV2! shopMoney: MoneyV2! }

type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }

enum OrderSortKeys { CREATED_AT ID PROCESSED_AT UPDATED_AT }

type Order implements Node {
  cancelledAt: DateTime
  createdAt: DateTime!
  currencyCode: CurrencyCode!
  customer: Customer
  email: String
  fulfillments(first: Int): [Fulfillment!]!
  id: ID!
  lineItems(after: String, first: Int): LineItemConnection!
  name: String!
  phone: String
  refunds(first: Int): [Refund!]!
  shippingAddress: MailingAddress
  totalPriceSet: MoneyBag!
  updatedAt: DateTime!
}

type Customer implements Node {
  defaultEmailAddress: CustomerEmailAddress
  defaultPhoneNumber: CustomerPhoneNumber
  displayName: String!
  id: ID!
}
type CustomerEmailAddress { emailAddress: String! }
type CustomerPhoneNumber { phoneNumber: String! }

type MailingAddress implements Node {
  address1: String
  address2: String
  city: String
  company: String
  country: String
  countryCodeV2: CountryCode
  id: ID!
  name: String
  phone: String
  province: String
  zip: String
}

type LineItemConnection { nodes: [LineItem!]! pageInfo: PageInfo! }
type LineItem implements Node {
  currentQuantity: Int!
  id: ID!
  name: String!
  originalUnitPriceSet: MoneyBag!
  quantity: Int!
  sku: String
  variant: ProductVariant
}

type Fulfillment implements Node {
  fulfillmentLineItems(after: String, first: Int): FulfillmentLineItemConnection!
  id: ID!
  status: FulfillmentStatus!
}
enum FulfillmentStatus { CANCELLED ERROR FAILURE OPEN PENDING SUCCESS }
type FulfillmentLineItemConnection { nodes: [FulfillmentLineItem!]! pageInfo: PageInfo! }
type FulfillmentLineItem implements Node { id: ID! lineItem: LineItem! quantity: Int }

type Refund implements Node {
  id: ID!
  refundLineItems(after: String, first: Int): RefundLineItemConnection!
}
type RefundLineItemConnection { nodes: [RefundLineItem!]! pageInfo: PageInfo! }
type RefundLineItem {
  lineItem: LineItem!
  quantity: Int!
  restockType: RefundLineItemRestockType!
}
enum RefundLineItemRestockType { CANCEL LEGACY_RESTOCK NO_RESTOCK RETURN }

type Product implements Node { id: ID! status: ProductStatus! }
enum ProductStatus { ACTIVE ARCHIVED DRAFT UNLISTED }

type ProductVariant implements Node {
  id: ID!
  inventoryItem: InventoryItem!
  price: Money!
  product: Product!
  sku: String
}

type InventoryItem implements Node {
  id: ID!
  inventoryLevel(locationId: ID!): InventoryLevel
  tracked: Boolean!
}
type InventoryLevel implements Node {
  id: ID!
  quantities(names: [String!]!): [InventoryQuantity!]!
}
type InventoryQuantity implements Node { id: ID! name: String! quantity: Int! }

input InventorySetQuantitiesInput {
  name: String!
  quantities: [InventoryQuantityInput!]!
  reason: String!
  referenceDocumentUri: String
}
input InventoryQuantityInput {
  changeFromQuantity: Int
  inventoryItemId: ID!
  locationId: ID!
  quantity: Int!
}
type InventorySetQuantitiesPayload {
  inventoryAdjustmentGroup: InventoryAdjustmentGroup
  userErrors: [InventorySetQuantitiesUserError!]!
}
type InventoryAdjustmentGroup implements Node {
  changes(quantityNames: [String!]): [InventoryChange!]!
  id: ID!
  reason: String!
  referenceDocumentUri: String
}
type InventoryChange {
  delta: Int!
  item: InventoryItem
  name: String!
  quantityAfterChange: Int
}
type InventorySetQuantitiesUserError {
  code: InventorySetQuantitiesUserErrorCode
  field: [String!]
  message: String!
}
enum InventorySetQuantitiesUserErrorCode {
  CHANGE_FROM_QUANTITY_STALE
  IDEMPOTENCY_CONCURRENT_REQUEST
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH
  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED
  INVALID_INVENTORY_ITEM
  INVALID_LOCATION
  INVALID_NAME
  INVALID_QUANTITY_NEGATIVE
  INVALID_QUANTITY_TOO_HIGH
  INVALID_REASON
  INVALID_REFERENCE_DOCUMENT
  NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR
}

input ProductVariantsBulkInput { id: ID price: Money }
type ProductVariantsBulkUpdatePayload {
  product: Product
  productVariants: [ProductVariant!]
  userErrors: [ProductVariantsBulkUpdateUserError!]!
}
type ProductVariantsBulkUpdateUserError {
  code: ProductVariantsBulkUpdateUserErrorCode
  field: [String!]
  message: String!
}
enum ProductVariantsBulkUpdateUserErrorCode {
  INVALID_INPUT
  NEGATIVE_PRICE_VALUE
  PRODUCT_DOES_NOT_EXIST
  PRODUCT_VARIANT_DOES_NOT_EXIST
  PRODUCT_VARIANT_ID_MISSING
}

enum CountryCode { AU CA DE FR GB IN JP US }
enum CurrencyCode {
  AED AUD BHD BRL CAD CHF CLP CNY CZK DKK EUR GBP HKD HUF IDR ILS INR JOD JPY KRW KWD MXN MYR NOK
  NZD OMR PHP PLN SAR SEK SGD THB TND TRY TWD USD VND ZAR
}
`;

export const shopSchema = buildSchema(SHOP_SCHEMA);
