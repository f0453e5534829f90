import { getRandomValues, randomInt } from 'node:crypto';

export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** A whole number with both ends included. */
  integer(o: { min: number; max: number }): number;
}

/** Unguessable, so one-time codes may be drawn from it. */
export const systemRandom: Random = {
  fraction() {
    const [high = 0, low = 0] = getRandomValues(new Uint32Array(2));
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  },
  integer: ({ min, max }) => randomInt(min, max + 1),
};

/** The same seed gives the same draws on every machine: for tests and simulations only. */
export function createSeededRandom(seed: number): Random {
  // A counter stepped by an odd constant and scrambled: 2^32 steps before it repeats, and
  // neighbouring seeds give unrelated streams.
  let state = Math.imul(seed ^ Math.trunc(seed / 2 ** 32), 0x9e3779b1) >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const fraction = () => bits() / 2 ** 32;
  return {
    fraction,
    integer: ({ min, max }) => min + Math.floor(fraction() * (max - min + 1)),
  };
}
