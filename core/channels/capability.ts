/**
 * What a channel can do, as data. The engine plans from this record and never names a channel.
 * Every field is read by the engine or by the conformance suite; a field that nobody reads is
 * removed.
 */
export interface Capability {
  /**
   * Does the shop call us, or must we ask? Polling runs for both: webhooks are hints that can be
   * lost.
   */
  readonly inbound: 'webhook' | 'poll';
  /** Is the order whole in the body ('full'), or must it be fetched ('thin')? */
  readonly payload: 'full' | 'thin';
  /** Can a write name the figure that it expects to replace? */
  readonly compareAndSet: 'value' | 'none';
  /** Does a write carry a key that makes a repetition harmless on the shop's side? */
  readonly idempotency: 'key' | 'none';
  /** Most listings per call, by aspect. */
  readonly batch: { readonly stock: number; readonly price: number; readonly status: number };
  /** Calls of one account that may be under way at once (each for other listings). */
  readonly concurrency: number;
  /** How one listing is taken off sale without touching its siblings. */
  readonly pause: 'status' | 'quantity';
  /** Most listings per read-back call. */
  readonly readBatch: number;
  /** Calls that the shop allows; 10 % is left for others who share the budget. */
  readonly budget: { readonly callsPerSecond: number; readonly burst: number };
  /**
   * How often orders are asked for, as backstop ('webhook') or as the only way ('poll').
   * Milliseconds.
   */
  readonly pullEveryMs: number;
  /** A call that has not answered by then counts as unknown. Milliseconds. */
  readonly callTimeoutMs: number;
}
