import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';

/** What goes on after Slack was told that its message arrived. */
export interface BackgroundWork {
  /** A failure is logged under this name; nobody waits for it. */
  run(name: string, work: () => Promise<void>): void;
  /** Resolves when all of it is over, or after this long. */
  settle(msMax: number): Promise<void>;
}

export function createBackgroundWork(o: { clock: Clock; log: Logger }): BackgroundWork {
  const running = new Set<Promise<void>>();
  return {
    run(name, work) {
      const done = work()
        .catch((error: unknown) => o.log.warn(`${name}_failed`, { error }))
        .finally(() => running.delete(done));
      running.add(done);
    },
    async settle(msMax) {
      const given = new AbortController();
      await Promise.race([Promise.all(running), o.clock.sleep(msMax, given.signal)]);
      given.abort();
    },
  };
}
