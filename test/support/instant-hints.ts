import { systemClock } from '../../core/base/clock.ts';
import { type Coalesced, runCoalesced } from '../../core/base/run-coalesced.ts';
import type { Hints, QueueName } from '../../core/queue/hints.ts';

/**
 * Hints that stay in this process, for a stage that is opened hundreds of times: nothing rests on a
 * queue, and the conformance suite of queues has tests of its own.
 */
export function createInstantHints(): Hints {
  const runs = new Map<QueueName, Coalesced<string>>();
  const cancels = new Set<() => void>();
  return {
    async add({ queue, key, delayMs = 0 }) {
      const cancel = systemClock.after(delayMs, () => {
        cancels.delete(cancel);
        void runs.get(queue)?.run(key);
      });
      cancels.add(cancel);
    },
    work({ queue, run }) {
      runs.set(queue, runCoalesced({ run, onError: () => undefined }));
    },
    async every({ queue, key, intervalMs }) {
      cancels.add(systemClock.every(intervalMs, () => void runs.get(queue)?.run(key)));
    },
    async close() {
      for (const cancel of cancels) cancel();
      await Promise.all([...runs.values()].map((each) => each.settle()));
    },
  };
}
