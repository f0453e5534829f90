import { expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { createSeededRandom, type Random } from '../../core/base/random.ts';
import { type ChaosFloor, openChaosFloor } from '../support/chaos-floor.ts';
import {
  proveDeliveries,
  proveOrders,
  provePosting,
  readLeases,
  untilQuiet,
} from '../support/chaos-proof.ts';
import { chooseSeed, say, summarize } from '../support/chaos-report.ts';
import { findFreePort, keepService, type ServiceKeeper } from '../support/chaos-service.ts';
import { type Buyers, startBuyers } from '../support/load-buyers.ts';

const KILLS = Number.parseInt(process.env.KILLS ?? '20', 10);
const POSTGRES_KILLS = Number.parseInt(process.env.POSTGRES_KILLS ?? '3', 10);
const ORDERS_PER_SECOND = Number.parseInt(process.env.ORDERS_PER_SECOND ?? '100', 10);
// One with compare-and-set and one without, as a rule.
const CHANNELS = (process.env.CHANNELS ?? 'shopify,woocommerce').split(',');
const PAUSE_MS = { min: 200, max: 3_500 };
// Some blows fall while it starts; the others find it at work.
const BLOWS_AT_START_SHARE = 0.25;
const QUIET_MS_MAX = 60_000;

// One SKU that everybody wants, some that run out, many that do not.
const STOCK: Readonly<Record<string, number>> = {
  HOT: 4_000,
  ...Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`SCARCE-${index + 1}`, 60])),
  ...Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`PLENTY-${index + 1}`, 1_200])),
};
const WANTED = ['HOT', 'HOT', 'HOT', 'HOT', ...Object.keys(STOCK)];

type Blow = 'service' | 'postgres';

function planBlows(random: Random): Blow[] {
  const blows: Blow[] = Array.from({ length: KILLS }, () => 'service');
  for (let left = POSTGRES_KILLS; left > 0; left -= 1) {
    blows.splice(random.integer({ min: 0, max: blows.length }), 0, 'postgres');
  }
  return blows;
}

/** @returns milliseconds that Postgres was away, each time */
async function strike(o: {
  floor: ChaosFloor;
  keeper: ServiceKeeper;
  random: Random;
}): Promise<number[]> {
  const { floor, keeper, random } = o;
  const away: number[] = [];
  for (const blow of planBlows(random)) {
    if (random.fraction() >= BLOWS_AT_START_SHARE) await keeper.untilReady();
    await systemClock.sleep(random.integer(PAUSE_MS));
    if (blow === 'service') {
      // Whatever it does at this moment, starting included.
      keeper.current().signal('SIGKILL');
      await keeper.current().ended;
    } else {
      await keeper.untilReady();
      const { pid } = keeper.current();
      away.push(Math.round(await floor.postgres.kill()));
      expect(keeper.current(), 'the service outlives its Postgres').toMatchObject({ pid });
    }
  }
  return away;
}

test('killed 20 times, and Postgres 3 times, under 100 orders/s: nothing lost, nothing twice', async () => {
  const seed = chooseSeed('npm run test:crash');
  const random = createSeededRandom(seed + 7);
  const floor = await openChaosFloor({
    seed,
    shops: [
      { name: 'Alpha', channel: CHANNELS[0] ?? '' },
      { name: 'Beta', channel: CHANNELS[1] ?? CHANNELS[0] ?? '', pauseBy: 'status' },
      { name: 'Gamma', channel: CHANNELS[0] ?? '' },
      { name: 'Delta', channel: CHANNELS[1] ?? CHANNELS[0] ?? '' },
    ],
    stock: STOCK,
    locations: ['Mumbai', 'Delhi'],
    courier: { repeatShare: 0.03 },
  });
  const port = await findFreePort();
  const keeper = keepService({ databaseUrl: floor.postgres.url, port });
  let buyers: Buyers | null = null;
  try {
    floor.courier.route([keeper.origin]);
    await keeper.untilReady();
    await untilQuiet(floor, QUIET_MS_MAX);
    const since = systemClock.monotonicMs();
    buyers = startBuyers({
      shops: floor.shops,
      skuCodes: WANTED,
      ordersPerSecond: ORDERS_PER_SECOND,
      random: floor.random,
      cancelShare: 0.06,
      shipShare: 0.1,
    });
    const away = await strike({ floor, keeper, random });
    await keeper.untilReady();
    buyers.stop();
    const noisyMs = systemClock.monotonicMs() - since;
    const quietMs = await untilQuiet(floor, QUIET_MS_MAX);
    await report({ floor, buyers, keeper, noisyMs, quietMs, away });

    expect(await provePosting(floor)).toEqual([]);
    const orders = await proveOrders(floor, buyers.book);
    expect(orders.problems.slice(0, 20)).toEqual([]);
    expect((await proveDeliveries(floor)).problems.slice(0, 20)).toEqual([]);
    const outcomes = floor.courier.outcomes();
    expect(floor.courier.complaints()).toEqual([]);
    expect(outcomes['4xx']).toBe(0);

    await keeper.stop();
    expect(keeper.current().end()).toEqual({ code: 0, signal: null });
    expect(await readLeases(floor)).toEqual([]);
  } catch (error) {
    say(`Ended unasked:\n${keeper.surprises().join('\n')}`);
    say('The last words of the service:', ...summarize(keeper.current().log()));
    throw error;
  } finally {
    buyers?.stop();
    await keeper.stop();
    await floor.close();
  }
});

async function report(o: {
  floor: ChaosFloor;
  buyers: Buyers;
  keeper: ServiceKeeper;
  noisyMs: number;
  quietMs: number;
  away: readonly number[];
}): Promise<void> {
  const { floor, buyers, keeper } = o;
  const { lines, short } = await proveOrders(floor, buyers.book);
  const { decided } = await proveDeliveries(floor);
  const starts = keeper
    .starts()
    .map(Math.round)
    .toSorted((a, b) => a - b);
  const seconds = o.noisyMs / 1_000;
  say(
    `${KILLS} kills of the service, ${o.away.length} of Postgres ` +
      `(away ${o.away.join(', ')} ms) in ` +
      `${seconds.toFixed(0)} s`,
    `${buyers.book.length} orders (${(buyers.book.length / seconds).toFixed(0)}/s), ` +
      `${buyers.turnedAway()} buyers found it sold out; ${lines} lines in the ledger, ` +
      `${short} units short`,
    `${floor.courier.deliveries().length} webhooks, tries ` +
      `${JSON.stringify(floor.courier.outcomes())}, ${decided} decided`,
    `${starts.length} starts, median ${starts[Math.floor(starts.length / 2)]} ms, ` +
      `slowest ${starts.at(-1)} ms; ${keeper.surprises().length} ended unasked`,
    `quiet ${o.quietMs} ms after the last order: every shop shows the ledger's figures`,
  );
}
