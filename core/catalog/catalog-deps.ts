import type { Clock } from '../base/clock.ts';
import type { Database } from '../database/database.ts';
import type { Vault } from './vault.ts';

export interface CatalogDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  /** After a commit that may change what listings show. Must not throw. */
  readonly onWake?: (o: { sellerId: number }) => void;
}
