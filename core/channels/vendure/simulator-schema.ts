/**
 * The part of Vendure's Admin API that a stock program needs. The contract test proves it a true
 * part of the published schema: nothing here is more than the real shop has.
 */
import { buildSchema, type GraphQLSchema } from 'graphql';

export const SCHEMA_TEXT = `
scalar DateTime
scalar JSON
scalar Money

type Query {
  orders(options: OrderListOptions): OrderList!
  productVariants(options: ProductVariantListOptions): ProductVariantList!
}

type Mutation {
  login(username: String!, password: String!, rememberMe: Boolean): NativeAuthenticationResult!
  updateProductVariants(input: [UpdateProductVariantInput!]!): [ProductVariant]!
}

union NativeAuthenticationResult = CurrentUser | InvalidCredentialsError

type CurrentUser { id: ID! identifier: String! }

interface ErrorResult { errorCode: ErrorCode! message: String! }

type InvalidCredentialsError implements ErrorResult { errorCode: ErrorCode! message: String! }

enum ErrorCode { INVALID_CREDENTIALS_ERROR }
enum SortOrder { ASC DESC }
enum CurrencyCode { AUD BHD CAD CHF CNY EUR GBP INR JPY KRW KWD MXN SEK SGD TND USD }

input StringOperators { eq: String }
input IDOperators { in: [String!] }
input DateOperators { after: DateTime }

input OrderFilterParameter {
  code: StringOperators
  orderPlacedAt: DateOperators
  updatedAt: DateOperators
}
input OrderSortParameter { orderPlacedAt: SortOrder updatedAt: SortOrder id: SortOrder }
input OrderListOptions {
  skip: Int
  take: Int
  sort: OrderSortParameter
  filter: OrderFilterParameter
}

input ProductVariantFilterParameter { id: IDOperators }
input ProductVariantListOptions { skip: Int take: Int filter: ProductVariantFilterParameter }

input HistoryEntryFilterParameter { type: StringOperators }
input HistoryEntrySortParameter { createdAt: SortOrder }
input HistoryEntryListOptions {
  take: Int
  sort: HistoryEntrySortParameter
  filter: HistoryEntryFilterParameter
}

input StockLevelInput { stockLocationId: ID! stockOnHand: Int! }
input UpdateProductVariantPriceInput { currencyCode: CurrencyCode! price: Money! }
input UpdateProductVariantInput {
  id: ID!
  enabled: Boolean
  prices: [UpdateProductVariantPriceInput!]
  stockLevels: [StockLevelInput!]
}

type OrderList { items: [Order!]! totalItems: Int! }
type Order {
  id: ID!
  code: String!
  state: String!
  orderPlacedAt: DateTime
  updatedAt: DateTime!
  currencyCode: CurrencyCode!
  totalWithTax: Money!
  customer: Customer
  shippingAddress: OrderAddress
  lines: [OrderLine!]!
  fulfillments: [Fulfillment!]
  payments: [Payment!]
  history(options: HistoryEntryListOptions): HistoryEntryList!
}
type Customer {
  id: ID!
  firstName: String!
  lastName: String!
  emailAddress: String!
  phoneNumber: String
}
type OrderAddress {
  fullName: String
  company: String
  streetLine1: String
  streetLine2: String
  city: String
  province: String
  postalCode: String
  countryCode: String
  phoneNumber: String
}
type OrderLine {
  id: ID!
  quantity: Int!
  orderPlacedQuantity: Int!
  unitPriceWithTax: Money!
  productVariant: ProductVariant!
}
type Fulfillment { state: String! updatedAt: DateTime! lines: [FulfillmentLine!]! }
type FulfillmentLine { orderLineId: ID! quantity: Int! }
type Payment { refunds: [Refund!]! }
type Refund { state: String! lines: [RefundLine!]! }
type RefundLine { orderLineId: ID! quantity: Int! }
type HistoryEntryList { items: [HistoryEntry!]! totalItems: Int! }
type HistoryEntry { createdAt: DateTime! data: JSON! }

type ProductVariantList { items: [ProductVariant!]! totalItems: Int! }
type ProductVariant {
  id: ID!
  sku: String!
  name: String!
  enabled: Boolean!
  product: Product!
  currencyCode: CurrencyCode!
  prices: [ProductVariantPrice!]!
  stockLevels: [StockLevel!]!
}
type Product { enabled: Boolean! }
type ProductVariantPrice { price: Money! currencyCode: CurrencyCode! }
type StockLevel { stockLocationId: ID! stockOnHand: Int! stockAllocated: Int! }
`;

let built: GraphQLSchema | null = null;

/** Built when a simulator is first asked, so that importing one costs nothing. */
export function simulatorSchema(): GraphQLSchema {
  built ??= buildSchema(SCHEMA_TEXT);
  return built;
}
