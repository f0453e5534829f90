import type { Clock } from '../../core/base/clock.ts';
import type { Fault } from '../../core/channels/simulator.ts';
import type { Core } from '../commands/context.ts';
import { DEMO_LOCATIONS, DEMO_SKUS } from '../demo-shop/demo-catalog.ts';
import type { OpenShop } from '../demo-shop/demo-shop.ts';

/** What goes wrong during the sale, and what arrives. */
export interface SaleEvent {
  /** Part of the sale that has passed. */
  readonly at: number;
  readonly words: string;
  run(): void | Promise<void>;
}

const HANGS = { from: 0.3, share: 0.15, secondsMax: 10 };
const RECEIVED_SKUS = 8;
const RECEIVED_UNITS = 20;

export function planSaleEvents(deps: {
  core: Core;
  sellerId: number;
  shops: readonly OpenShop[];
  seconds: number;
}): SaleEvent[] {
  const { shops, seconds } = deps;
  const shop = (index: number) => shops[index % shops.length] as OpenShop;
  const fault = (at: number, index: number, words: string, injected: Fault): SaleEvent => ({
    at,
    words: `${shop(index).account.name} ${words}`,
    run: () => shop(index).simulator.inject(injected),
  });
  const hangsFor = Math.min(HANGS.share, HANGS.secondsMax / seconds);
  return [
    fault(0.08, 0, 'sends 40 messages twice', { kind: 'duplicate-webhooks', count: 40 }),
    fault(0.16, 2, 'sends 12 messages in reverse', { kind: 'reorder-webhooks', count: 12 }),
    fault(HANGS.from, 1, 'does not answer any more', { kind: 'hang' }),
    {
      at: HANGS.from + hangsFor,
      words: `${shop(1).account.name} answers again`,
      run: () => shop(1).simulator.clearFaults(),
    },
    {
      at: 0.5,
      words: `A delivery arrives: ${RECEIVED_UNITS} units each of ${RECEIVED_SKUS} SKUs`,
      run: () => receive(deps),
    },
    fault(0.6, 4, 'sends 40 messages twice', { kind: 'duplicate-webhooks', count: 40 }),
    fault(0.68, 3, 'loses its answers to 3 updates', {
      kind: 'lose-reply',
      on: 'write',
      count: 3,
    }),
    fault(0.76, 0, 'sends 12 messages in reverse', { kind: 'reorder-webhooks', count: 12 }),
    fault(0.84, 2, 'sends 40 messages twice', { kind: 'duplicate-webhooks', count: 40 }),
  ];
}

async function receive(o: { core: Core; sellerId: number }): Promise<void> {
  const { core, sellerId } = o;
  const locations = await core.catalog.listLocations(sellerId);
  const place = locations.find(({ code }) => code === DEMO_LOCATIONS[0].code);
  if (!place) return;
  for (const { code } of DEMO_SKUS.slice(0, RECEIVED_SKUS)) {
    const sku = await core.catalog.findSku(sellerId, code);
    if (!sku) continue;
    await core.ledger.submit(sellerId, {
      kind: 'receipt',
      skuId: sku.skuId,
      locationId: place.locationId,
      quantity: RECEIVED_UNITS,
      origin: { key: `sale:receipt:${code}`, cause: 'delivery of the sale', actor: 'demo' },
    });
  }
}

/** Runs each event at its time, until all have happened or the signal aborts. */
export async function runSaleEvents(
  events: readonly SaleEvent[],
  o: { clock: Clock; seconds: number; signal: AbortSignal; tell: (words: string) => void },
): Promise<void> {
  const beginMs = o.clock.monotonicMs();
  for (const event of events) {
    const dueMs = beginMs + event.at * o.seconds * 1_000;
    await o.clock.sleep(Math.max(0, dueMs - o.clock.monotonicMs()), o.signal);
    if (o.signal.aborted) return;
    await event.run();
    o.tell(event.words);
  }
}
