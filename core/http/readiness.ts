import type { Clock } from '../base/clock.ts';
import type { Database } from '../database/database.ts';
import { PING } from './readiness-store.ts';

export interface Readiness {
  readonly isReady: boolean;
  /** Every check by name: does it hold? Names only, never details: anybody may ask. */
  readonly checks: Readonly<Record<string, boolean>>;
}

/** One thing that must hold before work is sent to this process. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

// A check that takes longer has failed: whoever asks has a time limit too.
const CHECK_MS_MAX = 1_000;
/** A loop that has not come round for so long is stuck, whatever the process looks like. */
export const LOOP_SILENCE_MS_MAX = 15_000;

export function createReadiness(deps: {
  clock: Clock;
  checks: Readonly<Record<string, ReadinessCheck>>;
}): () => Promise<Readiness> {
  async function holds(check: ReadinessCheck): Promise<boolean> {
    const tooLong = Promise.withResolvers<boolean>();
    const disarm = deps.clock.after(CHECK_MS_MAX, () => tooLong.resolve(false));
    try {
      return await Promise.race([check(), tooLong.promise]);
    } catch {
      return false;
    } finally {
      disarm();
    }
  }
  return async () => {
    const names = Object.entries(deps.checks);
    const held = await Promise.all(names.map(([, check]) => holds(check)));
    const checks = Object.fromEntries(names.map(([name], index) => [name, held[index] ?? false]));
    return { isReady: held.every(Boolean), checks };
  };
}

/** Does Postgres answer? */
export function checkDatabase(database: Database): ReadinessCheck {
  return async () => (await database.sweep.rows(PING)).length === 1;
}

/** Did this loop come round lately? */
export function checkLoop(deps: { clock: Clock; beatMs: () => number }): ReadinessCheck {
  return () => deps.clock.monotonicMs() - deps.beatMs() < LOOP_SILENCE_MS_MAX;
}
