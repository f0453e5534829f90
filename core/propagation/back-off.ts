import type { Random } from '../base/random.ts';

const FIRST_DELAY_MS = 1_000;
const DELAY_MS_MAX = 30_000;

/**
 * How long to wait before try number `attempts` + 1: min(1 s · 2^n, 30 s) with full jitter, so that
 * many listings of a recovering shop do not all knock in the same moment. What the shop asked for
 * itself (Retry-After) is never undercut.
 */
export function backOffMs(o: { attempts: number; afterMs: number | null; random: Random }): number {
  const ceilingMs = Math.min(FIRST_DELAY_MS * 2 ** Math.min(o.attempts, 10), DELAY_MS_MAX);
  return Math.max(o.afterMs ?? 0, Math.round(ceilingMs * o.random.fraction()));
}
