import type { Capability } from '../../../core/channels/capability.ts';
import type { ChannelSession, ListingRef } from '../../../core/channels/channel.ts';
import type { PushOutcome } from '../../../core/channels/outcome.ts';
import type { Simulator } from '../../../core/channels/simulator.ts';

/**
 * One of the things that are pushed to a listing. `turn` 1, 2, 3 … are values that differ from the
 * one before.
 */
export interface Aspect {
  readonly name: 'stock' | 'price' | 'status';
  readonly appliesTo: (capability: Capability) => boolean;
  readonly batchOf: (capability: Capability) => number;
  readonly push: (
    session: ChannelSession,
    o: { listings: readonly ListingRef[]; turn: number },
  ) => Promise<readonly PushOutcome[]>;
  /** What the shop shows, and what it should show after the turn. */
  readonly shown: (shop: Simulator, skuCode: string) => unknown;
  readonly wanted: (turn: number) => unknown;
  /** The figure of a turn as an answer would carry it; null: the aspect has none. */
  readonly figure: ((turn: number) => string) | null;
}

const stockOf = (turn: number) => 4_710 + turn;
const priceOf = (turn: number) => 47_100 + turn;
const statusOf = (turn: number) => (turn % 2 === 1 ? 'paused' : 'active');

export const stock: Aspect = {
  name: 'stock',
  appliesTo: () => true,
  batchOf: ({ batch }) => batch.stock,
  push: (session, { listings, turn }) =>
    session.pushStock(
      listings.map((listing) => ({
        listing,
        quantity: stockOf(turn),
        expected: null,
        key: `stock-${listing.listingId}-${turn}`,
        reference: `entry-${turn}`,
      })),
    ),
  shown: (shop, skuCode) => shop.read(skuCode).available,
  wanted: stockOf,
  figure: (turn) => String(stockOf(turn)),
};

export const price: Aspect = {
  name: 'price',
  appliesTo: () => true,
  batchOf: ({ batch }) => batch.price,
  push: (session, { listings, turn }) =>
    session.pushPrice(
      listings.map((listing) => ({
        listing,
        priceMinor: priceOf(turn),
        currency: 'USD',
        key: `price-${listing.listingId}-${turn}`,
      })),
    ),
  shown: (shop, skuCode) => shop.read(skuCode).priceMinor,
  wanted: priceOf,
  figure: null,
};

export const status: Aspect = {
  name: 'status',
  appliesTo: ({ pause }) => pause === 'status',
  batchOf: ({ batch }) => batch.status,
  push: (session, { listings, turn }) =>
    session.pushStatus(
      listings.map((listing) => ({
        listing,
        status: statusOf(turn),
        key: `status-${listing.listingId}-${turn}`,
      })),
    ),
  shown: (shop, skuCode) => shop.read(skuCode).status,
  wanted: statusOf,
  figure: null,
};

export const aspects: readonly Aspect[] = [stock, price, status];
