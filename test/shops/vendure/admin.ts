// The shop's own truth, read through its Admin API, and the few things a seller does by hand there.
import type { GraphqlSession } from './graphql-session.ts';

export interface VariantReading {
  readonly id: string;
  readonly stockLocationId: string;
  readonly enabled: boolean;
  readonly stockOnHand: number;
  readonly stockAllocated: number;
  /** What the shop would still sell: on hand − allocated − out-of-stock threshold. */
  readonly saleable: number;
  /** As entered, tax included in this shop. (`ProductVariant.price` is always without tax.) */
  readonly priceMinor: number;
  readonly currency: string;
}

const LOG_IN = `mutation ($name: String!, $password: String!) {
  login(username: $name, password: $password, rememberMe: true) {
    __typename ... on ErrorResult { errorCode message }
  }
}`;
const READ_VARIANT = `query ($sku: String!) {
  productVariants(options: { filter: { sku: { eq: $sku } } }) {
    items {
      id enabled outOfStockThreshold useGlobalOutOfStockThreshold
      prices { price currencyCode }
      stockLevels { stockLocationId stockOnHand stockAllocated }
    }
  }
  globalSettings { outOfStockThreshold }
}`;

interface VariantAnswer {
  readonly productVariants: {
    readonly items: readonly {
      readonly id: string;
      readonly enabled: boolean;
      readonly outOfStockThreshold: number;
      readonly useGlobalOutOfStockThreshold: boolean;
      readonly prices: readonly { price: number; currencyCode: string }[];
      readonly stockLevels: readonly {
        stockLocationId: string;
        stockOnHand: number;
        stockAllocated: number;
      }[];
    }[];
  };
  readonly globalSettings: { readonly outOfStockThreshold: number };
}

export async function logIn(
  session: GraphqlSession,
  { name, password }: { name: string; password: string },
): Promise<string> {
  const { login } = await session.ask<{ login: { __typename: string; message?: string } }>(LOG_IN, {
    name,
    password,
  });
  if (login.__typename !== 'CurrentUser' || session.token === undefined) {
    throw new Error(`The shop refused its administrator: ${login.message ?? login.__typename}.`);
  }
  return session.token;
}

export async function readVariant(session: GraphqlSession, sku: string): Promise<VariantReading> {
  const answer = await session.ask<VariantAnswer>(READ_VARIANT, { sku });
  const variant = answer.productVariants.items[0];
  const level = variant?.stockLevels[0];
  const price = variant?.prices[0];
  if (variant === undefined || level === undefined || price === undefined) {
    throw new Error(`The shop has no ${sku}.`);
  }
  const threshold = variant.useGlobalOutOfStockThreshold
    ? answer.globalSettings.outOfStockThreshold
    : variant.outOfStockThreshold;
  return {
    id: variant.id,
    stockLocationId: level.stockLocationId,
    enabled: variant.enabled,
    stockOnHand: level.stockOnHand,
    stockAllocated: level.stockAllocated,
    saleable: level.stockOnHand - level.stockAllocated - threshold,
    priceMinor: price.price,
    currency: price.currencyCode,
  };
}
