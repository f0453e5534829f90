import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { createFaultPlan } from './fault-plan.ts';
import { createLargeIds } from './large-ids.ts';
import type { FaultReplies, PreparedCall, SimulatedRequest } from './simulated-api.ts';
import {
  createSimulatedStore,
  type IdKind,
  type SimulatedStore,
  type StoreEvent,
} from './simulated-store.ts';
import { createSimulatorServer } from './simulator-server.ts';
import { createWebhookSender, type OutgoingWebhook } from './webhook-sender.ts';

/** All that differs from one shop to the next: its wire format and its rules. */
export interface SimulatedWire {
  /** Checks the call against the contract and says what it would do. Must change nothing. */
  prepare(request: SimulatedRequest): PreparedCall;
  readonly faultReplies: FaultReplies;
  /** What the shop posts when this happens; [] for shops that post nothing. */
  webhooksOf(event: StoreEvent): readonly OutgoingWebhook[];
  connection(origin: string): ReturnType<Simulator['connection']>;
}

export interface SimulationOptions extends SimulatorOptions {
  readonly channel: string;
  readonly has: { readonly parentId: boolean; readonly stockId: boolean };
  /** Default: digits beyond 2^53, one apart. */
  readonly createId?: (kind: IdKind) => string;
  /** Default: "#1001" for the first order. */
  readonly orderNumber?: (ordinal: number) => string;
  readonly createWire: (store: SimulatedStore) => SimulatedWire;
}

const FIRST_ORDER_NUMBER = 1001;

/** Builds the whole simulator of a channel from its wire format. */
export function createSimulation(options: SimulationOptions): Simulator {
  const { clock, currency } = options;
  const faults = createFaultPlan();
  const sender = createWebhookSender({ clock, faults });
  const store = createSimulatedStore({
    clock,
    currency,
    has: options.has,
    ordersBefore: options.ordersBefore ?? 0,
    createId: options.createId ?? createLargeIds(),
    orderNumber: options.orderNumber ?? ((ordinal) => `#${FIRST_ORDER_NUMBER - 1 + ordinal}`),
  });
  const wire = options.createWire(store);
  const server = createSimulatorServer({ api: wire, faults, clock, port: options.port ?? 0 });
  let customerCount = 0;

  // The bytes are made here and now: a webhook tells what was true when it happened.
  store.listen((event) => {
    for (const webhook of wire.webhooksOf(event)) sender.send(webhook);
  });

  return {
    channel: options.channel,
    start: () => server.start(),
    async stop() {
      await sender.stop();
      await server.stop();
    },
    connection: () => wire.connection(server.origin()),
    subscribe: (webhookUrl) => sender.subscribe(webhookUrl),
    addListing(o) {
      const { externalId, externalParentId, externalStockId } = store.addListing(o);
      return { externalId, externalParentId, externalStockId };
    },
    placeOrder({ lines, buyer }) {
      if (buyer) customerCount += 1;
      const order = store.placeOrder({
        lines,
        buyer: buyer ? { ...buyer, externalId: String(customerCount) } : null,
      });
      const lineIds = order.lines.map((line) => line.externalId);
      return { externalId: order.externalId, number: order.number, lineIds };
    },
    cancelOrder: (orderExternalId) => void store.cancelOrder(orderExternalId),
    shipLine: (o) => void store.shipLine(o),
    refundLine: (o) => void store.refundLine(o),
    setStockByHand({ skuCode, quantity }) {
      const { externalId } = store.listingBySku(skuCode);
      store.setAvailable({ externalId, available: quantity, cause: 'hand' });
    },
    read(skuCode) {
      const { available, priceMinor, currency: shown, status } = store.listingBySku(skuCode);
      return { available, priceMinor, currency: shown, status };
    },
    inject: (fault) => faults.inject(fault),
    clearFaults() {
      faults.clear();
      sender.releaseHeld();
    },
    calls: () => server.calls(),
    stockWrites: () => store.stockWrites(),
    settle: () => sender.settle(),
  };
}
