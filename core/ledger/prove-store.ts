/** One query per promise of the ledger: each finds the rows that break it. Set-based, read-only. */
import type { Queryable } from '../database/queryable.ts';

// The figures of one moment: orders may go on while the proof is read.
const FREEZE = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';

const EXAMPLES_MAX = 5;

const WRONG_SUMS = `
  SELECT sku_id AS "skuId", location_id AS "locationId", stock.on_hand AS "onHand",
    stock.reserved, summed.on_hand AS "onHandOfEntries", summed.reserved AS "reservedOfEntries"
  FROM (SELECT sku_id, location_id, on_hand, reserved FROM stock WHERE seller_id = $1) AS stock
    FULL JOIN (SELECT sku_id, location_id, sum(on_hand_delta) AS on_hand,
        sum(reserved_delta) AS reserved
      FROM entry WHERE seller_id = $1 GROUP BY sku_id, location_id) AS summed
      USING (sku_id, location_id)
  WHERE coalesce(stock.on_hand, 0) <> coalesce(summed.on_hand, 0)
    OR coalesce(stock.reserved, 0) <> coalesce(summed.reserved, 0)`;

const IMPOSSIBLE_BALANCES = `
  SELECT sku_id AS "skuId", location_id AS "locationId", on_hand AS "onHand", reserved
  FROM stock WHERE seller_id = $1 AND (reserved < 0 OR on_hand < reserved)`;

const BROKEN_CHAINS = `
  SELECT seq, sku_id AS "skuId", location_id AS "locationId", on_hand_before AS "onHandBefore",
    on_hand_delta AS "onHandDelta", on_hand_after AS "onHandAfter",
    reserved_before AS "reservedBefore", reserved_delta AS "reservedDelta",
    reserved_after AS "reservedAfter"
  FROM (SELECT *, coalesce(lag(on_hand_after) OVER earlier, 0) AS on_hand_before,
      coalesce(lag(reserved_after) OVER earlier, 0) AS reserved_before
    FROM entry WHERE seller_id = $1
    WINDOW earlier AS (PARTITION BY sku_id, location_id ORDER BY seq)) AS chained
  WHERE on_hand_before + on_hand_delta <> on_hand_after
    OR reserved_before + reserved_delta <> reserved_after
  ORDER BY seq`;

// Entries and shortage rows share one sequence, which ends where the head says.
const GAPS = `
  SELECT before AS "after", seq AS "next"
  FROM (SELECT seq, coalesce(lag(seq) OVER (ORDER BY seq), 0) AS before
    FROM (SELECT seq FROM entry WHERE seller_id = $1
      UNION ALL SELECT seq FROM shortage WHERE seller_id = $1
      UNION ALL SELECT seq + 1 FROM ledger_head WHERE seller_id = $1) AS numbered) AS paired
  WHERE seq <> before + 1 ORDER BY seq`;

const WRONG_PROMISES = `
  SELECT sku_id AS "skuId", location_id AS "locationId", stock.reserved, held.quantity AS "held"
  FROM (SELECT sku_id, location_id, reserved FROM stock WHERE seller_id = $1) AS stock
    FULL JOIN (SELECT part.sku_id, part.location_id, sum(part.quantity) AS quantity
      FROM order_line AS line,
        unnest(held_skus, held_locations, held_quantities)
          AS part (sku_id, location_id, quantity)
      WHERE line.seller_id = $1 GROUP BY part.sku_id, part.location_id) AS held
      USING (sku_id, location_id)
  WHERE coalesce(stock.reserved, 0) <> coalesce(held.quantity, 0)`;

const WRONG_LINES = `
  SELECT line_key AS "lineKey", ordered, cancelled, shipped, returned, restocked, reserved, short
  FROM order_line WHERE seller_id = $1
    AND (short + reserved + shipped <> greatest(ordered - cancelled, shipped)
      OR least(ordered, cancelled, shipped, restocked, reserved, short) < 0
      OR returned < restocked)`;

// A kit may have been given another part since; a plain SKU holds what it was promised.
const WRONG_HOLDINGS = `
  SELECT line_key AS "lineKey", sku_id AS "skuId", reserved, held_skus AS "heldSkus",
    held_quantities AS "heldQuantities"
  FROM order_line AS line WHERE seller_id = $1
    AND ((reserved = 0) <> (cardinality(held_skus) = 0) OR 1 > ANY (held_quantities)
      OR cardinality(held_skus) <> cardinality(held_locations)
      OR cardinality(held_skus) <> cardinality(held_quantities)
      OR (NOT EXISTS (SELECT FROM kit_component AS kit
          WHERE kit.seller_id = line.seller_id AND kit.kit_sku_id = line.sku_id)
        AND (sku_id <> ANY (held_skus)
          OR reserved <> (SELECT coalesce(sum(quantity), 0)
            FROM unnest(held_quantities) AS part (quantity)))))`;

const DOUBLED_KEYS = `
  SELECT key, count(*) AS times FROM entry WHERE seller_id = $1
  GROUP BY key HAVING count(*) > 1`;

const WRONG_SHORTAGE_ROWS = `
  SELECT line_key AS "lineKey", line.short, rows.sum AS "shortOfRows"
  FROM (SELECT line_key, short FROM order_line WHERE seller_id = $1) AS line
    FULL JOIN (SELECT line_key, sum(delta) AS sum,
        bool_and(open_after = running) AS is_continuous
      FROM (SELECT *, sum(delta) OVER (PARTITION BY line_key ORDER BY seq) AS running
        FROM shortage WHERE seller_id = $1) AS summed GROUP BY line_key) AS rows
      USING (line_key)
  WHERE coalesce(line.short, 0) <> coalesce(rows.sum, 0)
    OR NOT coalesce(rows.is_continuous, true)`;

// A kit waits for the scarcest of its parts; an account takes from its own locations, which are
// all of them where none is listed.
const NEEDLESS_SHORTAGES = `
  WITH listed AS (
    SELECT account_id, location_id FROM account_location WHERE seller_id = $1),
  waiting AS (
    SELECT line_key, account_id, sku_id, short, is_whole FROM order_line
    WHERE seller_id = $1 AND short > 0),
  place AS (
    SELECT account_id, location_id FROM listed
    UNION ALL
    SELECT unlisted.account_id, location_id
    FROM (SELECT DISTINCT account_id FROM waiting) AS unlisted, location
    WHERE location.seller_id = $1 AND unlisted.account_id NOT IN (SELECT account_id FROM listed)),
  free AS (
    SELECT account_id, sku_id, sum(on_hand - reserved) AS units
    FROM stock JOIN place USING (location_id)
    WHERE seller_id = $1 AND on_hand > reserved GROUP BY account_id, sku_id),
  part AS (
    SELECT line_key, account_id, coalesce(kit.component_sku_id, waiting.sku_id) AS sku_id,
      coalesce(kit.quantity, 1) AS quantity
    FROM waiting LEFT JOIN kit_component AS kit
      ON kit.seller_id = $1 AND kit.kit_sku_id = waiting.sku_id),
  possible AS (
    SELECT line_key, min(coalesce(free.units, 0) / part.quantity) AS units
    FROM part LEFT JOIN free USING (account_id, sku_id) GROUP BY line_key)
  SELECT line_key AS "lineKey", sku_id AS "skuId", short, possible.units AS "free"
  FROM waiting JOIN possible USING (line_key)
  WHERE CASE WHEN is_whole THEN possible.units >= short ELSE possible.units > 0 END
  ORDER BY line_key`;

/** What must hold, and the query that finds where it does not. */
const INVARIANTS = {
  'entries-sum-to-balance': WRONG_SUMS,
  'nothing-negative': IMPOSSIBLE_BALANCES,
  'running-balances-continuous': BROKEN_CHAINS,
  'sequence-gapless': GAPS,
  'held-equals-reserved': WRONG_PROMISES,
  'line-arithmetic': WRONG_LINES,
  'lines-hold-their-units': WRONG_HOLDINGS,
  'no-key-twice': DOUBLED_KEYS,
  'shortage-rows-match-lines': WRONG_SHORTAGE_ROWS,
  'no-shortage-while-stock-is-free': NEEDLESS_SHORTAGES,
} as const;

export type LedgerInvariant = keyof typeof INVARIANTS;
export const LEDGER_INVARIANTS = Object.keys(INVARIANTS) as LedgerInvariant[];

export interface FoundViolations {
  readonly violations: number;
  /** Up to five of them, with the figures that contradict each other. */
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

/** Every later reading of this transaction sees the same moment. Must come first. */
export async function freezeMoment(tx: Queryable): Promise<void> {
  await tx.execute(FREEZE);
}

export async function findViolations(
  tx: Queryable,
  o: { sellerId: number; invariant: LedgerInvariant },
): Promise<FoundViolations> {
  const counted = `
    WITH wrong AS MATERIALIZED (${INVARIANTS[o.invariant]})
    SELECT (SELECT count(*) FROM wrong) AS violations,
      (SELECT coalesce(json_agg(example), '[]') FROM
        (SELECT * FROM wrong LIMIT ${EXAMPLES_MAX}) AS example) AS examples`;
  return tx.row<FoundViolations & Record<string, unknown>>(counted, [o.sellerId]);
}
