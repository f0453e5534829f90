import type { Database } from '../database/database.ts';
import type { SkuId } from './ledger-event.ts';
import {
  type LinePromise,
  type LineUnits,
  readExplanation,
  type StockAt,
  type WrittenEntry,
} from './ledger-history-store.ts';
import type { KitComponent } from './ledger-state.ts';

/** Rows of which the first are shown. */
export interface Listed<Row> {
  readonly rows: readonly Row[];
  /** True: there are older ones (of queues: younger ones) that are not in `rows`. */
  readonly hasMore: boolean;
}

export interface ExplainedEntry extends Omit<WrittenEntry, 'at'> {
  readonly at: Date;
}

export interface StockExplanation {
  readonly skuId: SkuId;
  /** Of a kit; empty for a SKU with stock of its own. */
  readonly components: readonly KitComponent[];
  /** Per location; of a kit, those of its components. */
  readonly balances: readonly StockAt[];
  /** What made these balances, most recent first. */
  readonly entries: Listed<ExplainedEntry>;
  /** Order lines that hold units, kits that contain the SKU included; the oldest promise first. */
  readonly reservations: Listed<LinePromise>;
  /** Order lines that wait for units, in the order in which they are served. */
  readonly shortages: Listed<LineUnits>;
  /** Units that shops say came back and no warehouse has confirmed. */
  readonly pendingReturns: Listed<LineUnits>;
}

// More than a person reads; a busy SKU has thousands.
const ROWS_MAX = 50;

/**
 * Why a SKU's stock is what it is, at one moment. A SKU that the ledger has never seen gives empty
 * lists. Throws what a Queryable throws.
 */
export async function explainStock(
  deps: { database: Database },
  o: { sellerId: number; skuId: SkuId; rowsMax?: number },
): Promise<StockExplanation> {
  const { sellerId, skuId, rowsMax = ROWS_MAX } = o;
  const scoped = deps.database.forSeller(sellerId);
  const row = await readExplanation(scoped, { sellerId, skuId, rowsMax });
  const listed = <Row>(rows: readonly Row[] | null): Listed<Row> => {
    return { rows: (rows ?? []).slice(0, rowsMax), hasMore: (rows?.length ?? 0) > rowsMax };
  };
  const entries = row.entries?.map((entry) => ({ ...entry, at: new Date(entry.at) })) ?? null;
  return {
    skuId,
    components: row.components ?? [],
    balances: row.balances ?? [],
    entries: listed(entries),
    reservations: listed(row.reservations),
    shortages: listed(row.shortages),
    pendingReturns: listed(row.pendingReturns),
  };
}
