import type { Core } from './context.ts';

const LOOK_EVERY_MS = 25;

export interface Unsettled {
  readonly waiting: number;
  readonly wakes: number;
  readonly deliveries: number;
}

/**
 * Resolves with null when everything that arrived is decided and every shop shows what the books
 * say (or was given up), else with what is left after the time.
 */
export async function untilSettled(
  core: Pick<Core, 'monitoring' | 'clock'>,
  o: { sellerId: number; withinMs: number; signal?: AbortSignal },
): Promise<Unsettled | null> {
  const endMs = core.clock.monotonicMs() + o.withinMs;
  for (;;) {
    const { waiting, wakes, deliveries } = await core.monitoring.countUnsynced(o.sellerId);
    if (waiting + wakes + deliveries === 0) return null;
    if (core.clock.monotonicMs() > endMs || o.signal?.aborted)
      return { waiting, wakes, deliveries };
    await core.clock.sleep(LOOK_EVERY_MS, o.signal);
  }
}
