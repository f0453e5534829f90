/** SQL of what happened, as rules hear it: entries, shortages, events, and how things stood. */
import type { Queryable } from '../../core/database/queryable.ts';
import type { WorldSeed } from '../facts/world.ts';

// Units that a movement sold: promised to an order or left without having been promised. What a
// hold sets aside is not sold.
const SOLD = `
  CASE WHEN kind IN ('reserve', 'release', 'ship') AND cause LIKE 'order %'
      OR kind = 'ship' AND reserved_delta = 0
    THEN reserved_delta - on_hand_delta ELSE 0 END`;
const ACCOUNT_OF = `(regexp_match(cause, '^order ([0-9]+):'))[1]::int`;

// One batch of the ledger is one transaction; what it wrote for one cause is one step.
const READ_ENTRIES = `
  SELECT seq, sku_id AS "skuId", location_id AS "locationId", kind,
    on_hand_delta AS "onHandDelta", reserved_delta AS "reservedDelta",
    on_hand_after AS "onHandAfter", reserved_after AS "reservedAfter", ${SOLD} AS sold,
    ${ACCOUNT_OF} AS "accountId", cause, correlation_id AS "correlationId", at,
    xmin::text AS batch
  FROM entry WHERE seller_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq`;
const READ_SHORTAGES = `
  SELECT shortage.seq, shortage.sku_id AS "skuId", shortage.account_id AS "accountId",
    shortage.delta AS units, shortage.at, shortage.cause, shortage.line_key AS "lineKey",
    sales_order.number
  FROM shortage LEFT JOIN sales_order_line AS shown
      ON shown.seller_id = shortage.seller_id AND shown.line_key = shortage.line_key
    LEFT JOIN sales_order ON sales_order.seller_id = shown.seller_id
      AND sales_order.order_id = shown.order_id
  WHERE shortage.seller_id = $1 AND shortage.seq > $2 AND shortage.seq <= $3 AND delta > 0
  ORDER BY shortage.seq`;
const EVENT_FIELDS = `
  event_id AS "eventId", kind, sku_id AS "skuId", account_id AS "accountId",
  order_id AS "orderId", body, causes, at, after_seq AS "afterSeq", read_no AS "readNo"`;
const READ_UNREAD = `
  SELECT ${EVENT_FIELDS} FROM event
  WHERE seller_id = $1 AND read_no IS NULL AND event_id > $2 ORDER BY event_id LIMIT $3`;
const READ_EVENTS_SINCE = `
  SELECT ${EVENT_FIELDS} FROM event WHERE seller_id = $1 AND at >= $2
  ORDER BY after_seq, read_no, at, event_id LIMIT $3`;
const PLACE_EVENTS = `
  UPDATE event SET after_seq = placed.after_seq, read_no = placed.read_no,
    sku_id = coalesce(event.sku_id, placed.sku_id), causes = placed.causes::int[],
    body = CASE WHEN placed.body IS NULL THEN event.body ELSE placed.body::jsonb END
  FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::text[], $7::text[])
    AS placed (event_id, after_seq, read_no, sku_id, causes, body)
  WHERE event.seller_id = $1 AND event.event_id = placed.event_id`;
const INSERT_TICKS = `
  INSERT INTO event (seller_id, kind, body, at, after_seq, read_no)
  SELECT $1, 'tick', jsonb_build_object('from', told.since), told.at, $2, told.read_no
  FROM unnest($3::text[], $4::timestamptz[], $5::bigint[]) AS told (since, at, read_no)`;
// The newest entry of the SKU, or of its parts, up to there.
const FIND_CAUSES = `
  SELECT asked.event_id AS "eventId", newest.correlation_id AS "correlationId"
  FROM unnest($2::bigint[], $3::int[], $4::bigint[]) AS asked (event_id, sku_id, seq)
    CROSS JOIN LATERAL (
      SELECT correlation_id FROM (
        SELECT asked.sku_id AS sku_id UNION ALL
        SELECT component_sku_id FROM kit_component
        WHERE seller_id = $1 AND kit_sku_id = asked.sku_id) AS part
      CROSS JOIN LATERAL (SELECT seq, correlation_id FROM entry
        WHERE entry.seller_id = $1 AND entry.sku_id = part.sku_id AND entry.seq <= asked.seq
        ORDER BY seq DESC LIMIT 1) AS last
      ORDER BY last.seq DESC LIMIT 1) AS newest`;

// How things stood when the ledger was at $2: what is now, less what moved since.
const READ_LEVELS = `
  SELECT stock.sku_id AS "skuId", stock.location_id AS "locationId",
    (stock.on_hand - coalesce(since.on_hand, 0))::int AS "onHand",
    (stock.reserved - coalesce(since.reserved, 0))::int AS reserved
  FROM stock LEFT JOIN (
    SELECT sku_id, location_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
    FROM entry WHERE seller_id = $1 AND seq > $2 GROUP BY sku_id, location_id) AS since
    USING (sku_id, location_id)
  WHERE stock.seller_id = $1`;
const READ_SALES = `
  SELECT sku_id AS "skuId", location_id AS "locationId", ${ACCOUNT_OF} AS "accountId",
    ${SOLD} AS units, at
  FROM entry WHERE seller_id = $1 AND seq <= $2 AND at >= $3
    AND kind IN ('reserve', 'release', 'ship') AND ${SOLD} <> 0
  ORDER BY at, seq`;
// Kits are sold by their orders only.
const READ_KIT_ORDERS = `
  SELECT kind, account_id AS "accountId", body, at FROM event
  WHERE seller_id = $1 AND at >= $2 AND kind IN ('order-received', 'order-cancelled')
    AND (read_no <= $3 OR read_no IS NULL AND event_id <= $4)
    AND at < coalesce($5::timestamptz, 'infinity')
    AND EXISTS (SELECT FROM kit_component WHERE seller_id = $1)
  ORDER BY at, event_id`;
const READ_AGES = `
  SELECT sku.sku_id AS "skuId", first.at AS "firstAt", sold.at AS "lastSoldAt" FROM sku
    CROSS JOIN LATERAL (SELECT at FROM entry WHERE entry.seller_id = $1
      AND entry.sku_id = sku.sku_id AND seq <= $2 ORDER BY seq LIMIT 1) AS first
    LEFT JOIN LATERAL (SELECT at FROM entry WHERE entry.seller_id = $1
      AND entry.sku_id = sku.sku_id AND seq <= $2 AND ${SOLD} > 0
      ORDER BY seq DESC LIMIT 1) AS sold ON true
  WHERE sku.seller_id = $1`;
const READ_PRICES = `
  SELECT DISTINCT ON (sku_id, account_id) sku_id AS "skuId",
    nullif(account_id, 0) AS "accountId", amount_minor AS minor
  FROM price_change WHERE seller_id = $1 ORDER BY sku_id, account_id, price_seq DESC`;
// Prices whose change is still to be heard, as they were before: the oldest change says it.
const READ_PRICES_TO_COME = `
  SELECT DISTINCT ON (sku_id, account_id) sku_id AS "skuId", account_id AS "accountId",
    (body ->> 'before')::bigint AS minor
  FROM event WHERE seller_id = $1 AND kind = 'price-changed'
    AND (read_no IS NULL AND event_id > $2 OR read_no > $3)
  ORDER BY sku_id, account_id, read_no, event_id`;
const READ_FIRST_ENTRY = `
  SELECT at FROM entry WHERE seller_id = $1 ORDER BY seq LIMIT 1`;
const SEQ_BEFORE = `
  SELECT coalesce(min(seq) - 1, (SELECT seq FROM ledger_head WHERE seller_id = $1)) AS seq
  FROM entry WHERE seller_id = $1 AND at >= $2`;

type Row<T> = T & Record<string, unknown>;

export interface EntryRow {
  readonly seq: number;
  readonly skuId: number;
  readonly locationId: number;
  readonly kind: string;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly sold: number;
  readonly accountId: number | null;
  readonly cause: string;
  readonly correlationId: string | null;
  readonly at: Date;
  readonly batch: string;
}

export interface ShortageRow {
  readonly seq: number;
  readonly skuId: number;
  readonly accountId: number;
  readonly units: number;
  readonly at: Date;
  readonly cause: string;
  readonly number: string | null;
}

export interface EventRow {
  readonly eventId: number;
  readonly kind: string;
  readonly skuId: number | null;
  readonly accountId: number | null;
  readonly orderId: number | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly causes: readonly number[] | null;
  readonly at: Date;
  readonly afterSeq: number | null;
  readonly readNo: number | null;
}

/** An event with its place for ever. */
export interface PlacedEvent {
  readonly eventId: number;
  readonly afterSeq: number;
  readonly readNo: number;
  readonly skuId: number | null;
  readonly causes: readonly number[];
  /** Null: it stays as it is. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

type Span = { readonly sellerId: number; readonly after: number; readonly upTo: number };

export function readEntries(db: Queryable, o: Span): Promise<EntryRow[]> {
  return db.rows<Row<EntryRow>>(READ_ENTRIES, [o.sellerId, o.after, o.upTo]);
}

export function readShortages(db: Queryable, o: Span): Promise<ShortageRow[]> {
  return db.rows<Row<ShortageRow>>(READ_SHORTAGES, [o.sellerId, o.after, o.upTo]);
}

/** Oldest first. Whoever reads them holds the head. */
export function readUnread(
  tx: Queryable,
  o: { sellerId: number; floor: number; limit: number },
): Promise<EventRow[]> {
  return tx.rows<Row<EventRow>>(READ_UNREAD, [o.sellerId, o.floor, o.limit]);
}

export function readEventsSince(
  db: Queryable,
  o: { sellerId: number; since: Date; limit: number },
): Promise<EventRow[]> {
  return db.rows<Row<EventRow>>(READ_EVENTS_SINCE, [o.sellerId, o.since, o.limit]);
}

export async function placeEvents(
  tx: Queryable,
  o: { sellerId: number; events: readonly PlacedEvent[] },
): Promise<void> {
  const { events } = o;
  if (events.length === 0) return;
  await tx.execute(PLACE_EVENTS, [
    o.sellerId,
    events.map(({ eventId }) => eventId),
    events.map(({ afterSeq }) => afterSeq),
    events.map(({ readNo }) => readNo),
    events.map(({ skuId }) => skuId),
    events.map(({ causes }) => `{${causes.join(',')}}`),
    events.map(({ body }) => (body === null ? null : JSON.stringify(body))),
  ]);
}

/** All behind this sequence, so that a back-test has them where they were heard. */
export async function insertTicks(
  tx: Queryable,
  o: {
    sellerId: number;
    afterSeq: number;
    ticks: readonly { from: Date; at: Date; readNo: number }[];
  },
): Promise<void> {
  const { ticks } = o;
  if (ticks.length === 0) return;
  await tx.execute(INSERT_TICKS, [
    ...[o.sellerId, o.afterSeq],
    ticks.map(({ from }) => from.toISOString()),
    ticks.map(({ at }) => at),
    ticks.map(({ readNo }) => readNo),
  ]);
}

export async function findCauses(
  db: Queryable,
  o: {
    sellerId: number;
    events: readonly { eventId: number; skuId: number | null; seq: number }[];
  },
): Promise<ReadonlyMap<number, string | null>> {
  const { events } = o;
  if (events.length === 0) return new Map();
  const rows = await db.rows<{ eventId: number; correlationId: string | null }>(FIND_CAUSES, [
    o.sellerId,
    events.map(({ eventId }) => eventId),
    events.map(({ skuId }) => skuId),
    events.map(({ seq }) => seq),
  ]);
  return new Map(rows.map(({ eventId, correlationId }) => [eventId, correlationId]));
}

export interface SeedRows extends Omit<WorldSeed, 'knownSince'> {
  readonly firstEntryAt: Date | null;
  readonly kitOrders: readonly {
    readonly kind: string;
    readonly accountId: number;
    readonly body: Readonly<Record<string, unknown>>;
    readonly at: Date;
  }[];
  /** As they were before changes that are still to be heard; null: there was none. */
  readonly pricesBefore: readonly {
    readonly skuId: number;
    readonly accountId: number | null;
    readonly minor: number | null;
  }[];
}

/** Which events had been heard: so many, and those before the floor, and before that moment. */
export interface Heard {
  readonly readNo: number;
  readonly floor: number;
  readonly until: Date | null;
}

/** How things stood when the ledger was at `seq` and those events had been heard. */
export async function readSeedRows(
  db: Queryable,
  o: { sellerId: number; seq: number; heard: Heard; salesSince: Date },
): Promise<SeedRows> {
  const { sellerId, seq, salesSince } = o;
  const { readNo, floor, until } = o.heard;
  const levels = await db.rows<Row<SeedRows['levels'][number]>>(READ_LEVELS, [sellerId, seq]);
  const sales = await db.rows<Row<SeedRows['sales'][number]>>(READ_SALES, [
    ...[sellerId, seq, salesSince],
  ]);
  const kitOrders = await db.rows<Row<SeedRows['kitOrders'][number]>>(READ_KIT_ORDERS, [
    ...[sellerId, salesSince, readNo, floor, until],
  ]);
  const ages = await db.rows<Row<SeedRows['ages'][number]>>(READ_AGES, [sellerId, seq]);
  const prices = await db.rows<Row<SeedRows['prices'][number]>>(READ_PRICES, [sellerId]);
  const pricesBefore = await db.rows<Row<SeedRows['pricesBefore'][number]>>(READ_PRICES_TO_COME, [
    ...[sellerId, floor, readNo],
  ]);
  const first = await db.maybeRow<{ at: Date }>(READ_FIRST_ENTRY, [sellerId]);
  const firstEntryAt = first?.at ?? null;
  return { levels, sales, kitOrders, ages, prices, pricesBefore, firstEntryAt };
}

/** The newest sequence before that moment. */
export async function findSeqBefore(
  db: Queryable,
  o: { sellerId: number; at: Date },
): Promise<number> {
  return (await db.row<{ seq: number }>(SEQ_BEFORE, [o.sellerId, o.at])).seq;
}
