// Wake-ups between parts and processes: "look at account 12", "reconcile now", "in ten minutes".
// A hint carries a key and nothing else, never a quantity: whoever gets it reads the truth from
// Postgres. A hint may come twice, late, out of order or not at all, and work stays right, because
// every kind of work also has a sweep that finds it. So nothing waits for a hint to be stored, a
// failing run is logged and not repeated, and two runs of one key may overlap (take a lease).
// Built by open.ts on BullMQ, over Postgres or Redis; nobody above knows which.

import { assert } from '../base/assert.ts';

export const QUEUE_NAMES = ['push', 'reconcile', 'automation', 'alert', 'upkeep'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export interface Hints {
  /**
   * Asks for a run of `key`, soon or after the delay. Asked again before the run has begun, it is
   * one run; asked during a run, there is one more. Resolves even when the queue is down.
   */
  add(o: { queue: QueueName; key: string; delayMs?: number }): Promise<void>;
  /** Once per queue and process. */
  work(o: { queue: QueueName; concurrency: number; run: (key: string) => Promise<void> }): void;
  /** Asks for a run of `key` again and again, once per interval over all processes. */
  every(o: { queue: QueueName; key: string; intervalMs: number }): Promise<void>;
  /** Waits for the runs under way. */
  close(): Promise<void>;
}

export const KEY_LENGTH_MAX = 200;

/** BullMQ takes no ':' and no bare number as an id, Postgres no U+0000 in its data. */
export function toJobId(key: string): string {
  assert(key !== '' && key.length <= KEY_LENGTH_MAX, 'A hint key has 1 to 200 characters.', {
    length: key.length,
  });
  assert(key.isWellFormed() && !key.includes('\u0000'), 'A hint key is whole text.', { key });
  return `k-${encodeURIComponent(key)}`;
}
