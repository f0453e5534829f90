/**
 * A Shopify store on loopback: GraphQL Admin API and webhooks, as far as this project uses them.
 *
 * It enforces what the vendor enforces when a call runs: the token, the version in the path, the
 * schema, an expectation for every stock figure, an idempotency key, 250 entries per array, points
 * from a bucket that refills. Its stock goes below zero when buyers are faster than we are, as in a
 * real shop that goes on selling.
 */
import { createSimulation } from '../simulation/create-simulation.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { API_VERSION_USUAL } from './settings.ts';
import { createShopApi, shopFaultReplies } from './simulator-api.ts';
import { LOCATION_ID } from './simulator-orders.ts';
import { createShopWebhooks } from './simulator-webhooks.ts';

const SHOP_DOMAIN = 'simulated.myshopify.com';
const KEY_DIGITS = 16;

export function createShopifySimulator(options: SimulatorOptions): Simulator {
  const { clock, random, currency } = options;
  const secretText = () => {
    const digits = Array.from({ length: KEY_DIGITS }, () => random.integer({ min: 0, max: 15 }));
    return digits.map((digit) => digit.toString(16)).join('');
  };
  const accessToken = `shpat_${secretText()}`;
  const webhookSecret = `shpss_${secretText()}`;
  return createSimulation({
    ...options,
    channel: 'shopify',
    has: { parentId: true, stockId: true },
    createWire: (store) => ({
      prepare: createShopApi({ store, clock, currency, accessToken }),
      faultReplies: shopFaultReplies,
      webhooksOf: createShopWebhooks({
        random,
        webhookSecret,
        shopDomain: SHOP_DOMAIN,
        now: () => clock.now(),
      }),
      connection: (origin) => ({
        settings: { baseUrl: origin, apiVersion: API_VERSION_USUAL, locationId: LOCATION_ID },
        credentials: { accessToken },
        webhookSecret,
      }),
    }),
  });
}
