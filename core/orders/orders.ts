/**
 * Orders: one list from every channel, and what people may do with one.
 *
 * Who calls it: `intake` records what shops tell; the conversation lists, holds, cancels and ships.
 * Stock is never moved here: every change of units is a ledger event with cumulative figures, so
 * that the shop's own word about the same parcel is a copy and nothing else.
 * It must never put a buyer's data anywhere but into the buyer table.
 */
import * as change from './change-order.ts';
import * as list from './list-orders.ts';
import type { OrdersDeps } from './orders-deps.ts';
import * as privacy from './privacy.ts';
import { type ArrivedOrder, recordOrders } from './record-orders.ts';
import { shipOrder } from './ship-order.ts';

export type Orders = ReturnType<typeof createOrders>;

type By<Call> = Call extends (deps: OrdersDeps, sellerId: number, o: infer Given) => unknown
  ? Given
  : never;

/** The functions say what they refuse; ids that are another seller's are unknown. */
export function createOrders(deps: OrdersDeps) {
  return {
    recordOrders: (sellerId: number, arrivals: readonly ArrivedOrder[]) =>
      recordOrders(deps, sellerId, arrivals),
    listOrders: (sellerId: number, filter?: list.OrderFilter) =>
      list.listOrders(deps, sellerId, filter),
    /** Newest first: what people may mean by a number. */
    recentNumbers: (sellerId: number) => list.recentNumbers(deps, sellerId),
    showOrder: (sellerId: number, orderId: number) => list.showOrder(deps, sellerId, orderId),
    listShortages: (sellerId: number, o?: { skuId?: number }) =>
      list.listShortages(deps, sellerId, o),
    listPendingReturns: (sellerId: number) => list.listPendingReturns(deps, sellerId),
    holdOrder: (sellerId: number, orderId: number) => change.holdOrder(deps, sellerId, orderId),
    releaseOrder: (sellerId: number, orderId: number) =>
      change.releaseOrder(deps, sellerId, orderId),
    shipOrder: (sellerId: number, o: By<typeof shipOrder>) => shipOrder(deps, sellerId, o),
    cancelOrder: (sellerId: number, o: By<typeof change.cancelOrder>) =>
      change.cancelOrder(deps, sellerId, o),
    confirmReturn: (sellerId: number, o: By<typeof change.confirmReturn>) =>
      change.confirmReturn(deps, sellerId, o),
    answerPrivacyRequest: (sellerId: number, o: By<typeof privacy.answerPrivacyRequest>) =>
      privacy.answerPrivacyRequest(deps, sellerId, o),
    exportForRequest: (sellerId: number, requestId: number) =>
      privacy.exportForRequest(deps, sellerId, requestId),
    listPrivacyRequests: (sellerId: number) => privacy.listPrivacyRequests(deps, sellerId),
    eraseExpiredBuyers: () => privacy.eraseExpiredBuyers(deps),
  };
}
