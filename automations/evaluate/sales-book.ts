/** What was sold when, kept for 35 days, so that a window is counted without walking through it. */
import type { Sale } from '../facts/in-scope.ts';
import type { SalesWindow, WorldSeed } from '../facts/world.ts';

interface Row {
  readonly atMs: number;
  readonly locationId: number | null;
  readonly accountId: number | null;
  readonly units: number;
}

interface Page {
  /** Oldest first. */
  rows: Row[];
  /** Up to and including each row. */
  units: number[];
  orders: number[];
}

interface Asked {
  readonly skuId: number;
  readonly since: Date;
  readonly until: Date;
  readonly locationId?: number | null;
  readonly accountId?: number | null;
}

const KEPT_MS = 35 * 86_400_000;
/** Old rows are thrown away when they are most of a page: moving a page costs its length. */
const PAGE_ROWS_MIN = 256;

export function createSalesBook(seed: Pick<WorldSeed, 'sales' | 'ages'>) {
  const pages = new Map<number, Page>();
  const first = new Map(seed.ages.map(({ skuId, firstAt }) => [skuId, firstAt]));
  const last = new Map<number, Date>();
  for (const { skuId, lastSoldAt } of seed.ages) if (lastSoldAt) last.set(skuId, lastSoldAt);

  const see = (skuId: number, at: Date) => {
    const known = first.get(skuId);
    if (!known || at < known) first.set(skuId, at);
  };
  const add = (sale: Sale & { readonly at: Date }) => {
    const { skuId, at, ...rest } = sale;
    see(skuId, at);
    const known = last.get(skuId);
    if (sale.units > 0 && (!known || at > known)) last.set(skuId, at);
    const page = pages.get(skuId) ?? { rows: [], units: [], orders: [] };
    pages.set(skuId, page);
    insert(page, { atMs: at.getTime(), ...rest });
  };
  for (const sale of seed.sales) add(sale);

  return {
    add,
    see,
    lastSale: (skuId: number): Date | null => last.get(skuId) ?? null,
    firstSeen: (skuId: number): Date | null => first.get(skuId) ?? null,
    between(o: Asked): SalesWindow {
      const page = pages.get(o.skuId);
      if (!page) return { units: 0, orders: 0 };
      const { from, to } = bounds(page, o);
      const isAll = (o.locationId ?? null) === null && (o.accountId ?? null) === null;
      if (!isAll) return count(page.rows.slice(from, to), o);
      const upTo = (sums: readonly number[], index: number) => sums[index - 1] ?? 0;
      return {
        units: upTo(page.units, to) - upTo(page.units, from),
        orders: upTo(page.orders, to) - upTo(page.orders, from),
      };
    },
    moments(o: Asked): Date[] {
      const page = pages.get(o.skuId);
      if (!page) return [];
      const { from, to } = bounds(page, o);
      return page.rows
        .slice(from, to)
        .filter((row) => row.units > 0 && isMeant(row, o))
        .map(({ atMs }) => new Date(atMs));
    },
  };
}

function isMeant(row: Row, { locationId, accountId }: Partial<Asked>): boolean {
  const isHere = (locationId ?? null) === null || row.locationId === locationId;
  return isHere && ((accountId ?? null) === null || row.accountId === accountId);
}

function count(rows: readonly Row[], o: Asked): SalesWindow {
  let units = 0;
  let orders = 0;
  for (const row of rows) {
    if (!isMeant(row, o)) continue;
    units += row.units;
    if (row.units > 0) orders += 1;
  }
  return { units, orders };
}

/** Rows after `since` and not after `until`. */
function bounds({ rows }: Page, { since, until }: Asked): { from: number; to: number } {
  return { from: firstAfter(rows, since.getTime()), to: firstAfter(rows, until.getTime()) };
}

function firstAfter(rows: readonly Row[], ms: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.atMs ?? 0) > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Nearly always at the end; two processes' clocks may differ a little. */
function insert(page: Page, row: Row): void {
  const index = firstAfter(page.rows, row.atMs);
  page.rows.splice(index, 0, row);
  const newestMs = page.rows.at(-1)?.atMs ?? row.atMs;
  const isFull = page.rows.length > PAGE_ROWS_MIN;
  const old = isFull ? firstAfter(page.rows, newestMs - KEPT_MS) : 0;
  if (old > page.rows.length / 2) {
    page.rows = page.rows.slice(old);
    sumFrom(page, 0);
  } else sumFrom(page, index);
}

function sumFrom(page: Page, start: number): void {
  page.units.length = page.rows.length;
  page.orders.length = page.rows.length;
  for (let i = start; i < page.rows.length; i++) {
    const { units } = page.rows[i] ?? { units: 0 };
    page.units[i] = (page.units[i - 1] ?? 0) + units;
    page.orders[i] = (page.orders[i - 1] ?? 0) + (units > 0 ? 1 : 0);
  }
}
