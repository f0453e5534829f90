import { randomBytes } from 'node:crypto';
import { createSeededRandom } from './random.ts';

export interface Ids {
  /** A UUID whose text sorts by the order of creation within this process (version 7). */
  next(): string;
}

const COUNTER_MAX = 0xfff;

function createOrderedIds(o: { nowMs: () => number; bytes: () => Uint8Array }): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    next() {
      // Within one millisecond, or when the clock steps back, the counter keeps the order; when
      // it is used up the stamp runs ahead of the clock by a millisecond.
      const nowMs = o.nowMs();
      if (nowMs > lastMs) {
        lastMs = nowMs;
        counter = 0;
      } else if (counter === COUNTER_MAX) {
        lastMs += 1;
        counter = 0;
      } else {
        counter += 1;
      }
      const stamp = lastMs.toString(16).padStart(12, '0');
      const random = o.bytes();
      const variant = (((random[0] ?? 0) & 0x3f) | 0x80).toString(16);
      const tail = Buffer.from(random.subarray(1, 8)).toString('hex');
      const ordinal = counter.toString(16).padStart(3, '0');
      const head = `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${ordinal}`;
      return `${head}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`;
    },
  };
}

export const systemIds: Ids = createOrderedIds({
  nowMs: () => Date.now(),
  bytes: () => randomBytes(8),
});

// An instant long past, so that an id made in a test is recognised as one at a glance.
const SEEDED_START_MS = Date.UTC(2020, 0, 1);

/** The same seed gives the same ids: for tests and simulations only. */
export function createSeededIds(seed: number): Ids {
  const random = createSeededRandom(seed);
  let tick = 0;
  return createOrderedIds({
    nowMs: () => {
      tick += 1;
      return SEEDED_START_MS + tick;
    },
    bytes: () => Uint8Array.from({ length: 8 }, () => random.integer({ min: 0, max: 255 })),
  });
}
