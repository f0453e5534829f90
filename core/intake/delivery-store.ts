/** SQL of the inbox: what shops sent, until it is decided. */
import type { Database } from '../database/database.ts';
import type { Queryable } from '../database/queryable.ts';
import { runOnLane } from '../database/run-on-lane.ts';

// One binary parameter for all bodies: as an array of bytea the driver would send hexadecimal text
// and take twice the time; measured. Every record is its digest followed by its body.
const INSERT_DELIVERIES = `
  INSERT INTO delivery
    (seller_id, account_id, external_id, digest, topic, body, received_at, next_at)
  SELECT $1, told.account_id, told.external_id,
    substring($2::bytea FROM told.start FOR 32),
    told.topic, substring($2::bytea FROM told.start + 32 FOR told.size),
    told.received_at, told.received_at
  FROM unnest($3::int[], $4::text[], $5::text[], $6::int[], $7::int[], $8::timestamptz[])
    WITH ORDINALITY AS told (account_id, external_id, topic, start, size, received_at, place)
  ORDER BY told.place
  ON CONFLICT (seller_id, account_id, external_id, digest) DO NOTHING
  RETURNING account_id AS "accountId", external_id AS "externalId", digest`;

// The bodies of one reading are bounded: the sum counts those before, so the first always comes.
const READ_WAITING = `
  SELECT delivery_id AS "deliveryId", account_id AS "accountId", topic, body, attempts,
    received_at AS "receivedAt"
  FROM (
    SELECT *, sum(size) OVER (ORDER BY delivery_id) - size AS before
    FROM (SELECT *, coalesce(octet_length(body), 0) AS size FROM delivery
      WHERE seller_id = $1 AND state = 'waiting' AND next_at <= $2
        AND delivery_id <> ALL($3::bigint[])
      ORDER BY delivery_id LIMIT $4) AS oldest) AS counted
  WHERE before <= $5 ORDER BY delivery_id`;
// One look per seller into the index of what waits: as a join, all deliveries might be read.
const SELLERS_WAITING = `
  SELECT seller_id AS "sellerId" FROM seller CROSS JOIN LATERAL (
    SELECT FROM delivery WHERE delivery.seller_id = seller.seller_id AND state = 'waiting'
      AND next_at <= $1 LIMIT 1) AS one`;

// By key and not by a join with the told rows: without statistics, a planner would begin such a
// join at everything that waits.
const MARK_DELIVERIES = `
  UPDATE delivery SET state = TOLD($4::text[]), note = TOLD($5::text[]),
    attempts = TOLD($6::int[]), next_at = TOLD($7::timestamptz[]),
    body = CASE WHEN TOLD($4::text[]) = 'decided' THEN NULL ELSE body END,
    decided_at = CASE WHEN TOLD($4::text[]) = 'decided' THEN $2::timestamptz END
  WHERE seller_id = $1 AND delivery_id = ANY($3::bigint[]) AND state = 'waiting'`.replace(
  /TOLD\((.+?\[\])\)/g,
  '($1)[array_position($$3::bigint[], delivery_id)]',
);

const INSERT_PARKED = `
  INSERT INTO delivery (seller_id, account_id, external_id, digest, topic, body, received_at,
    next_at, state, note)
  SELECT $1, $2, told.external_id, sha256(convert_to(told.body, 'UTF8')), $3,
    convert_to(told.body, 'UTF8'), $4, $4, 'parked', told.note
  FROM unnest($5::text[], $6::text[], $7::text[]) AS told (external_id, body, note)
  ON CONFLICT (seller_id, account_id, external_id, digest) DO NOTHING`;
const LIST_PARKED = `
  SELECT delivery.delivery_id AS "deliveryId", delivery.account_id AS "accountId",
    account.name AS "accountName", delivery.topic, delivery.received_at AS "receivedAt",
    delivery.note, delivery.body IS NOT NULL AS "isReplayable"
  FROM delivery JOIN account USING (seller_id, account_id)
  WHERE delivery.seller_id = $1 AND delivery.state = 'parked'
  ORDER BY delivery.delivery_id DESC LIMIT $2`;
const REPLAY_PARKED = `
  UPDATE delivery SET state = 'waiting', attempts = 0, next_at = $2
  WHERE seller_id = $1 AND state = 'parked' AND body IS NOT NULL
    AND ($3::int IS NULL OR account_id = $3)
    AND ($4::bigint[] IS NULL OR delivery_id = ANY($4))`;
const COUNT_BY_STATE = `
  SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
    count(*) FILTER (WHERE state = 'parked')::int AS parked,
    min(received_at) FILTER (WHERE state = 'waiting') AS "oldestWaitingAt"
  FROM delivery WHERE seller_id = $1 AND state IN ('waiting', 'parked')`;

const FORGET_DECIDED = `
  DELETE FROM delivery WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM delivery WHERE state = 'decided' AND received_at < $1 LIMIT $2))`;
// A parked body may name a buyer, so it goes when buyers' data goes.
const FORGET_PARKED = `
  DELETE FROM delivery WHERE ctid = ANY(ARRAY(
    SELECT delivery.ctid FROM delivery JOIN seller USING (seller_id)
    WHERE delivery.state = 'parked'
      AND delivery.received_at < $1::timestamptz - make_interval(days => seller.retention_days)
    LIMIT $2))`;

export const DIGEST_BYTES = 32;

export interface NewDelivery {
  readonly accountId: number;
  readonly externalId: string;
  readonly topic: string;
  readonly digest: Buffer;
  readonly rawBody: Buffer;
  readonly receivedAt: Date;
}

export interface DeliveryKey {
  readonly accountId: number;
  readonly externalId: string;
  readonly digest: Buffer;
}

/** Durable when it resolves. @returns the keys of those that were new */
export function insertDeliveries(
  db: Queryable,
  o: { sellerId: number; deliveries: readonly NewDelivery[] },
): Promise<DeliveryKey[]> {
  const { deliveries } = o;
  const starts: number[] = [];
  let size = 0;
  for (const delivery of deliveries) {
    // SQL counts bytes from 1.
    starts.push(size + 1);
    size += DIGEST_BYTES + delivery.rawBody.length;
  }
  const records = deliveries.flatMap((delivery) => [delivery.digest, delivery.rawBody]);
  return db.rows<DeliveryKey & Record<string, unknown>>(INSERT_DELIVERIES, [
    o.sellerId,
    Buffer.concat(records, size),
    deliveries.map((delivery) => delivery.accountId),
    deliveries.map((delivery) => delivery.externalId),
    deliveries.map((delivery) => delivery.topic),
    starts,
    deliveries.map((delivery) => delivery.rawBody.length),
    deliveries.map((delivery) => delivery.receivedAt),
  ]);
}

export interface WaitingDelivery {
  readonly deliveryId: number;
  readonly accountId: number;
  readonly topic: string;
  /** Null: erased, so there is nothing left to decide. */
  readonly body: Buffer | null;
  readonly attempts: number;
  readonly receivedAt: Date;
}

/** The oldest that are due, in order of arrival. */
export function readWaiting(
  database: Pick<Database, 'lanes'>,
  o: {
    sellerId: number;
    now: Date;
    /** Being worked on already. */
    except: readonly number[];
    limit: number;
    bytesMax: number;
  },
): Promise<WaitingDelivery[]> {
  const params = [o.sellerId, o.now, o.except, o.limit, o.bytesMax];
  const statement = { name: 'intake_read_waiting', sql: READ_WAITING, params };
  return runOnLane<WaitingDelivery & Record<string, unknown>>(database, o.sellerId, statement);
}

/** Sellers with something to decide now, seen by the sweep role. */
export async function findSellersWaiting(sweep: Queryable, now: Date): Promise<number[]> {
  const rows = await sweep.rows<{ sellerId: number }>(SELLERS_WAITING, [now]);
  return rows.map((row) => row.sellerId);
}

export interface DeliveryMark {
  readonly deliveryId: number;
  readonly state: 'waiting' | 'decided' | 'parked';
  /** What it meant, why it waits or why it is parked. Never a buyer's data. */
  readonly note: string | null;
  readonly attempts: number;
  readonly nextAt: Date;
}

export async function markDeliveries(
  database: Pick<Database, 'lanes'>,
  o: { sellerId: number; marks: readonly DeliveryMark[]; now: Date },
): Promise<void> {
  const { marks } = o;
  const params = [
    o.sellerId,
    o.now,
    marks.map((mark) => mark.deliveryId),
    marks.map((mark) => mark.state),
    marks.map((mark) => mark.note),
    marks.map((mark) => mark.attempts),
    marks.map((mark) => mark.nextAt),
  ];
  await runOnLane(database, o.sellerId, { name: 'intake_mark', sql: MARK_DELIVERIES, params });
}

/** Parked from the start: something that was read from a shop and not understood. */
export async function insertParked(
  db: Queryable,
  o: {
    sellerId: number;
    accountId: number;
    topic: string;
    at: Date;
    items: readonly { externalId: string; body: string; note: string }[];
  },
): Promise<void> {
  const { items } = o;
  await db.execute(INSERT_PARKED, [
    ...[o.sellerId, o.accountId, o.topic, o.at],
    items.map((item) => item.externalId),
    items.map((item) => item.body),
    items.map((item) => item.note),
  ]);
}

export interface ParkedDelivery {
  readonly deliveryId: number;
  readonly accountId: number;
  readonly accountName: string;
  readonly topic: string;
  readonly receivedAt: Date;
  readonly note: string | null;
  /** False: its body was erased on a buyer's request. */
  readonly isReplayable: boolean;
}

export function listParked(
  db: Queryable,
  o: { sellerId: number; limit: number },
): Promise<ParkedDelivery[]> {
  return db.rows<ParkedDelivery & Record<string, unknown>>(LIST_PARKED, [o.sellerId, o.limit]);
}

/** Null: whatever account, whichever delivery. @returns how many wait again */
export function replayParked(
  db: Queryable,
  o: {
    sellerId: number;
    accountId: number | null;
    deliveryIds: readonly number[] | null;
    now: Date;
  },
): Promise<number> {
  return db.execute(REPLAY_PARKED, [o.sellerId, o.now, o.accountId, o.deliveryIds]);
}

export interface InboxCounts {
  readonly waiting: number;
  readonly parked: number;
  readonly oldestWaitingAt: Date | null;
}

export function countDeliveries(db: Queryable, sellerId: number): Promise<InboxCounts> {
  return db.row<InboxCounts & Record<string, unknown>>(COUNT_BY_STATE, [sellerId]);
}

export function forgetDecided(
  sweep: Queryable,
  o: { before: Date; limit: number },
): Promise<number> {
  return sweep.execute(FORGET_DECIDED, [o.before, o.limit]);
}

export function forgetParked(sweep: Queryable, o: { now: Date; limit: number }): Promise<number> {
  return sweep.execute(FORGET_PARKED, [o.now, o.limit]);
}
