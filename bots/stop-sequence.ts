import type { Clock } from '../core/base/clock.ts';
import type { Logger } from '../core/base/log.ts';

export interface StopSequence {
  /** Ends the process in order. The first call counts, whoever makes it. */
  request(reason: string): void;
  /** From now on an error is more likely the stop's own doing. */
  isRequested(): boolean;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
// One Ctrl-C arrives twice: from the terminal's group and handed on by the launcher.
const SAME_SIGNAL_MS = 400;

/**
 * Listens for signals for as long as the process lives: with a listener for one time only, the
 * second copy of the same Ctrl-C would end Node in the middle of the work.
 */
export function createStopSequence(deps: {
  clock: Clock;
  log: Logger;
  /** After this the process ends whatever is still under way: all that was accepted is kept. */
  stopMsMax: number;
  shutDown: () => Promise<void>;
  exit: (code: number) => void;
}): StopSequence {
  const { clock, log, exit } = deps;
  let requestedAtMs: number | null = null;

  function request(reason: string): void {
    if (requestedAtMs !== null) return;
    requestedAtMs = clock.monotonicMs();
    log.info('stopping', { reason });
    clock.after(deps.stopMsMax, () => {
      log.warn('stop_cut_short', { afterMs: deps.stopMsMax });
      exit(0);
    });
    deps.shutDown().then(
      () => exit(0),
      (error: unknown) => {
        log.error('stop_failed', { error });
        exit(1);
      },
    );
  }

  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (requestedAtMs === null) request(signal);
      else if (clock.monotonicMs() - requestedAtMs > SAME_SIGNAL_MS) exit(1);
    });
  }
  return { request, isRequested: () => requestedAtMs !== null };
}
