/**
 * Shopify, by its GraphQL Admin API 2026-10 and its webhooks.
 *
 * Who calls it: the registry, and through it intake, propagation and reconcile.
 * What is particular: stock is set on an inventory item at one location, by a call that names the
 * figure to replace and carries a key that makes a repetition harmless; a call with one bad listing
 * is refused as a whole; prices hang on the product; every object has a 64-bit number and a "gid",
 * and outside this folder there are only the numbers, as text.
 * It must never send a quantity to another location than the account's, or take an answer with
 * `errors` for done.
 */
import { assert } from '../../base/assert.ts';
import type { Channel } from '../channel.ts';
import { rejected } from '../outcome.ts';
import { createAskShop } from './call-shop.ts';
import { pushPrice } from './push-price.ts';
import { pushStock } from './push-stock.ts';
import { readDelivery } from './read-delivery.ts';
import { readListings } from './read-listings.ts';
import { fetchOrder, listOrders } from './read-orders.ts';
import { type ShopifySettings, shopifySettings } from './settings.ts';
import { verifyDelivery } from './verify-delivery.ts';

export const SHOPIFY_SLUG = 'shopify';

const ACCESS_TOKEN = 'accessToken';

/** The published limit for any array in a question. */
export const ITEMS_PER_CALL_MAX = 250;

export const shopifyChannel: Channel<ShopifySettings> = {
  slug: SHOPIFY_SLUG,
  title: 'Shopify',
  capability: {
    inbound: 'webhook',
    payload: 'full',
    compareAndSet: 'value',
    idempotency: 'key',
    // One call per product is needed for prices, so a batch of them is many calls.
    batch: { stock: ITEMS_PER_CALL_MAX, price: 25, status: 1 },
    concurrency: 2,
    pause: 'quantity',
    // A listing costs about five points to read, and one question may cost 1,000.
    readBatch: 100,
    // The smallest plan refills 100 points a second and a stock call costs ten and its changes.
    budget: { callsPerSecond: 8, burst: 40 },
    pullEveryMs: 300_000,
    callTimeoutMs: 10_000,
  },
  settings: shopifySettings,
  credentialNames: [ACCESS_TOKEN],
  verify: verifyDelivery,
  read: readDelivery,
  connect({ settings, credentials, http }) {
    const accessToken = credentials[ACCESS_TOKEN];
    assert(accessToken, 'A Shopify account is connected with its access token.');
    const ask = createAskShop({ settings, accessToken, http });
    const { locationId } = settings;
    return {
      fetchOrder: (orderRef) => fetchOrder(ask, orderRef),
      listOrders: (o) => listOrders(ask, o),
      pushStock: (items) => pushStock(ask, { items, locationId }),
      pushPrice: (items) => pushPrice(ask, items),
      pushStatus: async (items) =>
        items.map(() => rejected('a listing of this shop is paused by its quantity')),
      readListings: (listings) => readListings(ask, { listings, locationId }),
    };
  },
};
