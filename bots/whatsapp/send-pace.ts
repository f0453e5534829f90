import type { Clock } from '../../core/base/clock.ts';

/**
 * How much a linked session says at most. WhatsApp locks numbers that write like machines; answers
 * to people stay far below this, and what comes in bulk has to wait.
 */
const SENDS_MAX = 30;
const SPAN_MS = 60_000;

export interface SendPace {
  /** 0: now. Else how long to wait; nothing is counted then. */
  take(): number;
}

export function createSendPace(o: { clock: Clock }): SendPace {
  const sentMs: number[] = [];
  return {
    take() {
      const nowMs = o.clock.monotonicMs();
      while (sentMs[0] !== undefined && nowMs - sentMs[0] >= SPAN_MS) sentMs.shift();
      const [oldest] = sentMs;
      if (oldest !== undefined && sentMs.length >= SENDS_MAX) return SPAN_MS - (nowMs - oldest);
      sentMs.push(nowMs);
      return 0;
    },
  };
}
