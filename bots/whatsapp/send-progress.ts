/**
 * A reply that is several messages can stop in the middle. What of it has left is remembered under
 * its key, so that the next try goes on there instead of saying the beginning twice.
 */
export interface SendProgress {
  /** Ids of the messages that have left, in their order. */
  of(key: string): readonly string[];
  left(o: { key: string; messageId: string }): void;
}

/** Far more replies than can be under way at once. */
const KEYS_MAX = 500;

export function createSendProgress(): SendProgress {
  const known = new Map<string, string[]>();
  return {
    of: (key) => known.get(key) ?? [],
    left({ key, messageId }) {
      const ids = known.get(key) ?? [];
      known.delete(key);
      known.set(key, [...ids, messageId]);
      for (const oldest of known.keys()) {
        if (known.size <= KEYS_MAX) break;
        known.delete(oldest);
      }
    },
  };
}
