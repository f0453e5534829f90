/**
 * Notify: what people are told without having asked at that moment.
 *
 * Who calls it: `bots/main.ts` starts it; commands change what people want to be told; automations
 * leave messages in the same outbox. It looks at each seller's entries and shortages in their
 * sequence, leaves what is to be told in the transaction that moves its mark, and sends what lies
 * there through whatever front-end reaches the person.
 * It must never change stock, nor send a key to a target a second time once it is marked as sent; a
 * process that dies between sending and marking repeats that one message under the same key.
 */
import { runCoalesced } from '../../core/base/run-coalesced.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import { enqueue, type Outgoing } from './enqueue.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { forgetOutgoing, listDueOutgoing } from './outgoing-store.ts';
import { enqueueDigests } from './send-digests.ts';
import { sendOutgoing } from './send-outgoing.ts';
import { listSubscribedSellers } from './subscription-store.ts';
import { watchSeller } from './watch-seller.ts';
import { listSellersToWatch } from './watch-store.ts';

export interface Notify {
  start(): void;
  stop(): Promise<void>;
  /** Resolves when everything that is due has been looked at and sent, or put off. */
  settle(): Promise<void>;
  /** In a transaction of its own, or of the caller. False: it goes there already. */
  enqueue(sellerId: number, o: Outgoing, tx?: Queryable): Promise<boolean>;
}

/** A storm of entries becomes one card rather than many. */
const LOOK_EVERY_MS = 1_000;
const UPKEEP_EVERY_MS = 3_600_000;
const SENT_AT_ONCE_MAX = 200;
const ROUNDS_MAX = 100;
const KEPT_MS = 30 * 86_400_000;
const FORGOTTEN_AT_ONCE = 5_000;

export function createNotify(deps: NotifyDeps): Notify {
  const { core, clock, log } = deps;
  const stops: (() => void)[] = [];
  const digestDays = new Map<number, string>();

  async function watchAll(): Promise<void> {
    for (const sellerId of await listSellersToWatch(core.database.sweep)) {
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        if (!(await watchSeller(deps, sellerId))) break;
      }
    }
  }

  async function digestAll(): Promise<void> {
    for (const sellerId of await listSubscribedSellers(core.database.sweep, 'digest')) {
      const day = await enqueueDigests(deps, sellerId, digestDays.get(sellerId) ?? null);
      if (day !== null) digestDays.set(sellerId, day);
    }
  }

  /** @returns how many were tried */
  async function sendDue(): Promise<number> {
    const o = { now: clock.now(), limit: SENT_AT_ONCE_MAX };
    const due = await listDueOutgoing(core.database.sweep, o);
    for (const name of due) await sendOutgoing(deps, name);
    return due.length;
  }

  const looking = runCoalesced<'all'>({
    async run() {
      await watchAll();
      await digestAll();
      for (let round = 0; round < ROUNDS_MAX && (await sendDue()) > 0; round += 1);
    },
    onError: (error) => log.warn('notify_failed', { error }),
  });

  async function forget(): Promise<void> {
    const before = new Date(clock.now().getTime() - KEPT_MS);
    await forgetOutgoing(core.database.sweep, { before, limit: FORGOTTEN_AT_ONCE });
  }

  return {
    start() {
      stops.push(
        clock.every(LOOK_EVERY_MS, () => void looking.run('all')),
        clock.every(UPKEEP_EVERY_MS, () => {
          forget().catch((error: unknown) => log.warn('notify_upkeep_failed', { error }));
        }),
      );
    },
    async stop() {
      for (const stop of stops.splice(0)) stop();
      await looking.settle();
    },
    settle: () => looking.run('all'),
    enqueue: (sellerId, o, tx) =>
      enqueue(tx ?? core.database.forSeller(sellerId), { ...o, sellerId, at: clock.now() }),
  };
}
