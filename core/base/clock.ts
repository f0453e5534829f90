// The ground floor: tiny pieces that everything else stands on. Nothing here knows of stock,
// channels, chat or a database, and nothing here imports from another folder of the project.
// Time is one of them: whoever needs it takes a Clock, so that a test or a simulation can own it.

export interface Clock {
  now(): Date;
  /** Milliseconds from an arbitrary start that never jump: for durations, never for dates. */
  monotonicMs(): number;
  /** Resolves after the delay, or at once when the signal aborts. It never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Runs repeatedly until the returned function is called. Does not keep the process alive. */
  every(intervalMs: number, run: () => void): () => void;
  /** Runs once unless the returned function is called before. Does not keep the process alive. */
  after(delayMs: number, run: () => void): () => void;
}

// A longer setTimeout overflows its 32 bits and fires at once, so longer delays are cut in pieces.
const TIMER_MS_MAX = 2 ** 31 - 1;

function arm(o: { delayMs: number; keepsAlive: boolean; run: () => void }): () => void {
  let timer: NodeJS.Timeout;
  const step = (leftMs: number) => {
    const pieceMs = Math.min(leftMs, TIMER_MS_MAX);
    timer = setTimeout(
      () => (leftMs > pieceMs ? step(leftMs - pieceMs) : o.run()),
      Math.max(0, pieceMs),
    );
    if (!o.keepsAlive) timer.unref();
  };
  step(o.delayMs);
  return () => clearTimeout(timer);
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = () => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    // A sleeper is somebody's awaited work: it must keep the process alive, unlike every/after.
    const cancel = arm({ delayMs: ms, keepsAlive: true, run: finish });
    signal?.addEventListener('abort', finish, { once: true });
  });
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep,
  every(intervalMs, run) {
    const timer = setInterval(run, Math.min(intervalMs, TIMER_MS_MAX));
    timer.unref();
    return () => clearInterval(timer);
  },
  after: (delayMs, run) => arm({ delayMs, keepsAlive: false, run }),
};
