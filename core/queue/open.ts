import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { createBullmqHints } from './bullmq-hints.ts';
import type { Hints } from './hints.ts';
import { createPostgresQueues } from './postgres-backend.ts';
import { createRedisQueues } from './redis-backend.ts';

/**
 * Hints over Redis when REDIS_URL is set, else over Postgres. Throws QueueUnfit when Redis is
 * wanted and does not answer. Close it before the database.
 */
export async function openHints(o: {
  redisUrl: Secret | undefined;
  databaseUrl: Secret;
  log: Logger;
  clock: Clock;
}): Promise<Hints> {
  const { log, clock } = o;
  const backend = o.redisUrl
    ? await createRedisQueues({ url: o.redisUrl, log })
    : createPostgresQueues({ url: o.databaseUrl, log });
  return createBullmqHints({ backend, log, clock });
}
