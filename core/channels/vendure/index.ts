/**
 * Vendure: a shop of the seller's own, Admin API over GraphQL.
 *
 * It sends no webhooks; a small plugin in the shop posts the code of an order that changed, and
 * everything is fetched. It is told what is on hand, never what is available, so a push reads
 * first. Its own stock loses updates when buyers race (50 orders on 10 units, measured): what it
 * says of itself is never the truth, only what it shows. A refusal comes with status 200; one
 * refused variant undoes its whole call. Known limits: stock at the shop's other locations, and its
 * out-of-stock threshold, add to what it offers.
 */
import type { Channel } from '../channel.ts';
import { createAskShop } from './ask-shop.ts';
import { pushPrice, pushStatus, pushStock } from './push-listings.ts';
import { readDelivery } from './read-delivery.ts';
import { LISTINGS_PER_CALL, readListings } from './read-listings.ts';
import { fetchOrder, listOrders } from './read-orders.ts';
import { type VendureSettings, vendureSettings } from './settings.ts';
import { verifyDelivery } from './verify-delivery.ts';

/**
 * The shop writes 9 to 19 variants a second, one after another: so a call takes two seconds or
 * three.
 */
const UPDATES_PER_CALL = 25;

export const vendureChannel: Channel<VendureSettings> = {
  slug: 'vendure',
  title: 'Vendure',
  capability: {
    inbound: 'webhook',
    payload: 'thin',
    compareAndSet: 'none',
    idempotency: 'none',
    batch: { stock: UPDATES_PER_CALL, price: UPDATES_PER_CALL, status: UPDATES_PER_CALL },
    // The shop itself sets no limit; these leave it time for its buyers.
    concurrency: 2,
    budget: { callsPerSecond: 10, burst: 40 },
    pause: 'status',
    readBatch: LISTINGS_PER_CALL,
    pullEveryMs: 30_000,
    callTimeoutMs: 30_000,
  },
  settings: vendureSettings,
  credentialNames: ['username', 'password'],
  verify: verifyDelivery,
  read: readDelivery,
  connect({ settings, credentials, http }) {
    const ask = createAskShop({ settings, credentials, http });
    const { stockLocationId } = settings;
    return {
      fetchOrder: (orderRef) => fetchOrder(ask, orderRef),
      listOrders: (o) => listOrders(ask, o),
      pushStock: (items) => pushStock(ask, { items, stockLocationId }),
      pushPrice: (items) => pushPrice(ask, items),
      pushStatus: (items) => pushStatus(ask, items),
      readListings: (listings) => readListings(ask, { listings, stockLocationId }),
    };
  },
};
