/**
 * SQL of processes and leases. All times are the database's own: the clocks of two machines differ,
 * and a lease must not depend on by how much.
 */
import type { Queryable } from './queryable.ts';

const BEAT = `
  INSERT INTO process (process_id, started_at, beat_at)
  VALUES ($1, clock_timestamp(), clock_timestamp())
  ON CONFLICT (process_id) DO UPDATE SET beat_at = clock_timestamp()`;
// Rows of processes that never said goodbye; nobody's lease depends on one that old.
const FORGET_DEAD = `
  DELETE FROM process WHERE beat_at < clock_timestamp() - interval '1 hour'`;
const HOLD = `
  INSERT INTO lease AS held (seller_id, name, process_id, taken_at)
  VALUES ($1, $2, $3, clock_timestamp())
  ON CONFLICT (seller_id, name) DO UPDATE
    SET process_id = excluded.process_id, taken_at = excluded.taken_at
    WHERE held.process_id = excluded.process_id OR NOT EXISTS (
      SELECT FROM process WHERE process.process_id = held.process_id
        AND process.beat_at > clock_timestamp() - make_interval(secs => $4))
  RETURNING 1`;
const RELEASE = 'DELETE FROM lease WHERE seller_id = $1 AND name = $2 AND process_id = $3';
const RELEASE_ALL = 'DELETE FROM lease WHERE process_id = $1';
const LEAVE = 'DELETE FROM process WHERE process_id = $1';

export async function beat(sweep: Queryable, processId: string): Promise<void> {
  await sweep.execute(BEAT, [processId]);
}

export async function forgetDead(sweep: Queryable): Promise<void> {
  await sweep.execute(FORGET_DEAD);
}

/** Takes the lease when it is free, ours, or its owner has not been heard of for so long. */
export async function holdLease(
  db: Queryable,
  o: { sellerId: number; name: string; processId: string; deadAfterSeconds: number },
): Promise<boolean> {
  const params = [o.sellerId, o.name, o.processId, o.deadAfterSeconds];
  return (await db.rows(HOLD, params)).length === 1;
}

export async function releaseLease(
  db: Queryable,
  o: { sellerId: number; name: string; processId: string },
): Promise<void> {
  await db.execute(RELEASE, [o.sellerId, o.name, o.processId]);
}

export async function leave(sweep: Queryable, processId: string): Promise<void> {
  await sweep.execute(RELEASE_ALL, [processId]);
  await sweep.execute(LEAVE, [processId]);
}
