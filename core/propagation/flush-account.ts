import type { Aspect } from '../allocation/compute-targets.ts';
import type { Bell } from '../base/bell.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import { measureWait, type OpenSession, type Sessions } from '../channels/open-sessions.ts';
import type { Database } from '../database/database.ts';
import {
  type AccountHealth,
  noteFailure,
  noteSuccess,
  readHealth,
  stopAccount,
} from './account-health-store.ts';
import { type Judgement, judgeOutcomes } from './judge-outcomes.ts';
import { noteWaited } from './note-lag.ts';
import { pushBatch } from './push-batch.ts';
import {
  type AccountRef,
  acknowledge,
  claimDue,
  type DueTarget,
  lockTargets,
  putOff,
  recordPushes,
  sendOvertakenAgain,
} from './target-store.ts';

// Read back soon enough to tell a person, late enough that a burst is verified once.
const VERIFY_AFTER_MS = 2_000;
// Stock before status before price: what oversells goes first.
const ASPECTS: readonly Aspect[] = ['stock', 'status', 'price'];
// In these a 0 takes a listing off sale.
const URGENT_ASPECTS: readonly Aspect[] = ['stock', 'status'];

export interface FlushDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly sessions: Sessions;
  /** The shop showed another figure than expected: fetch what we missed, and note what it shows. */
  readonly onConflict: (o: AccountRef & { conflicts: Judgement['conflicts'] }) => Promise<void>;
}

interface Flush extends AccountRef {
  readonly open: OpenSession;
  /** Listings whose call is under way: never two at once. */
  readonly busy: Set<number>;
  /** Calls to the shop under way. */
  calling: number;
  /** These, and what follows from their answers. */
  readonly errands: Set<Promise<void>>;
  /** Rings when a slot is free or something new is due. */
  readonly bell: Bell;
  /** The first thing that went wrong on our side; the flush ends with it. */
  error: unknown;
}

/**
 * Sends everything that is due to one account, newest values first read at send time, until nothing
 * is due or the shop wants to be left alone. The caller holds the account's lease.
 */
export async function flushAccount(
  deps: FlushDeps,
  o: AccountRef & { bell: Bell; signal: AbortSignal },
): Promise<void> {
  const { sellerId, accountId, bell, signal } = o;
  const account = { sellerId, accountId };
  const open = await deps.sessions.open(account);
  const flush: Flush = {
    ...{ ...account, open, bell, calling: 0, error: undefined },
    busy: new Set(),
    errands: new Set(),
  };
  const { concurrency } = open.channel.capability;
  signal.addEventListener('abort', bell.ring, { once: true });
  while (!signal.aborted && flush.error === undefined) {
    const health = await readHealth(deps.database.forSeller(sellerId), account);
    const slots = slotsOf(health, { concurrency, at: deps.clock.now() });
    const waitMs = slots > 0 ? await startErrands(deps, flush, { slots, signal }) : 0;
    if (flush.errands.size === 0 && waitMs === 0) break;
    const disarm = waitMs > 0 ? deps.clock.after(waitMs, bell.ring) : null;
    await bell.wait();
    disarm?.();
  }
  signal.removeEventListener('abort', bell.ring);
  await Promise.all(flush.errands);
  if (flush.error !== undefined) throw flush.error;
}

/** None while the breaker is open; one to probe a shop that has just been failing. */
function slotsOf(health: AccountHealth, o: { concurrency: number; at: Date }): number {
  if (health.state !== 'active') return 0;
  if (health.openUntil && health.openUntil > o.at) return 0;
  return health.failures > 0 ? 1 : o.concurrency;
}

/**
 * Nothing is claimed before its call can go: a figure that waits for the budget in our hands would
 * be an old one when it is sent, and what the shop is expected to show would be old too. Only what
 * goes off sale does not wait.
 *
 * @returns how long the budget makes the rest wait; 0: nothing is left, or no slot is free
 */
async function startErrands(
  deps: FlushDeps,
  flush: Flush,
  o: { slots: number; signal: AbortSignal },
): Promise<number> {
  while (flush.calling < o.slots && !o.signal.aborted) {
    const waitMs = flush.open.waitMs();
    if (!(await startErrand(deps, flush, { isUrgent: waitMs > 0 }))) return waitMs;
  }
  return 0;
}

/** @returns false when nothing is due */
async function startErrand(
  deps: FlushDeps,
  flush: Flush,
  { isUrgent }: { isUrgent: boolean },
): Promise<boolean> {
  const { batch, compareAndSet } = flush.open.channel.capability;
  for (const aspect of isUrgent ? URGENT_ASPECTS : ASPECTS) {
    const targets = await claimDue(deps.database.forSeller(flush.sellerId), {
      sellerId: flush.sellerId,
      accountId: flush.accountId,
      aspect,
      at: deps.clock.now(),
      busy: [...flush.busy],
      atMost: batch[aspect],
      isComparing: compareAndSet === 'value',
      isUrgent,
    });
    if (targets.length === 0) continue;
    for (const target of targets) flush.busy.add(target.listingId);
    const errand = runErrand(deps, flush, { aspect, targets })
      .catch((error: unknown) => {
        flush.error ??= error;
      })
      .finally(() => {
        for (const target of targets) flush.busy.delete(target.listingId);
        flush.errands.delete(errand);
        flush.bell.ring();
      });
    flush.errands.add(errand);
    return true;
  }
  return false;
}

/** A conflict keeps its listings busy until it is cleared up, but not the slot. */
async function runErrand(
  deps: FlushDeps,
  flush: Flush,
  o: { aspect: Aspect; targets: readonly DueTarget[] },
): Promise<void> {
  const { sellerId, accountId } = flush;
  flush.calling += 1;
  const { conflicts } = await callShop(deps, flush, o).finally(() => {
    flush.calling -= 1;
    flush.bell.ring();
  });
  if (conflicts.length > 0) await deps.onConflict({ sellerId, accountId, conflicts });
}

async function callShop(
  deps: FlushDeps,
  flush: Flush,
  o: { aspect: Aspect; targets: readonly DueTarget[] },
): Promise<Judgement> {
  const { sellerId, accountId } = flush;
  const claimedAt = deps.clock.now();
  const health = await readHealth(deps.database.forSeller(sellerId), { sellerId, accountId });
  const { session } = flush.open;
  const { currency, epoch } = health;
  const pushed = await measureWait(() => pushBatch(session, { ...o, currency, epoch }));
  const at = deps.clock.now();
  const elapsedMs = at.getTime() - claimedAt.getTime();
  const judgement = judgeOutcomes({
    targets: o.targets,
    outcomes: pushed.value,
    // Time spent waiting for the budget is waiting, not calling.
    sentAt: new Date(claimedAt.getTime() + elapsedMs * pushed.waitedShare),
    at,
    health,
    random: deps.random,
  });
  await settle(deps, { sellerId, accountId, aspect: o.aspect, at, judgement });
  return judgement;
}

async function settle(
  deps: FlushDeps,
  o: AccountRef & { aspect: Aspect; at: Date; judgement: Judgement },
): Promise<void> {
  const { sellerId, accountId, aspect, at, judgement } = o;
  const { failure, reauthReason, pushes, accepted } = judgement;
  const of = { sellerId, accountId, aspect, at };
  const verifyAt = new Date(at.getTime() + VERIFY_AFTER_MS);
  await deps.database.forSeller(sellerId).transaction(async (tx) => {
    const listingIds = pushes.map(({ target }) => target.listingId);
    await lockTargets(tx, { sellerId, listingIds });
    const pushIds = await recordPushes(tx, { ...of, pushes });
    const acked = await acknowledge(tx, { ...of, verifyAt, pushes: accepted, pushIds });
    // Every one of them may have reached the shop, whatever it answered.
    if (acked < pushes.length) await sendOvertakenAgain(tx, { ...of, pushes });
    await putOff(tx, { ...of, targets: judgement.putOff });
    if (failure) await noteFailure(tx, { ...of, ...failure });
    else if (accepted.length > 0) await noteSuccess(tx, of);
    if (reauthReason !== null) await stopAccount(tx, { ...of, reason: reauthReason });
  });
  const waitedMs = accepted.map(({ target }) => at.getTime() - target.committedAt.getTime());
  await noteWaited(deps, { sellerId, accountId, waitedMs: Math.max(0, ...waitedMs) });
  if (failure) deps.log.warn('push_refused', { ...of, reason: failure.reason });
  if (reauthReason !== null) deps.log.error('account_needs_reauth', { sellerId, accountId });
}
