import type { Clock } from '../../../core/base/clock.ts';

export interface ManualClock extends Clock {
  /** Lets time pass, running what falls due on the way. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

// Long enough for a chain of awaits to come to rest between two moments.
async function rest(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** Time that passes only when a test says so. */
export function createManualClock(start = new Date('2026-01-01T00:00:00Z')): ManualClock {
  let nowMs = 0;
  const timers = new Set<Timer>();
  const after = (delayMs: number, run: () => void) => {
    const timer = { dueMs: nowMs + delayMs, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const every = (intervalMs: number, run: () => void) => {
    let cancel: () => void = () => undefined;
    const again = () => {
      cancel = after(intervalMs, again);
      run();
    };
    cancel = after(intervalMs, again);
    return () => cancel();
  };
  return {
    now: () => new Date(start.getTime() + nowMs),
    monotonicMs: () => nowMs,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    every,
    after,
    async advance(ms) {
      const untilMs = nowMs + ms;
      await rest();
      for (;;) {
        const due = [...timers]
          .filter((timer) => timer.dueMs <= untilMs)
          .toSorted((a, b) => a.dueMs - b.dueMs)[0];
        if (!due) break;
        timers.delete(due);
        nowMs = Math.max(nowMs, due.dueMs);
        due.run();
        await rest();
      }
      nowMs = untilMs;
      await rest();
    },
  };
}
