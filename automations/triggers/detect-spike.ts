/**
 * Is a SKU selling far above its own pace? Windows of 1 to 60 minutes, each against what would be
 * usual: the busiest of its four weeks' average, this time of day over the last week, and this time
 * of the week over four. So a busy evening that comes every day is no spike.
 */
import type { World } from '../facts/world.ts';

export interface Pace {
  readonly minutes: number;
  readonly orders: number;
  /** How many would be usual in as many minutes. */
  readonly usual: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WINDOWS_MINUTES = [1, 5, 15, 60];
const ORDERS_MIN = 5;
const TIMES_MIN = 5;
/** How likely the window may be by chance: several windows at every sale, for years on end. */
const CHANCE_MAX = 2e-7;
const BASE_DAYS = 28;
/** With less than a week to compare with, nothing is called unusual. */
const KNOWN_DAYS_MIN = 7;
/** The hour that ends now, that goes on now, that begins now: rushes begin and end suddenly. */
const SHIFTS_MS = [-HOUR_MS, -HOUR_MS / 2, 0];

interface Of {
  readonly skuId: number;
  readonly accountId: number | null;
  readonly at: Date;
  /** So many of the orders just now are left out. */
  readonly without?: number;
}

/** The shortest window in which it is; null: it is not. */
export function findPace(world: World, of: Of): Pace | null {
  const { at, without = 0, ...sku } = of;
  const endMs = at.getTime();
  const ordersIn = (sinceMs: number, untilMs: number) =>
    world.sales({ ...sku, since: new Date(sinceMs), until: new Date(untilMs) }).orders;
  // Most sales are no spike, and one count says so.
  if (ordersIn(endMs - HOUR_MS, endMs) - without < ORDERS_MIN) return null;
  if (endMs - world.knownSince.getTime() < KNOWN_DAYS_MIN * DAY_MS) return null;
  const perHour = usualPerHour(ordersIn, { endMs, knownMs: world.knownSince.getTime() });
  for (const minutes of WINDOWS_MINUTES) {
    const orders = ordersIn(endMs - minutes * MINUTE_MS, endMs) - without;
    const usual = (perHour * minutes) / 60;
    const isFarAbove = orders >= ORDERS_MIN && orders >= TIMES_MIN * usual;
    if (isFarAbove && chanceOfAtLeast(orders, usual) < CHANCE_MAX)
      return { minutes, orders, usual };
  }
  return null;
}

function usualPerHour(
  ordersIn: (sinceMs: number, untilMs: number) => number,
  o: { endMs: number; knownMs: number },
): number {
  // What is being judged is no part of what it is judged by.
  const untilMs = o.endMs - HOUR_MS;
  const sinceMs = Math.max(o.knownMs, untilMs - BASE_DAYS * DAY_MS);
  const average = rate(ordersIn(sinceMs, untilMs), untilMs - sinceMs);
  const sameTime = (stepDays: number, times: number) => {
    const rates = SHIFTS_MS.map((shiftMs) => {
      let orders = 0;
      let hours = 0;
      for (let k = 1; k <= times; k++) {
        const fromMs = o.endMs - k * stepDays * DAY_MS + shiftMs;
        if (fromMs < o.knownMs) break;
        orders += ordersIn(fromMs, fromMs + HOUR_MS);
        hours += 1;
      }
      return hours === 0 ? 0 : rate(orders, hours * HOUR_MS);
    });
    return Math.max(...rates);
  };
  return Math.max(average, sameTime(1, 7), sameTime(7, 4));
}

/** One more than was seen: a pace of nothing at all is only a pace that was not seen yet. */
function rate(orders: number, ms: number): number {
  return ((orders + 1) * HOUR_MS) / ms;
}

/** Of a Poisson count with that mean: 1 − P(fewer), summed from the top so that it stays exact. */
export function chanceOfAtLeast(count: number, mean: number): number {
  let logTerm = -mean;
  for (let k = 1; k <= count; k++) logTerm += Math.log(mean) - Math.log(k);
  let term = Math.exp(logTerm);
  let sum = term;
  for (let k = count + 1; term > sum * 1e-12 && k < count + 1_000; k++) {
    term *= mean / k;
    sum += term;
  }
  return Math.min(1, sum);
}
