import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { Database } from '../database/database.ts';
import type { Orders } from '../orders/orders.ts';
import { forgetDecided, forgetParked } from './delivery-store.ts';

// Shops repeat a delivery for days; [L2] asks for at least this many.
const DELIVERIES_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 1_000;
// One run; what is left is for the next.
const RUNS_MAX = 100;

export interface Erased {
  readonly deliveries: number;
  readonly parked: number;
  readonly buyers: number;
}

/** Erases what has been kept long enough, over all sellers, a bounded number of rows at a time. */
export async function eraseOld(deps: {
  database: Database;
  clock: Clock;
  log: Logger;
  orders: Pick<Orders, 'eraseExpiredBuyers'>;
}): Promise<Erased> {
  const { sweep } = deps.database;
  const now = deps.clock.now();
  const before = new Date(now.getTime() - DELIVERIES_KEPT_DAYS * DAY_MS);
  const limit = ROWS_AT_ONCE;
  const buyers = await deps.orders.eraseExpiredBuyers();
  const parked = await repeat(() => forgetParked(sweep, { now, limit }));
  const deliveries = await repeat(() => forgetDecided(sweep, { before, limit }));
  const erased = { deliveries, parked, buyers };
  if (deliveries + parked + buyers > 0) deps.log.info('old_rows_erased', { ...erased });
  return erased;
}

async function repeat(erase: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let runs = 0; runs < RUNS_MAX; runs += 1) {
    const erased = await erase();
    total += erased;
    if (erased < ROWS_AT_ONCE) break;
  }
  return total;
}
