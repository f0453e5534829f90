import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import { type HintQueue, type HintWorker, JOB_OPTIONS, type QueueBackend } from './backend.ts';
import { type Hints, type QueueName, toJobId } from './hints.ts';

const SECOND_MS = 1_000;
// While the store is down, every queue and worker reports it again and again.
const REPORT_EVERY_MS = 10_000;

export function createBullmqHints(o: { backend: QueueBackend; log: Logger; clock: Clock }): Hints {
  const { backend, clock } = o;
  const log = o.log.child({ backend: backend.name });
  const queues = new Map<QueueName, HintQueue>();
  const workers = new Map<QueueName, HintWorker>();
  let closing: Promise<void> | undefined;
  const report = createReporter(log, clock);

  function queueOf(name: QueueName): HintQueue {
    const known = queues.get(name);
    if (known) return known;
    const made = backend.createQueue(name);
    // Without a listener BullMQ prints whole client objects on the console.
    made.on('error', (error) => report(name, error));
    queues.set(name, made);
    return made;
  }

  async function closeAll(): Promise<void> {
    // This order: a worker whose connections are gone spins without a pause.
    await Promise.all([...workers.values()].map((worker) => worker.close()));
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await backend.close();
  }

  return {
    async add({ queue, key, delayMs = 0 }) {
      const id = toJobId(key);
      if (closing) return;
      // A delayed hint has a name of its own, or it would swallow one that is wanted now.
      const dueSecond = Math.ceil((clock.now().getTime() + delayMs) / SECOND_MS);
      const deduplication =
        delayMs > 0 ? { id: `${id}-at-${dueSecond}` } : { id, keepLastIfActive: true };
      try {
        await queueOf(queue).add('hint', { key }, { deduplication, delay: delayMs });
      } catch (error) {
        report(queue, error);
      }
    },
    work({ queue, concurrency, run }) {
      assert(!workers.has(queue), 'A queue is worked on twice in one process.', { queue });
      assert(!closing, 'Work is started after the queue was closed.', { queue });
      const worker = backend.createWorker(queue, {
        concurrency,
        run: async ({ data }) => {
          await run(data.key);
        },
      });
      worker.on('error', (error) => report(queue, error));
      worker.on('failed', (job, error) => {
        log.warn('hint_run_failed', { queue, hint: job?.data.key, error });
      });
      workers.set(queue, worker);
    },
    async every({ queue, key, intervalMs }) {
      const job = { name: 'hint', data: { key }, opts: JOB_OPTIONS };
      await queueOf(queue).upsertJobScheduler(toJobId(key), { every: intervalMs }, job);
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

/** Reports the first trouble of a queue at once, and then how often it happened. */
function createReporter(log: Logger, clock: Clock) {
  const quietUntil = new Map<QueueName, { ms: number; unreported: number }>();
  return (queue: QueueName, error: unknown) => {
    const nowMs = clock.monotonicMs();
    const last = quietUntil.get(queue);
    if (last && nowMs < last.ms) {
      last.unreported += 1;
      return;
    }
    log.warn('queue_trouble', { queue, error, alsoBefore: last?.unreported ?? 0 });
    quietUntil.set(queue, { ms: nowMs + REPORT_EVERY_MS, unreported: 0 });
  };
}
