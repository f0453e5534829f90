/**
 * Reports: what was sold, what moves, what lies, how long it lasts. All read from orders and ledger
 * entries at the moment of asking; nothing is kept beside them that could differ.
 */
import type { Database } from '../database/database.ts';
import {
  type AccountSales,
  type BucketSales,
  countRest,
  type OtherFigures,
  readDemandBySku,
  readSalesByAccount,
  readSalesBySku,
  readSalesOverTime,
  type SkuSales,
  type Span,
} from './sales-store.ts';
import {
  readLevelBefore,
  readOnHand,
  readPieces,
  readStockAge,
  type StockAge,
  type StockLevel,
  type StockPiece,
} from './stock-age-store.ts';

const DAY_MS = 86_400_000;
/** Velocity looks back so far: four whole weeks, so that every weekday counts alike. */
export const VELOCITY_DAYS = 28;
// A picture has room for so many. Pieces end with the hours and days that people count in.
const PIECES_MAX = 480;
const PIECES_S = [60, 300, 900, 1_200, 3_600, 5_400, 21_600, 86_400];
// Of the span before, so that the movers of this one find theirs.
const SKUS_COMPARED_MAX = 10_000;

export interface Sales extends OtherFigures {
  readonly accounts: readonly AccountSales[];
  readonly overTime: readonly BucketSales[];
}

export interface Mover extends SkuSales {
  readonly unitsBefore: number;
}

export interface DeadStock extends StockAge {
  /** Days since a unit was last sold, or since it came when none ever was. */
  readonly days: number;
}

export interface Cover {
  readonly skuId: number;
  readonly code: string;
  readonly title: string;
  readonly available: number;
  /** Units sold in `daysSeen` days. */
  readonly unitsSold: number;
  /** How far back its entries go, at most 28 days. */
  readonly daysSeen: number;
  readonly unitsPerDay: number;
  /** How long what is available lasts at that speed; null: nothing was sold. */
  readonly daysOfCover: number | null;
}

export interface StockCurve {
  readonly before: StockLevel;
  readonly pieces: readonly StockPiece[];
}

type Of<Asked> = Asked & { readonly sellerId: number };

export interface Reports {
  readSales(o: Of<Span & { bucket: 'day' | 'hour'; timeZone: string }>): Promise<Sales>;
  /** Best first. */
  readTopMovers(o: Of<Span & { before: Span; limit: number }>): Promise<Mover[]>;
  /** SKUs with stock that was there so many days ago and of which none was sold since. */
  readDeadStock(o: Of<{ days: number; now: Date }>): Promise<DeadStock[]>;
  /** The shortest first, those that never sell last. Null: every SKU with stock of its own. */
  readCover(o: Of<{ now: Date; skuIds: readonly number[] | null }>): Promise<Cover[]>;
  /** Per SKU that ever had stock, over all locations. */
  readOnHand(sellerId: number): Promise<{ skuId: number; onHand: number }[]>;
  /** Over all locations. */
  readStockCurve(o: Of<Span & { skuId: number }>): Promise<StockCurve>;
}

export function createReports({ database }: { database: Database }): Reports {
  return {
    async readSales(o) {
      const db = database.forSeller(o.sellerId);
      const [accounts, rest, overTime] = await Promise.all([
        readSalesByAccount(db, o),
        countRest(db, o),
        readSalesOverTime(db, o),
      ]);
      return { accounts, overTime, ...rest };
    },
    async readTopMovers({ sellerId, before, ...o }) {
      const db = database.forSeller(sellerId);
      const [now, earlier] = await Promise.all([
        readSalesBySku(db, { sellerId, ...o }),
        readSalesBySku(db, { sellerId, ...before, limit: SKUS_COMPARED_MAX }),
      ]);
      const unitsOf = new Map(earlier.map(({ skuId, units }) => [skuId, units]));
      return now.map((each) => ({ ...each, unitsBefore: unitsOf.get(each.skuId) ?? 0 }));
    },
    async readDeadStock({ sellerId, days, now }) {
      const ages = await readStockAge(database.forSeller(sellerId), { sellerId, skuIds: null });
      return ages
        .filter(({ onHand, firstAt }) => onHand > 0 && firstAt !== null)
        .map((age) => ({ ...age, days: daysBetween(lastMoved(age, now), now) }))
        .filter((age) => age.days >= days && daysBetween(age.firstAt ?? now, now) >= days)
        .toSorted((a, b) => b.onHand - a.onHand || a.code.localeCompare(b.code));
    },
    async readCover({ sellerId, now, skuIds }) {
      const db = database.forSeller(sellerId);
      const from = new Date(now.getTime() - VELOCITY_DAYS * DAY_MS);
      const [ages, demand] = await Promise.all([
        readStockAge(db, { sellerId, skuIds }),
        readDemandBySku(db, { sellerId, from, to: now }),
      ]);
      const soldOf = new Map(demand.map(({ skuId, units }) => [skuId, units]));
      return ages
        .map((age) => toCover(age, { unitsSold: soldOf.get(age.skuId) ?? 0, now }))
        .toSorted(byCover);
    },
    readOnHand: (sellerId) => readOnHand(database.forSeller(sellerId), sellerId),
    async readStockCurve({ sellerId, skuId, from, to }) {
      const db = database.forSeller(sellerId);
      const wantedS = (to.getTime() - from.getTime()) / 1_000 / PIECES_MAX;
      const pieceS = PIECES_S.find((each) => each >= wantedS) ?? wantedS;
      const [before, pieces] = await Promise.all([
        readLevelBefore(db, { sellerId, skuId, at: from }),
        readPieces(db, { sellerId, skuId, from, to, pieceS }),
      ]);
      return { before, pieces };
    },
  };
}

function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}

function lastMoved({ lastSoldAt, firstAt }: StockAge, now: Date): Date {
  return lastSoldAt ?? firstAt ?? now;
}

/** A SKU that is a week old is judged by its week; the day it came counts as a whole one. */
function toCover(age: StockAge, { unitsSold, now }: { unitsSold: number; now: Date }): Cover {
  const { skuId, code, title, onHand, reserved, firstAt } = age;
  const seenMs = now.getTime() - (firstAt ?? now).getTime();
  const daysSeen = Math.min(VELOCITY_DAYS, Math.max(1, seenMs / DAY_MS));
  const unitsPerDay = unitsSold / daysSeen;
  const available = Math.max(0, onHand - reserved);
  const daysOfCover = unitsSold > 0 ? available / unitsPerDay : null;
  return { skuId, code, title, available, unitsSold, daysSeen, unitsPerDay, daysOfCover };
}

function byCover(a: Cover, b: Cover): number {
  const [first, second] = [a.daysOfCover ?? Infinity, b.daysOfCover ?? Infinity];
  if (first === second) return a.code.localeCompare(b.code);
  return first - second;
}
