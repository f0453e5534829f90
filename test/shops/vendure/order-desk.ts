// What a shop's staff does with placed orders: cancel, ship, change, refund. And how an order reads
// afterwards, in all the fields that Shelftalk can use.
import type { VendureShop } from './shop.ts';

export const ORDER_FIELDS = `
  id code type state active orderPlacedAt createdAt updatedAt
  currencyCode totalQuantity totalWithTax
  customer { id firstName lastName emailAddress phoneNumber }
  shippingAddress {
    fullName streetLine1 streetLine2 city province postalCode countryCode phoneNumber
  }
  lines { id quantity orderPlacedQuantity unitPriceWithTax productVariant { id sku name } }
  fulfillments { id state method trackingCode updatedAt lines { orderLineId quantity } }
  payments { id state amount refunds { id state total reason lines { orderLineId quantity } } }
  modifications { id priceChange isSettled lines { orderLineId quantity } }
  cancellations: history(options: { filter: { type: { eq: "ORDER_CANCELLATION" } } }) {
    items { id createdAt data }
  }`;

export interface DeskOrder {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly orderPlacedAt: string;
  readonly updatedAt: string;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly orderPlacedQuantity: number;
    readonly productVariant: { readonly id: string; readonly sku: string };
  }[];
  readonly fulfillments: readonly {
    readonly id: string;
    readonly state: string;
    readonly lines: readonly { orderLineId: string; quantity: number }[];
  }[];
  readonly payments: readonly {
    readonly id: string;
    readonly refunds: readonly { state: string; total: number }[];
  }[];
  readonly cancellations: {
    readonly items: readonly {
      data: { lines: { orderLineId: string | number; quantity: number }[] };
    }[];
  };
}

const FIND_ORDER = `query ($code: String!) {
  orders(options: { filter: { code: { eq: $code } } }) { items { ${ORDER_FIELDS} } }
}`;
const CANCEL = `mutation ($input: CancelOrderInput!) {
  done: cancelOrder(input: $input) { __typename ... on ErrorResult { errorCode message } }
}`;
const FULFILL = `mutation ($input: FulfillOrderInput!) {
  done: addFulfillmentToOrder(input: $input) {
    __typename ... on Fulfillment { id } ... on ErrorResult { errorCode message }
  }
}`;
const MOVE_PARCEL = `mutation ($id: ID!, $state: String!) {
  done: transitionFulfillmentToState(id: $id, state: $state) {
    __typename ... on ErrorResult { errorCode message }
  }
}`;
const MOVE_ORDER = `mutation ($id: ID!, $state: String!) {
  done: transitionOrderToState(id: $id, state: $state) {
    __typename ... on OrderStateTransitionError { errorCode message: transitionError }
  }
}`;
const MODIFY = `mutation ($input: ModifyOrderInput!) {
  done: modifyOrder(input: $input) { __typename ... on ErrorResult { errorCode message } }
}`;
const PAY_BY_HAND = `mutation ($input: ManualPaymentInput!) {
  done: addManualPaymentToOrder(input: $input) {
    __typename ... on ErrorResult { errorCode message }
  }
}`;
const REFUND = `mutation ($input: RefundOrderInput!) {
  done: refundOrder(input: $input) { __typename ... on ErrorResult { errorCode message } }
}`;

/** `lineId` may be left out: the order's first line. */
export interface LineUnits {
  readonly quantity: number;
  readonly lineId?: string;
}

export interface OrderDesk {
  read(code: string): Promise<DeskOrder>;
  /** Without units: all of it. Throws when the shop refuses, as all of these do. */
  cancel(code: string, units?: LineUnits): Promise<void>;
  /** A parcel that is packed, not yet gone (state Pending). Answers its id. */
  pack(code: string, units: LineUnits): Promise<string>;
  moveParcel(parcelId: string, state: 'Shipped' | 'Delivered' | 'Cancelled'): Promise<void>;
  moveOrder(code: string, state: string): Promise<void>;
  /** The order must be in state Modifying. */
  setQuantity(code: string, units: LineUnits & { dryRun?: boolean }): Promise<void>;
  addVariant(code: string, item: { variantId: string; quantity: number }): Promise<void>;
  payByHand(code: string): Promise<void>;
  refund(code: string, units: LineUnits): Promise<void>;
}

export function createOrderDesk(shop: Pick<VendureShop, 'askAdmin'>): OrderDesk {
  const act = async (mutation: string, variables: object): Promise<string> => {
    const { done } = await shop.askAdmin<{
      done: { __typename: string; id?: string; errorCode?: string; message?: string };
    }>(mutation, variables);
    if (done.errorCode !== undefined) throw new Error(`${done.errorCode}: ${done.message}`);
    return done.id ?? '';
  };
  const read = async (code: string) => {
    const { orders } = await shop.askAdmin<{ orders: { items: DeskOrder[] } }>(FIND_ORDER, {
      code,
    });
    const order = orders.items[0];
    if (order === undefined) throw new Error(`The shop has no order ${code}.`);
    return order;
  };
  const lineOf = (order: DeskOrder, { lineId, quantity }: LineUnits) => ({
    orderLineId: lineId ?? order.lines[0]?.id ?? '',
    quantity,
  });
  return {
    read,
    cancel: async (code, units) => {
      const order = await read(code);
      const lines = units === undefined ? {} : { lines: [lineOf(order, units)] };
      await act(CANCEL, { input: { orderId: order.id, reason: 'by the shop', ...lines } });
    },
    pack: async (code, units) => {
      const order = await read(code);
      const way = [{ name: 'method', value: 'By post' }];
      const handler = { code: 'manual-fulfillment', arguments: way };
      return act(FULFILL, { input: { lines: [lineOf(order, units)], handler } });
    },
    moveParcel: async (id, state) => void (await act(MOVE_PARCEL, { id, state })),
    moveOrder: async (code, state) =>
      void (await act(MOVE_ORDER, { id: (await read(code)).id, state })),
    setQuantity: async (code, { dryRun = false, ...units }) => {
      const order = await read(code);
      const refund = { paymentId: order.payments[0]?.id, reason: 'changed by the shop' };
      const adjustOrderLines = [lineOf(order, units)];
      await act(MODIFY, { input: { orderId: order.id, dryRun, adjustOrderLines, refund } });
    },
    addVariant: async (code, { variantId, quantity }) => {
      const addItems = [{ productVariantId: variantId, quantity }];
      await act(MODIFY, { input: { orderId: (await read(code)).id, dryRun: false, addItems } });
    },
    payByHand: async (code) => {
      const paid = { method: 'cash', transactionId: 'by-hand', metadata: {} };
      await act(PAY_BY_HAND, { input: { orderId: (await read(code)).id, ...paid } });
    },
    refund: async (code, units) => {
      const order = await read(code);
      const money = { shipping: 0, adjustment: 0, paymentId: order.payments[0]?.id };
      await act(REFUND, { input: { lines: [lineOf(order, units)], reason: 'broken', ...money } });
    },
  };
}
