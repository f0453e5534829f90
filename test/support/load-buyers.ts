/**
 * Buyers of many shops: they order at a steady rate what a shop shows as available, cancel some,
 * and the shops ship some. Keeps the book of everything that a shop has confirmed.
 */
import { systemClock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';
import type { Simulator } from '../../core/channels/simulator.ts';

export interface BookedLine {
  readonly lineId: string;
  readonly skuCode: string;
  readonly ordered: number;
  cancelled: number;
  shipped: number;
}

export interface BookedOrder {
  readonly shop: string;
  readonly externalId: string;
  readonly placedAt: Date;
  readonly lines: readonly BookedLine[];
}

export interface BuyersOptions {
  readonly shops: readonly { readonly name: string; readonly simulator: Simulator }[];
  /** A SKU named twice is bought twice as often. */
  readonly skuCodes: readonly string[];
  readonly ordersPerSecond: number;
  readonly random: Random;
  readonly cancelShare?: number;
  readonly shipShare?: number;
}

export interface Buyers {
  readonly book: readonly BookedOrder[];
  /** Wanted, and sold out in that shop. */
  turnedAway(): number;
  /** Nobody buys any more; what was to be cancelled or shipped is so at once. */
  stop(): void;
}

const TICK_MS = 10;
const LINES_MAX = 2;
const UNITS_MAX = 2;
const AFTERWARDS_MS_MAX = 4_000;

export function startBuyers(o: BuyersOptions): Buyers {
  const { random } = o;
  const book: BookedOrder[] = [];
  const afterwards = new Set<{ cancel: () => void; run: () => void }>();
  const sinceMs = systemClock.monotonicMs();
  let wanted = 0;
  let turnedAway = 0;
  const pick = <Item>(items: readonly Item[]) =>
    items[random.integer({ min: 0, max: items.length - 1 })] as Item;

  function later(run: () => void): void {
    const entry = {
      run,
      cancel: systemClock.after(random.fraction() * AFTERWARDS_MS_MAX, () => {
        afterwards.delete(entry);
        run();
      }),
    };
    afterwards.add(entry);
  }

  function buy(): void {
    const shop = pick(o.shops);
    const codes = new Set(
      Array.from({ length: random.integer({ min: 1, max: LINES_MAX }) }, () => pick(o.skuCodes)),
    );
    const lines = [...codes].flatMap((skuCode) => {
      const quantity = random.integer({ min: 1, max: UNITS_MAX });
      const { available, status } = shop.simulator.read(skuCode);
      return status === 'active' && available >= quantity ? [{ skuCode, quantity }] : [];
    });
    // Drawn in any case, so that what is sold out does not shift all later draws.
    const fate = random.fraction();
    if (lines.length === 0) {
      turnedAway += 1;
      return;
    }
    const placed = placeOrder(shop, lines);
    book.push(placed);
    if (fate < (o.cancelShare ?? 0)) later(() => cancelOrder(shop.simulator, placed));
    else if (fate > 1 - (o.shipShare ?? 0)) later(() => shipOrder(shop.simulator, placed));
  }

  const stopTicking = systemClock.every(TICK_MS, () => {
    const due = ((systemClock.monotonicMs() - sinceMs) / 1_000) * o.ordersPerSecond;
    for (; wanted < due; wanted += 1) buy();
  });

  return {
    book,
    turnedAway: () => turnedAway,
    stop() {
      stopTicking();
      for (const { cancel, run } of afterwards) {
        cancel();
        run();
      }
      afterwards.clear();
    },
  };
}

export function placeOrder(
  shop: { readonly name: string; readonly simulator: Simulator },
  lines: readonly { skuCode: string; quantity: number }[],
): BookedOrder {
  const placedAt = systemClock.now();
  const { externalId, lineIds } = shop.simulator.placeOrder({ lines: [...lines] });
  return {
    shop: shop.name,
    externalId,
    placedAt,
    lines: lines.map(({ skuCode, quantity }, index) => ({
      lineId: lineIds[index] as string,
      skuCode,
      ordered: quantity,
      cancelled: 0,
      shipped: 0,
    })),
  };
}

function cancelOrder(simulator: Simulator, order: BookedOrder): void {
  simulator.cancelOrder(order.externalId);
  for (const line of order.lines) line.cancelled = line.ordered;
}

function shipOrder(simulator: Simulator, order: BookedOrder): void {
  const { externalId: orderExternalId } = order;
  for (const line of order.lines) {
    const { lineId, ordered: quantity } = line;
    simulator.shipLine({ orderExternalId, lineId, quantity });
    line.shipped = quantity;
  }
}
