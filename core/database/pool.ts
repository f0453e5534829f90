import { Pool, type PoolClient } from 'pg';
import { toError } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { toConnectionConfig } from './connection-config.ts';
import { DatabaseUnavailable, StatementFailed, toDatabaseError } from './database-errors.ts';
import { createQueryable, lendClient, sendOn } from './query-runner.ts';
import type { Queryable, Scoped } from './queryable.ts';
import { BEGIN, COMMIT, ROLLBACK, SET_SELLER } from './session-store.ts';

// A statement that takes longer than this has lost its way; the pool must not starve behind it.
const STATEMENT_TIMEOUT_MS = 30_000;
// A transaction left open by a hung program would hold its locks for ever.
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
const IDLE_CONNECTION_MS = 60_000;

export type PoolStatus = { open: number; idle: number; waiting: number };

export type ScopedPool = {
  /** Row-level security shows the rows of this seller; without a seller, what the role may see. */
  scoped(sellerId?: number): Scoped;
  status(): PoolStatus;
  close(): Promise<void>;
};

export function createScopedPool(o: {
  url: Secret;
  applicationName: string;
  sizeMax: number;
  log: Logger;
}): ScopedPool {
  const pool = new Pool({
    ...toConnectionConfig({ url: o.url, applicationName: o.applicationName }),
    max: o.sizeMax,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  // Without a listener a connection that breaks while idle would end the process.
  pool.on('error', (error) => o.log.warn('database_connection_lost', { error }));
  // Between its login and its borrower's first word nobody listens to a client; a server that dies
  // just then would end the process too. The borrower's statement reports the loss.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const sellerOf = new WeakMap<PoolClient, number>();

  async function withClient<T>(
    sellerId: number | undefined,
    run: (client: PoolClient) => Promise<T>,
  ): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw toDatabaseError(error);
    });
    let broken: Error | undefined;
    // The pool listens only while the client is idle; the query itself reports the loss.
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    try {
      if (sellerId !== undefined && sellerOf.get(client) !== sellerId) {
        // Forgotten first: a failure must not leave a wrong belief behind.
        sellerOf.delete(client);
        await sendOn(client, SET_SELLER, [String(sellerId)]);
        sellerOf.set(client, sellerId);
      }
      return await run(client);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) broken ??= error;
      throw error;
    } finally {
      client.off('error', onError);
      // A client left inside a transaction is not fit for the next borrower.
      client.release(broken ?? client.getTransactionStatus() !== 'I');
    }
  }

  function scoped(sellerId?: number): Scoped {
    const single = createQueryable((sql, params) =>
      withClient(sellerId, (client) => sendOn(client, sql, params)),
    );
    return {
      ...single,
      transaction: (run) => withClient(sellerId, (client) => runTransaction(client, run)),
    };
  }

  return {
    scoped,
    status: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

async function runTransaction<T>(
  client: PoolClient,
  run: (tx: Queryable) => Promise<T>,
): Promise<T> {
  await sendOn(client, BEGIN);
  const loan = lendClient(client);
  try {
    const result = await run(loan.queryable);
    await loan.takeBack();
    const { command } = await sendOn(client, COMMIT);
    // After a failed statement Postgres answers COMMIT with ROLLBACK and no error.
    if (command !== COMMIT) {
      throw new StatementFailed('A failed statement was ignored, so nothing was committed.');
    }
    return result;
  } catch (error) {
    await loan.takeBack();
    await rollBack(client, toError(error));
    throw error;
  }
}

async function rollBack(client: PoolClient, reason: Error): Promise<void> {
  if (reason instanceof DatabaseUnavailable) return;
  // When this fails too the client is thrown away, which rolls back as well.
  await sendOn(client, ROLLBACK).catch(() => undefined);
}
