/**
 * A flash sale on the real engine: buyers on five shops race for twenty SKUs while messages come
 * twice, in reverse or not at all for a while. Afterwards the books are judged.
 */
import type { Clock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';
import type { Engine } from '../../core/engine.ts';
import { untilSettled } from '../commands/until-settled.ts';
import type { DemoShop } from '../demo-shop/demo-shop.ts';
import { judgeSale } from './judge-sale.ts';
import { planSaleEvents, runSaleEvents } from './sale-events.ts';
import type { SaleResult } from './sale-report.ts';
import type { SaleFigures, SaleScreen } from './sale-screen.ts';
import { countSoFar } from './sale-store.ts';
import { createSaleTraffic, type SaleTraffic } from './sale-traffic.ts';

export interface SaleDeps {
  readonly engine: Engine;
  readonly demo: DemoShop;
  readonly clock: Clock;
  readonly random: Random;
  readonly screen: SaleScreen;
  readonly signal: AbortSignal;
}

const SHOW_EVERY_MS = 1_000;
// The lag of the last moments, as it is now and not as it was at the start.
const LAG_WINDOW_MS = 10_000;
const SETTLE_MS_MAX = 120_000;

/** Null: it was interrupted. */
export async function runSale(
  deps: SaleDeps,
  o: { seconds: number; rate: number },
): Promise<SaleResult | null> {
  const { engine, demo, clock, screen, signal } = deps;
  const { sellerId, shops } = demo;
  const core = { ...engine, clock };
  const traffic = createSaleTraffic({ shops, clock, random: deps.random });
  const since = clock.now();
  const events = planSaleEvents({ core, sellerId, shops, seconds: o.seconds });
  const tell = (words: string) => screen.tell(words);
  const stopShowing = showFigures(deps, { traffic, since });
  await Promise.all([
    traffic.run({ ...o, signal }),
    runSaleEvents(events, { clock, seconds: o.seconds, signal, tell }),
  ]);
  const endMs = clock.monotonicMs();
  tell('The sale is over; the shops come to rest');
  for (const { simulator } of shops) simulator.clearFaults();
  await demo.settle();
  const left = await untilSettled(core, { sellerId, withinMs: SETTLE_MS_MAX, signal });
  const settledMs = clock.monotonicMs() - endMs;
  await stopShowing();
  screen.end();
  if (signal.aborted) return null;
  const [pushes, overall, status, soFar] = await Promise.all([
    engine.monitoring.countPushes({ sellerId, since }),
    engine.monitoring.readLagOverall({ sellerId, since }),
    engine.monitoring.readSyncStatus(sellerId, since),
    countSoFar(engine.database.forSeller(sellerId), sellerId),
  ]);
  return {
    judgement: await judgeSale(engine, demo, { confirmed: traffic.confirmed, since, clock }),
    counts: traffic.counts(),
    everShortUnits: soFar.everShortUnits,
    pushes,
    lagMs: overall.total,
    accounts: status.accounts,
    settledMs: left ? null : settledMs,
  };
}

/** @returns stops showing, after the last figures */
function showFigures(
  deps: SaleDeps,
  o: { traffic: SaleTraffic; since: Date },
): () => Promise<void> {
  const { clock, screen } = deps;
  const beginMs = clock.monotonicMs();
  let before = { orders: 0, atMs: beginMs };
  let showing: Promise<void> | null = null;

  async function show(): Promise<void> {
    const atMs = clock.monotonicMs();
    const { orders } = o.traffic.counts();
    const perSecond = ((orders - before.orders) / Math.max(1, atMs - before.atMs)) * 1_000;
    before = { orders, atMs };
    const figures = await readFigures(deps, o);
    screen.show({ ...figures, elapsedMs: atMs - beginMs, ordersPerSecond: perSecond });
  }

  const stop = clock.every(SHOW_EVERY_MS, () => {
    showing ??= show().finally(() => {
      showing = null;
    });
  });
  return async () => {
    stop();
    await showing;
    await show();
  };
}

async function readFigures(
  { engine, demo, clock }: SaleDeps,
  o: { traffic: SaleTraffic; since: Date },
): Promise<Omit<SaleFigures, 'elapsedMs' | 'ordersPerSecond'>> {
  const { sellerId } = demo;
  const recent = new Date(clock.now().getTime() - LAG_WINDOW_MS);
  const [soFar, pushes, lag, unsynced] = await Promise.all([
    countSoFar(engine.database.forSeller(sellerId), sellerId),
    engine.monitoring.countPushes({ sellerId, since: o.since }),
    engine.monitoring.readLagOverall({ sellerId, since: recent }),
    engine.monitoring.countUnsynced(sellerId),
  ]);
  const { orders, turnedAway } = o.traffic.counts();
  return {
    orders,
    turnedAway,
    inBooks: soFar.orders,
    shortOrders: soFar.shortOrders,
    shortUnits: soFar.shortUnits,
    pushesSent: pushes.sent,
    pushesRaw: pushes.raw,
    lagMs: lag.count > 0 ? lag.total : null,
    waiting: unsynced.waiting,
    deliveries: unsynced.deliveries,
  };
}
