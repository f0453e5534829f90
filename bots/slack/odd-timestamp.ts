import type { IncomingHttpHeaders } from 'node:http';

const TOLERANCE_MS = 300_000;
const SECONDS = /^\d{1,11}$/;

/**
 * The status to refuse a request with, or null. The library refuses what is older than five
 * minutes, but takes any time of the future, and a signature stays good until then.
 */
export function refuseOddTimestamp(headers: IncomingHttpHeaders, now: Date): 401 | null {
  const stamp = headers['x-slack-request-timestamp'];
  // Slack's check of a certificate has none; everything else without one is refused further on.
  if (stamp === undefined) return null;
  if (typeof stamp !== 'string' || !SECONDS.test(stamp)) return 401;
  const awayMs = Math.abs(Number.parseInt(stamp, 10) * 1000 - now.getTime());
  return awayMs > TOLERANCE_MS ? 401 : null;
}
