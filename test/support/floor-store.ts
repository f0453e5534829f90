/** What tests read out of the ledger to prove a claim; nothing here writes. */
import type { Database } from '../../core/database/database.ts';

const BALANCE = `
  SELECT coalesce(sum(on_hand), 0)::int AS "onHand", coalesce(sum(reserved), 0)::int AS reserved
  FROM stock WHERE seller_id = $1 AND sku_id = $2`;
const ENTRIES = `
  SELECT kind, on_hand_delta AS "onHand", reserved_delta AS reserved FROM entry
  WHERE seller_id = $1 AND seq > $2 ORDER BY seq`;
const SEQ = 'SELECT seq FROM ledger_head WHERE seller_id = $1';
const LINES = `
  SELECT coalesce(sum(reserved + shipped), 0)::int AS covered,
    coalesce(sum(short), 0)::int AS short,
    count(*)::int AS count, coalesce(sum(returned - restocked), 0)::int AS "pendingReturns"
  FROM order_line WHERE seller_id = $1`;

export interface Movement {
  readonly kind: string;
  readonly onHand: number;
  readonly reserved: number;
}

export interface LineSums {
  readonly covered: number;
  readonly short: number;
  readonly count: number;
  readonly pendingReturns: number;
}

export function readBalance(
  database: Database,
  o: { sellerId: number; skuId: number },
): Promise<{ onHand: number; reserved: number }> {
  return database.forSeller(o.sellerId).row(BALANCE, [o.sellerId, o.skuId]);
}

export async function readSeq(database: Database, sellerId: number): Promise<number> {
  return (await database.forSeller(sellerId).row<{ seq: number }>(SEQ, [sellerId])).seq;
}

/** Entries after this point of the seller's sequence. */
export function readEntriesAfter(
  database: Database,
  o: { sellerId: number; seq: number },
): Promise<Movement[]> {
  const { sellerId, seq } = o;
  return database
    .forSeller(sellerId)
    .rows<Movement & Record<string, unknown>>(ENTRIES, [sellerId, seq]);
}

export function readLineSums(database: Database, sellerId: number): Promise<LineSums> {
  return database.forSeller(sellerId).row<LineSums & Record<string, unknown>>(LINES, [sellerId]);
}
