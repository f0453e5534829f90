import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { createDatabase } from '../../core/database/database.ts';
import { DatabaseUnavailable, DataRefused } from '../../core/database/database-errors.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import { differencesFrom } from '../support/compare-with-model.ts';
import { type CuttingProxy, openCuttingProxy } from '../support/cutting-proxy.ts';
import { orderOf, receiptOf } from '../support/ledger-events.ts';
import { runLedgerProcess } from '../support/ledger-process.ts';
import { makeScenario } from '../support/ledger-scenario.ts';
import type { TestSeller } from '../support/ledger-seller-store.ts';
import { modelOf, type OpenLedger, openLedger, unheard } from '../support/open-ledger.ts';
import { submitAll } from '../support/submit-all.ts';

// Much work for a machine that does something else besides.
vi.setConfig({ testTimeout: 90_000 });

const size = { orders: 150, movements: 120 };
const seed = Number.parseInt(process.env.SEED ?? '1', 10);

const BREAK_LANES = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'shelftalk lane'`;

let open: OpenLedger;
let proxy: CuttingProxy;
beforeAll(async () => {
  open = await openLedger();
  proxy = await openCuttingProxy(open.urls.app);
});
afterAll(async () => {
  await proxy.close();
  await open.drop();
});

/** A seller with one SKU at one place. */
async function openStall() {
  const seller = await open.addSeller({ skus: 1, locations: 1, hasKits: false });
  const [skuId = 0] = seller.skuIds;
  const [locationId = 0] = seller.rules.locations;
  const [accountId = 0] = seller.rules.accounts.keys();
  const { sellerId } = seller;
  const receipt = (quantity: number) => receiptOf({ skuId, locationId, quantity });
  const order = (name: string, ordered = 1) => orderOf({ accountId, name, skuId, ordered });
  return { seller, sellerId, receipt, order };
}

/** Without changes that may be refused: those are decided anew when they are sent again. */
function certainEvents(seller: TestSeller): LedgerEvent[] {
  return makeScenario({ seed, ...seller, size }).filter((event) => {
    const isKit = 'skuId' in event && seller.rules.kits.has(event.skuId);
    return event.kind === 'order' || (['receipt', 'count'].includes(event.kind) && !isKit);
  });
}

describe('a change that the database refuses', () => {
  it('does not take the 149 beside it with it', async () => {
    const { seller, sellerId, receipt, order } = await openStall();
    const events: LedgerEvent[] = Array.from({ length: 150 }, (_, index) => order(`${index}`));
    events[0] = receipt(100);
    // No text of Postgres may hold a zero byte.
    events[77] = order('77\u0000');
    const answers = await submitAll([open.ledger], { sellerId, events, inFlight: 150 });
    const refused = answers.flatMap((answer, index) => (answer instanceof Error ? [index] : []));
    expect(refused).toEqual([77]);
    expect(answers[77]).toBeInstanceOf(DataRefused);
    expect((await open.dump(sellerId)).lines).toHaveLength(148);
    expect(await open.problems(seller)).toEqual([]);
  });

  it('keeps the order of arrival among the others', async () => {
    const { sellerId, receipt, order } = await openStall();
    const orders = Array.from({ length: 20 }, (_, index) => order(`${index}`));
    const events = [receipt(5), ...orders.slice(0, 3), receipt(2_000_000_000), ...orders.slice(3)];
    // Together with what lies there this is more than a stock figure can hold.
    events.splice(4, 0, receipt(2_000_000_000));
    const answers = await submitAll([open.ledger], { sellerId, events, inFlight: 50 });
    expect(answers.filter((answer) => answer instanceof DataRefused)).toHaveLength(1);
    const shorts = (await open.dump(sellerId)).lines.filter((line) => line.short > 0);
    expect(shorts).toEqual([]);
  });

  it('is told in the log without the data of the event', async () => {
    const { sellerId, order } = await openStall();
    const events = [order('secret-name\u0000'), order('2')];
    await submitAll([open.ledger], { sellerId, events, inFlight: 2 });
    expect(open.logged.join()).toContain('ledger_batch_split');
    expect(open.logged.join()).not.toContain('secret-name');
  });
});

describe('a connection that breaks', () => {
  it.each(['before', 'after'] as const)('%s the commit: sent again, applied once', async (when) => {
    const { seller, sellerId, receipt } = await openStall();
    const urls = { app: proxy.through(open.urls.app), sweep: open.urls.sweep };
    const database = createDatabase({ urls, log: silentLogger, sizes: { lanesMax: 1 } });
    const ledger = createLedger({ database, clock: systemClock, log: silentLogger });
    await ledger.submit(sellerId, receipt(1));
    const cutsBefore = proxy.cuts();
    proxy.cutAtCommit(when);
    const event = receipt(7);
    await expect(ledger.submit(sellerId, event)).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(proxy.cuts()).toBe(cutsBefore + 1);
    // Lost with its answer is the difference: the second time it is a copy.
    const again = await ledger.submit(sellerId, event);
    expect(again.kind).toBe(when === 'before' ? 'done' : 'copy');
    await database.close();
    expect((await open.dump(sellerId)).balances).toMatchObject([{ onHand: 8 }]);
    expect(await open.problems(seller)).toEqual([]);
  });

  it('again and again under load: nothing is lost and nothing counts twice', async () => {
    const seller = await open.addSeller({ skus: 15, locations: 3, hasKits: true });
    const { sellerId } = seller;
    const database = createDatabase({ urls: open.urls, log: silentLogger });
    const ledger = createLedger({ database, clock: systemClock, log: silentLogger });
    const events = makeScenario({ seed, ...seller, size });
    const random = createSeededRandom(seed);
    const breaks: Promise<unknown>[] = [];
    // In the middle of one of the next batches, each time that one got through.
    ledger.onCommitted(() => {
      const pause = systemClock.sleep(random.integer({ min: 0, max: 12 }));
      breaks.push(pause.then(() => open.owner.query(BREAK_LANES)));
    });
    const answers = await submitAll([ledger], { sellerId, events, inFlight: 40, repeats: true });
    expect(breaks.length).toBeGreaterThan(5);
    await Promise.all(breaks);
    await database.close();
    expect(answers.filter((answer) => answer instanceof Error)).toEqual([]);
    expect(await open.problems(seller), `SEED=${seed}`).toEqual([]);
    expect(unheard(await open.dump(sellerId), { seller, events }), `SEED=${seed}`).toEqual([]);
  });
});

describe('a process that is killed', () => {
  it('and started again ends with the stock as if nothing had happened', async () => {
    const seller = await open.addSeller({ skus: 3, locations: 3, hasKits: true });
    const { sellerId } = seller;
    const events = certainEvents(seller);
    const job = {
      ...{ sellerId, events, inFlight: 20 },
      appUrl: open.urls.app.reveal(),
      sweepUrl: open.urls.sweep.reveal(),
    };
    // Before the answers of a commit are given, and somewhere inside the next batch.
    const deaths = [
      { commits: 2, delayMs: 0 },
      { commits: 3, delayMs: 2 },
    ];
    for (const death of deaths) {
      expect(await runLedgerProcess({ ...job, death })).toMatchObject({ wasKilled: true });
    }
    await submitAll([open.ledger], { sellerId, events, inFlight: 20, repeats: true });
    expect(await open.problems(seller), `SEED=${seed}`).toEqual([]);
    const model = modelOf(seller, events);
    expect(differencesFrom(model, await open.dump(sellerId)), `SEED=${seed}`).toEqual([]);
  });
});
