import { Client, type QueryResultRow } from 'pg';
import { assert } from '../base/assert.ts';
import type { Logger } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { toConnectionConfig } from './connection-config.ts';
import { DatabaseUnavailable, StatementFailed, toDatabaseError } from './database-errors.ts';
import type { SqlParams } from './queryable.ts';
import { BEGIN, COMMIT, ROLLBACK, SET_SELLER } from './session-store.ts';

// A lane is one connection on which whole batches of statements travel together: the ledger
// writes an order batch in two round trips instead of six. Everything else uses the pool.

/** `name` keeps the statement prepared on the lane; the same name must mean the same text. */
export type LaneStatement = { sql: string; params?: SqlParams; name?: string };

export const LANE_BEGIN: LaneStatement = { sql: BEGIN };
export const LANE_COMMIT: LaneStatement = { sql: COMMIT };

export interface Lane {
  /**
   * Sends all statements at once and resolves with the rows of each. Rejects with the first
   * failure; a COMMIT behind a failed statement commits nothing. Errors as in Queryable.
   */
  pipeline(statements: readonly LaneStatement[]): Promise<QueryResultRow[][]>;
}

export type OwnedLane = Lane & {
  /** The next statements see the rows of this seller. Costs no round trip of its own. */
  becomeSeller(sellerId: number): void;
  /** Connected, outside of any transaction, and with no batch under way. */
  isIdle(): boolean;
  /** Rolls back what a failed batch left open. False: the lane is lost, open another. */
  recover(): Promise<boolean>;
  close(): Promise<void>;
};

// Batches carry long arrays. With the planner's own choice the sixth call, or fresh statistics,
// turn index probes into scans of a whole table; measured, pinned plans halve the p99.
const PINNED_PLANS = [
  '-c plan_cache_mode=force_generic_plan',
  '-c enable_seqscan=off',
  '-c enable_hashjoin=off',
  '-c enable_mergejoin=off',
] as const;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;

/** Connects; throws DatabaseUnavailable. */
export async function openLane(o: { url: Secret; log: Logger }): Promise<OwnedLane> {
  const client = new Client({
    ...toConnectionConfig({
      url: o.url,
      applicationName: 'shelftalk lane',
      options: PINNED_PLANS,
    }),
    pipeline: true,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  let lost = false;
  client.on('error', (error) => {
    lost = true;
    o.log.warn('lane_connection_lost', { error });
  });
  client.on('end', () => {
    lost = true;
  });
  await client.connect().catch((error: unknown) => {
    throw toDatabaseError(error);
  });
  return createOwnedLane(client, () => lost);
}

function createOwnedLane(client: Client, isLost: () => boolean): OwnedLane {
  let seller: number | undefined;
  let sellerToSet: number | undefined;
  let batchesUnderWay = 0;
  let lastBatch: Promise<unknown> = Promise.resolve();

  /** Goes out ahead of a batch, in the same round trip. */
  async function setSeller(): Promise<void> {
    const wanted = sellerToSet;
    if (wanted === undefined) return;
    sellerToSet = undefined;
    seller = undefined;
    try {
      await sendAll(client, [{ sql: SET_SELLER, params: [String(wanted)] }]);
      seller = wanted;
    } catch (error) {
      sellerToSet = wanted;
      throw error;
    }
  }

  async function pipeline(statements: readonly LaneStatement[]): Promise<QueryResultRow[][]> {
    if (isLost()) throw new DatabaseUnavailable('The connection of this lane is lost.');
    batchesUnderWay += 1;
    // Both are on the wire, in this order, before either is answered.
    const answers = Promise.allSettled([setSeller(), sendAll(client, statements)]);
    lastBatch = answers;
    const [set, batch] = await answers;
    batchesUnderWay -= 1;
    if (set.status === 'rejected') throw set.reason;
    if (batch.status === 'rejected') throw batch.reason;
    return batch.value;
  }

  const isIdle = () => !isLost() && batchesUnderWay === 0 && client.getTransactionStatus() === 'I';

  return {
    pipeline,
    isIdle,
    becomeSeller(sellerId) {
      assert(client.getTransactionStatus() !== 'T', 'A lane changes sellers inside a transaction.');
      sellerToSet = seller === sellerId ? undefined : sellerId;
    },
    async recover() {
      await lastBatch;
      if (isLost() || isIdle()) return !isLost();
      return sendAll(client, [{ sql: ROLLBACK }]).then(
        () => true,
        () => false,
      );
    },
    close: () => client.end().catch(() => undefined),
  };
}

async function sendAll(
  client: Client,
  statements: readonly LaneStatement[],
): Promise<QueryResultRow[][]> {
  // Started together on purpose: the driver writes them all before it reads the first answer.
  const results = await Promise.allSettled(
    statements.map(({ sql, params, name }) =>
      client.query({ text: sql, name, values: params as unknown[] }),
    ),
  );
  return results.map((result, index) => {
    if (result.status === 'rejected') throw toDatabaseError(result.reason);
    const isCommit = statements[index]?.sql === COMMIT;
    // Postgres answers COMMIT with ROLLBACK, and no error, when an earlier batch had failed.
    if (isCommit && result.value.command !== COMMIT) {
      throw new StatementFailed('The transaction had failed before, so nothing was committed.');
    }
    return result.value.rows as QueryResultRow[];
  });
}
