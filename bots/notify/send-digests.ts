import { toInstant, toWallTime } from '../../core/base/zoned-time.ts';
import { createFormats } from '../reply/format-values.ts';
import { readPeriod } from '../reply/report-period.ts';
import { describeDigest } from './describe-digest.ts';
import { enqueue } from './enqueue.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { listSubscriptions } from './subscription-store.ts';
import { isMuted, nameTarget } from './topic.ts';

/** By the seller's clock. */
const HOUR = 9;
/** Later than this the morning is over: no digest is better than one at night. */
const LATE_MS_MAX = 8 * 3_600_000;

/**
 * Leaves today's digest for everybody who wants one and has not got it.
 * @returns the day that is done now, or null while it is too early or too late
 */
export async function enqueueDigests(
  deps: NotifyDeps,
  sellerId: number,
  dayDone: string | null,
): Promise<string | null> {
  const { core, clock } = deps;
  const now = clock.now();
  const seller = await core.catalog.readSeller(sellerId);
  const { timeZone, currency } = seller;
  const wall = toWallTime(now, timeZone);
  const due = toInstant({ ...wall, hour: HOUR, minute: 0, second: 0 }, timeZone);
  if (now < due || now.getTime() - due.getTime() > LATE_MS_MAX) return null;
  const day = `${wall.year}-${wall.month}-${wall.day}`;
  if (day === dayDone) return day;
  const db = core.database.forSeller(sellerId);
  const all = await listSubscriptions(db, { sellerId, personId: null });
  const wanting = all.filter(
    (each) => each.topic === 'digest' && each.createdAt < due && !isMuted(each, now),
  );
  if (wanting.length === 0) return day;
  const period = readPeriod('yesterday', { now, timeZone, fallback: 'yesterday' });
  const { from, to, bucket, dates } = period;
  const [sales, covers, unsynced] = await Promise.all([
    core.monitoring.readSales({ sellerId, from, to, bucket, timeZone }),
    core.monitoring.readCover({ sellerId, now, skuIds: null }),
    core.monitoring.countUnsynced(sellerId),
  ]);
  const formats = createFormats({ currency, timeZone, now: () => now });
  const reply = describeDigest({ sales, covers, parked: unsynced.parked, dates }, formats);
  const targets = new Map(wanting.map((each) => [nameTarget(each), each]));
  await db.transaction(async (tx) => {
    for (const target of targets.values()) {
      const what = { key: `digest:${day}`, target, reply, cause: 'digest' };
      await enqueue(tx, { ...what, sellerId, at: now });
    }
  });
  return day;
}
