import { expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { type ChaosFloor, type ChaosShop, openChaosFloor } from '../support/chaos-floor.ts';
import { proveOrders, provePosting, untilQuiet } from '../support/chaos-proof.ts';
import { chooseSeed, say, summarize } from '../support/chaos-report.ts';
import { findFreePort, startService } from '../support/chaos-service.ts';
import { startBuyers } from '../support/load-buyers.ts';

const HANG_MS = Number.parseInt(process.env.HANG_MS ?? '60000', 10);
const ORDERS_PER_SECOND = 12;
const LAG_MS_MAX = 2_000;
const CALLS_PER_LISTING_MAX = 2;
const QUIET_MS_MAX = 60_000;
const LOOK_EVERY_MS = 100;

const STOCK: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from({ length: 6 }, (_, index) => [`SKU-${index + 1}`, 1_500]),
);
const CODES = Object.keys(STOCK);

// Nothing is cancelled here, so a SKU's figure only falls, and a shop has caught up with a change
// from the first write on that shows as little.
const CHANGES = `
  SELECT sku.code, entry.at, entry.on_hand_after - entry.reserved_after AS available
  FROM entry JOIN sku USING (seller_id, sku_id) WHERE entry.at >= $1 ORDER BY entry.seq`;

interface Seen {
  readonly shop: string;
  readonly lagsMs: readonly number[];
}

async function readLagsSeen(floor: ChaosFloor, since: Date): Promise<Seen[]> {
  const changes = await floor.postgres.ask<{ code: string; at: Date; available: number }>(CHANGES, [
    since,
  ]);
  return floor.shops.map(({ name, simulator }) => {
    const writes = Map.groupBy(simulator.stockWrites(), (write) => write.skuCode);
    const lagsMs = changes.flatMap(({ code, at, available }) => {
      const caughtUp = writes
        .get(code)
        ?.find((write) => write.at >= at && write.quantity <= available);
      return caughtUp ? [caughtUp.at.getTime() - at.getTime()] : [];
    });
    return { shop: name, lagsMs: lagsMs.sort((a, b) => a - b) };
  });
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Changes that the hung shop has not been told of yet, listing by listing. */
async function countMissed(floor: ChaosFloor, shop: ChaosShop): Promise<number> {
  const [row] = await floor.postgres.ask<{ missed: number }>(
    `SELECT sum(desired_version - acked_version)::int AS missed FROM listing_target
     WHERE account_id = $1 AND aspect = 'stock'`,
    [shop.accountId],
  );
  return row?.missed ?? 0;
}

async function untilNothingNewComes(floor: ChaosFloor): Promise<void> {
  await floor.courier.idle(QUIET_MS_MAX);
  for (;;) {
    const { wakes, deliveries } = await floor.monitoring.countUnsynced(floor.sellerId);
    if (wakes + deliveries === 0) return;
    await systemClock.sleep(LOOK_EVERY_MS);
  }
}

interface Aftermath {
  /** Changes that the hung shop has not heard of while it hung. */
  readonly missed: number;
  readonly calls: number;
  readonly figures: ReturnType<ChaosShop['simulator']['stockWrites']>;
  readonly quietMs: number;
}

/** The shop answers again, and nothing new comes: what does it take until it is right? */
async function recover(floor: ChaosFloor, hung: ChaosShop): Promise<Aftermath> {
  const missed = await countMissed(floor, hung);
  const writesBefore = hung.simulator.calls().write;
  const figuresBefore = hung.simulator.stockWrites().length;
  hung.simulator.clearFaults();
  const quietMs = await untilQuiet(floor, QUIET_MS_MAX);
  const calls = hung.simulator.calls().write - writesBefore;
  const figures = hung.simulator.stockWrites().slice(figuresBefore);
  return { missed, calls, figures, quietMs };
}

async function readLags(floor: ChaosFloor, since: Date) {
  const { accounts } = await floor.monitoring.readSyncStatus(floor.sellerId, since);
  const others = accounts.filter(({ name }) => name !== 'Hung');
  const seen = (await readLagsSeen(floor, since)).filter(({ shop }) => shop !== 'Hung');
  say(
    ...others.map(
      ({ name, lag }) =>
        `${name}: ${lag?.count} pushes, lag p50/p95/p99 ${lag?.total.join('/')} ms`,
    ),
    ...seen.map(
      ({ shop, lagsMs }) =>
        `${shop}, seen by the shop: ${lagsMs.length} changes, p50 ${percentile(lagsMs, 0.5)} ms, ` +
        `p99 ${percentile(lagsMs, 0.99)} ms, worst ${lagsMs.at(-1)} ms`,
    ),
  );
  return { others, seen };
}

async function openShops(channel: string): Promise<ChaosFloor> {
  return openChaosFloor({
    seed: chooseSeed('npm run test:hang'),
    shops: [
      { name: 'Hung', channel },
      { name: 'Well', channel: 'shopify' },
      { name: 'Fine', channel: 'woocommerce' },
      { name: 'Good', channel: 'shopify' },
    ],
    stock: STOCK,
  });
}

test.for(['shopify', 'woocommerce'])(
  'a %s shop hangs for a minute: nobody else is late, and it then hears only the newest figures',
  async (channel) => {
    const floor = await openShops(channel);
    const port = await findFreePort();
    const service = await startService({ databaseUrl: floor.postgres.url, port });
    try {
      floor.courier.route([service.origin]);
      await untilQuiet(floor, QUIET_MS_MAX);
      const hung = floor.shop('Hung');
      const since = systemClock.now();
      const buyers = startBuyers({
        shops: floor.shops,
        skuCodes: CODES,
        ordersPerSecond: ORDERS_PER_SECOND,
        random: floor.random,
      });
      hung.simulator.inject({ kind: 'hang' });
      await systemClock.sleep(HANG_MS);
      buyers.stop();
      await untilNothingNewComes(floor);
      say(
        `${channel} hung for ${HANG_MS / 1_000} s under ${ORDERS_PER_SECOND} orders/s: ` +
          `${buyers.book.length} orders`,
      );
      const { others, seen } = await readLags(floor, since);
      const { missed, calls, figures, quietMs } = await recover(floor, hung);
      say(
        `Hung missed ${missed} changes of ${CODES.length} listings; afterwards ${calls} calls ` +
          `with ${figures.length} figures, quiet after ${quietMs} ms`,
      );
      for (const { lag } of others) expect(lag?.total[2]).toBeLessThan(LAG_MS_MAX);
      for (const { lagsMs } of seen) {
        expect(lagsMs.length).toBeGreaterThan(0);
        expect(percentile(lagsMs, 0.99)).toBeLessThan(LAG_MS_MAX);
      }
      const callsMax = CODES.length * CALLS_PER_LISTING_MAX;
      expect(missed).toBeGreaterThan(callsMax);
      expect(calls).toBeGreaterThan(0);
      expect(calls).toBeLessThanOrEqual(callsMax);
      const told = Map.groupBy(figures, ({ skuCode }) => skuCode);
      for (const code of CODES) {
        expect(told.get(code)?.length ?? 0, code).toBeLessThanOrEqual(CALLS_PER_LISTING_MAX);
      }
      expect(await provePosting(floor)).toEqual([]);
      expect((await proveOrders(floor, buyers.book)).problems.slice(0, 10)).toEqual([]);
    } catch (error) {
      say('The last words of the service:', ...summarize(service.log()));
      throw error;
    } finally {
      service.signal('SIGTERM');
      await service.ended;
      await floor.close();
    }
  },
);
