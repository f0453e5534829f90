/** Postgres that fails at the n-th call, before the call got there or after it was done. */
import type { Database } from '../../core/database/database.ts';
import { DatabaseUnavailable } from '../../core/database/database-errors.ts';
import type { Queryable, Scoped } from '../../core/database/queryable.ts';

export interface FailingDatabase {
  readonly database: Database;
  /** Counts from the next call; once only. */
  failAt(o: { call: number; when: 'before' | 'after' }): void;
  /** Calls since the last `failAt`. */
  calls(): number;
}

export function createFailingDatabase(
  real: Database,
  /** What happens instead of a failure: the process may end here, or sleep and go on. */
  strike: () => 'go-on' | 'fail' = () => 'fail',
): FailingDatabase {
  let count = 0;
  let planned: { call: number; when: 'before' | 'after' } | undefined;

  async function pass<Value>(call: () => Promise<Value>): Promise<Value> {
    count += 1;
    const fault = planned?.call === count ? planned : undefined;
    if (fault?.when === 'before' && strike() === 'fail') {
      throw new DatabaseUnavailable('cut before the call');
    }
    const value = await call();
    if (fault?.when === 'after' && strike() === 'fail') {
      throw new DatabaseUnavailable('cut after the call');
    }
    return value;
  }

  const wrap = (db: Queryable): Queryable => ({
    rows: (sql, params) => pass(() => db.rows(sql, params)),
    row: (sql, params) => pass(() => db.row(sql, params)),
    maybeRow: (sql, params) => pass(() => db.maybeRow(sql, params)),
    execute: (sql, params) => pass(() => db.execute(sql, params)),
  });
  const wrapScoped = (scoped: Scoped): Scoped => ({
    ...wrap(scoped),
    // The COMMIT is a call of its own: done, and nobody was told.
    transaction: (run) => pass(() => scoped.transaction((tx) => run(wrap(tx)))),
  });
  return {
    database: {
      ...real,
      forSeller: (sellerId) => wrapScoped(real.forSeller(sellerId)),
      sweep: wrapScoped(real.sweep),
      lanes: {
        ...real.lanes,
        use: (sellerId, run) =>
          real.lanes.use(sellerId, (lane) =>
            run({ pipeline: (statements) => pass(() => lane.pipeline(statements)) }),
          ),
      },
    },
    failAt(o) {
      count = 0;
      planned = o;
    },
    calls: () => count,
  };
}
