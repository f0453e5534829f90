import type { QueryResultRow } from 'pg';

export type SqlParams = readonly unknown[];

/**
 * Runs SQL. Every method may throw DatabaseUnavailable and DatabaseBusy (retry later), DataRefused
 * (the values violate a type or constraint) and StatementFailed (the statement is wrong).
 */
export interface Queryable {
  rows<T extends QueryResultRow>(sql: string, params?: SqlParams): Promise<T[]>;
  /** Exactly one row, else UnexpectedRowCount. */
  row<T extends QueryResultRow>(sql: string, params?: SqlParams): Promise<T>;
  /** One row or none; several are an UnexpectedRowCount. */
  maybeRow<T extends QueryResultRow>(sql: string, params?: SqlParams): Promise<T | undefined>;
  /** The number of rows inserted, updated or deleted. */
  execute(sql: string, params?: SqlParams): Promise<number>;
}

/** A Queryable that can also group statements: all of them happen, or none. */
export interface Scoped extends Queryable {
  /**
   * Commits when `run` resolves, rolls back when it throws. After a lost connection during the
   * commit the outcome is unknown: callers are idempotent, or ask before they try again.
   */
  transaction<T>(run: (tx: Queryable) => Promise<T>): Promise<T>;
}
