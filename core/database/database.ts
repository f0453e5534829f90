// Access to Postgres for everybody above. Two logins: `forSeller` works under row-level security
// for one seller; `sweep` looks across sellers for work to do and may read little else. Whoever
// holds a Database never sees a connection, so none can be left open.
// SQL itself lives in the *-store.ts files of the callers.

import { assert } from '../base/assert.ts';
import type { Logger } from '../base/log.ts';
import type { DatabaseUrls } from './connection-config.ts';
import { createLanePool, type LanePool } from './lane-pool.ts';
import { createScopedPool, type PoolStatus } from './pool.ts';
import type { Scoped } from './queryable.ts';

export interface Database {
  forSeller(sellerId: number): Scoped;
  sweep: Scoped;
  /** Pipelined connections for the ledger's batches. */
  lanes: LanePool;
  status(): { app: PoolStatus; sweep: PoolStatus };
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export type DatabaseSizes = { appMax: number; sweepMax: number; lanesMax: number };

// Together with BullMQ's connections well below the usual 100 of a server, so that a few
// processes fit beside each other.
export const DATABASE_SIZES: DatabaseSizes = { appMax: 10, sweepMax: 3, lanesMax: 2 };

export function createDatabase(o: {
  urls: Pick<DatabaseUrls, 'app' | 'sweep'>;
  log: Logger;
  sizes?: Partial<DatabaseSizes>;
}): Database {
  const sizes = { ...DATABASE_SIZES, ...o.sizes };
  const { log } = o;
  const app = createScopedPool({
    url: o.urls.app,
    applicationName: 'shelftalk',
    sizeMax: sizes.appMax,
    log,
  });
  const sweep = createScopedPool({
    url: o.urls.sweep,
    applicationName: 'shelftalk sweep',
    sizeMax: sizes.sweepMax,
    log,
  });
  const lanes = createLanePool({ url: o.urls.app, lanesMax: sizes.lanesMax, log });
  return {
    forSeller(sellerId) {
      assert(Number.isSafeInteger(sellerId) && sellerId > 0, 'A seller id is a positive integer.', {
        sellerId,
      });
      return app.scoped(sellerId);
    },
    sweep: sweep.scoped(),
    lanes,
    status: () => ({ app: app.status(), sweep: sweep.status() }),
    async close() {
      await lanes.close();
      await Promise.all([app.close(), sweep.close()]);
    },
  };
}
