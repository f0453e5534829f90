import { isRetriedLater } from '../base/errors.ts';
import type { DeliveryReading } from '../channels/channel.ts';
import type { AccountBook } from './account-book.ts';
import { type ApplyDeps, applyOrders } from './apply-orders.ts';
import { markDeliveries, type WaitingDelivery } from './delivery-store.ts';
import {
  decided,
  fromError,
  fromOutcome,
  fromRefusal,
  parked,
  toMark,
  type Verdict,
} from './delivery-verdict.ts';
import type { IntakeDeps } from './intake-deps.ts';
import type { FetchedOrder, OrderFetcher } from './order-fetcher.ts';
import { readDelivery } from './read-delivery.ts';

export type RoundDeps = ApplyDeps &
  Pick<IntakeDeps, 'random' | 'log' | 'onLevel' | 'orders' | 'catalog'> & {
    readonly accounts: AccountBook;
    readonly fetcher: OrderFetcher;
  };

type Read = { readonly delivery: WaitingDelivery; readonly reading: DeliveryReading };
type Of<Kind extends DeliveryReading['kind']> = Read & {
  readonly reading: Extract<DeliveryReading, { kind: Kind }>;
};
type Verdicts = Map<WaitingDelivery, Verdict>;

// A message may be faster than the shop's own reading replica.
const UNKNOWN_TRIES_MAX = 5;
const LEVELS_AT_ONCE = 4;
// Nothing is asked of a shop that locked us out; a person must act first.
const LOCKED_OUT_MS = 30_000;

/**
 * Decides deliveries of one seller in their order of arrival, and marks them in one statement.
 * Orders come first, so that the levels they explain are not taken for somebody's hand, and so that
 * a request to erase finds what it must erase. Thin ones go to the fetcher and are marked later.
 *
 * Throws what may pass by itself; nothing is marked then, and deciding again is harmless.
 */
export async function decideRound(
  deps: RoundDeps,
  sellerId: number,
  deliveries: readonly WaitingDelivery[],
): Promise<void> {
  const verdicts: Verdicts = new Map();
  const read: Read[] = [];
  for (const delivery of deliveries) {
    try {
      read.push({ delivery, reading: await readDelivery(deps.accounts, sellerId, delivery) });
    } catch (error) {
      if (isRetriedLater(error)) throw error;
      deps.log.error('delivery_not_read', { sellerId, deliveryId: delivery.deliveryId, error });
      verdicts.set(delivery, fromError(error));
    }
  }
  judgeAtOnce(read, verdicts);
  await handToFetcher(deps, { sellerId, refs: pick(read, 'order-ref'), verdicts });
  await decideOrders(deps, { sellerId, told: pick(read, 'order'), verdicts });
  await decideLevels(deps, { sellerId, told: pick(read, 'level'), verdicts });
  await decidePrivacy(deps, { sellerId, told: pick(read, 'privacy'), verdicts });
  await mark(deps, sellerId, verdicts);
}

function pick<Kind extends DeliveryReading['kind']>(read: readonly Read[], kind: Kind) {
  return read.filter((each): each is Of<Kind> => each.reading.kind === kind);
}

function judgeAtOnce(read: readonly Read[], verdicts: Verdicts): void {
  for (const { delivery, reading } of read) {
    if (reading.kind === 'none')
      verdicts.set(delivery, decided(`nothing to do: ${reading.reason}`));
    if (reading.kind === 'unreadable') verdicts.set(delivery, parked(reading.reason));
  }
}

async function handToFetcher(
  deps: RoundDeps,
  o: { sellerId: number; refs: readonly Of<'order-ref'>[]; verdicts: Verdicts },
): Promise<void> {
  const { sellerId } = o;
  for (const { delivery, reading } of o.refs) {
    const { accountId } = delivery;
    const known = await deps.accounts.byId({ sellerId, accountId });
    if (known?.account.state === 'needs-reauth') {
      const note = 'the shop has locked us out: connect it again';
      o.verdicts.set(delivery, { kind: 'later', note, afterMs: LOCKED_OUT_MS });
    } else if (!deps.fetcher.add({ sellerId, delivery, orderRef: reading.orderRef })) {
      o.verdicts.set(delivery, { kind: 'postponed', note: 'many orders are being asked for' });
    }
  }
}

async function decideOrders(
  deps: RoundDeps,
  o: { sellerId: number; told: readonly Of<'order'>[]; verdicts: Verdicts },
): Promise<void> {
  const arrivals = o.told.map(({ delivery, reading }) => ({
    accountId: delivery.accountId,
    order: reading.order,
    arrivedAt: delivery.receivedAt,
  }));
  const outcomes = await applyOrders(deps, o.sellerId, arrivals);
  for (const [index, { delivery }] of o.told.entries()) {
    const outcome = outcomes[index];
    if (!outcome) continue;
    if (outcome.kind === 'failed') {
      const { deliveryId } = delivery;
      const { error } = outcome;
      deps.log.warn('order_not_applied', { sellerId: o.sellerId, deliveryId, error });
    }
    o.verdicts.set(delivery, fromOutcome(outcome));
  }
}

/** Of several figures of one stock record the newest counts; the others are history. */
async function decideLevels(
  deps: RoundDeps,
  o: { sellerId: number; told: readonly Of<'level'>[]; verdicts: Verdicts },
): Promise<void> {
  const newest = new Map<string, Of<'level'>>();
  for (const each of o.told) {
    const key = `${each.delivery.accountId}:${each.reading.externalStockId}`;
    const known = newest.get(key);
    const isNewer = !known || each.reading.at >= known.reading.at;
    const older = isNewer ? known : each;
    if (older) o.verdicts.set(older.delivery, decided('level: a newer one came with it'));
    if (isNewer) newest.set(key, each);
  }
  const left = [...newest.values()];
  const work = async () => {
    for (let each = left.shift(); each; each = left.shift()) {
      o.verdicts.set(each.delivery, await tellLevel(deps, o.sellerId, each));
    }
  };
  await Promise.all(Array.from({ length: LEVELS_AT_ONCE }, work));
}

async function tellLevel(
  deps: RoundDeps,
  sellerId: number,
  { delivery, reading }: Of<'level'>,
): Promise<Verdict> {
  const { accountId, deliveryId } = delivery;
  const { externalStockId, available, at } = reading;
  try {
    const note = await deps.onLevel({ sellerId, accountId, externalStockId, available, at });
    return decided(`level: ${note}`);
  } catch (error) {
    deps.log.warn('level_not_taken', { sellerId, deliveryId, error });
    return fromError(error);
  }
}

async function decidePrivacy(
  deps: RoundDeps,
  o: { sellerId: number; told: readonly Of<'privacy'>[]; verdicts: Verdicts },
): Promise<void> {
  for (const { delivery, reading } of o.told) {
    const { accountId, deliveryId } = delivery;
    const { request } = reading;
    try {
      const done = await deps.orders.answerPrivacyRequest(o.sellerId, { accountId, request });
      o.verdicts.set(delivery, decided(`${request.kind}: request ${done.requestId}`));
    } catch (error) {
      deps.log.error('privacy_request_failed', { sellerId: o.sellerId, deliveryId, error });
      o.verdicts.set(delivery, fromError(error));
    }
  }
}

async function mark(deps: RoundDeps, sellerId: number, verdicts: Verdicts): Promise<void> {
  if (verdicts.size === 0) return;
  const now = deps.clock.now();
  const marks = [...verdicts].map(([delivery, verdict]) =>
    toMark(delivery, verdict, { now, random: deps.random }),
  );
  await markDeliveries(deps.database, { sellerId, marks, now });
}

/** Applies orders that were asked for, together, and marks every delivery that named one. */
export async function decideFetched(
  deps: RoundDeps,
  sellerId: number,
  fetched: readonly FetchedOrder[],
): Promise<void> {
  const verdicts: Verdicts = new Map();
  const judge = (each: FetchedOrder, verdictOf: (delivery: WaitingDelivery) => Verdict) => {
    for (const delivery of each.deliveries) verdicts.set(delivery, verdictOf(delivery));
  };
  const orders = fetched.flatMap((each) =>
    each.answer.kind === 'order' ? [{ each, order: each.answer.order }] : [],
  );
  const arrivals = orders.map(({ each, order }) => ({
    accountId: each.accountId,
    order,
    arrivedAt: each.deliveries[0]?.receivedAt ?? each.fetchedAt,
  }));
  const outcomes = await applyOrders(deps, sellerId, arrivals);
  for (const [index, { each }] of orders.entries()) {
    const outcome = outcomes[index];
    if (outcome) judge(each, () => fromOutcome(outcome));
  }
  for (const each of fetched) {
    const { answer, accountId } = each;
    if (answer.kind === 'order') continue;
    if (answer.kind === 'unknown') judge(each, judgeUnknown);
    else if (answer.kind === 'failed') {
      deps.log.error('order_not_fetched', { sellerId, accountId, error: answer.error });
      judge(each, () => fromError(answer.error));
    } else {
      judge(each, () => fromRefusal(answer));
      if (answer.kind === 'needs-reauth') await noteReauth(deps, each, answer.reason);
    }
  }
  await mark(deps, sellerId, verdicts);
}

function judgeUnknown(delivery: WaitingDelivery): Verdict {
  const note = 'the shop does not know this order';
  if (delivery.attempts + 1 >= UNKNOWN_TRIES_MAX) return decided(note);
  return { kind: 'later', note, afterMs: null };
}

/** A person must act; until then nothing of this account can be asked. */
export async function noteReauth(
  deps: Pick<IntakeDeps, 'catalog' | 'log'>,
  o: { sellerId: number; accountId: number },
  reason: string,
): Promise<void> {
  const { sellerId, accountId } = o;
  const state = { accountId, state: 'needs-reauth', reason: toShort(reason) } as const;
  const isNew = await deps.catalog.setAccountState(sellerId, state);
  if (isNew) deps.log.warn('account_needs_reauth', { sellerId, accountId });
}

const REASON_LENGTH_MAX = 200;
const toShort = (reason: string) => reason.slice(0, REASON_LENGTH_MAX).toWellFormed();
