import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { Database } from '../database/database.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface OrdersDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly ledger: Pick<Ledger, 'submit'>;
}
