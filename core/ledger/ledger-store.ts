/**
 * The ledger's SQL: one reading and one writing statement per batch. Numbers behind the forms:
 * ARCHITECTURE.md.
 */
import { assert } from '../base/assert.ts';
import { errorClass } from '../base/errors.ts';
import { LANE_BEGIN, LANE_COMMIT, type Lane, type LaneStatement } from '../database/lane.ts';
import { toBooleanArray, toNumberArray, toTextArray } from './array-literal.ts';
import type { SkuId } from './ledger-event.ts';
import type { LedgerChange, LedgerRules, LedgerState, Line, LineQueue } from './ledger-state.ts';
import type { ReadPlan } from './plan-reads.ts';

/** No such seller, or not the one that the lane works for. */
export class SellerUnknown extends errorClass('seller_unknown', 'never') {}

// The one lock that every stock writer takes. The next statement has a fresh snapshot: it sees what
// others committed while this one waited.
const LOCK_SELLER = `
  SELECT seq, catalog_version AS "catalogVersion" FROM ledger_head
  WHERE seller_id = $1 FOR NO KEY UPDATE`;

const LINE_FIELDS = `
  json_build_array(line_key, account_id, sku_id, ordered, cancelled, shipped, returned, restocked,
    reserved, held_skus, held_locations, held_quantities, short, short_seq, reserved_seq, revision,
    is_whole)`;

// One row of json columns instead of a thousand rows: three times cheaper to send and to parse.
const READ_STATE = `
  SELECT
    (SELECT json_agg(${LINE_FIELDS}) FROM order_line
      WHERE seller_id = $1 AND line_key = ANY($2::text[])) AS lines,
    (SELECT json_agg(json_build_array(sku_id, location_id, on_hand, reserved)) FROM stock
      WHERE seller_id = $1 AND sku_id = ANY($3::int[])) AS balances,
    (SELECT json_agg(key) FROM entry WHERE seller_id = $1 AND key = ANY($4::text[])) AS keys,
    (SELECT json_agg(json_build_array(asked.sku_id, waiting.lines)) FROM
      unnest($5::int[], $6::int[]) AS asked (sku_id, at_most)
      CROSS JOIN LATERAL (SELECT json_agg(line) AS lines FROM (
        SELECT ${LINE_FIELDS} AS line FROM order_line
        WHERE seller_id = $1 AND sku_id = asked.sku_id AND short > 0
        ORDER BY short_seq LIMIT asked.at_most) AS oldest) AS waiting) AS shortages,
    (SELECT json_agg(json_build_array(asked.sku_id, holding.lines)) FROM
      unnest($7::int[]) AS asked (sku_id)
      CROSS JOIN LATERAL (SELECT json_agg(line) AS lines FROM (
        SELECT ${LINE_FIELDS} AS line FROM order_line
        WHERE seller_id = $1 AND sku_id = asked.sku_id AND reserved > 0
        ORDER BY reserved_seq DESC) AS newest) AS holding) AS reservations`;

const ADD_BALANCES = `
  INSERT INTO stock (seller_id, sku_id, location_id)
  SELECT $1, new.sku_id, new.location_id
  FROM unnest($2::int[], $3::int[]) AS new (sku_id, location_id)
  ON CONFLICT DO NOTHING`;

const WRITE_CHANGE = `
  WITH head AS (
    UPDATE ledger_head SET seq = $2 WHERE seller_id = $1 AND seq = $3 RETURNING seller_id),
  new_entry AS (
    INSERT INTO entry (seller_id, seq, sku_id, location_id, kind, on_hand_delta, reserved_delta,
      on_hand_after, reserved_after, key, cause, actor, front_end, agent_id, correlation_id, at)
    SELECT head.seller_id, new.*, $4::timestamptz
    FROM head, unnest($5::bigint[], $6::int[], $7::int[], $8::text[], $9::int[], $10::int[],
      $11::int[], $12::int[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
      $18::text[]) AS new
    RETURNING 1),
  new_shortage AS (
    INSERT INTO shortage (seller_id, seq, line_key, sku_id, account_id, delta, open_after, cause,
      at)
    SELECT head.seller_id, new.*, $4::timestamptz
    FROM head, unnest($19::bigint[], $20::text[], $21::int[], $22::int[], $23::int[], $24::int[],
      $25::text[]) AS new
    RETURNING 1),
  moved_line AS (
    INSERT INTO order_line (seller_id, line_key, account_id, sku_id, ordered, cancelled, shipped,
      returned, restocked, reserved, held_skus, held_locations, held_quantities, short, short_seq,
      reserved_seq, revision, is_whole)
    SELECT head.seller_id, new.line_key, new.account_id, new.sku_id, new.ordered, new.cancelled,
      new.shipped, new.returned, new.restocked, new.reserved, new.held_skus::int[],
      new.held_locations::int[], new.held_quantities::int[], new.short, new.short_seq,
      new.reserved_seq, new.revision, new.is_whole
    FROM head, unnest($26::text[], $27::int[], $28::int[], $29::int[], $30::int[], $31::int[],
      $32::int[], $33::int[], $34::int[], $35::text[], $36::text[], $37::text[], $38::int[],
      $39::bigint[], $40::bigint[], $41::bigint[], $42::boolean[]) AS new (line_key, account_id,
      sku_id, ordered, cancelled, shipped, returned, restocked, reserved, held_skus,
      held_locations, held_quantities, short, short_seq, reserved_seq, revision, is_whole)
    ON CONFLICT (seller_id, line_key) DO UPDATE SET
      ordered = excluded.ordered, cancelled = excluded.cancelled, shipped = excluded.shipped,
      returned = excluded.returned, restocked = excluded.restocked, reserved = excluded.reserved,
      held_skus = excluded.held_skus, held_locations = excluded.held_locations,
      held_quantities = excluded.held_quantities, short = excluded.short,
      short_seq = excluded.short_seq, reserved_seq = excluded.reserved_seq,
      revision = excluded.revision
    RETURNING 1),
  moved_balance AS (
    UPDATE stock SET on_hand = stock.on_hand + new.on_hand, reserved = stock.reserved + new.reserved
    FROM head, unnest($43::int[], $44::int[], $45::int[], $46::int[])
      AS new (sku_id, location_id, on_hand, reserved)
    WHERE stock.seller_id = head.seller_id AND stock.sku_id = new.sku_id
      AND stock.location_id = new.location_id
    RETURNING 1),
  new_wake AS (
    INSERT INTO wake (seller_id, sku_id, account_id, committed_at)
    SELECT head.seller_id, new.sku_id, new.account_id, $4::timestamptz
    FROM head, unnest($47::int[], $48::int[]) AS new (sku_id, account_id)
    RETURNING 1)
  SELECT (SELECT count(*) FROM head)::int AS heads,
    (SELECT count(*) FROM new_entry)::int AS entries,
    (SELECT count(*) FROM moved_line)::int AS lines,
    (SELECT count(*) FROM moved_balance)::int AS balances`;

type LineTuple = [
  string,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number[],
  number[],
  number[],
  number,
  number,
  number,
  number,
  boolean,
];

interface StateRow {
  lines: LineTuple[] | null;
  balances: [number, number, number, number][] | null;
  keys: string[] | null;
  shortages: [number, LineTuple[] | null][] | null;
  reservations: [number, LineTuple[] | null][] | null;
}

export type ReadState = (rules: LedgerRules) => LedgerState;

export interface LockedHead {
  readonly seq: number;
  readonly catalogVersion: number;
}

/** Opens the transaction, takes the seller's lock and reads, in one round trip. */
export async function lockAndRead(
  lane: Lane,
  o: { sellerId: number; plan: ReadPlan },
): Promise<{ head: LockedHead; read: ReadState }> {
  const lock = { sql: LOCK_SELLER, params: [o.sellerId], name: 'ledger_lock' };
  const [, heads, states] = await lane.pipeline([LANE_BEGIN, lock, readStatement(o)]);
  const head = heads?.[0] as LockedHead | undefined;
  if (!head) throw new SellerUnknown(`Seller ${o.sellerId} has no ledger.`);
  return { head, read: toReader(states?.[0] as StateRow, { plan: o.plan, head }) };
}

/** Reads again under the lock that this transaction holds. */
export async function readAgain(
  lane: Lane,
  o: { sellerId: number; plan: ReadPlan; head: LockedHead },
): Promise<ReadState> {
  const [states] = await lane.pipeline([readStatement(o)]);
  return toReader(states?.[0] as StateRow, o);
}

/** Ends the transaction of a batch that changes nothing. */
export async function endUnchanged(lane: Lane): Promise<void> {
  await lane.pipeline([LANE_COMMIT]);
}

/** Writes everything and commits, in one round trip. */
export async function writeAndCommit(
  lane: Lane,
  o: { sellerId: number; change: LedgerChange; at: Date },
): Promise<void> {
  const { change } = o;
  const statements: LaneStatement[] = [];
  const created = change.balances.filter((balance) => balance.isNew);
  if (created.length > 0) {
    const skuIds = toNumberArray(created.map((balance) => balance.skuId));
    const locationIds = toNumberArray(created.map((balance) => balance.locationId));
    statements.push({ sql: ADD_BALANCES, params: [o.sellerId, skuIds, locationIds] });
  }
  statements.push({ sql: WRITE_CHANGE, params: toParams(o), name: 'ledger_write' }, LANE_COMMIT);
  const results = await lane.pipeline(statements);
  const written = results[statements.length - 2]?.[0];
  // The lock makes this certain. Were it ever untrue, the commit has happened: the alarm must be
  // loud.
  assert(
    written?.heads === 1 &&
      written.entries === change.entries.length &&
      written.lines === change.lines.length &&
      written.balances === change.balances.length,
    'A batch wrote another number of rows than it decided.',
    { sellerId: o.sellerId, written, entries: change.entries.length },
  );
}

function readStatement(o: { sellerId: number; plan: ReadPlan }): LaneStatement {
  const { plan } = o;
  return {
    sql: READ_STATE,
    name: 'ledger_read',
    params: [
      o.sellerId,
      toTextArray([...plan.lineKeys]),
      toNumberArray([...plan.skuIds]),
      toTextArray([...plan.keys]),
      toNumberArray([...plan.shortages.keys()]),
      toNumberArray([...plan.shortages.values()]),
      toNumberArray([...plan.reservations]),
    ],
  };
}

function toReader(row: StateRow, o: { plan: ReadPlan; head: LockedHead }): ReadState {
  const shortages = new Map(
    (row.shortages ?? []).map(([skuId, lines]) => {
      const isComplete = (lines?.length ?? 0) < (o.plan.shortages.get(skuId) ?? 0);
      return [skuId, { lines: (lines ?? []).map(toLine), isComplete }];
    }),
  );
  const reservations = new Map<SkuId, LineQueue>(
    (row.reservations ?? []).map(([skuId, lines]) => [
      skuId,
      { lines: (lines ?? []).map(toLine), isComplete: true },
    ]),
  );
  return (rules) => ({
    seq: o.head.seq,
    rules,
    skusRead: o.plan.skuIds,
    lines: (row.lines ?? []).map(toLine),
    balances: (row.balances ?? []).map(([skuId, locationId, onHand, reserved]) => ({
      skuId,
      locationId,
      onHand,
      reserved,
    })),
    knownKeys: new Set(row.keys ?? []),
    shortages,
    reservations,
  });
}

function toLine(tuple: LineTuple): Line {
  const [lineKey, accountId, skuId, ordered, cancelled, shipped, returned, restocked, reserved] =
    tuple;
  const [heldSkus, heldLocations, heldQuantities] = [tuple[9], tuple[10], tuple[11]];
  const held = heldSkus.map((heldSku, index) => ({
    skuId: heldSku,
    locationId: heldLocations[index] as number,
    quantity: heldQuantities[index] as number,
  }));
  const [short, shortSeq, reservedSeq, revision, isWhole] = [
    tuple[12],
    tuple[13],
    tuple[14],
    tuple[15],
    tuple[16],
  ];
  return {
    ...{ lineKey, accountId, skuId, ordered, cancelled, shipped, returned, restocked, reserved },
    ...{ held, short, shortSeq, reservedSeq, revision, isWhole },
  };
}

function toParams(o: { sellerId: number; change: LedgerChange; at: Date }): unknown[] {
  const { entries, shortages, lines, balances, wakes, seqAfter, seqBefore } = o.change;
  return [
    o.sellerId,
    seqAfter,
    seqBefore,
    o.at,
    toNumberArray(entries.map((entry) => entry.seq)),
    toNumberArray(entries.map((entry) => entry.skuId)),
    toNumberArray(entries.map((entry) => entry.locationId)),
    toTextArray(entries.map((entry) => entry.kind)),
    toNumberArray(entries.map((entry) => entry.onHandDelta)),
    toNumberArray(entries.map((entry) => entry.reservedDelta)),
    toNumberArray(entries.map((entry) => entry.onHandAfter)),
    toNumberArray(entries.map((entry) => entry.reservedAfter)),
    toTextArray(entries.map((entry) => entry.key)),
    toTextArray(entries.map((entry) => entry.origin.cause)),
    toTextArray(entries.map((entry) => entry.origin.actor)),
    toTextArray(entries.map((entry) => entry.origin.frontEnd ?? null)),
    toTextArray(entries.map((entry) => entry.origin.agentId ?? null)),
    toTextArray(entries.map((entry) => entry.origin.correlationId ?? null)),
    toNumberArray(shortages.map((each) => each.seq)),
    toTextArray(shortages.map((each) => each.lineKey)),
    toNumberArray(shortages.map((each) => each.skuId)),
    toNumberArray(shortages.map((each) => each.accountId)),
    toNumberArray(shortages.map((each) => each.delta)),
    toNumberArray(shortages.map((each) => each.openAfter)),
    toTextArray(shortages.map((each) => each.cause)),
    ...toLineParams(lines),
    toNumberArray(balances.map((balance) => balance.skuId)),
    toNumberArray(balances.map((balance) => balance.locationId)),
    toNumberArray(balances.map((balance) => balance.onHandDelta)),
    toNumberArray(balances.map((balance) => balance.reservedDelta)),
    toNumberArray(wakes.map((wake) => wake.skuId)),
    toNumberArray(wakes.map((wake) => wake.accountId)),
  ];
}

function toLineParams(lines: readonly Line[]): unknown[] {
  return [
    toTextArray(lines.map((line) => line.lineKey)),
    toNumberArray(lines.map((line) => line.accountId)),
    toNumberArray(lines.map((line) => line.skuId)),
    toNumberArray(lines.map((line) => line.ordered)),
    toNumberArray(lines.map((line) => line.cancelled)),
    toNumberArray(lines.map((line) => line.shipped)),
    toNumberArray(lines.map((line) => line.returned)),
    toNumberArray(lines.map((line) => line.restocked)),
    toNumberArray(lines.map((line) => line.reserved)),
    toTextArray(lines.map((line) => toNumberArray(line.held.map((held) => held.skuId)))),
    toTextArray(lines.map((line) => toNumberArray(line.held.map((held) => held.locationId)))),
    toTextArray(lines.map((line) => toNumberArray(line.held.map((held) => held.quantity)))),
    toNumberArray(lines.map((line) => line.short)),
    toNumberArray(lines.map((line) => line.shortSeq)),
    toNumberArray(lines.map((line) => line.reservedSeq)),
    toNumberArray(lines.map((line) => line.revision)),
    toBooleanArray(lines.map((line) => line.isWhole)),
  ];
}
