/**
 * A WooCommerce shop on loopback, for the demo and for tests: our reading of its reference, not
 * WooCommerce.
 */

import { createSimulation } from '../simulation/create-simulation.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { createOrderChronicle } from './simulator-chronicle.ts';
import { createFamilies } from './simulator-families.ts';
import { createHookDesk } from './simulator-hooks.ts';
import { createRoutes } from './simulator-routes.ts';

const CREDENTIALS = { consumerKey: 'ck_simulated', consumerSecret: 'cs_simulated' };
const WEBHOOK_SECRET = 'secret-of-a-simulated-woocommerce';
const FIRST_ORDER_NUMBER = 1001;

export function createWoocommerceSimulator(options: SimulatorOptions): Simulator {
  const family = createFamilies();
  const simulation = createSimulation({
    ...options,
    channel: 'woocommerce',
    has: { parentId: true, stockId: false },
    createId: family.createId,
    orderNumber: (ordinal) => String(FIRST_ORDER_NUMBER - 1 + ordinal),
    createWire(store) {
      const chronicle = createOrderChronicle(store);
      const { parentOf } = family;
      const hooks = createHookDesk({ clock: options.clock, secret: WEBHOOK_SECRET });
      const routes = createRoutes({ store, chronicle, hooks, parentOf, credentials: CREDENTIALS });
      return {
        ...routes,
        webhooksOf: (event) => hooks.webhooksOf(event, { store, chronicle, parentOf }),
        connection: (origin) => ({
          settings: { baseUrl: origin, currency: options.currency },
          credentials: CREDENTIALS,
          webhookSecret: WEBHOOK_SECRET,
        }),
      };
    },
  });
  return {
    ...simulation,
    addListing(o) {
      const listing = simulation.addListing(o);
      return { ...listing, externalParentId: family.parentOf(listing) };
    },
  };
}
