/** SQL that finds, counts and erases what we hold about buyers. */
import type { Queryable } from '../database/queryable.ts';

// One way to say whose data: by order, by the shop's customer id, or by e-mail address.
const IS_THEIRS = `
  (order_external_id = ANY($3::text[]) OR customer_external_id = $4 OR lower(email) = lower($5))`;
const ERASE_BUYER = `
  DELETE FROM buyer WHERE seller_id = $1 AND account_id = $2 AND ${IS_THEIRS}`;
const ERASE_ALL_BUYERS = 'DELETE FROM buyer WHERE seller_id = $1 AND account_id = $2';
const READ_BUYER = `
  SELECT buyer.order_external_id AS "orderExternalId",
    buyer.customer_external_id AS "customerExternalId", buyer.name, buyer.email, buyer.phone,
    buyer.address, buyer.stored_at AS "storedAt", sales_order.number,
    sales_order.placed_at AS "placedAt", sales_order.currency,
    sales_order.total_minor AS "totalMinor"
  FROM buyer LEFT JOIN sales_order ON sales_order.seller_id = buyer.seller_id
    AND sales_order.account_id = buyer.account_id
    AND sales_order.external_id = buyer.order_external_id
  WHERE buyer.seller_id = $1 AND buyer.account_id = $2 AND ${IS_THEIRS}
  ORDER BY buyer.order_external_id LIMIT $6`;
// Bodies that are still to be decided are left: deciding empties them, and stores no erased buyer.
const PARKED_BODIES = `
  SELECT delivery_id AS "deliveryId", body FROM delivery
  WHERE seller_id = $1 AND account_id = $2 AND state = 'parked' AND body IS NOT NULL
    AND delivery_id > $3
  ORDER BY delivery_id LIMIT $4`;
const ERASE_BODIES = `
  UPDATE delivery SET body = NULL, note = concat_ws('; ', note, 'body erased on request')
  WHERE seller_id = $1 AND delivery_id = ANY($2::bigint[]) AND state = 'parked'`;
const RECORD_REQUEST = `
  INSERT INTO privacy_request
    (seller_id, account_id, kind, customer_external_id, order_external_ids, rows_affected, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING request_id AS "requestId"`;
const REQUEST_FIELDS = `
  request_id AS "requestId", account_id AS "accountId", kind,
  customer_external_id AS "customerExternalId", order_external_ids AS "orderExternalIds",
  rows_affected AS "rowsAffected", at`;
const READ_REQUEST = `
  SELECT ${REQUEST_FIELDS} FROM privacy_request WHERE seller_id = $1 AND request_id = $2`;
const LIST_REQUESTS = `
  SELECT ${REQUEST_FIELDS} FROM privacy_request WHERE seller_id = $1
  ORDER BY request_id DESC LIMIT $2`;
const ERASE_EXPIRED = `
  DELETE FROM buyer WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM buyer WHERE erase_after <= $1 LIMIT $2))`;

/** Whose data is meant. Nothing matches what is null or empty. */
export interface Person {
  readonly sellerId: number;
  readonly accountId: number;
  readonly customerExternalId: string | null;
  readonly email: string | null;
  readonly orderExternalIds: readonly string[];
}

export interface PrivacyRecord {
  readonly requestId: number;
  readonly accountId: number;
  readonly kind: 'redact-account' | 'redact-customer' | 'export-customer';
  readonly customerExternalId: string | null;
  readonly orderExternalIds: readonly string[];
  readonly rowsAffected: number;
  readonly at: Date;
}

export interface BuyerShown {
  readonly orderExternalId: string;
  readonly customerExternalId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Readonly<Record<string, string>> | null;
  readonly storedAt: Date;
  readonly number: string | null;
  readonly placedAt: Date | null;
  readonly currency: string | null;
  readonly totalMinor: number | null;
}

const toParams = (o: Person) => [
  ...[o.sellerId, o.accountId, o.orderExternalIds],
  ...[o.customerExternalId, o.email || null],
];

export function eraseBuyer(tx: Queryable, person: Person): Promise<number> {
  return tx.execute(ERASE_BUYER, toParams(person));
}

export function eraseAllBuyers(
  tx: Queryable,
  o: { sellerId: number; accountId: number },
): Promise<number> {
  return tx.execute(ERASE_ALL_BUYERS, [o.sellerId, o.accountId]);
}

export function readBuyer(db: Queryable, o: Person & { limit: number }): Promise<BuyerShown[]> {
  return db.rows<BuyerShown & Record<string, unknown>>(READ_BUYER, [...toParams(o), o.limit]);
}

export function readParkedBodies(
  tx: Queryable,
  o: { sellerId: number; accountId: number; afterId: number; limit: number },
): Promise<{ deliveryId: number; body: Buffer }[]> {
  return tx.rows(PARKED_BODIES, [o.sellerId, o.accountId, o.afterId, o.limit]);
}

export function eraseBodies(
  tx: Queryable,
  o: { sellerId: number; deliveryIds: readonly number[] },
): Promise<number> {
  return tx.execute(ERASE_BODIES, [o.sellerId, o.deliveryIds]);
}

/** The proof that a request was carried out. Ids only. */
export async function recordRequest(
  tx: Queryable,
  o: Omit<PrivacyRecord, 'requestId'> & { sellerId: number },
): Promise<number> {
  const params = [
    ...[o.sellerId, o.accountId, o.kind, o.customerExternalId],
    ...[o.orderExternalIds, o.rowsAffected, o.at],
  ];
  return (await tx.row<{ requestId: number }>(RECORD_REQUEST, params)).requestId;
}

export function readRequest(
  db: Queryable,
  o: { sellerId: number; requestId: number },
): Promise<PrivacyRecord | undefined> {
  const params = [o.sellerId, o.requestId];
  return db.maybeRow<PrivacyRecord & Record<string, unknown>>(READ_REQUEST, params);
}

export function listRequests(
  db: Queryable,
  o: { sellerId: number; limit: number },
): Promise<PrivacyRecord[]> {
  return db.rows<PrivacyRecord & Record<string, unknown>>(LIST_REQUESTS, [o.sellerId, o.limit]);
}

/** Over all sellers; a bounded number at a time. @returns how many rows went */
export function eraseExpired(sweep: Queryable, o: { now: Date; limit: number }): Promise<number> {
  return sweep.execute(ERASE_EXPIRED, [o.now, o.limit]);
}
