import { afterAll, beforeAll, describe } from 'vitest';
import type { Secret } from '../../core/base/secret.ts';
import { startTestRedis, type TestRedis, whyNoRedis } from './redis.ts';

/**
 * Runs the tests once with hints over Postgres and once over Redis. Without a redis-server the
 * second round is counted as skipped, and its name says why.
 */
export function onEachQueue(define: (redisUrl: () => Secret | undefined) => void): void {
  describe('with hints over Postgres', () => define(() => undefined));
  const whyNot = whyNoRedis();
  describe.skipIf(whyNot !== undefined)(
    `with hints over Redis${whyNot ? `: ${whyNot}` : ''}`,
    () => {
      let redis: TestRedis | undefined;
      beforeAll(async () => {
        redis = await startTestRedis();
      });
      afterAll(() => redis?.stop());
      define(() => redis?.url);
    },
  );
}
