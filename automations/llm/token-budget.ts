import type { Clock } from '../../core/base/clock.ts';

/** What was taken for one call, until it is known what the call cost. */
export interface Reservation {
  settle(o: { tokens: number }): void;
}

export interface TokenBudget {
  /** Null: that would be more than the seller has left today. */
  reserve(o: { sellerId: number; tokens: number }): Reservation | null;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Tokens of a seller in a day (UTC), as a hard stop against a bill that nobody expected. It is kept
 * in memory: each process counts its own, and a restart begins at nothing.
 */
export function createTokenBudget(o: {
  tokensPerDay: number;
  clock: Pick<Clock, 'now'>;
}): TokenBudget {
  let day = -1;
  let spent = new Map<number, number>();
  return {
    reserve({ sellerId, tokens }) {
      const today = Math.floor(o.clock.now().getTime() / DAY_MS);
      if (today !== day) {
        day = today;
        spent = new Map();
      }
      const before = spent.get(sellerId) ?? 0;
      if (before + tokens > o.tokensPerDay) return null;
      const counted = spent;
      counted.set(sellerId, before + tokens);
      return {
        settle(cost) {
          counted.set(sellerId, (counted.get(sellerId) ?? 0) - tokens + cost.tokens);
        },
      };
    },
  };
}
