/**
 * Leases: who does alone what only one process may do at a time, such as deciding a seller's inbox
 * or pushing to an account.
 *
 * A lease is worth what its owner's beat is worth: one row per process, written every second, read
 * by those who want the lease. The owner gives itself up before others do, so that between the two
 * nobody acts. Work done under a lease is idempotent all the same: a process that was stopped and
 * wakes up may act for a moment on a lease that it no longer has.
 */
import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { Database } from './database.ts';
import { beat, forgetDead, holdLease, leave, releaseLease } from './lease-store.ts';

export const BEAT_EVERY_MS = 1_000;
/** Without a written beat for so long, this process no longer believes in its leases. */
export const LOST_AFTER_MS = 3_000;
/** Later than the owner's own doubt by more than a beat takes to be written. */
const DEAD_AFTER_SECONDS = 4;

export interface Leases {
  readonly processId: string;
  /** Begins to beat. Resolves after the first try, also when Postgres did not answer. */
  start(): Promise<void>;
  /**
   * True: this process has it now, and keeps it as long as `isAlive`. Costs no query while it is
   * held. Throws DatabaseUnavailable, DatabaseBusy.
   */
  hold(sellerId: number, name: string): Promise<boolean>;
  release(sellerId: number, name: string): Promise<void>;
  /**
   * Does this process have it now? Costs no query. False also after a silence, when others may have
   * taken it meanwhile: ask right before an effect that must not come late.
   */
  isHeld(sellerId: number, name: string): boolean;
  /** False: every lease counts as lost. Ask before an effect that must not happen twice. */
  isAlive(): boolean;
  /** Gives everything back, so that others need not wait for a silence. */
  stop(): Promise<void>;
}

const keyOf = (sellerId: number, name: string) => `${sellerId}:${name}`;

export function createLeases(deps: {
  database: Database;
  clock: Clock;
  ids: Ids;
  log: Logger;
}): Leases {
  const { database, clock, log } = deps;
  const processId = deps.ids.next();
  const held = new Set<string>();
  let beatMs: number | undefined;
  let isBeating = false;
  let disarm: (() => void) | undefined;

  const isAlive = () => beatMs !== undefined && clock.monotonicMs() - beatMs < LOST_AFTER_MS;

  async function tryBeat(): Promise<void> {
    if (isBeating) return;
    isBeating = true;
    // Counted from before it is sent: the others count from when it arrives, which is later.
    const sentMs = clock.monotonicMs();
    try {
      await beat(database.sweep, processId);
      if (!isAlive()) held.clear();
      beatMs = sentMs;
    } catch (error) {
      log.warn('lease_beat_failed', { processId, error });
    } finally {
      isBeating = false;
    }
  }

  return {
    processId,
    isAlive,
    isHeld: (sellerId, name) => isAlive() && held.has(keyOf(sellerId, name)),
    async start() {
      disarm ??= clock.every(BEAT_EVERY_MS, () => void tryBeat());
      await tryBeat();
      await forgetDead(database.sweep).catch((error: unknown) => {
        log.warn('lease_clean_up_failed', { error });
      });
    },
    async hold(sellerId, name) {
      if (!disarm || !isAlive()) return false;
      // Nobody takes a lease whose owner beats.
      if (held.has(keyOf(sellerId, name))) return true;
      const db = database.forSeller(sellerId);
      const o = { sellerId, name, processId, deadAfterSeconds: DEAD_AFTER_SECONDS };
      if (!(await holdLease(db, o)) || !disarm || !isAlive()) return false;
      held.add(keyOf(sellerId, name));
      return true;
    },
    async release(sellerId, name) {
      held.delete(keyOf(sellerId, name));
      await releaseLease(database.forSeller(sellerId), { sellerId, name, processId });
    },
    async stop() {
      disarm?.();
      disarm = undefined;
      beatMs = undefined;
      held.clear();
      await leave(database.sweep, processId).catch((error: unknown) => {
        log.warn('leases_not_given_back', { processId, error });
      });
    },
  };
}
