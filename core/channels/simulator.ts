/**
 * The Simulator contract: a shop's real HTTP API on loopback, with buyers and with faults on
 * demand.
 *
 * Who calls it: the demo, the conformance suite, the flow tests. It is our reading of the vendor's
 * published contract, not the vendor: every simulator checks each call that it gets as strictly as
 * the contract allows. It must never be reachable from production settings: it binds 127.0.0.1 only
 * and the registry keeps it apart.
 */
import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';

/** One fault, applied to the calls (or webhooks) that match until `count` of them were hit. */
export interface Fault {
  readonly kind: /** 429 (or the vendor's own way), with Retry-After when `afterMs` is given. */
    | 'rate-limit'
    /** The call is not applied and never answered. */
    | 'hang'
    /** The call is applied, then the connection is cut: the caller cannot know. */
    | 'lose-reply'
    /**
     * The call is applied `afterMs` later than it is answered with a time-out: the late overwrite.
     */
    | 'apply-late'
    /** Answered after `afterMs`. */
    | 'slow'
    /** 200 with the vendor's error body (or HTML where it has none): nothing applied. */
    | 'error-body-200'
    /** 500 without effect. */
    | 'server-error'
    /** Credentials are refused. */
    | 'unauthorized'
    /** Reads answer what was true before the last change. */
    | 'stale-read'
    /** Webhooks: the next ones are held and sent in reverse order. */
    | 'reorder-webhooks'
    /** Webhooks: sent twice. */
    | 'duplicate-webhooks'
    /** Webhooks: never sent. */
    | 'drop-webhooks';
  /** Which calls: 'write', 'read', or 'any' (default). Webhook faults ignore it. */
  readonly on?: 'write' | 'read' | 'any';
  /** How many hits; default: until `clearFaults`. */
  readonly count?: number;
  readonly afterMs?: number;
}

export interface SimulatedListing {
  readonly externalId: string;
  readonly externalParentId: string | null;
  readonly externalStockId: string | null;
}

export interface SimulatedReading {
  readonly available: number;
  readonly priceMinor: number;
  readonly currency: string;
  readonly status: 'active' | 'paused';
}

export interface PlacedOrder {
  readonly externalId: string;
  readonly number: string;
  /** External ids of the lines, in the order given. */
  readonly lineIds: readonly string[];
}

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly currency: string;
  /** What the shop is called, for people. */
  readonly name: string;
  /** Loopback port; 0 or absent: any free one. */
  readonly port?: number;
  /** Orders that an earlier run of this shop had: ids and numbers go on after them. */
  readonly ordersBefore?: number;
}

export interface Simulator {
  readonly channel: string;
  /** Starts listening on 127.0.0.1. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What an account needs to connect: settings by the channel's schema, and credentials. */
  connection(): {
    readonly settings: unknown;
    readonly credentials: Readonly<Record<string, string>>;
    readonly webhookSecret: string;
  };
  /** Where webhooks go; null: nowhere. */
  subscribe(webhookUrl: string | null): void;
  addListing(o: {
    skuCode: string;
    title: string;
    quantity: number;
    priceMinor: number;
  }): SimulatedListing;
  /**
   * A buyer checks out. The shop decrements its own figure, as the real one does, and may
   * oversell.
   */
  placeOrder(o: {
    lines: readonly { skuCode: string; quantity: number }[];
    buyer?: { name: string; email: string };
  }): PlacedOrder;
  cancelOrder(orderExternalId: string): void;
  shipLine(o: { orderExternalId: string; lineId: string; quantity: number }): void;
  /** Money back for a line; `restock` as the shop's own options go. */
  refundLine(o: {
    orderExternalId: string;
    lineId: string;
    quantity: number;
    restock: 'cancel' | 'return' | 'no-restock';
  }): void;
  /** Somebody types another figure into the shop's own back office. */
  setStockByHand(o: { skuCode: string; quantity: number }): void;
  read(skuCode: string): SimulatedReading;
  inject(fault: Fault): void;
  clearFaults(): void;
  /** Calls served so far, by kind; a batch is one call. */
  calls(): { readonly read: number; readonly write: number; readonly refused: number };
  /**
   * Every stock figure that was accepted, oldest first: for "an older value never overwrites a
   * newer one".
   */
  stockWrites(): readonly {
    readonly skuCode: string;
    readonly quantity: number;
    readonly at: Date;
  }[];
  /** Resolves when no webhook is waiting to be sent. */
  settle(): Promise<void>;
}
