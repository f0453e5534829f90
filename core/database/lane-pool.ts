import { assert } from '../base/assert.ts';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { DatabaseUnavailable } from './database-errors.ts';
import { type Lane, type OwnedLane, openLane } from './lane.ts';

export interface LanePool {
  /**
   * Lends a lane that sees this seller's rows; waits for a free one in order of arrival. Whatever
   * `run` leaves open is rolled back, and a lost connection is replaced at the next use.
   */
  use<T>(sellerId: number, run: (lane: Lane) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// Waiters beyond this mean that Postgres is too slow for what comes in: better to refuse aloud.
const WAITING_MAX = 10_000;

export function createLanePool(o: { url: Secret; lanesMax: number; log: Logger }): LanePool {
  const idle: OwnedLane[] = [];
  const waiting: Array<() => void> = [];
  let lent = 0;
  let closed = false;

  async function take(): Promise<void> {
    assert(!closed, 'A lane is asked for after the pool was closed.');
    if (lent < o.lanesMax) {
      lent += 1;
      return;
    }
    if (waiting.length >= WAITING_MAX) {
      throw new DatabaseUnavailable('Too much work waits for a database lane.', {
        facts: { waiting: waiting.length },
      });
    }
    // Whoever gives a place back hands it over, so `lent` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function giveBack(): void {
    const next = waiting.shift();
    if (next) next();
    else lent -= 1;
  }

  /** An idle lane may have lost its connection while nobody looked. */
  function takeIdle(): OwnedLane | undefined {
    for (let lane = idle.pop(); lane; lane = idle.pop()) {
      if (lane.isIdle()) return lane;
      void lane.close();
    }
    return undefined;
  }

  async function keepOrClose(lane: OwnedLane): Promise<void> {
    if (!closed && (lane.isIdle() || (await lane.recover()))) idle.push(lane);
    else await lane.close();
  }

  return {
    async use(sellerId, run) {
      await take();
      try {
        const lane = takeIdle() ?? (await openLane(o));
        try {
          return await runOn(lane, sellerId, run);
        } finally {
          await keepOrClose(lane);
        }
      } finally {
        giveBack();
      }
    },
    async close() {
      closed = true;
      await Promise.all(idle.splice(0).map((lane) => lane.close()));
    },
  };
}

/** The lane is lent: whoever keeps it cannot write into the transaction of the next user. */
async function runOn<T>(
  lane: OwnedLane,
  sellerId: number,
  run: (lane: Lane) => Promise<T>,
): Promise<T> {
  let isLent = true;
  lane.becomeSeller(sellerId);
  try {
    return await run({
      pipeline(statements) {
        assert(isLent, 'A lane is used after it was given back.');
        return lane.pipeline(statements);
      },
    });
  } finally {
    isLent = false;
  }
}
