/** SQL of how far a seller's rules have heard, and of what is common to all of them. */
import type { Queryable } from '../../core/database/queryable.ts';

// A seller's first rule begins where the ledger stands.
const ENSURE = `
  INSERT INTO automation_head (seller_id, seq, event_floor, last_tick)
  SELECT seller_id, seq,
    coalesce((SELECT max(event_id) FROM event WHERE seller_id = $1), 0), $2
  FROM ledger_head WHERE seller_id = $1 ON CONFLICT DO NOTHING`;
const FIELDS = `
  seq, event_floor AS "eventFloor", read_no AS "readNo", last_tick AS "lastTick",
  rules_version AS "rulesVersion", stopped_at AS "stoppedAt", stopped_by AS "stoppedBy"`;
const READ = `SELECT ${FIELDS} FROM automation_head WHERE seller_id = $1`;
// A process that falls asleep with the lock in its hands holds up the others for so long at most.
const LOCK = `
  SELECT ${FIELDS}, set_config('idle_in_transaction_session_timeout', '5000', true) AS "idleMs"
  FROM automation_head WHERE seller_id = $1 FOR UPDATE`;
const READ_LEDGER = `
  SELECT seq, coalesce((SELECT max(event_id) FROM event WHERE seller_id = $1), 0) AS "eventId"
  FROM ledger_head WHERE seller_id = $1`;
const MOVE = `
  UPDATE automation_head SET seq = $2, read_no = $3, last_tick = $4 WHERE seller_id = $1`;
const SKIP = `
  UPDATE automation_head SET seq = $2, event_floor = $3, last_tick = $4 WHERE seller_id = $1`;
const NEXT_NUMBER = `
  UPDATE automation_head SET last_number = last_number + 1 WHERE seller_id = $1
  RETURNING last_number AS number`;
const RENEW_RULES = `
  UPDATE automation_head SET rules_version = rules_version + 1 WHERE seller_id = $1`;
const SET_STOP = `
  UPDATE automation_head SET stopped_at = $2, stopped_by = $3
  WHERE seller_id = $1 AND (stopped_at IS NULL) = ($2::timestamptz IS NOT NULL)`;
const KEEP_SECRET = `
  UPDATE automation_head SET webhook_secret = $2 WHERE seller_id = $1 AND webhook_secret IS NULL`;
const READ_SECRET = `
  SELECT webhook_secret AS sealed FROM automation_head WHERE seller_id = $1`;
// Of all sellers: those of whom something is new to hear. $1 is a minute ago, $2 later than any
// tick of a clock that was not set back.
const FIND_TO_HEAR = `
  SELECT head.seller_id AS "sellerId" FROM automation_head AS head
    JOIN ledger_head AS ledger USING (seller_id)
  WHERE head.stopped_at IS NULL
    AND EXISTS (SELECT FROM automation WHERE automation.seller_id = head.seller_id
      AND state = 'on')
    AND (ledger.seq > head.seq OR head.last_tick <= $1 OR head.last_tick > $2
      OR EXISTS (SELECT FROM event WHERE event.seller_id = head.seller_id
        AND read_no IS NULL AND event_id > head.event_floor))
  ORDER BY 1`;

export interface Head {
  /** Of the ledger: entries and shortages up to here were heard. */
  readonly seq: number;
  readonly eventFloor: number;
  /** Events heard so far. */
  readonly readNo: number;
  readonly lastTick: Date;
  readonly rulesVersion: number;
  readonly stoppedAt: Date | null;
  readonly stoppedBy: number | null;
}

type Row<T> = T & Record<string, unknown>;

export async function ensureHead(tx: Queryable, o: { sellerId: number; at: Date }): Promise<void> {
  await tx.execute(ENSURE, [o.sellerId, o.at]);
}

/**
 * Nobody else hears, or changes a rule, until the transaction ends. Undefined: no rule ever was.
 */
export function lockHead(tx: Queryable, sellerId: number): Promise<Head | undefined> {
  return tx.maybeRow<Row<Head>>(LOCK, [sellerId]);
}

export function readHead(db: Queryable, sellerId: number): Promise<Head | undefined> {
  return db.maybeRow<Row<Head>>(READ, [sellerId]);
}

/** Where the ledger stands, and the newest event. */
export function readNewest(
  tx: Queryable,
  sellerId: number,
): Promise<{ seq: number; eventId: number }> {
  return tx.row(READ_LEDGER, [sellerId]);
}

export async function moveHead(
  tx: Queryable,
  o: { sellerId: number; seq: number; readNo: number; lastTick: Date },
): Promise<void> {
  await tx.execute(MOVE, [o.sellerId, o.seq, o.readNo, o.lastTick]);
}

/** What lies between is not heard any more. */
export async function skipTo(
  tx: Queryable,
  o: { sellerId: number; seq: number; eventId: number; at: Date },
): Promise<void> {
  await tx.execute(SKIP, [o.sellerId, o.seq, o.eventId, o.at]);
}

export async function takeNumber(tx: Queryable, sellerId: number): Promise<number> {
  return (await tx.row<{ number: number }>(NEXT_NUMBER, [sellerId])).number;
}

/** Tells every process that its copy of the rules is old. */
export async function renewRules(tx: Queryable, sellerId: number): Promise<void> {
  await tx.execute(RENEW_RULES, [sellerId]);
}

/** False: it was so already. */
export async function setStop(
  tx: Queryable,
  o: { sellerId: number; at: Date | null; by: number | null },
): Promise<boolean> {
  return (await tx.execute(SET_STOP, [o.sellerId, o.at, o.by])) === 1;
}

export async function keepSecret(
  db: Queryable,
  o: { sellerId: number; sealed: string },
): Promise<void> {
  await db.execute(KEEP_SECRET, [o.sellerId, o.sealed]);
}

export async function readSecret(db: Queryable, sellerId: number): Promise<string | null> {
  return (await db.maybeRow<{ sealed: string | null }>(READ_SECRET, [sellerId]))?.sealed ?? null;
}

export async function findSellersToHear(
  sweep: Queryable,
  o: { tickedBefore: Date; setBackAfter: Date },
): Promise<number[]> {
  const params = [o.tickedBefore, o.setBackAfter];
  const rows = await sweep.rows<{ sellerId: number }>(FIND_TO_HEAR, params);
  return rows.map(({ sellerId }) => sellerId);
}
