const SECONDS = /^\d{1,9}$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** A shop that asks for more is asking a person to look; the engine tries again after this. */
export const RETRY_AFTER_MS_MAX = 3_600_000;

/** Milliseconds until the shop wants to be called again: whole seconds or an HTTP date. */
export function readRetryAfterMs(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) {
    return Math.min(Number.parseInt(text, 10) * 1000, RETRY_AFTER_MS_MAX);
  }
  if (!HTTP_DATE.test(text)) return null;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) return null;
  return Math.min(Math.max(0, atMs - now.getTime()), RETRY_AFTER_MS_MAX);
}
