import type { QueryResultRow } from 'pg';
import type { Database } from './database.ts';
import type { LaneStatement } from './lane.ts';

/**
 * One statement over long arrays, prepared and with pinned plans: planning such a statement anew
 * each time takes as long as running it. Errors as in Queryable.
 */
export async function runOnLane<T extends QueryResultRow>(
  database: Pick<Database, 'lanes'>,
  sellerId: number,
  statement: LaneStatement & { readonly name: string },
): Promise<T[]> {
  const [rows] = await database.lanes.use(sellerId, (lane) => lane.pipeline([statement]));
  return (rows ?? []) as T[];
}
