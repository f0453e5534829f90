/**
 * Promises that a channel cannot keep, each with the reason. The suite runs them all the same and
 * expects them to fail, so an exemption that is no longer needed is found.
 */
export interface Exemption {
  readonly channel: string;
  /** The exact name of the promise. */
  readonly promise: string;
  /** Why the shop's API leaves no other way, and what covers the gap. */
  readonly reason: string;
}

const ONE_STATUS_PER_ORDER =
  'WooCommerce knows no parcels without a plugin: "completed" says that the whole order left. ' +
  'Units shipped in part are known to the warehouse that shipped them, through our own ledger.';

export const exemptions: readonly Exemption[] = [
  {
    channel: 'woocommerce',
    promise: 'a part of an order that ships is a part',
    reason: ONE_STATUS_PER_ORDER,
  },
  {
    channel: 'woocommerce',
    promise: 'an order cancelled after a part was shipped cancels the rest only',
    reason: ONE_STATUS_PER_ORDER,
  },
];
