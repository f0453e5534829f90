/**
 * Buyers' personal data: erased on request and by age, handed out on request.
 *
 * Who calls it: `intake` with the requests that shops forward, the upkeep by schedule, the
 * conversation when a seller must hand out an export.
 * The ledger, the orders' figures and the proof of the request stay; names, addresses and the
 * bodies that hold them go. It must never write a buyer's data anywhere, logs and notes included.
 */
import { cleanText } from '../base/text.ts';
import type { Queryable } from '../database/queryable.ts';
import type { OrdersDeps } from './orders-deps.ts';
import * as store from './privacy-store.ts';

/** As a shop forwards it; the same shape as in core/channels/channel.ts. */
export type PersonalDataRequest =
  | { readonly kind: 'redact-account' }
  | {
      readonly kind: 'redact-customer' | 'export-customer';
      readonly customerExternalId: string | null;
      readonly email: string | null;
      readonly orderExternalIds: readonly string[];
    };

const BODIES_PER_PAGE = 100;
const BUYERS_MAX = 1_000;
const REQUESTS_MAX = 1_000;
const ORDERS_NAMED_MAX = 10_000;
const ERASED_AT_ONCE = 1_000;

/** Carries a request out and keeps the proof. Twice is harmless: the second finds nothing. */
export async function answerPrivacyRequest(
  deps: Pick<OrdersDeps, 'database' | 'clock'>,
  sellerId: number,
  o: { accountId: number; request: PersonalDataRequest },
): Promise<{ requestId: number; rowsAffected: number }> {
  const { accountId, request } = o;
  const place = { sellerId, accountId };
  const named = request.kind === 'redact-account' ? NOBODY : toNamed(request);
  const person = { ...place, ...named };
  return deps.database.forSeller(sellerId).transaction(async (tx) => {
    const rowsAffected = await carryOut(tx, { ...person, kind: request.kind });
    const requestId = await store.recordRequest(tx, {
      ...place,
      kind: request.kind,
      customerExternalId: named.customerExternalId,
      orderExternalIds: named.orderExternalIds,
      rowsAffected,
      at: deps.clock.now(),
    });
    return { requestId, rowsAffected };
  });
}

const NOBODY = { customerExternalId: null, email: null, orderExternalIds: [] };

function toNamed(request: Exclude<PersonalDataRequest, { kind: 'redact-account' }>) {
  const clean = (text: string | null) => (text === null ? null : cleanText(text) || null);
  const orders = request.orderExternalIds.slice(0, ORDERS_NAMED_MAX).map(cleanText);
  return {
    customerExternalId: clean(request.customerExternalId),
    email: clean(request.email),
    orderExternalIds: orders.filter((id) => id !== ''),
  };
}

async function carryOut(
  tx: Queryable,
  o: store.Person & { kind: PersonalDataRequest['kind'] },
): Promise<number> {
  if (o.kind === 'export-customer') {
    return (await store.readBuyer(tx, { ...o, limit: BUYERS_MAX })).length;
  }
  const isAll = o.kind === 'redact-account';
  const buyers = isAll ? await store.eraseAllBuyers(tx, o) : await store.eraseBuyer(tx, o);
  const bodies = await eraseParkedBodies(tx, { ...o, isTheirs: isAll ? () => true : naming(o) });
  return buyers + bodies;
}

/** Parked bodies wait for a person, so they are the one place where a buyer may still stand. */
async function eraseParkedBodies(
  tx: Queryable,
  o: { sellerId: number; accountId: number; isTheirs: (body: string) => boolean },
): Promise<number> {
  const { sellerId, accountId } = o;
  let erased = 0;
  for (let afterId = 0; ; ) {
    const page = { sellerId, accountId, afterId, limit: BODIES_PER_PAGE };
    const rows = await store.readParkedBodies(tx, page);
    const theirs = rows.filter((row) => o.isTheirs(row.body.toString('utf8')));
    const deliveryIds = theirs.map((row) => row.deliveryId);
    if (deliveryIds.length > 0) erased += await store.eraseBodies(tx, { sellerId, deliveryIds });
    const last = rows.at(-1);
    if (!last || rows.length < BODIES_PER_PAGE) return erased;
    afterId = last.deliveryId;
  }
}

/** Does a body name the person? An id must stand alone: 12 is not in 123. */
function naming(person: store.Person): (body: string) => boolean {
  const ids = [person.customerExternalId, ...person.orderExternalIds].filter((id) => id !== null);
  const patterns = ids.map(
    (id) => new RegExp(`(?<![\\p{L}\\d])${escapeRegExp(id)}(?![\\p{L}\\d])`, 'u'),
  );
  const email = person.email?.toLowerCase();
  return (body) =>
    patterns.some((pattern) => pattern.test(body)) ||
    (email !== undefined && body.toLowerCase().includes(email));
}

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** What the seller must hand out for a shop's request. Null: no such request. */
export async function exportForRequest(
  deps: Pick<OrdersDeps, 'database'>,
  sellerId: number,
  requestId: number,
): Promise<{ request: store.PrivacyRecord; buyers: store.BuyerShown[] } | null> {
  const db = deps.database.forSeller(sellerId);
  const request = await store.readRequest(db, { sellerId, requestId });
  if (!request) return null;
  const { accountId, customerExternalId, orderExternalIds } = request;
  const person = { sellerId, accountId, customerExternalId, email: null, orderExternalIds };
  return { request, buyers: await store.readBuyer(db, { ...person, limit: BUYERS_MAX }) };
}

/** Newest first, at most 1,000. */
export function listPrivacyRequests(
  deps: Pick<OrdersDeps, 'database'>,
  sellerId: number,
): Promise<store.PrivacyRecord[]> {
  return store.listRequests(deps.database.forSeller(sellerId), { sellerId, limit: REQUESTS_MAX });
}

/** Buyers of all sellers whose time is over, until none is left. @returns how many */
export async function eraseExpiredBuyers(
  deps: Pick<OrdersDeps, 'database' | 'clock'>,
): Promise<number> {
  let erased = 0;
  for (let last = ERASED_AT_ONCE; last === ERASED_AT_ONCE; erased += last) {
    const o = { now: deps.clock.now(), limit: ERASED_AT_ONCE };
    last = await store.eraseExpired(deps.database.sweep, o);
  }
  return erased;
}
