/** SQL of the ledger's benchmark: two sellers with the same stock, and pgbench's way to book. */
import type { Client } from 'pg';

export const SKUS = 10_000;
export const LOCATIONS = 3;
// More than any run sells, so that every order is covered.
const UNITS = 1_000_000;

const ADD_SELLER = `
  WITH made AS (INSERT INTO seller (name, currency, time_zone, created_at)
    VALUES ($1, 'INR', 'Asia/Kolkata', now()) RETURNING seller_id)
  INSERT INTO ledger_head (seller_id) SELECT seller_id FROM made RETURNING seller_id`;
const ADD_LOCATIONS = `
  INSERT INTO location (seller_id, code, name, rank, created_at)
  SELECT $1, 'L' || n, 'Location ' || n, n, now() FROM generate_series(1, $2) AS n ORDER BY n
  RETURNING location_id`;
const ADD_ACCOUNT = `
  INSERT INTO account (seller_id, public_id, channel, name, currency, settings, credentials,
    webhook_secrets, created_at)
  VALUES ($1, $2, 'bench', $2, 'INR', '{}', '', '', now()) RETURNING account_id`;
const RANK_LOCATION = `
  INSERT INTO account_location (seller_id, account_id, location_id, rank) VALUES ($1, $2, $3, $4)`;
const ADD_STOCK = `
  INSERT INTO stock (seller_id, sku_id, location_id, on_hand)
  SELECT $1, sku, location, $4 FROM generate_series(1, $2) AS sku, unnest($3::int[]) AS location`;
const ADD_RECEIPTS = `
  INSERT INTO entry (seller_id, seq, sku_id, location_id, kind, on_hand_delta, reserved_delta,
    on_hand_after, reserved_after, key, cause, actor, at)
  SELECT seller_id, row_number() OVER (ORDER BY sku_id, location_id), sku_id, location_id,
    'receipt', on_hand, 0, on_hand, 0, 'open:' || sku_id || '.' || location_id, 'opening',
    'bench', now() FROM stock WHERE seller_id = $1`;
const SET_HEAD = `
  UPDATE ledger_head SET seq = (SELECT max(seq) FROM entry WHERE seller_id = $1)
  WHERE seller_id = $1`;
const ADD_SEQUENCE = 'CREATE SEQUENCE bench_order START 1000000 CACHE 1';
const TIDY = 'TRUNCATE wake';
const SETTLE = 'CHECKPOINT';
const FRESHEN = 'VACUUM (ANALYZE) stock, entry, order_line, ledger_head';

/**
 * One order per transaction, in one statement, without a reading, a lock beyond its own stock row
 * or row-level security: what Postgres does at best with the same rows. Its sequence is a SEQUENCE,
 * which costs nothing and has gaps; the ledger's has none. No
 * colon in a text: pgbench would take it for a variable.
 */
export function pgbenchScript(o: { sellerId: number; locationIds: readonly number[] }): string {
  const [first = 0, second = 0, third = 0] = o.locationIds;
  const order = `
    WITH n AS (SELECT nextval('bench_order') AS seq),
    l AS (INSERT INTO order_line (seller_id, line_key, account_id, sku_id, ordered, cancelled,
        shipped, returned, restocked, reserved, held_skus, held_locations, held_quantities, short,
        short_seq, reserved_seq, revision, is_whole)
      SELECT ${o.sellerId}, '1-' || seq || '-1', 1, :sku::int, 1, 0, 0, 0, 0, 1, array[:sku::int],
        array[:place::int], array[1], 0, 0, seq, 0, false FROM n
      ON CONFLICT (seller_id, line_key) DO UPDATE SET ordered = excluded.ordered),
    b AS (UPDATE stock SET reserved = reserved + 1
      WHERE seller_id = ${o.sellerId} AND sku_id = :sku::int AND location_id = :place::int
      RETURNING on_hand, reserved),
    e AS (INSERT INTO entry (seller_id, seq, sku_id, location_id, kind, on_hand_delta,
        reserved_delta, on_hand_after, reserved_after, key, cause, actor, at)
      SELECT ${o.sellerId}, seq, :sku::int, :place::int, 'reserve', 0, 1, on_hand, reserved,
        '1-' || seq || '-1-reserve-1/' || :sku::int || '.' || :place::int, 'order ' || seq,
        'account 1', now()
      FROM n, b),
    w AS (INSERT INTO wake (seller_id, sku_id, account_id, committed_at)
      VALUES (${o.sellerId}, :sku::int, 1, now()))
    SELECT seq FROM n`;
  return [
    '\\set sku random(1, :skus)',
    '\\set pick random(1, 3)',
    `\\set place CASE WHEN :pick = 1 THEN ${first} WHEN :pick = 2 THEN ${second} ` +
      `ELSE ${third} END`,
    `${order.replaceAll(/\s+/g, ' ').trim()};`,
  ].join('\n');
}

export interface BenchSeller {
  readonly sellerId: number;
  readonly locationIds: number[];
  /** One per location, which it prefers. */
  readonly accountIds: number[];
}

export async function addBenchSeller(owner: Client, name: string): Promise<BenchSeller> {
  const [made] = (await owner.query(ADD_SELLER, [name])).rows;
  const sellerId = made.seller_id as number;
  const { rows } = await owner.query(ADD_LOCATIONS, [sellerId, LOCATIONS]);
  const locationIds = rows.map((row: { location_id: number }) => row.location_id);
  const accountIds: number[] = [];
  for (const [index] of locationIds.entries()) {
    const [account] = (await owner.query(ADD_ACCOUNT, [sellerId, `${name}-${index}`])).rows;
    accountIds.push(account.account_id);
    for (const [rank] of locationIds.entries()) {
      const location = locationIds[(index + rank) % LOCATIONS];
      await owner.query(RANK_LOCATION, [sellerId, account.account_id, location, rank]);
    }
  }
  await owner.query(ADD_STOCK, [sellerId, SKUS, locationIds, UNITS]);
  await owner.query(ADD_RECEIPTS, [sellerId]);
  await owner.query(SET_HEAD, [sellerId]);
  return { sellerId, locationIds, accountIds };
}

export async function prepareBench(owner: Client): Promise<void> {
  await owner.query(ADD_SEQUENCE);
  await owner.query(FRESHEN);
}

/** Every contender begins with the disk at rest and without the other's left-overs. */
export async function settleServer(owner: Client): Promise<void> {
  await owner.query(TIDY);
  await owner.query(SETTLE);
}
