import type { Clock } from '../../core/base/clock.ts';

/** A memory of the last few things, for what may be forgotten without harm. */
export interface Recent<Value> {
  set(key: string, value: Value): void;
  get(key: string): Value | undefined;
  delete(key: string): void;
}

export function createRecent<Value>(o: {
  clock: Clock;
  countMax: number;
  ageMsMax: number;
}): Recent<Value> {
  const kept = new Map<string, { value: Value; atMs: number }>();
  return {
    set(key, value) {
      kept.delete(key);
      kept.set(key, { value, atMs: o.clock.monotonicMs() });
      const oldest = kept.keys().next();
      if (kept.size > o.countMax && !oldest.done) kept.delete(oldest.value);
    },
    get(key) {
      const found = kept.get(key);
      if (!found || o.clock.monotonicMs() - found.atMs > o.ageMsMax) return undefined;
      return found.value;
    },
    delete: (key) => void kept.delete(key),
  };
}
