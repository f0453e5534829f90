import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Channel } from '../channels/channel.ts';
import type { Sessions } from '../channels/open-sessions.ts';
import type { Database } from '../database/database.ts';
import type { Leases } from '../database/leases.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Orders } from '../orders/orders.ts';
import type { Signals } from '../outbox/signals.ts';

/** A shop tells its own figure of one stock record. */
export interface LevelSeen {
  readonly sellerId: number;
  readonly accountId: number;
  readonly externalStockId: string;
  readonly available: number;
  readonly at: Date;
}

export interface IntakeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly catalog: Catalog;
  readonly orders: Orders;
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly leases: Leases;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly sessions: Sessions;
  readonly signals: Signals;
  /** Says in a word what the figure meant; it becomes the note of the delivery. */
  readonly onLevel: (level: LevelSeen) => Promise<string>;
}
