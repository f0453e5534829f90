/**
 * WooCommerce: a WordPress site of the seller's own, REST API wc/v3.
 *
 * Orders come as webhooks that hold the whole order, signed over the body; they are sent by the
 * site's own timer (late on quiet sites), never a second time, and stop for good after five
 * failures in a row. So orders are listed by time of change as well, often. Stock, prices and
 * status are set in batches, absolute, without compare-and-set; the site decrements its own figure
 * at checkout, so an overwritten decrement is put right by the push its order causes. What
 * WooCommerce's one quantity and one status mean in cumulative units is in count-units.ts.
 */
import type { Channel } from '../channel.ts';
import { createCallShop } from './call-shop.ts';
import { fetchOrder, listOrders } from './fetch-orders.ts';
import { pushPrice, pushStatus, pushStock } from './push-listings.ts';
import { readDelivery } from './read-delivery.ts';
import { LISTINGS_PER_CALL, readListings } from './read-listings.ts';
import { type WoocommerceSettings, woocommerceSettings } from './settings.ts';
import { verifyDelivery } from './verify-delivery.ts';

/**
 * The shop takes 100, and answers each with its whole product page: half keeps the answer below 2
 * MB.
 */
const UPDATES_PER_CALL = 50;

export const woocommerceChannel: Channel<WoocommerceSettings> = {
  slug: 'woocommerce',
  title: 'WooCommerce',
  capability: {
    inbound: 'webhook',
    payload: 'full',
    compareAndSet: 'none',
    idempotency: 'none',
    batch: { stock: UPDATES_PER_CALL, price: UPDATES_PER_CALL, status: UPDATES_PER_CALL },
    // The shop itself sets no limit; these spare a small host that serves its buyers from the same
    // machine.
    concurrency: 2,
    budget: { callsPerSecond: 10, burst: 40 },
    pause: 'status',
    readBatch: LISTINGS_PER_CALL,
    pullEveryMs: 30_000,
    callTimeoutMs: 30_000,
  },
  settings: woocommerceSettings,
  credentialNames: ['consumerKey', 'consumerSecret'],
  verify: verifyDelivery,
  read: readDelivery,
  connect({ settings, credentials, http }) {
    const shop = createCallShop({ settings, credentials, http });
    const { currency } = settings;
    return {
      fetchOrder: (orderRef) => fetchOrder(shop, orderRef),
      listOrders: (o) => listOrders(shop, o),
      pushStock: (items) => pushStock(shop, items),
      pushPrice: (items) => pushPrice(shop, { items, currency }),
      pushStatus: (items) => pushStatus(shop, items),
      readListings: (listings) => readListings(shop, { listings, currency }),
    };
  },
};
