/**
 * Runs work per key, never twice at once; what is asked for while it runs is one more run
 * afterwards, however often it was asked.
 *
 * The returned promise ends with the run that began after the call, and never rejects: a failure
 * goes to `onError`, because whoever only hints cannot do anything about it.
 */
export interface Coalesced<Key> {
  run(key: Key): Promise<void>;
  isRunning(key: Key): boolean;
  /** Resolves when nothing runs or waits. */
  settle(): Promise<void>;
}

export function runCoalesced<Key>(o: {
  run: (key: Key) => Promise<void>;
  onError: (error: unknown, key: Key) => void;
}): Coalesced<Key> {
  const running = new Map<Key, Promise<void>>();
  const waiting = new Map<Key, Promise<void>>();

  function start(key: Key): Promise<void> {
    const current = o
      .run(key)
      .catch((error: unknown) => o.onError(error, key))
      .finally(() => running.delete(key));
    running.set(key, current);
    return current;
  }

  return {
    run(key) {
      const current = running.get(key);
      if (!current) return start(key);
      const next =
        waiting.get(key) ??
        current.then(() => {
          waiting.delete(key);
          return start(key);
        });
      waiting.set(key, next);
      return next;
    },
    isRunning: (key) => running.has(key),
    async settle() {
      while (running.size + waiting.size > 0) {
        await Promise.all([...running.values(), ...waiting.values()]);
      }
    },
  };
}
