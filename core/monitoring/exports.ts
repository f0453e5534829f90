import type { Database } from '../database/database.ts';
import {
  type EntryRow,
  type ExportAsked,
  exportEntries,
  exportOrders,
  exportPrices,
  exportStock,
  type OrderedRow,
  type PricedRow,
  type StockRow,
} from './export-store.ts';

/** Rows for files that people open in a spreadsheet. */
export interface Exports {
  exportStock(o: ExportAsked): Promise<StockRow[]>;
  exportPrices(o: ExportAsked): Promise<PricedRow[]>;
  /** Newest first, a row per line. */
  exportOrders(o: ExportAsked): Promise<OrderedRow[]>;
  /** Newest first. */
  exportEntries(o: ExportAsked): Promise<EntryRow[]>;
}

export function createExports({ database }: { database: Database }): Exports {
  const db = ({ sellerId }: ExportAsked) => database.forSeller(sellerId);
  return {
    exportStock: (o) => exportStock(db(o), o),
    exportPrices: (o) => exportPrices(db(o), o),
    exportOrders: (o) => exportOrders(db(o), o),
    exportEntries: (o) => exportEntries(db(o), o),
  };
}
