// Buyers of the real shop: each goes through the whole checkout of the Shop API in a session of its
// own.
import { type GraphqlError, GraphqlSession, ShopCallFailed } from './graphql-session.ts';

export type Purchase =
  | { readonly kind: 'placed'; readonly orderCode: string; readonly state: string }
  | {
      readonly kind: 'refused';
      /** The step of the checkout that said no. */
      readonly step: string;
      readonly errorCode: string;
      readonly message: string;
    };

export interface Want {
  readonly sku: string;
  readonly quantity: number;
}

/** A cart in state ArrangingPayment, or the refusal that came before. */
export type Checkout =
  | { readonly kind: 'ready'; readonly session: GraphqlSession }
  | Extract<Purchase, { kind: 'refused' }>;

const ADD_ITEM = `mutation ($id: ID!, $quantity: Int!) {
  step: addItemToOrder(productVariantId: $id, quantity: $quantity) {
    __typename ... on ErrorResult { errorCode message }
  }
}`;
const SET_CUSTOMER = `mutation ($input: CreateCustomerInput!) {
  step: setCustomerForOrder(input: $input) { __typename ... on ErrorResult { errorCode message } }
}`;
const SET_ADDRESS = `mutation ($input: CreateAddressInput!) {
  step: setOrderShippingAddress(input: $input) {
    __typename ... on ErrorResult { errorCode message }
  }
}`;
const SHIPPING_METHODS = `query { eligibleShippingMethods { id } }`;
const SET_SHIPPING = `mutation ($id: [ID!]!) {
  step: setOrderShippingMethod(shippingMethodId: $id) {
    __typename ... on ErrorResult { errorCode message }
  }
}`;
const TO_PAYMENT = `mutation {
  step: transitionOrderToState(state: "ArrangingPayment") {
    __typename ... on OrderStateTransitionError { errorCode message: transitionError }
  }
}`;
const PAY = `mutation ($input: PaymentInput!) {
  step: addPaymentToOrder(input: $input) {
    __typename ... on Order { code state } ... on ErrorResult { errorCode message }
  }
}`;

interface StepAnswer {
  readonly step: {
    readonly __typename: string;
    readonly errorCode?: string;
    readonly message?: string;
    readonly code?: string;
    readonly state?: string;
  };
}

export interface Buyers {
  /** One buyer, the whole checkout. */
  buy(want: Want): Promise<Purchase>;
  /** Everything up to the payment, so that many can then pay at the same moment. */
  checkOut(want: Want): Promise<Checkout>;
  pay(checkout: Checkout): Promise<Purchase>;
  /** All fill their carts first, then all pay at once. */
  race(wants: Want & { buyers: number }): Promise<readonly Purchase[]>;
}

/** `findVariant` answers the shop's id of a SKU, also when the variant is off sale. */
export function createBuyers(
  shopUrl: string,
  findVariant: (sku: string) => Promise<string>,
): Buyers {
  let buyersSoFar = 0;
  const idBySku = new Map<string, Promise<string>>();
  const variantIdOf = (sku: string) => {
    const id = idBySku.get(sku) ?? findVariant(sku);
    idBySku.set(sku, id);
    id.catch(() => idBySku.delete(sku));
    return id;
  };
  const checkOut = async ({ sku, quantity }: Want): Promise<Checkout> => {
    const id = await variantIdOf(sku);
    buyersSoFar += 1;
    return fillCart(new GraphqlSession(shopUrl), { id, quantity, buyer: buyersSoFar });
  };
  const buy = async (want: Want) => pay(await checkOut(want));
  const race = async ({ buyers, ...want }: Want & { buyers: number }) => {
    const checkouts = await Promise.all(Array.from({ length: buyers }, () => checkOut(want)));
    return Promise.all(checkouts.map(pay));
  };
  return { buy, checkOut, pay, race };
}

async function fillCart(
  session: GraphqlSession,
  { id, quantity, buyer }: { id: string; quantity: number; buyer: number },
): Promise<Checkout> {
  const customer = {
    firstName: 'Buyer',
    lastName: `Number ${buyer}`,
    emailAddress: `buyer-${buyer}@example.test`,
  };
  const address = {
    fullName: `Buyer Number ${buyer}`,
    streetLine1: `${buyer} Test Street`,
    city: 'Mumbai',
    postalCode: '400001',
    countryCode: 'IN',
  };
  const shippingMethodId = async () => {
    const { eligibleShippingMethods } = await session.ask<{
      eligibleShippingMethods: { id: string }[];
    }>(SHIPPING_METHODS);
    return eligibleShippingMethods.map((method) => method.id).slice(0, 1);
  };
  const steps: readonly [string, string, () => object | Promise<object>][] = [
    ['addItemToOrder', ADD_ITEM, () => ({ id, quantity })],
    ['setCustomerForOrder', SET_CUSTOMER, () => ({ input: customer })],
    ['setOrderShippingAddress', SET_ADDRESS, () => ({ input: address })],
    ['setOrderShippingMethod', SET_SHIPPING, async () => ({ id: await shippingMethodId() })],
    ['transitionOrderToState', TO_PAYMENT, () => ({})],
  ];
  for (const [step, query, variables] of steps) {
    const refusal = refusalOf(step, await attempt(session, query, await variables()));
    if (refusal !== undefined) return refusal;
  }
  return { kind: 'ready', session };
}

async function pay(checkout: Checkout): Promise<Purchase> {
  if (checkout.kind === 'refused') return checkout;
  const input = { method: 'settling-payment', metadata: {} };
  const answer = await attempt(checkout.session, PAY, { input });
  const refusal = refusalOf('addPaymentToOrder', answer);
  if (refusal !== undefined) return refusal;
  const { code = '', state = '' } = (answer as StepAnswer).step;
  return { kind: 'placed', orderCode: code, state };
}

// Under contention the shop may also answer with a bare GraphQL error; to a buyer that is a no as
// well.
async function attempt(
  session: GraphqlSession,
  query: string,
  variables: object,
): Promise<StepAnswer | readonly GraphqlError[]> {
  try {
    return await session.ask<StepAnswer>(query, variables);
  } catch (error) {
    if (error instanceof ShopCallFailed) return error.errors;
    throw error;
  }
}

function refusalOf(
  step: string,
  answer: StepAnswer | readonly GraphqlError[],
): Extract<Purchase, { kind: 'refused' }> | undefined {
  if (!('step' in answer)) {
    const errorCode = answer[0]?.extensions?.code ?? 'GRAPHQL_ERROR';
    return { kind: 'refused', step, errorCode, message: answer[0]?.message ?? '' };
  }
  if (answer.step.__typename === 'Order') return undefined;
  const { errorCode = answer.step.__typename, message = '' } = answer.step;
  return { kind: 'refused', step, errorCode, message };
}
