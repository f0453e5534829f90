/**
 * What came from the page, one after the other and in its order. WhatsApp Web has no
 * acknowledgement to hold back, so a message that could not be handed over is kept here and tried
 * again; what a crash takes is found among the unread ones at the next start.
 */
import type { Clock } from '../../core/base/clock.ts';
import { isRetriedLater } from '../../core/base/errors.ts';
import type { Logger } from '../../core/base/log.ts';

export interface IntakeLine {
  add(job: () => Promise<void>): void;
  /** What is waiting is dropped, what is under way ends. */
  stop(): Promise<void>;
}

const JOBS_MAX = 1_000;
/** For a page that answers wrongly; while the desk cannot store there is no end to trying. */
const TRIES_MAX = 6;
const RETRY_MS = 500;
const RETRY_MS_MAX = 15_000;

export function createIntakeLine(o: { clock: Clock; log: Logger }): IntakeLine {
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  const runJob = async (job: () => Promise<void>) => {
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        await job();
        return;
      } catch (error) {
        const isLast = !isRetriedLater(error) && tries >= TRIES_MAX;
        o.log.warn(isLast ? 'whatsapp_message_dropped' : 'whatsapp_message_waits', {
          error,
          tries,
        });
        if (isLast) return;
        await o.clock.sleep(Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** (tries - 1)), signal);
      }
    }
  };
  return {
    add(job) {
      if (signal.aborted) return;
      if (waiting >= JOBS_MAX) {
        o.log.error('whatsapp_message_dropped', { waiting });
        return;
      }
      waiting += 1;
      last = last
        .then(() => runJob(job))
        .finally(() => {
          waiting -= 1;
        });
    },
    async stop() {
      stopping.abort();
      await last;
    },
  };
}
