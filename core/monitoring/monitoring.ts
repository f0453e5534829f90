/**
 * Monitoring: what a person or a scraper asks of a running shop. Read-only, all from Postgres, so
 * that every process gives the same answer.
 */
import type { Clock } from '../base/clock.ts';
import type { Database } from '../database/database.ts';
import { type Drift, listDrift } from '../reconcile/figure-store.ts';
import { createExports, type Exports } from './exports.ts';
import { createReports, type Reports } from './reports.ts';
import {
  type AccountLag,
  type AccountStatus,
  countPushes,
  countUnsynced,
  type Percentiles,
  readAccounts,
  readArrivalLag,
  readLag,
  readLagOverall,
  readTargets,
  type TargetStatus,
  type Unsynced,
} from './sync-store.ts';

const LAG_WINDOW_MS = 60 * 60_000;
const DRIFT_LISTED_MAX = 100;

export interface SyncStatus {
  readonly accounts: readonly (AccountStatus & { readonly lag: AccountLag | null })[];
  readonly arrival: { readonly count: number; readonly total: Percentiles };
  readonly unsynced: Unsynced;
}

export interface Monitoring extends Reports, Exports {
  /** `since` defaults to an hour ago. */
  readSyncStatus(sellerId: number, since?: Date): Promise<SyncStatus>;
  readTargets(o: { sellerId: number; skuId: number }): Promise<TargetStatus[]>;
  readLagOverall(o: {
    sellerId: number;
    since: Date;
  }): Promise<{ count: number; total: Percentiles }>;
  countPushes(o: { sellerId: number; since: Date }): Promise<{ sent: number; raw: number }>;
  countUnsynced(sellerId: number): Promise<Unsynced>;
  /** Newest first, at most 100. */
  listDrift(sellerId: number): Promise<Drift[]>;
}

export function createMonitoring(deps: { database: Database; clock: Clock }): Monitoring {
  const { database, clock } = deps;
  return {
    ...createReports(deps),
    ...createExports(deps),
    async readSyncStatus(sellerId, since) {
      const scoped = database.forSeller(sellerId);
      const from = since ?? new Date(clock.now().getTime() - LAG_WINDOW_MS);
      const [accounts, lags, arrival, unsynced] = await Promise.all([
        readAccounts(scoped, sellerId),
        readLag(scoped, { sellerId, since: from }),
        readArrivalLag(scoped, { sellerId, since: from }),
        countUnsynced(scoped, sellerId),
      ]);
      const lagOf = new Map(lags.map((lag) => [lag.accountId, lag]));
      return {
        accounts: accounts.map((account) => ({
          ...account,
          lag: lagOf.get(account.accountId) ?? null,
        })),
        arrival,
        unsynced,
      };
    },
    readTargets: (o) => readTargets(database.forSeller(o.sellerId), o),
    readLagOverall: (o) => readLagOverall(database.forSeller(o.sellerId), o),
    countPushes: (o) => countPushes(database.forSeller(o.sellerId), o),
    countUnsynced: (sellerId) => countUnsynced(database.forSeller(sellerId), sellerId),
    listDrift: (sellerId) =>
      listDrift(database.forSeller(sellerId), { sellerId, atMost: DRIFT_LISTED_MAX }),
  };
}
