import { systemClock } from '../../../core/base/clock.ts';
import type { Random } from '../../../core/base/random.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { createSimulation } from '../../../core/channels/simulation/create-simulation.ts';
import {
  jsonReply,
  type PreparedCall,
  plainFaultReplies,
} from '../../../core/channels/simulation/simulated-api.ts';
import type {
  SimulatedStore,
  StoreEvent,
} from '../../../core/channels/simulation/simulated-store.ts';
import type { OutgoingWebhook } from '../../../core/channels/simulation/webhook-sender.ts';
import type { Simulator } from '../../../core/channels/simulator.ts';

const random: Random = createSeededRandom(1);

function describeEvent(event: StoreEvent): unknown {
  if (event.kind === 'level-changed') {
    const { skuCode, available } = event.listing;
    return { kind: event.kind, skuCode, available, cause: event.cause };
  }
  return { kind: event.kind, number: event.order.number };
}

function prepareToyCall(
  store: SimulatedStore,
  request: { method: string; path: string; body: unknown },
): PreparedCall {
  const skuCode = decodeURIComponent(request.path.slice(1));
  const { externalId } = store.listingBySku(skuCode);
  if (request.method === 'GET') {
    return {
      effect: 'read',
      answer: (when) => jsonReply({ available: store.view(when).listing(externalId)?.available }),
    };
  }
  const { quantity } = request.body as { quantity: unknown };
  if (typeof quantity !== 'number') {
    return { effect: 'refused', reply: jsonReply({ error: 'quantity' }, { status: 422 }) };
  }
  return {
    effect: 'write',
    run() {
      const changed = store.setAvailable({ externalId, available: quantity, cause: 'api' });
      return jsonReply({ available: changed.available });
    },
  };
}

export type WebhookManners = Omit<OutgoingWebhook, 'headers' | 'body'>;

/** A shop with the simplest API there can be: GET and PUT /<sku> {quantity}. */
export function createToyShop(manners: WebhookManners = {}): Simulator {
  return createSimulation({
    channel: 'toy',
    name: 'Toy shop',
    clock: systemClock,
    random,
    currency: 'USD',
    has: { parentId: true, stockId: true },
    createWire: (store) => ({
      prepare({ method, path, body }) {
        return prepareToyCall(store, { method, path, body: body?.ok ? body.value : null });
      },
      faultReplies: plainFaultReplies,
      webhooksOf: (event) => [
        {
          ...manners,
          headers: { 'x-kind': event.kind },
          body: JSON.stringify(describeEvent(event)),
        },
      ],
      connection: (origin) => ({
        settings: { baseUrl: origin },
        credentials: {},
        webhookSecret: 'toy',
      }),
    }),
  });
}
