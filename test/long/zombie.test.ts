import { expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { channels } from '../../core/channels/registry.ts';
import { type ChaosFloor, openChaosFloor } from '../support/chaos-floor.ts';
import { type Pair, startPair } from '../support/chaos-pair.ts';
import { proveDeliveries, proveOrders, provePosting, untilQuiet } from '../support/chaos-proof.ts';
import { chooseSeed, say } from '../support/chaos-report.ts';
import type { ServiceProcess } from '../support/chaos-service.ts';
import { type Buyers, startBuyers } from '../support/load-buyers.ts';

const STOPPED_MS = 10_000;
const ROUNDS = 5;
const QUIET_MS_MAX = 40_000;
const CATCH_MS_MAX = 20_000;
// More changes than the shops' budgets carry one by one: at every moment a claimed figure waits
// in a worker for its turn.
const ORDERS_PER_SECOND = 40;

const STOCK: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`SKU-${index + 1}`, 3_000]),
);
const CODES = Object.keys(STOCK);

const IN_FLIGHT = `
  SELECT DISTINCT account_id AS "accountId" FROM listing_target
  WHERE aspect = 'stock' AND sent_version > acked_version`;

/**
 * Stops a worker at a moment at which it has taken a figure and not yet been answered for it, for a
 * shop that takes any figure from anybody: there, nothing but the worker itself can help.
 */
async function catchInFlight(
  floor: ChaosFloor,
  pair: Pair,
): Promise<{ zombie: ServiceProcess; accountIds: readonly number[] }> {
  const trusting = new Set(
    floor.shops
      .filter((shop) => channels.get(shop.channel)?.capability.compareAndSet === 'none')
      .map((shop) => shop.accountId),
  );
  const look = async () => {
    const flying = await floor.postgres.ask<{ accountId: number }>(IN_FLIGHT);
    return flying.filter(({ accountId }) => trusting.has(accountId));
  };
  const sinceMs = systemClock.monotonicMs();
  while (systemClock.monotonicMs() - sinceMs < CATCH_MS_MAX) {
    await systemClock.sleep(20 + floor.random.fraction() * 200);
    const [flying] = await look();
    const zombie = flying ? await pair.holderOf(`account:${flying.accountId}`) : null;
    if (!zombie) continue;
    zombie.signal('SIGSTOP');
    const accountIds: number[] = [];
    for (const { accountId } of await look()) {
      if ((await pair.holderOf(`account:${accountId}`)) === zombie) accountIds.push(accountId);
    }
    if (accountIds.length > 0) return { zombie, accountIds };
    zombie.signal('SIGCONT');
  }
  throw new Error('No worker was caught with a figure in its hands.');
}

/** Figures of a shop that rose, although everything only sells: an older one after a newer one. */
function countOlderAfterNewer(floor: ChaosFloor): number {
  let rises = 0;
  for (const { simulator } of floor.shops) {
    for (const writes of Map.groupBy(simulator.stockWrites(), (each) => each.skuCode).values()) {
      const figures = writes.slice(1).map((write) => write.quantity);
      rises += figures.filter((figure, index) => figure > (figures[index - 1] ?? figure)).length;
    }
  }
  return rises;
}

test('a worker that was stopped for 10 s and wakes up leaves no older figure on any shop', async () => {
  const floor = await openChaosFloor({
    seed: chooseSeed('npm run test:processes'),
    shops: [
      { name: 'Alpha', channel: 'shopify' },
      { name: 'Beta', channel: 'woocommerce' },
      { name: 'Gamma', channel: 'woocommerce' },
    ],
    stock: STOCK,
  });
  let pair: Pair | null = null;
  const all: Buyers[] = [];
  const buy = () => {
    const buyers = startBuyers({
      shops: floor.shops,
      skuCodes: CODES,
      ordersPerSecond: ORDERS_PER_SECOND,
      random: floor.random,
    });
    all.push(buyers);
    return buyers;
  };
  try {
    pair = await startPair(floor);
    floor.courier.route([pair.one.origin, pair.two.origin]);
    await untilQuiet(floor, QUIET_MS_MAX);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const buyers = buy();
      await systemClock.sleep(5_000);
      const { zombie, accountIds } = await catchInFlight(floor, pair);
      const sinceMs = systemClock.monotonicMs();
      floor.courier.route([pair.other(zombie).origin]);
      // In the last rounds nothing newer follows, which would cover up what the sleeper does.
      const isQuietBefore = round > 1;
      await systemClock.sleep(isQuietBefore ? STOPPED_MS / 2 : STOPPED_MS);
      if (isQuietBefore) {
        buyers.stop();
        await untilQuiet(floor, QUIET_MS_MAX);
      }
      const risesBefore = countOlderAfterNewer(floor);
      const asleepMs = systemClock.monotonicMs() - sinceMs;
      zombie.signal('SIGCONT');
      floor.courier.route([pair.one.origin, pair.two.origin]);
      await systemClock.sleep(2_000);
      buyers.stop();
      const quietMs = await untilQuiet(floor, QUIET_MS_MAX);
      say(
        `round ${round}: asleep ${asleepMs.toFixed(0)} ms with figures of ${accountIds.length} ` +
          `account(s) in its hands${isQuietBefore ? ', woken in quiet' : ''}; ` +
          `${countOlderAfterNewer(floor) - risesBefore} older figures reached a shop, quiet ` +
          `${quietMs} ms after waking`,
      );
    }
    const book = all.flatMap((buyers) => buyers.book);
    expect(await provePosting(floor)).toEqual([]);
    expect((await proveOrders(floor, book)).problems.slice(0, 10)).toEqual([]);
    expect((await proveDeliveries(floor)).problems.slice(0, 10)).toEqual([]);
  } catch (error) {
    pair?.lament();
    throw error;
  } finally {
    for (const buyers of all) buyers.stop();
    await pair?.stop();
    await floor.close();
  }
});
