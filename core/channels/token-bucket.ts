import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';

export type TokenAnswer =
  | { readonly kind: 'granted'; readonly waitedMs: number }
  /** Too many wait already; come again not before `afterMs`. */
  | { readonly kind: 'refused'; readonly afterMs: number };

/** Spends an account's call budget in the order of asking; urgent calls pass the others. */
export interface TokenBucket {
  take(o: { isUrgent: boolean }): Promise<TokenAnswer>;
  /** How long a call that is not urgent would wait if it asked now; 0: it could go at once. */
  waitMs(): number;
}

export interface TokenBucketOptions {
  readonly clock: Pick<Clock, 'monotonicMs' | 'after'>;
  readonly tokensPerSecond: number;
  readonly capacity: number;
  /** Tokens that only urgent calls may take. Always leaves a whole token for the others. */
  readonly reserve: number;
  /** Whoever would wait longer is refused at once, so that the queue has a bound. */
  readonly waitMsMax: number;
}

interface Waiter {
  readonly sinceMs: number;
  readonly grant: (waitedMs: number) => void;
}

// Time is a double: a refill that lands a millionth below a whole token is a whole token.
const ROUNDING = 1e-6;

class Bucket implements TokenBucket {
  readonly #options: TokenBucketOptions;
  readonly #reserve: number;
  readonly #urgent: Waiter[] = [];
  readonly #ordinary: Waiter[] = [];
  #tokens: number;
  #refilledMs: number;
  #disarm: () => void = () => undefined;

  constructor(options: TokenBucketOptions) {
    assert(options.tokensPerSecond > 0, 'A budget without calls can never be waited for.');
    assert(options.capacity >= 1, 'A bucket below one token can never grant one.');
    this.#options = options;
    this.#reserve = Math.min(options.reserve, options.capacity - 1);
    this.#tokens = options.capacity;
    this.#refilledMs = options.clock.monotonicMs();
  }

  take(o: { isUrgent: boolean }): Promise<TokenAnswer> {
    this.#refill();
    this.#serve();
    const expectedMs = this.#expectedWaitMs(o.isUrgent);
    if (expectedMs > this.#options.waitMsMax) {
      return Promise.resolve({ kind: 'refused', afterMs: Math.ceil(expectedMs) });
    }
    return new Promise((resolve) => {
      const sinceMs = this.#options.clock.monotonicMs();
      const grant = (waitedMs: number) => resolve({ kind: 'granted', waitedMs });
      (o.isUrgent ? this.#urgent : this.#ordinary).push({ sinceMs, grant });
      this.#serve();
    });
  }

  waitMs(): number {
    this.#refill();
    this.#serve();
    return Math.ceil(this.#expectedWaitMs(false));
  }

  #expectedWaitMs(isUrgent: boolean): number {
    const ahead = this.#urgent.length + (isUrgent ? 0 : this.#ordinary.length);
    const missing = ahead + 1 + (isUrgent ? 0 : this.#reserve) - this.#tokens;
    return missing <= ROUNDING ? 0 : (missing / this.#options.tokensPerSecond) * 1000;
  }

  #refill(): void {
    const nowMs = this.#options.clock.monotonicMs();
    const gained = ((nowMs - this.#refilledMs) / 1000) * this.#options.tokensPerSecond;
    this.#tokens = Math.min(this.#options.capacity, this.#tokens + gained);
    this.#refilledMs = nowMs;
  }

  #serve(): void {
    for (;;) {
      const isUrgent = this.#urgent.length > 0;
      const waiter = isUrgent ? this.#urgent[0] : this.#ordinary[0];
      if (!waiter) return;
      const needed = 1 + (isUrgent ? 0 : this.#reserve) - this.#tokens;
      if (needed > ROUNDING) {
        this.#arm((needed / this.#options.tokensPerSecond) * 1000);
        return;
      }
      (isUrgent ? this.#urgent : this.#ordinary).shift();
      this.#tokens -= 1;
      waiter.grant(this.#refilledMs - waiter.sinceMs);
    }
  }

  // One timer for the head of the queue, set anew when an urgent newcomer takes its place.
  #arm(delayMs: number): void {
    this.#disarm();
    this.#disarm = this.#options.clock.after(Math.ceil(delayMs), () => {
      this.#refill();
      this.#serve();
    });
  }
}

export function createTokenBucket(options: TokenBucketOptions): TokenBucket {
  return new Bucket(options);
}
