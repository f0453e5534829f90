import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { Pool } from 'pg';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { toConnectionConfig } from '../database/connection-config.ts';
import { QUEUE_OPTIONS, type QueueBackend, WORKER_OPTIONS } from './backend.ts';
import { QUEUE_NAMES } from './hints.ts';

// Each worker keeps one connection to listen on; the rest is for everybody's short statements.
const CONNECTIONS_MAX = QUEUE_NAMES.length + 4;
const LISTENERS_MAX = 200;
// By default an idle worker relies on its listening connection for up to an hour. When that
// connection is half open (a firewall forgot it, a pooler shares it) no job starts until then:
// measured, more than 90 s. Looking every 2 s costs next to nothing.
const BLOCK_SECONDS_MAX = 2;

const createBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given);
  Object.defineProperty(backend, 'maximumBlockTimeout', { get: () => BLOCK_SECONDS_MAX });
  return backend;
};

/** `url` is the app role's; the migrations have made the schema bullmq and granted it. */
export function createPostgresQueues(o: { url: Secret; log: Logger }): QueueBackend {
  const pool = new Pool({
    ...toConnectionConfig({
      url: o.url,
      applicationName: 'shelftalk queue',
      // A lost hint is found by a sweep, so nothing waits for the disk. Never so for the ledger.
      options: ['-c search_path=bullmq', '-c synchronous_commit=off'],
    }),
    max: CONNECTIONS_MAX,
  });
  // Every queue and worker adds a listener to the shared pool.
  pool.setMaxListeners(LISTENERS_MAX);
  const onLost = (error: Error) => o.log.debug('queue_connection_lost', { error });
  pool.on('error', onLost);
  // BullMQ borrows clients without listening to them while it starts; a connection that breaks
  // unheard between two statements ends the process. Seen when Postgres was killed.
  pool.on('connect', (client) => client.on('error', onLost));
  const connection = { connection: pool };
  return {
    name: 'postgres',
    createQueue: (name) => new Queue(name, { ...connection, ...QUEUE_OPTIONS }, createBackend),
    createWorker: (name, { concurrency, run }) =>
      new Worker(name, run, { ...connection, ...WORKER_OPTIONS, concurrency }, createBackend),
    close: () => pool.end(),
  };
}
