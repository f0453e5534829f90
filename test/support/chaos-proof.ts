/**
 * What must hold when the noise is over, looked at from outside: the rows of Postgres as its owner
 * sees them, the shops' own figures, and the book of what the shops have confirmed. Nothing here
 * uses the code that is on trial.
 */
import { systemClock } from '../../core/base/clock.ts';
import type { ChaosFloor, ChaosShop } from './chaos-floor.ts';
import type { BookedOrder } from './load-buyers.ts';

// Per SKU and location: the balance is the sum of the entries, each entry continues the one before.
const WRONG_BALANCES = `
  WITH sums AS (
    SELECT sku_id, location_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
    FROM entry GROUP BY sku_id, location_id)
  SELECT sku_id AS "skuId", location_id AS "locationId", stock.on_hand AS "balance",
    sums.on_hand AS "sum"
  FROM stock FULL JOIN sums USING (sku_id, location_id)
  WHERE stock.on_hand IS DISTINCT FROM sums.on_hand
    OR stock.reserved IS DISTINCT FROM sums.reserved`;
const BROKEN_CHAINS = `
  SELECT seq FROM (
    SELECT seq, on_hand_after, reserved_after,
      sum(on_hand_delta) OVER chain AS on_hand, sum(reserved_delta) OVER chain AS reserved
    FROM entry WINDOW chain AS (PARTITION BY sku_id, location_id ORDER BY seq)) AS entries
  WHERE on_hand <> on_hand_after OR reserved <> reserved_after`;
const DOUBLE_KEYS = `
  SELECT key, count(*)::int AS times FROM entry GROUP BY seller_id, key HAVING count(*) > 1`;
const GAPS_IN_SEQUENCE = `
  WITH used AS (SELECT seq FROM entry UNION ALL SELECT seq FROM shortage)
  SELECT head.seq AS head, count(used.seq)::int AS rows FROM ledger_head AS head, used
  GROUP BY head.seq HAVING count(used.seq) <> head.seq`;
const WRONG_PROMISES = `
  WITH held AS (
    SELECT part.sku_id, part.location_id, sum(quantity) AS units
    FROM order_line, unnest(held_skus, held_locations, held_quantities)
      AS part (sku_id, location_id, quantity) GROUP BY part.sku_id, part.location_id)
  SELECT sku_id AS "skuId", location_id AS "locationId", stock.reserved, held.units::int AS held
  FROM stock FULL JOIN held USING (sku_id, location_id)
  WHERE coalesce(stock.reserved, 0) <> coalesce(held.units, 0)`;
const LEDGER_LINES = `
  SELECT line_key AS "lineKey", ordered, cancelled, shipped, returned, reserved, short
  FROM order_line`;
const ORDERS_TWICE = `
  SELECT account_id AS "accountId", external_id AS "externalId", count(*)::int AS times
  FROM sales_order GROUP BY account_id, external_id HAVING count(*) > 1`;
const DELIVERIES = `
  SELECT account.public_id AS "publicId", encode(digest, 'hex') AS digest, delivery.state, note,
    received_at AS "receivedAt"
  FROM delivery JOIN account USING (seller_id, account_id)`;
const OPEN_TARGETS = `
  SELECT count(*)::int AS open FROM listing_target
  WHERE acked_version < desired_version OR parked_at IS NOT NULL`;
const WAITING_WORK = `
  SELECT (SELECT count(*) FROM wake)::int AS wakes,
    (SELECT count(*) FROM delivery WHERE state = 'waiting')::int AS deliveries`;
const SHOULD_SHOW = `
  SELECT sku.code, greatest(0, coalesce((SELECT sum(on_hand - reserved) FROM stock
      WHERE stock.seller_id = sku.seller_id AND stock.sku_id = sku.sku_id), 0))::int AS available,
    EXISTS (SELECT FROM order_line AS line WHERE line.seller_id = sku.seller_id
      AND line.sku_id = sku.sku_id AND short > 0) AS "isShort"
  FROM sku`;
const LEASES = 'SELECT name, process_id AS "processId" FROM lease ORDER BY name';

type Row = Record<string, unknown>;

/** One line of text per broken promise of the ledger; empty: it holds. */
export async function provePosting(floor: ChaosFloor): Promise<string[]> {
  const { ask } = floor.postgres;
  const look = async (what: string, sql: string) =>
    (await ask<Row>(sql)).slice(0, 5).map((row) => `${what}: ${JSON.stringify(row)}`);
  return [
    ...(await look('balance is not the sum of its entries', WRONG_BALANCES)),
    ...(await look('entry does not continue the one before', BROKEN_CHAINS)),
    ...(await look('business key twice', DOUBLE_KEYS)),
    ...(await look('sequence has a gap', GAPS_IN_SEQUENCE)),
    ...(await look('promised units are not the lines’ units', WRONG_PROMISES)),
    ...(await look('order recorded twice', ORDERS_TWICE)),
  ];
}

/** Every order that a shop has confirmed is in the ledger once, with the shop's own figures. */
export async function proveOrders(
  floor: ChaosFloor,
  book: readonly BookedOrder[],
): Promise<{ problems: string[]; lines: number; short: number }> {
  const rows = await floor.postgres.ask<LedgerLine & Row>(LEDGER_LINES);
  const known = new Map(rows.map((row) => [row.lineKey, row]));
  const problems: string[] = [];
  const expected = new Set<string>();
  for (const order of book) {
    const { accountId } = floor.shop(order.shop);
    for (const line of order.lines) {
      const lineKey = [accountId, order.externalId, line.lineId].join(':');
      expected.add(lineKey);
      const row = known.get(lineKey);
      const { ordered, cancelled, shipped } = line;
      const told = JSON.stringify({ ordered, cancelled, shipped });
      if (!row) problems.push(`lost: ${lineKey} of ${order.shop}`);
      else if (figuresOf(row) !== told) {
        problems.push(`${lineKey} of ${order.shop}: ${figuresOf(row)} instead of ${told}`);
      }
    }
  }
  for (const { lineKey } of rows) {
    if (!expected.has(lineKey)) problems.push(`nobody ordered ${lineKey}`);
  }
  const short = rows.reduce((sum, row) => sum + row.short, 0);
  return { problems, lines: rows.length, short };
}

interface LedgerLine {
  readonly lineKey: string;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly short: number;
}

const figuresOf = ({ ordered, cancelled, shipped }: LedgerLine) =>
  JSON.stringify({ ordered, cancelled, shipped });

/** Whatever was answered 200 is in the inbox and decided, whoever was killed when. */
export async function proveDeliveries(
  floor: ChaosFloor,
): Promise<{ problems: string[]; decided: number }> {
  const known = await readDeliveries(floor);
  const problems: string[] = [];
  for (const { path, digest, acceptedAt, headers } of floor.courier.deliveries()) {
    const key = keyOf(path, digest);
    const row = known.get(key);
    const name = `${key.slice(0, 32)} ${headers['x-shopify-topic'] ?? ''}`;
    if (acceptedAt === null) problems.push(`never accepted: ${name}`);
    else if (!row) problems.push(`answered 200 at ${acceptedAt.toISOString()} and gone: ${name}`);
    else if (row.state !== 'decided') problems.push(`${row.state}: ${name} (${row.note})`);
  }
  const decided = [...known.values()].filter((row) => row.state === 'decided').length;
  return { problems, decided };
}

interface StoredDelivery {
  readonly publicId: string;
  readonly digest: string;
  readonly state: string;
  readonly note: string | null;
  readonly receivedAt: Date;
}

const keyOf = (path: string, digest: string) => `${path.split('/').at(-1)} ${digest}`;

async function readDeliveries(floor: ChaosFloor): Promise<Map<string, StoredDelivery>> {
  const rows = await floor.postgres.ask<StoredDelivery & Row>(DELIVERIES);
  return new Map(rows.map((row) => [`${row.publicId} ${row.digest}`, row]));
}

/** Deliveries that were stored by a try whose shop got no answer: the requests that failed. */
export async function listTakenUnanswered(floor: ChaosFloor): Promise<string[]> {
  const known = await readDeliveries(floor);
  return floor.courier.deliveries().flatMap(({ path, digest, acceptedTryAt }) => {
    const row = known.get(keyOf(path, digest));
    const isOlder = row && acceptedTryAt && row.receivedAt < acceptedTryAt;
    return isOlder ? [`${keyOf(path, digest)} at ${row.receivedAt.toISOString()}`] : [];
  });
}

/** Every listing whose shop shows another figure than the ledger's. */
export async function proveShops(floor: ChaosFloor): Promise<string[]> {
  const rows = await floor.postgres.ask<{ code: string; available: number; isShort: boolean }>(
    SHOULD_SHOW,
  );
  return rows.flatMap(({ code, available, isShort }) => {
    const should = isShort ? 0 : available;
    return floor.shops.flatMap((shop) => {
      const shown = shop.simulator.read(code).available;
      return shown === should ? [] : [`${shop.name} shows ${shown} of ${code}, not ${should}`];
    });
  });
}

/** What is still under way, in words; empty: quiet. */
export async function listUnrest(floor: ChaosFloor): Promise<string[]> {
  const { ask } = floor.postgres;
  const [targets] = await ask<{ open: number }>(OPEN_TARGETS);
  const [work] = await ask<{ wakes: number; deliveries: number }>(WAITING_WORK);
  const waiting = floor.courier.waiting();
  return [
    ...(waiting ? [`${waiting} webhooks wait at the shops`] : []),
    ...(work?.deliveries ? [`${work.deliveries} deliveries wait`] : []),
    ...(work?.wakes ? [`${work.wakes} wake-ups wait`] : []),
    ...(targets?.open ? [`${targets.open} listings wait`] : []),
    ...(await proveShops(floor)),
  ];
}

export const readLeases = (floor: ChaosFloor) =>
  floor.postgres.ask<{ name: string; processId: string }>(LEASES);

const LOOK_EVERY_MS = 100;
// A read-back, or a late call, could still change what looked right.
const STAYS_QUIET_MS = 3_000;

/**
 * Waits until nothing is under way and every shop shows the ledger's figure, and stays so.
 * @returns milliseconds until then, without the time that it was watched
 */
export async function untilQuiet(floor: ChaosFloor, withinMs: number): Promise<number> {
  const sinceMs = systemClock.monotonicMs();
  let quietSinceMs: number | null = null;
  for (;;) {
    const unrest = await listUnrest(floor).catch((error: Error) => [error.message]);
    const nowMs = systemClock.monotonicMs();
    if (unrest.length > 0) quietSinceMs = null;
    else quietSinceMs ??= nowMs;
    if (quietSinceMs !== null && nowMs - quietSinceMs >= STAYS_QUIET_MS) {
      return Math.round(quietSinceMs - sinceMs);
    }
    if (nowMs - sinceMs > withinMs && quietSinceMs === null) {
      throw new Error(`Not quiet after ${withinMs} ms: ${unrest.slice(0, 12).join('; ')}`);
    }
    await systemClock.sleep(LOOK_EVERY_MS);
  }
}

/** The figure of each SKU as a shop shows it, for a report. */
export const shownBy = (shop: ChaosShop, codes: readonly string[]) =>
  codes.map((code) => shop.simulator.read(code).available);
