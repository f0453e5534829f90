import { type Clock, systemClock } from '../../core/base/clock.ts';

/** A clock whose date stands still until somebody moves it; durations pass as always. */
export interface StillClock extends Clock {
  /** Jumps there and runs every timer that would have been due on the way, each once. */
  jumpTo(time: Date): void;
  /** As when somebody corrects the clock of the machine. */
  setBackTo(time: Date): void;
}

interface Timer {
  dueMs: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

/**
 * `now` stands. Timers run after their real delay, so that sweeps and back-offs work while nobody
 * moves the date, and earlier where the date is moved past them.
 */
export function createStillClock(start: Date): StillClock {
  let nowMs = start.getTime();
  const timers = new Set<Timer>();

  function keep(timer: Timer, cancel: () => void): () => void {
    timers.add(timer);
    return () => {
      timers.delete(timer);
      cancel();
    };
  }
  function after(delayMs: number, run: () => void, arm: Clock['after']): () => void {
    let isOver = false;
    const once = () => {
      if (isOver) return;
      isOver = true;
      stop();
      run();
    };
    const stop = keep({ dueMs: nowMs + delayMs, everyMs: null, run: once }, arm(delayMs, once));
    return () => {
      isOver = true;
      stop();
    };
  }
  return {
    now: () => new Date(nowMs),
    monotonicMs: systemClock.monotonicMs,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        // A sleeper is somebody's awaited work and keeps the process alive.
        const arm = (delayMs: number, run: () => void) => {
          const stopping = new AbortController();
          void systemClock.sleep(delayMs, stopping.signal).then(run);
          return () => stopping.abort();
        };
        const finish = () => {
          signal?.removeEventListener('abort', cancelAndFinish);
          resolve();
        };
        const cancel = after(ms, finish, arm);
        const cancelAndFinish = () => {
          cancel();
          finish();
        };
        signal?.addEventListener('abort', cancelAndFinish, { once: true });
      });
    },
    every(intervalMs, run) {
      const timer = { dueMs: nowMs + intervalMs, everyMs: intervalMs, run };
      return keep(timer, systemClock.every(intervalMs, run));
    },
    after: (delayMs, run) => after(delayMs, run, systemClock.after),
    setBackTo(time) {
      nowMs = time.getTime();
    },
    jumpTo(time) {
      nowMs = Math.max(nowMs, time.getTime());
      for (const timer of [...timers].filter(({ dueMs }) => dueMs <= nowMs)) {
        if (timer.everyMs !== null) timer.dueMs = nowMs + timer.everyMs;
        timer.run();
      }
    },
  };
}
