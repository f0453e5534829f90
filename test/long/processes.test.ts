import { expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { type ChaosFloor, type ChaosPlan, openChaosFloor } from '../support/chaos-floor.ts';
import { type Pair, startPair } from '../support/chaos-pair.ts';
import {
  listTakenUnanswered,
  proveDeliveries,
  proveOrders,
  provePosting,
  readLeases,
  untilQuiet,
} from '../support/chaos-proof.ts';
import { chooseSeed, say } from '../support/chaos-report.ts';
import { findFreePort, startService } from '../support/chaos-service.ts';
import { type BookedOrder, placeOrder, startBuyers } from '../support/load-buyers.ts';

const COMMAND = 'npm run test:processes';
const QUIET_MS_MAX = 30_000;
const ORDERS_PER_SKU = 50;
const UNITS = 10;
const TAKE_OVER_MS_MAX = 5_000;
const STOP_MS_MAX = 25_000;
const ORDERS_PER_SECOND = 40;

const SHOPS: ChaosPlan['shops'] = [
  { name: 'Alpha', channel: 'shopify' },
  { name: 'Beta', channel: 'woocommerce' },
];
const PLENTY: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from({ length: 8 }, (_, index) => [`SKU-${index + 1}`, 2_000]),
);

async function onPair(
  plan: Omit<ChaosPlan, 'seed' | 'shops'> & { roles?: readonly [string, string] },
  run: (o: { floor: ChaosFloor; pair: Pair }) => Promise<void>,
): Promise<void> {
  const { roles, ...rest } = plan;
  const floor = await openChaosFloor({ ...rest, seed: chooseSeed(COMMAND), shops: SHOPS });
  let pair: Pair | null = null;
  try {
    pair = await startPair(floor, roles);
    await run({ floor, pair });
  } catch (error) {
    pair?.lament();
    throw error;
  } finally {
    await pair?.stop();
    await floor.close();
  }
}

async function proveAll(floor: ChaosFloor, book: readonly BookedOrder[]): Promise<void> {
  expect(await provePosting(floor)).toEqual([]);
  expect((await proveOrders(floor, book)).problems.slice(0, 10)).toEqual([]);
  expect((await proveDeliveries(floor)).problems.slice(0, 10)).toEqual([]);
  expect(floor.courier.complaints()).toEqual([]);
}

const COVERED_BY_SKU = `
  SELECT sku.code, count(*)::int AS orders, sum(reserved)::int AS covered, sum(short)::int AS short
  FROM order_line JOIN sku USING (seller_id, sku_id) GROUP BY sku.code ORDER BY sku.code`;

test.for([1, 20])(
  '50 orders at once for each of %i SKUs with 10 units, over two processes: 10 covered, 40 short',
  async (skus) => {
    const codes = Array.from({ length: skus }, (_, index) => `SKU-${index + 1}`);
    const stock = Object.fromEntries(codes.map((code) => [code, UNITS]));
    await onPair({ stock, courier: { atOnce: 64 } }, async ({ floor, pair }) => {
      const origins = [pair.one.origin, pair.two.origin];
      floor.courier.route(origins);
      await untilQuiet(floor, QUIET_MS_MAX);
      // The shops sell first and the post waits, so that all of it arrives at once.
      floor.courier.route([]);
      const before = floor.courier.deliveries().length;
      const book: BookedOrder[] = [];
      for (let round = 0; round < ORDERS_PER_SKU; round += 1) {
        for (const skuCode of codes) {
          const shop = floor.shops[round % floor.shops.length];
          if (shop) book.push(placeOrder(shop, [{ skuCode, quantity: 1 }]));
        }
      }
      for (const { simulator } of floor.shops) await simulator.settle();
      expect(floor.courier.deliveries().length - before).toBeGreaterThanOrEqual(book.length);
      const sinceMs = systemClock.monotonicMs();
      floor.courier.route(origins);
      await floor.courier.idle(QUIET_MS_MAX);
      const acceptedMs = systemClock.monotonicMs() - sinceMs;
      const quietMs = await untilQuiet(floor, QUIET_MS_MAX);
      const rows = await floor.postgres.ask(COVERED_BY_SKU);
      say(
        `${book.length} orders for ${skus} SKUs over two processes: accepted in ` +
          `${acceptedMs.toFixed(0)} ms, quiet ${quietMs} ms later; ${JSON.stringify(rows[0])}`,
      );
      expect(rows).toEqual(
        codes.toSorted().map((code) => ({
          code,
          orders: ORDERS_PER_SKU,
          covered: UNITS,
          short: ORDERS_PER_SKU - UNITS,
        })),
      );
      await proveAll(floor, book);
    });
  },
);

const FIRST_DECIDED_AFTER = `
  SELECT extract(epoch FROM min(decided_at) - $1::timestamptz) * 1000 AS ms FROM delivery
  WHERE decided_at > $1 AND received_at > $1`;
const FIRST_ACCEPTED_AFTER = `
  SELECT extract(epoch FROM min(answered_at) - $1::timestamptz) * 1000 AS ms FROM push
  WHERE answered_at > $1 AND committed_at > $1 AND outcome IN ('applied', 'unchanged')`;

test('the process that decides is killed: the other takes over within 5 s and converges', async () => {
  await onPair({ stock: PLENTY }, async ({ floor, pair }) => {
    floor.courier.route([pair.one.origin, pair.two.origin]);
    await untilQuiet(floor, QUIET_MS_MAX);
    const buyers = startBuyers({
      shops: floor.shops,
      skuCodes: Object.keys(PLENTY),
      ordersPerSecond: ORDERS_PER_SECOND,
      random: floor.random,
      cancelShare: 0.05,
    });
    await systemClock.sleep(3_000 + floor.random.fraction() * 1_000);
    const victim = (await pair.holderOf('intake')) ?? pair.one;
    const heir = pair.other(victim);
    victim.signal('SIGKILL');
    const killedAt = systemClock.now();
    let leaseMs: number | null = null;
    while (leaseMs === null && systemClock.now().getTime() - killedAt.getTime() < 10_000) {
      if ((await pair.holderOf('intake')) === heir) {
        leaseMs = systemClock.now().getTime() - killedAt.getTime();
      }
      await systemClock.sleep(20);
    }
    await systemClock.sleep(3_000);
    buyers.stop();
    const quietMs = await untilQuiet(floor, QUIET_MS_MAX);
    const [decided] = await floor.postgres.ask<{ ms: string }>(FIRST_DECIDED_AFTER, [killedAt]);
    const [accepted] = await floor.postgres.ask<{ ms: string }>(FIRST_ACCEPTED_AFTER, [killedAt]);
    const decidedMs = Number.parseFloat(decided?.ms ?? 'NaN');
    const acceptedMs = Number.parseFloat(accepted?.ms ?? 'NaN');
    say(
      `after the kill: lease ${leaseMs} ms, first new order decided ${decidedMs.toFixed(0)} ms, ` +
        `first new figure on a shop ${acceptedMs.toFixed(0)} ms; quiet ${quietMs} ms after the ` +
        `last of ${buyers.book.length} orders`,
    );
    expect(leaseMs ?? Number.POSITIVE_INFINITY).toBeLessThan(TAKE_OVER_MS_MAX);
    expect(decidedMs).toBeLessThan(TAKE_OVER_MS_MAX + 1_000);
    await proveAll(floor, buyers.book);
  });
});

test('one process serves and the other works: every order arrives and every shop follows', async () => {
  await onPair({ stock: PLENTY, roles: ['serve', 'work'] }, async ({ floor, pair }) => {
    const since = systemClock.now();
    floor.courier.route([pair.one.origin]);
    await untilQuiet(floor, QUIET_MS_MAX);
    const buyers = startBuyers({
      shops: floor.shops,
      skuCodes: Object.keys(PLENTY),
      ordersPerSecond: ORDERS_PER_SECOND,
      random: floor.random,
      cancelShare: 0.05,
      shipShare: 0.05,
    });
    await systemClock.sleep(5_000);
    buyers.stop();
    const quietMs = await untilQuiet(floor, QUIET_MS_MAX);
    const { arrival, accounts } = await floor.monitoring.readSyncStatus(floor.sellerId, since);
    say(
      `serve and work apart: ${buyers.book.length} orders, arrival to decision p50/p95/p99 ` +
        `${arrival.total.join('/')} ms, lag ` +
        accounts.map(({ name, lag }) => `${name} ${lag?.total.join('/')} ms`).join(', ') +
        `, quiet after ${quietMs} ms`,
    );
    expect(await pair.holderOf('intake')).toBe(pair.two);

    // The worker is replaced, as in an update, while orders keep coming.
    pair.two.signal('SIGTERM');
    expect(await pair.two.ended).toEqual({ code: 0, signal: null });
    const meanwhile = floor.shops.flatMap((shop) =>
      Object.keys(PLENTY).map((skuCode) => placeOrder(shop, [{ skuCode, quantity: 1 }])),
    );
    await systemClock.sleep(2_000);
    const holders = (await readLeases(floor)).map(({ name }) => name);
    expect(holders, 'whoever only serves does no work').toEqual([]);
    const heir = await startService({
      databaseUrl: floor.postgres.url,
      port: await findFreePort(),
      roles: 'work',
    });
    const againMs = await untilQuiet(floor, QUIET_MS_MAX);
    say(`without a worker for a while: quiet ${againMs} ms after the new one was ready`);
    heir.signal('SIGTERM');
    await heir.ended;
    await proveAll(floor, [...buyers.book, ...meanwhile]);
  });
});

test('SIGTERM under load: no request fails, the process ends with 0 in time, no lease left', async () => {
  await onPair({ stock: PLENTY }, async ({ floor, pair }) => {
    floor.courier.route([pair.one.origin, pair.two.origin]);
    await untilQuiet(floor, QUIET_MS_MAX);
    const buyers = startBuyers({
      shops: floor.shops,
      skuCodes: Object.keys(PLENTY),
      ordersPerSecond: ORDERS_PER_SECOND,
      random: floor.random,
    });
    await systemClock.sleep(3_000);
    const leaver = (await pair.holderOf('intake')) ?? pair.one;
    const processId = pair.processIdOf(leaver);
    const sinceMs = systemClock.monotonicMs();
    leaver.signal('SIGTERM');
    const end = await leaver.ended;
    const stopMs = systemClock.monotonicMs() - sinceMs;
    const left = (await readLeases(floor)).filter((lease) => lease.processId === processId);
    await systemClock.sleep(2_000);
    buyers.stop();
    const quietMs = await untilQuiet(floor, QUIET_MS_MAX);
    const outcomes = floor.courier.outcomes();
    say(
      `SIGTERM: ended in ${stopMs.toFixed(0)} ms with ${end.code ?? end.signal}; tries ` +
        `${JSON.stringify(outcomes)}; quiet ${quietMs} ms after the last of ` +
        `${buyers.book.length} orders`,
    );
    expect(end).toEqual({ code: 0, signal: null });
    expect(stopMs).toBeLessThan(STOP_MS_MAX);
    expect(left).toEqual([]);
    expect(outcomes).toMatchObject({ unavailable: 0, 'other-5xx': 0, '4xx': 0, 'timed-out': 0 });
    // A connection that the system took and the service did not is like one that was refused.
    expect(await listTakenUnanswered(floor)).toEqual([]);
    await proveAll(floor, buyers.book);
  });
});
