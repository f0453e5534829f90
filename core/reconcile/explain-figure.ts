import type { Figure } from './figure-store.ts';

export type Explanation =
  /** The shop shows what it last accepted from us. */
  | 'ours'
  /** It differs by the units that its own buyers took since: the shop subtracts them by itself. */
  | 'own-orders'
  /** Something newer is on its way, so today's figure says nothing. */
  | 'in-flight'
  /** Somebody changed it on the shop, or an order of the shop has not reached us. */
  | 'unexplained';

/** Why a shop shows `seen` for this figure. Pure. */
export function explainFigure(figure: Figure, seen: number): Explanation {
  if (figure.acked === null) return 'in-flight';
  if (seen === figure.acked) return 'ours';
  if (figure.aspect === 'stock' && figure.ownOrders !== 0) {
    const left = figure.acked - figure.ownOrders;
    // A shop that does not oversell stops at 0, one that does goes below.
    if (seen === left || seen === Math.max(0, left)) return 'own-orders';
  }
  if (figure.ackedVersion < figure.desiredVersion) return 'in-flight';
  return 'unexplained';
}
