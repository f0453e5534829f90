/**
 * Reading back: the shop is asked what it shows, and what nobody can explain is drift.
 *
 * Who calls it: the worker of an account, after its flush and under the same lease, so that no call
 * of ours is under way; and the flush itself when a compare-and-set failed. It must never write a
 * ledger entry: a figure on a shop is not stock. Drift is recorded and our own figure is sent once
 * more.
 */
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { ListingReading } from '../channels/channel.ts';
import type { Sessions } from '../channels/open-sessions.ts';
import type { CallRefusal } from '../channels/outcome.ts';
import type { Database } from '../database/database.ts';
import { noteFailure, stopAccount } from '../propagation/account-health-store.ts';
import type { AccountRef } from '../propagation/target-store.ts';
import { explainFigure } from './explain-figure.ts';
import {
  askToVerify,
  type Figure,
  findByStockId,
  findToVerify,
  type ListingToVerify,
  noteSeen,
  noteVerified,
  readExpected,
  readFigures,
  recordDrift,
  type SeenFigure,
  verifyLater,
} from './figure-store.ts';

// A shop that cannot be read now is asked again after this.
const READ_AGAIN_MS = 30_000;
// A newer figure is under way: look again when it should have arrived.
const LOOK_AGAIN_MS = 3_000;
// The order that explains a level may come after it.
const GRACE_MS = 5_000;
// The shop offers more than we said: that is how oversells begin.
const HASTE_MS = 1_000;
// The order behind a conflict is usually on its way to us.
const WEBHOOK_ON_ITS_WAY_MS = 400;
const LOOK_FOR_ORDER_EVERY_MS = 25;
// One round; the rest is due at the next.
const PAGES_PER_ROUND_MAX = 20;

export interface ReconcileDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sessions: Sessions;
  /**
   * Fetches the account's orders that we may have missed, and waits until they are in the targets.
   */
  readonly catchUp: (account: AccountRef) => Promise<void>;
}

/** Reads back everything of the account that waits for it. The caller holds the account's lease. */
export async function verifyAccount(
  deps: ReconcileDeps,
  o: AccountRef & { signal: AbortSignal },
): Promise<void> {
  const { sellerId, accountId } = o;
  const scoped = deps.database.forSeller(sellerId);
  const { channel } = await deps.sessions.open(o);
  for (let page = 0; page < PAGES_PER_ROUND_MAX && !o.signal.aborted; page += 1) {
    const atMost = channel.capability.readBatch;
    const due = { sellerId, accountId, at: deps.clock.now(), atMost };
    const listings = await findToVerify(scoped, due);
    if (listings.length === 0) return;
    await verifyPage(deps, { sellerId, accountId }, listings);
  }
}

async function verifyPage(
  deps: ReconcileDeps,
  account: AccountRef,
  listings: readonly ListingToVerify[],
): Promise<void> {
  const scoped = deps.database.forSeller(account.sellerId);
  const listingIds = listings.map((listing) => listing.listingId);
  const { session } = await deps.sessions.open(account);
  const answer = await session.readListings(listings);
  const nowMs = deps.clock.now().getTime();
  if (answer.kind !== 'ok') {
    await noteRefusal(deps, account, { refusal: answer, listingIds });
    return;
  }
  const readings = new Map(
    listings.map((listing) => [
      listing.listingId,
      answer.value.find((reading) => reading.externalId === listing.externalId),
    ]),
  );
  // Whatever is still unclear after this round is looked at again.
  const later = { ...account, at: new Date(nowMs + LOOK_AGAIN_MS), listingIds };
  await verifyLater(scoped, later);
  await judgeReadings(deps, account, readings);
}

/** A shop that refuses to be read is left alone for writes too: it is one budget, one login. */
async function noteRefusal(
  deps: ReconcileDeps,
  account: AccountRef,
  o: { refusal: CallRefusal; listingIds: readonly number[] },
): Promise<void> {
  const { refusal } = o;
  const at = deps.clock.now();
  const afterMs = refusal.kind === 'retry-later' ? (refusal.afterMs ?? 0) : 0;
  const later = (ms: number) => new Date(at.getTime() + ms);
  deps.log.info('read_back_refused', { ...account, reason: refusal.reason });
  const scoped = deps.database.forSeller(account.sellerId);
  const again = { ...account, at: later(Math.max(afterMs, READ_AGAIN_MS)) };
  await verifyLater(scoped, { ...again, listingIds: o.listingIds });
  const { reason } = refusal;
  if (refusal.kind === 'needs-reauth') await stopAccount(scoped, { ...account, reason });
  const openUntil = afterMs > 0 ? later(afterMs) : null;
  await noteFailure(scoped, { ...account, at, openUntil, reason });
}

async function judgeReadings(
  deps: ReconcileDeps,
  account: AccountRef,
  readings: ReadonlyMap<number, ListingReading | undefined>,
): Promise<void> {
  const scoped = deps.database.forSeller(account.sellerId);
  const listingIds = [...readings.keys()];
  const look = async (): Promise<SeenFigure[]> => {
    const figures = await readFigures(scoped, { ...account, listingIds });
    return figures.flatMap((figure) => {
      const seen = seenIn(readings.get(figure.listingId), figure);
      return seen === null ? [] : [{ figure, seen }];
    });
  };
  let seen = await look();
  const at = deps.clock.now();
  await noteSeen(scoped, { ...account, at, seen });
  if (seen.some(isUnexplained)) {
    await deps.catchUp(account);
    seen = await look();
  }
  const isOurs = (each: SeenFigure) => explainFigure(each.figure, each.seen) === 'ours';
  const figures = seen.filter(isOurs).map((each) => each.figure);
  await noteVerified(scoped, { ...account, at, figures });
  await noteDrift(deps, account, { seen, cause: 'changed-on-the-shop' });
}

async function noteDrift(
  deps: ReconcileDeps,
  account: AccountRef,
  o: { seen: readonly SeenFigure[]; cause: string },
): Promise<void> {
  const drifted = o.seen.filter(isUnexplained);
  if (drifted.length === 0) return;
  const at = deps.clock.now();
  await deps.database
    .forSeller(account.sellerId)
    .transaction((tx) => recordDrift(tx, { ...account, at, cause: o.cause, drifted }));
  deps.log.warn('drift', { ...account, listings: drifted.length, cause: o.cause });
}

interface Conflict {
  readonly target: ListingToVerify & { readonly expected: number | null };
  /** What the shop shows; null when it did not say. */
  readonly actual: number | null;
}

/**
 * A compare-and-set failed. Nearly always it met an order of the shop's own that is still on its
 * way to us: once it is here, the flush pushes again, and the comparison itself proves that this
 * was all. Asking the shop instead would cost a call per conflict, and its figure may be old when
 * it is compared.
 */
export async function resolveConflicts(
  deps: ReconcileDeps,
  o: AccountRef & { conflicts: readonly Conflict[] },
): Promise<void> {
  const { sellerId, accountId } = o;
  let open = o.conflicts;
  for (let waitedMs = 0; waitedMs < WEBHOOK_ON_ITS_WAY_MS; waitedMs += LOOK_FOR_ORDER_EVERY_MS) {
    open = await withoutExplained(deps, { sellerId, accountId, conflicts: open });
    if (open.length === 0) return;
    await deps.clock.sleep(LOOK_FOR_ORDER_EVERY_MS);
  }
  await askTheShop(deps, { sellerId, accountId, conflicts: open });
}

/** Those of which nothing new is known: the same expectation would meet the same figure. */
async function withoutExplained(
  deps: ReconcileDeps,
  o: AccountRef & { conflicts: readonly Conflict[] },
): Promise<readonly Conflict[]> {
  const listingIds = o.conflicts.map(({ target }) => target.listingId);
  const expected = await readExpected(deps.database.forSeller(o.sellerId), { ...o, listingIds });
  return o.conflicts.filter(({ target }) => expected.get(target.listingId) === target.expected);
}

/**
 * Nothing explains the shop's figure: fetch the orders that we missed, note what the shop shows,
 * and let the flush push again with that as the expected figure.
 */
async function askTheShop(
  deps: ReconcileDeps,
  o: AccountRef & { conflicts: readonly Conflict[] },
): Promise<void> {
  const { sellerId, accountId } = o;
  const account = { sellerId, accountId };
  const unknown = o.conflicts.filter((each) => each.actual === null).map((each) => each.target);
  const readings = unknown.length > 0 ? await readStock(deps, account, unknown) : new Map();
  const scoped = deps.database.forSeller(sellerId);
  const listingIds = o.conflicts.map((each) => each.target.listingId);
  const look = async (): Promise<SeenFigure[]> => {
    const figures = await readFigures(scoped, { ...account, listingIds });
    return o.conflicts.flatMap(({ target, actual }) => {
      const figure = figures.find(
        (each) => each.listingId === target.listingId && each.aspect === 'stock',
      );
      const shown = actual ?? readings.get(target.externalId) ?? null;
      // A newer figure is always under way here: only the acknowledged one can be compared.
      return figure && shown !== null ? [{ figure: asSettled(figure), seen: shown }] : [];
    });
  };
  let seen = await look();
  if (seen.some(isUnexplained)) {
    await deps.catchUp(account);
    seen = await look();
  }
  await noteSeen(scoped, { ...account, at: deps.clock.now(), seen });
  await noteDrift(deps, account, { seen, cause: 'changed-on-the-shop' });
}

const asSettled = (figure: Figure): Figure => ({ ...figure, desiredVersion: figure.ackedVersion });

async function readStock(
  deps: ReconcileDeps,
  account: AccountRef,
  listings: readonly ListingToVerify[],
): Promise<Map<string, number | null>> {
  const { session } = await deps.sessions.open(account);
  const answer = await session.readListings(listings);
  if (answer.kind !== 'ok') return new Map();
  return new Map(answer.value.map((reading) => [reading.externalId, reading.available]));
}

/**
 * The shop tells its own figure. Our echo is recognised; anything else is looked at after a grace
 * time in which the order that explains it may arrive.
 */
export async function noteLevel(
  deps: Pick<ReconcileDeps, 'database' | 'clock'>,
  o: AccountRef & { externalStockId: string; available: number },
): Promise<'echo' | 'seen' | 'unknown-listing'> {
  const { sellerId, accountId } = o;
  const account = { sellerId, accountId };
  const scoped = deps.database.forSeller(sellerId);
  const targets = await findByStockId(scoped, o);
  if (targets.length === 0) return 'unknown-listing';
  const listingIds = targets.map((target) => target.listingId);
  const figures = await readFigures(scoped, { ...account, listingIds });
  const seen = figures
    .filter((figure) => figure.aspect === 'stock')
    .map((figure) => ({ figure, seen: o.available }));
  const at = deps.clock.now();
  // What nobody can explain yet must meet the next push as a conflict, or it would be overwritten
  // without a trace.
  const explained = seen.filter((each) => explainFigure(each.figure, each.seen) === 'own-orders');
  if (explained.length > 0) await noteSeen(scoped, { ...account, at, seen: explained });
  const ours = seen.filter((each) => each.figure.acked === o.available);
  await noteVerified(scoped, { ...account, at, figures: ours.map((each) => each.figure) });
  const isEcho = targets.every(
    (target) => target.acked === o.available || (target.isInFlight && target.sent === o.available),
  );
  if (isEcho) return 'echo';
  for (const { listingId, acked } of targets) {
    const isOffering = acked !== null && o.available > acked;
    const verifyAt = new Date(at.getTime() + (isOffering ? HASTE_MS : GRACE_MS));
    await askToVerify(scoped, { sellerId, listingId, at: verifyAt });
  }
  return 'seen';
}

const isUnexplained = (each: SeenFigure) => explainFigure(each.figure, each.seen) === 'unexplained';

function seenIn(reading: ListingReading | undefined, figure: Figure): number | null {
  switch (figure.aspect) {
    case 'stock':
      return reading?.available ?? null;
    case 'price':
      return reading?.priceMinor ?? null;
    case 'status':
      return reading?.status ? Number(reading.status === 'active') : null;
  }
}
