/**
 * Intake: what shops tell us, stored before it is answered, decided after.
 *
 * Who calls it: the HTTP server with raw deliveries; the engine starts its loops; `propagation`
 * pulls orders when a shop's figure surprises it; the conversation maps codes and replays what was
 * parked. A delivery is durable before its shop gets a 200, decided once whatever happens in
 * between, and never lost: it is waiting, decided, or parked where people see it.
 * It must never trust a figure of a message for more than a hint, name a channel, or put a buyer's
 * data into a note or a log.
 */
import { runCoalesced } from '../base/run-coalesced.ts';
import { createAccountBook } from './account-book.ts';
import { applyKnownWaiting, type MapAnswer, mapCode } from './apply-waiting.ts';
import type { AccountPlace } from './cursor-store.ts';
import { createDecider } from './decider.ts';
import {
  countDeliveries,
  type InboxCounts,
  listParked,
  type ParkedDelivery,
  replayParked,
} from './delivery-store.ts';
import { createInbox, type Delivery } from './inbox.ts';
import type { IntakeDeps } from './intake-deps.ts';
import type { PulledOrders } from './pull-orders.ts';
import { createPullSchedule } from './pull-schedule.ts';
import { receiveWebhook, type WebhookAnswer } from './receive-webhook.ts';
import { findSellersWithUnmapped, listUnmappedCodes, type UnmappedCode } from './unmapped-store.ts';
import { type Erased, eraseOld } from './upkeep.ts';

const DELIVERY_SIGNAL = 'shelftalk_delivery';
// A SKU or listing made later may explain lines that wait; nobody is told, so somebody looks.
const LOOK_THROUGH_EVERY_MS = 30_000;
const ERASE_EVERY_MS = 60 * 60_000;
const LISTED_MAX = 500;
const SELLER_ID = /^\d{1,9}$/;

export interface Intake {
  /** Verifies, reads and stores what a shop posted. Throws what the shop should retry. */
  receiveWebhook(o: {
    channel: string;
    publicId: string;
    rawBody: Buffer;
    headers: Readonly<Record<string, string | undefined>>;
  }): Promise<WebhookAnswer>;
  /** Durable when it resolves. Throws InboxFull, DatabaseUnavailable, DatabaseBusy. */
  acceptDelivery(delivery: Delivery): Promise<'stored' | 'copy'>;
  /** Decides what waits for this seller now, unless another process does. */
  wake(sellerId: number): Promise<void>;
  /** Throws what may pass by itself, and AccountUnusable. */
  pullOrders(place: AccountPlace): Promise<PulledOrders>;
  /** The orders that waited for this code are applied before it resolves. */
  mapCode(
    sellerId: number,
    o: { accountId: number; channelCode: string; skuId: number },
  ): Promise<MapAnswer>;
  /** Codes that orders wait for, oldest first, at most 500. */
  listUnmapped(sellerId: number): Promise<UnmappedCode[]>;
  /** Applies lines that a new SKU or listing explains. @returns how many */
  applyKnown(sellerId: number): Promise<number>;
  countDeliveries(sellerId: number): Promise<InboxCounts>;
  /** Newest first, at most 500. */
  listParkedDeliveries(sellerId: number): Promise<ParkedDelivery[]>;
  /** Decides them again. @returns how many */
  replayParkedDeliveries(
    sellerId: number,
    o?: { accountId?: number; deliveryIds?: readonly number[] },
  ): Promise<number>;
  eraseOld(): Promise<Erased>;
  /** Starts deciding, pulling and upkeep. Deliveries are accepted without it. */
  start(): void;
  /** When the slowest loop last came round, by the monotonic clock. */
  beatMs(): number;
  /** Ends what is under way; nothing new is decided. */
  stop(): Promise<void>;
}

export function createIntake(deps: IntakeDeps): Intake {
  const { database, clock, log, signals } = deps;
  const accounts = createAccountBook(deps);
  const decider = createDecider({ ...deps, accounts });
  const pulls = createPullSchedule({ ...deps, accounts });
  let isStarted = false;
  const tellDeciders = (sellerId: number) => {
    // A process that only serves leaves the deciding to those that work.
    if (isStarted) void decider.wake(sellerId);
    void signals.notify(DELIVERY_SIGNAL, String(sellerId));
  };
  const inbox = createInbox({
    database,
    // Once per batch, after its commit and outside of it.
    onStored: tellDeciders,
  });
  signals.listen(DELIVERY_SIGNAL, (payload) => {
    if (isStarted && SELLER_ID.test(payload)) void decider.wake(Number.parseInt(payload, 10));
  });
  const looks = runCoalesced<'look'>({
    async run() {
      for (const sellerId of await findSellersWithUnmapped(database.sweep)) {
        await applyKnownWaiting(deps, sellerId);
      }
    },
    onError: (error) => log.warn('waiting_lines_not_looked_through', { error }),
  });
  const erasures = runCoalesced<'erase'>({
    run: async () => void (await eraseOld(deps)),
    onError: (error) => log.warn('old_rows_not_erased', { error }),
  });
  const stops: (() => void)[] = [];

  return {
    receiveWebhook: (o) => receiveWebhook({ accounts, inbox, clock, ids: deps.ids }, o),
    acceptDelivery: (delivery) => inbox.accept(delivery),
    wake: (sellerId) => decider.wake(sellerId),
    pullOrders: (place) => pulls.pull(place),
    mapCode: (sellerId, o) => mapCode(deps, sellerId, o),
    listUnmapped: (sellerId) =>
      listUnmappedCodes(database.forSeller(sellerId), { sellerId, limit: LISTED_MAX }),
    applyKnown: (sellerId) => applyKnownWaiting(deps, sellerId),
    countDeliveries: (sellerId) => countDeliveries(database.forSeller(sellerId), sellerId),
    listParkedDeliveries: (sellerId) =>
      listParked(database.forSeller(sellerId), { sellerId, limit: LISTED_MAX }),
    async replayParkedDeliveries(sellerId, { accountId = null, deliveryIds = null } = {}) {
      const o = { sellerId, accountId, deliveryIds, now: clock.now() };
      const replayed = await replayParked(database.forSeller(sellerId), o);
      if (replayed > 0) tellDeciders(sellerId);
      return replayed;
    },
    eraseOld: () => eraseOld(deps),
    start() {
      isStarted = true;
      decider.start();
      pulls.start();
      stops.push(clock.every(LOOK_THROUGH_EVERY_MS, () => void looks.run('look')));
      stops.push(clock.every(ERASE_EVERY_MS, () => void erasures.run('erase')));
    },
    beatMs: () => Math.min(decider.beatMs(), pulls.beatMs()),
    async stop() {
      for (const stop of stops.splice(0)) stop();
      await Promise.all([decider.stop(), pulls.stop(), looks.settle(), erasures.settle()]);
    },
  };
}
