import type { Client } from 'pg';
import { systemClock } from '../../core/base/clock.ts';
import { createLogger } from '../../core/base/log.ts';
import { createLedger, type Ledger } from '../../core/ledger/ledger.ts';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import { type LedgerDump, tornKits, violationsOf } from './ledger-dump.ts';
import { LedgerModel } from './ledger-model.ts';
import {
  addTestSeller,
  connectAsOwner,
  dumpLedger,
  type TestSeller,
} from './ledger-seller-store.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';

export interface OpenLedger extends TestDatabase {
  readonly owner: Client;
  readonly ledger: Ledger;
  /** What the ledger logged, one JSON object a line. */
  readonly logged: readonly string[];
  addSeller(o: { skus: number; locations: number; hasKits: boolean }): Promise<TestSeller>;
  dump(sellerId: number): Promise<LedgerDump>;
  /** Everything that must hold of this seller's ledger and does not. */
  problems(seller: TestSeller): Promise<string[]>;
}

/** A database of one's own with a ledger on it. Call `drop` in afterAll. */
export async function openLedger(): Promise<OpenLedger> {
  const opened = await openTestDatabase();
  const owner = await connectAsOwner(opened.urls.owner);
  const logged: string[] = [];
  const log = createLogger({ level: 'warn', write: (line) => logged.push(line) });
  const ledger = createLedger({ database: opened.database, clock: systemClock, log });
  return {
    ...opened,
    owner,
    ledger,
    logged,
    addSeller: (o) => addTestSeller(owner, opened.database, o),
    dump: (sellerId) => dumpLedger(owner, sellerId),
    async problems({ sellerId, rules }) {
      const dump = await dumpLedger(owner, sellerId);
      return [...violationsOf(dump, rules), ...tornKits(dump, rules)];
    },
    async drop() {
      await owner.end();
      await opened.drop();
    },
  };
}

/** What the model makes of the events, one after the other. */
export function modelOf(seller: TestSeller, events: readonly LedgerEvent[]): LedgerModel {
  const model = new LedgerModel(seller.rules);
  for (const event of events) model.apply(event);
  return model;
}

/**
 * Where several processes decide, nobody knows the order, but what was said must have been heard:
 * every line wants, has shipped and got back what its bodies say, every movement has its entry.
 */
export function unheard(
  dump: LedgerDump,
  o: { seller: TestSeller; events: readonly LedgerEvent[] },
): string[] {
  const model = modelOf(o.seller, o.events);
  const lines = new Map(dump.lines.map((line) => [line.lineKey, line]));
  const figures = [...model.lines].flatMap(([lineKey, told]) => {
    const found = lines.get(lineKey);
    const goal = found ? found.short + found.reserved + found.shipped : 0;
    const heard = [goal, found?.shipped ?? 0, found?.returned ?? 0].join();
    const said = [told.short + told.reserved + told.shipped, told.shipped, told.returned].join();
    return heard === said ? [] : [`${lineKey}: ${heard} instead of ${said}`];
  });
  const keys = new Set(dump.entries.map((entry) => entry.key));
  const lost = o.events.filter(
    (event) => ['receipt', 'count'].includes(event.kind) && !keys.has(event.origin.key),
  );
  const plain = lost.filter((event) => 'skuId' in event && !o.seller.rules.kits.has(event.skuId));
  return [...figures, ...plain.map((event) => `${event.kind} ${event.origin.key} is lost`)];
}
