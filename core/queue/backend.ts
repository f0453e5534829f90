import type { JobsOptions } from 'bullmq';

/** What a hint looks like inside BullMQ. */
export type HintJob = { key: string };

/** The part of BullMQ's Queue and Worker that is used here, whatever store is below. */
export interface HintQueue {
  add(name: string, data: HintJob, options: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: HintJob; opts: Pick<JobsOptions, keyof typeof JOB_OPTIONS> },
  ): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface HintWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(
    event: 'failed',
    listener: (job: { data: HintJob } | undefined, error: Error) => void,
  ): unknown;
  close(): Promise<void>;
}

export type RunJob = (job: { data: HintJob }) => Promise<void>;

/** Makes BullMQ's queues and workers on one store and owns the connections to it. */
export type QueueBackend = {
  name: 'postgres' | 'redis';
  createQueue(name: string): HintQueue;
  createWorker(name: string, o: { concurrency: number; run: RunJob }): HintWorker;
  /** Only after every queue and worker is closed: a worker without its pool spins. */
  close(): Promise<void>;
};

// A worker that was killed gives its job back after two checks, so within about 3 s (measured
// 2.8 s; BullMQ's own values need 60 s). A job may stall as often as it likes: runs are idempotent.
export const WORKER_OPTIONS = {
  lockDuration: 2_000,
  stalledInterval: 1_000,
  maxStalledCount: 1_000,
  runRetryDelay: 1_000,
} as const;

// Nothing of a finished hint is worth keeping, and a failed one is in the log.
export const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

// Nobody reads BullMQ's own event stream; each finished job would leave rows behind.
export const QUEUE_OPTIONS = {
  defaultJobOptions: JOB_OPTIONS,
  streams: { events: { maxLen: 100 } },
} as const;
