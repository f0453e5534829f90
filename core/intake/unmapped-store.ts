/** SQL of the queue of order lines whose SKU nobody knows yet. */
import type { Queryable } from '../database/queryable.ts';

// Two who merge into one line would each forget what the other wrote. Rare, so one lock for all.
const LOCK_QUEUE = `SELECT pg_advisory_xact_lock(hashtextextended('unmapped_line', $1))`;
const PUT_LINES = `
  INSERT INTO unmapped_line AS known (seller_id, line_key, account_id, channel_code,
    listing_external_id, title, ordered, cancelled, shipped, returned, revision, first_seen_at)
  SELECT $1, told.*, $2 FROM unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::text[],
    $8::int[], $9::int[], $10::int[], $11::int[], $12::bigint[]) AS told
  ON CONFLICT (seller_id, line_key) DO UPDATE SET channel_code = excluded.channel_code,
    listing_external_id = excluded.listing_external_id, title = excluded.title,
    ordered = excluded.ordered, cancelled = excluded.cancelled, shipped = excluded.shipped,
    returned = excluded.returned, revision = excluded.revision`;

const LINE_FIELDS = `
  line_key AS "lineKey", account_id AS "accountId", channel_code AS "channelCode",
  listing_external_id AS "listingExternalId", title, ordered, cancelled, shipped, returned,
  revision, first_seen_at AS "firstSeenAt"`;
const READ_LINES = `
  SELECT ${LINE_FIELDS} FROM unmapped_line WHERE seller_id = $1 AND line_key = ANY($2::text[])`;
const READ_PAGE = `
  SELECT ${LINE_FIELDS} FROM unmapped_line
  WHERE seller_id = $1 AND line_key > $2 AND ($3::int IS NULL OR account_id = $3)
    AND ($4::text IS NULL OR channel_code = $4)
  ORDER BY line_key LIMIT $5`;
const LIST_CODES = `
  SELECT unmapped_line.account_id AS "accountId", account.name AS "accountName",
    channel_code AS "channelCode", max(title) AS title, count(*)::int AS lines,
    sum(greatest(0, ordered - cancelled))::int AS units, min(first_seen_at) AS "firstSeenAt"
  FROM unmapped_line JOIN account USING (seller_id, account_id)
  WHERE seller_id = $1
  GROUP BY unmapped_line.account_id, account.name, channel_code
  ORDER BY min(first_seen_at), channel_code LIMIT $2`;
// What changed since it was read is applied again, with its new figures.
const REMOVE_LINES = `
  DELETE FROM unmapped_line AS known
  USING unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::bigint[])
    AS applied (line_key, ordered, cancelled, shipped, returned, revision)
  WHERE known.seller_id = $1 AND known.line_key = applied.line_key
    AND (known.ordered, known.cancelled, known.shipped, known.returned, known.revision)
      = (applied.ordered, applied.cancelled, applied.shipped, applied.returned, applied.revision)`;
const SELLERS_WITH_LINES = `
  SELECT seller_id AS "sellerId" FROM seller CROSS JOIN LATERAL (
    SELECT FROM unmapped_line WHERE unmapped_line.seller_id = seller.seller_id LIMIT 1) AS one`;

export interface UnmappedLine {
  readonly lineKey: string;
  readonly accountId: number;
  readonly channelCode: string;
  readonly listingExternalId: string | null;
  readonly title: string;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly returned: number;
  readonly revision: number;
}

/** Nobody else changes the queue's figures until this transaction ends. */
export async function lockQueue(tx: Queryable, sellerId: number): Promise<void> {
  await tx.execute(LOCK_QUEUE, [sellerId]);
}

/** Each line key once. Needs `lockQueue` before the figures were read. */
export async function putUnmapped(
  tx: Queryable,
  o: { sellerId: number; lines: readonly UnmappedLine[]; at: Date },
): Promise<void> {
  const { lines } = o;
  await tx.execute(PUT_LINES, [
    o.sellerId,
    o.at,
    lines.map((line) => line.lineKey),
    lines.map((line) => line.accountId),
    lines.map((line) => line.channelCode),
    lines.map((line) => line.listingExternalId),
    lines.map((line) => line.title),
    lines.map((line) => line.ordered),
    lines.map((line) => line.cancelled),
    lines.map((line) => line.shipped),
    lines.map((line) => line.returned),
    lines.map((line) => line.revision),
  ]);
}

export function readUnmapped(
  db: Queryable,
  o: { sellerId: number; lineKeys: readonly string[] },
): Promise<UnmappedLine[]> {
  return db.rows<UnmappedLine & Record<string, unknown>>(READ_LINES, [o.sellerId, o.lineKeys]);
}

export function readUnmappedPage(
  db: Queryable,
  o: {
    sellerId: number;
    afterKey: string;
    accountId: number | null;
    channelCode: string | null;
    limit: number;
  },
): Promise<UnmappedLine[]> {
  const params = [o.sellerId, o.afterKey, o.accountId, o.channelCode, o.limit];
  return db.rows<UnmappedLine & Record<string, unknown>>(READ_PAGE, params);
}

export interface UnmappedCode {
  readonly accountId: number;
  readonly accountName: string;
  readonly channelCode: string;
  readonly title: string;
  readonly lines: number;
  /** Units that are wanted and not applied. */
  readonly units: number;
  readonly firstSeenAt: Date;
}

/** The codes that wait for `map`, the oldest first. */
export function listUnmappedCodes(
  db: Queryable,
  o: { sellerId: number; limit: number },
): Promise<UnmappedCode[]> {
  return db.rows<UnmappedCode & Record<string, unknown>>(LIST_CODES, [o.sellerId, o.limit]);
}

export async function removeUnmapped(
  db: Queryable,
  o: { sellerId: number; lines: readonly UnmappedLine[] },
): Promise<void> {
  const { lines } = o;
  await db.execute(REMOVE_LINES, [
    o.sellerId,
    lines.map((line) => line.lineKey),
    lines.map((line) => line.ordered),
    lines.map((line) => line.cancelled),
    lines.map((line) => line.shipped),
    lines.map((line) => line.returned),
    lines.map((line) => line.revision),
  ]);
}

export async function findSellersWithUnmapped(sweep: Queryable): Promise<number[]> {
  const rows = await sweep.rows<{ sellerId: number }>(SELLERS_WITH_LINES);
  return rows.map((row) => row.sellerId);
}
