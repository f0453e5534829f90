/**
 * What a shop of the door stands on: the real engine over a database of its own, with shelves for
 * shops and a clock that stands still.
 */
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom, type Random } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { assembleEngine, type Engine } from '../../core/engine.ts';
import { createInstantHints } from './instant-hints.ts';
import type { TestDatabase } from './postgres.ts';
import { createShelfChannel, type Shelves } from './shelf-channel.ts';
import type { ShopFile } from './shop-file.ts';
import { createStillClock, type StillClock } from './still-clock.ts';

export interface ShopGround {
  readonly engine: Engine;
  readonly clock: StillClock;
  readonly random: Random;
  readonly shelves: Shelves;
  readonly file: ShopFile;
  stop(): Promise<void>;
}

/** Few connections: several shops may be open at a time. */
export const SHOP_DATABASE_SIZES = { appMax: 5, sweepMax: 2, lanesMax: 1 };

const SEED = 1;

export function assembleGround(o: {
  database: TestDatabase;
  file: ShopFile;
  start: Date;
}): ShopGround {
  const { database, file, start } = o;
  const clock = createStillClock(start);
  const random = createSeededRandom(SEED);
  const shelves: Shelves = new Map(
    file.accounts.map(({ id, currency }) => [
      id,
      {
        shows: new Map(),
        refusals: new Map(),
        delaysMs: new Map(),
        currency: currency ?? file.currency,
      },
    ]),
  );
  const hints = createInstantHints();
  const engine = assembleEngine({
    database: database.database,
    listenUrl: database.urls.sweep,
    hints,
    vault: createVault([{ id: 'k1', secret: new Secret('a key for tests, and for tests only') }]),
    ...{ clock, random, ids: systemIds, log: silentLogger },
    // Nothing listens: what shops post is handed over at the door of the intake.
    roles: new Set(['work'] as const),
    channels: new Map(
      file.accounts.map(({ channel }) => [
        channel,
        createShelfChannel(channel, { shelves, clock }),
      ]),
    ),
    listen: { host: '127.0.0.1', port: 0 },
  });
  return {
    ...{ engine, clock, random, shelves, file },
    async stop() {
      await engine.stop();
      await hints.close();
    },
  };
}
