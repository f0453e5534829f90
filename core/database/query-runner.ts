import type { ClientBase, QueryResult, QueryResultRow } from 'pg';
import { assert } from '../base/assert.ts';
import { toDatabaseError, UnexpectedRowCount } from './database-errors.ts';
import type { Queryable, SqlParams } from './queryable.ts';

export type Send = <T extends QueryResultRow>(
  sql: string,
  params?: SqlParams,
) => Promise<QueryResult<T>>;

/** The four shapes of an answer, over whatever sends one statement. */
export function createQueryable(send: Send): Queryable {
  async function maybeRow<T extends QueryResultRow>(sql: string, params?: SqlParams) {
    const { rows } = await send<T>(sql, params);
    if (rows.length > 1) throw unexpected(sql, rows.length);
    return rows[0];
  }
  return {
    rows: async <T extends QueryResultRow>(sql: string, params?: SqlParams) =>
      (await send<T>(sql, params)).rows,
    maybeRow,
    async row<T extends QueryResultRow>(sql: string, params?: SqlParams) {
      const found = await maybeRow<T>(sql, params);
      if (found === undefined) throw unexpected(sql, 0);
      return found;
    },
    execute: async (sql, params) => (await send(sql, params)).rowCount ?? 0,
  };
}

function unexpected(sql: string, count: number): UnexpectedRowCount {
  return new UnexpectedRowCount(`One row was expected and ${count} came.`, {
    facts: { count, sql: sql.trim().slice(0, 200) },
  });
}

/** Sends one statement on a client and turns the driver's errors into ours. */
export async function sendOn<T extends QueryResultRow>(
  client: Pick<ClientBase, 'query'>,
  sql: string,
  params: SqlParams = [],
): Promise<QueryResult<T>> {
  try {
    return await client.query<T>(sql, params as unknown[]);
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/**
 * A Queryable over one client that is lent for a while. Statements started together wait for each
 * other, and one that comes after the loan is a defect: it would land in a stranger's transaction.
 */
export function lendClient(client: ClientBase): {
  queryable: Queryable;
  /** Resolves when the statement under way has ended; those still waiting are not sent. */
  takeBack(): Promise<unknown>;
} {
  let lent = true;
  let last: Promise<unknown> = Promise.resolve();
  const queryable = createQueryable((sql, params) => {
    const next = last.then(() => {
      assert(lent, 'A transaction is used after its end.', { sql: sql.trim().slice(0, 200) });
      return sendOn(client, sql, params);
    });
    last = next.catch(() => undefined);
    return next as Promise<never>;
  });
  return {
    queryable,
    takeBack() {
      lent = false;
      return last;
    },
  };
}
