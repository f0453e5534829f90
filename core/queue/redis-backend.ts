import { createRedisBackend, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { errorClass } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { type HintJob, QUEUE_OPTIONS, type QueueBackend, WORKER_OPTIONS } from './backend.ts';

/** REDIS_URL is set and cannot be used. */
export class QueueUnfit extends errorClass('queue_unfit', 'never') {}

const CONNECT_TIMEOUT_MS = 5_000;

/** Connects; throws QueueUnfit when the package is missing or nothing answers. */
export async function createRedisQueues(o: { url: Secret; log: Logger }): Promise<QueueBackend> {
  const ioredis = await import('ioredis').catch((cause: unknown) => {
    throw new QueueUnfit(
      'REDIS_URL needs the package ioredis. Run "npm ci" without --omit=optional, or unset it.',
      { cause },
    );
  });
  const connect = async (options: object): Promise<Redis> => {
    const client = new ioredis.Redis(o.url.reveal(), {
      connectTimeout: CONNECT_TIMEOUT_MS,
      lazyConnect: true,
      ...options,
    });
    client.on('error', (error) => o.log.debug('queue_connection_lost', { error }));
    await client.connect().catch((cause: unknown) => {
      client.disconnect();
      throw new QueueUnfit('No Redis answers at REDIS_URL. Start it, or unset REDIS_URL.', {
        cause,
      });
    });
    return client;
  };
  // Workers wait for Redis to come back; whoever adds a hint gets an error at once instead.
  const patient = await connect({ maxRetriesPerRequest: null });
  const hasty = await connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false });
  return {
    name: 'redis',
    createQueue: (name) =>
      new Queue<HintJob>(name, { connection: hasty, ...QUEUE_OPTIONS }, createRedisBackend),
    createWorker: (name, { concurrency, run }) =>
      new Worker<HintJob>(
        name,
        run,
        { connection: patient, ...WORKER_OPTIONS, concurrency },
        createRedisBackend,
      ),
    async close() {
      patient.disconnect();
      hasty.disconnect();
    },
  };
}
