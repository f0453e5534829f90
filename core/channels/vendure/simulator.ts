/**
 * A Vendure shop on loopback, with our plugin in it: our reading of its published schema and of
 * what a real 3.7.3 did (test/shops/vendure), not Vendure. It goes on selling what is gone, as the
 * real one does when buyers race; the updates that the real one loses on the way (its allocated
 * units fall behind) are not played.
 */
import type { Clock } from '../../base/clock.ts';
import { createSimulation } from '../simulation/create-simulation.ts';
import { createLargeIds } from '../simulation/large-ids.ts';
import type { IdKind, StoreEvent } from '../simulation/simulated-store.ts';
import type { OutgoingWebhook } from '../simulation/webhook-sender.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { API_PATH, createShopApi, shopFaultReplies } from './simulator-api.ts';
import { STOCK_LOCATION_ID } from './simulator-variants.ts';
import { ID_HEADER, SIGNATURE_HEADER, signDelivery, TIMESTAMP_HEADER } from './verify-delivery.ts';

const CREDENTIALS = { username: 'stock-keeper', password: 'password-of-a-simulated-vendure' };
const WEBHOOK_SECRET = 'secret-of-a-simulated-vendure';
const SESSION_TOKEN = 'session-of-a-simulated-vendure';

export function createVendureSimulator(options: SimulatorOptions): Simulator {
  const createLargeId = createLargeIds();
  let orders = 0;
  const createId = (kind: IdKind): string => {
    if (kind !== 'order') return createLargeId(kind);
    orders += 1;
    return codeOf(orders);
  };
  return createSimulation({
    ...options,
    channel: 'vendure',
    has: { parentId: true, stockId: false },
    createId,
    orderNumber: codeOf,
    createWire: (store) => ({
      prepare: createShopApi({ store, credentials: CREDENTIALS, token: SESSION_TOKEN }),
      faultReplies: shopFaultReplies,
      webhooksOf: createPlugin(options.clock),
      connection: (origin) => ({
        settings: { baseUrl: `${origin}${API_PATH}`, stockLocationId: STOCK_LOCATION_ID },
        credentials: CREDENTIALS,
        webhookSecret: WEBHOOK_SECRET,
      }),
    }),
  });
}

/** Sixteen letters and digits, of which neighbours differ in the last. */
function codeOf(ordinal: number): string {
  return `SIM${ordinal.toString(32).toUpperCase().padStart(13, '0')}`;
}

const EVENT_BY_KIND = {
  'order-placed': 'order.placed',
  'order-cancelled': 'order.cancelled',
  'line-shipped': 'order.fulfilled',
  'line-refunded': 'order.refunded',
} as const;

function createPlugin(clock: Clock): (event: StoreEvent) => readonly OutgoingWebhook[] {
  let sent = 0;
  return (event) => {
    if (event.kind === 'level-changed') return [];
    sent += 1;
    const id = `msg_${String(sent).padStart(12, '0')}`;
    const { order } = event;
    const body = JSON.stringify({
      event: EVENT_BY_KIND[event.kind],
      orderCode: order.externalId,
      orderId: String(order.ordinal),
      at: order.revisedAt.toISOString(),
      deliveryId: id,
    });
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const rawBody = Buffer.from(body);
    const signature = signDelivery({ id, timestamp, rawBody, secret: WEBHOOK_SECRET });
    const headers = {
      [ID_HEADER]: id,
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signature,
    };
    return [{ headers, body }];
  };
}
