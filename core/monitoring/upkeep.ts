import { toError } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Hints, QueueName } from '../queue/hints.ts';

const QUEUE: QueueName = 'upkeep';
const EVERY_MS = 60 * 60_000;

/** Something to be tidied once an hour; it says how many rows it removed. */
export interface UpkeepTask {
  readonly name: string;
  run(): Promise<number>;
}

/**
 * Keeps the tables from growing without end: once an hour over all processes, and once at the
 * start. A task that fails is logged and comes again; it never keeps the others from running.
 */
export async function startUpkeep(deps: {
  hints: Hints;
  log: Logger;
  tasks: readonly UpkeepTask[];
}): Promise<void> {
  const tasks = new Map(deps.tasks.map((task) => [task.name, task]));
  deps.hints.work({
    queue: QUEUE,
    concurrency: 1,
    async run(name) {
      try {
        const removed = (await tasks.get(name)?.run()) ?? 0;
        if (removed > 0) deps.log.info('upkeep', { name, removed });
      } catch (error) {
        deps.log.warn('upkeep_failed', { name, error: toError(error) });
      }
    },
  });
  for (const name of tasks.keys()) {
    await deps.hints.every({ queue: QUEUE, key: name, intervalMs: EVERY_MS });
  }
}
