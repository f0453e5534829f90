import type { Clock } from '../base/clock.ts';
import type { Database } from '../database/database.ts';
import { insertEvents } from '../outbox/event-store.ts';
import { findLagging, type Lagging, moveLagMark, readLagMark } from './lag-store.ts';
import type { AccountRef } from './target-store.ts';

// Shorter waiting is how things are; nobody wants to hear of it.
const NOTICED_SECONDS_MIN = 2;
// Told as it grows: within a tenth of what it is, and a day of it is some hundred events.
const GROWTH = 1.1;

/**
 * Tells how long the oldest update of each account has been waiting: as it grows, and when it is
 * over.
 */
export async function noteLag(deps: { database: Database; clock: Clock }): Promise<void> {
  const { database, clock } = deps;
  const now = clock.now();
  const since = new Date(now.getTime() - NOTICED_SECONDS_MIN * 1_000);
  const lagging = await findLagging(database.sweep, { now, since });
  for (const account of lagging) await tellLag(deps, account);
}

/** An update went through after so long: it may have come and gone between two looks. */
export async function noteWaited(
  deps: { database: Database; clock: Clock },
  o: AccountRef & { waitedMs: number },
): Promise<void> {
  const seconds = Math.floor(o.waitedMs / 1_000);
  if (seconds < NOTICED_SECONDS_MIN) return;
  const toldSeconds = await readLagMark(deps.database.forSeller(o.sellerId), o);
  if (seconds > toldSeconds) await tellLag(deps, { ...o, seconds, toldSeconds });
}

async function tellLag(
  { database, clock }: { database: Database; clock: Clock },
  account: Lagging,
): Promise<void> {
  const after = markOf(account);
  const { sellerId, accountId, toldSeconds: before } = account;
  if (after === before) return;
  await database.forSeller(sellerId).transaction(async (tx) => {
    if (!(await moveLagMark(tx, { sellerId, accountId, before, after }))) return;
    const events = [{ kind: 'lag', accountId, body: { before, after } } as const];
    await insertEvents(tx, { sellerId, at: clock.now(), events });
  });
}

function markOf({ seconds, toldSeconds }: Lagging): number {
  if (seconds < NOTICED_SECONDS_MIN) return 0;
  // An older update went through, and a younger one waits now: that is shorter, and told as such.
  if (seconds < toldSeconds) return seconds * GROWTH < toldSeconds ? seconds : toldSeconds;
  return seconds >= Math.max(toldSeconds * GROWTH, toldSeconds + 1) ? seconds : toldSeconds;
}
