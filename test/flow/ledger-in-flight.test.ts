import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createDatabase } from '../../core/database/database.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import { differencesFrom } from '../support/compare-with-model.ts';
import { orderOf, receiptOf } from '../support/ledger-events.ts';
import { runLedgerProcess } from '../support/ledger-process.ts';
import { makeScenario } from '../support/ledger-scenario.ts';
import { modelOf, type OpenLedger, openLedger, unheard } from '../support/open-ledger.ts';
import { submitAll } from '../support/submit-all.ts';

// Much work for a machine that does something else besides.
vi.setConfig({ testTimeout: 90_000 });

const IN_FLIGHT = 150;
const first = Number.parseInt(process.env.SEED ?? '1', 10);
const size = { orders: 180, movements: 160 };
const shapes = [1, 15].flatMap((skus) =>
  [false, true].map((hasKits) => ({ skus, hasKits, locations: 3 })),
);

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
});
afterAll(() => open.drop());

const about = (seed: number) =>
  `SEED=${seed} node run.mjs --bin vitest run test/flow/ledger-in-flight.test.ts`;

describe('150 changes in flight on real Postgres', () => {
  it.each(shapes)('of $skus SKUs, kits $hasKits: as if decided one by one', async (shape) => {
    const seller = await open.addSeller(shape);
    const events = makeScenario({ seed: first, ...seller, size });
    const { sellerId } = seller;
    const answers = await submitAll([open.ledger], { sellerId, events, inFlight: IN_FLIGHT });
    expect(answers.filter((answer) => answer instanceof Error)).toEqual([]);
    expect(await open.problems(seller), about(first)).toEqual([]);
    const model = modelOf(seller, events);
    expect(differencesFrom(model, await open.dump(sellerId)), about(first)).toEqual([]);
  });

  it('a thousand copies of one order at once are one order', async () => {
    const seller = await open.addSeller({ skus: 1, locations: 2, hasKits: false });
    const { sellerId, rules } = seller;
    const [skuId = 0] = seller.skuIds;
    const [accountId = 0] = rules.accounts.keys();
    const [locationId = 0] = rules.locations;
    await open.ledger.submit(sellerId, receiptOf({ skuId, locationId, quantity: 5 }));
    const order = orderOf({ accountId, name: '1', skuId, ordered: 2 });
    const copies = Array.from({ length: 1_000 }, () => order);
    const answers = await submitAll([open.ledger], { sellerId, events: copies, inFlight: 1_000 });
    const changes = answers.filter((answer) => 'isChanged' in answer && answer.isChanged);
    expect(changes).toHaveLength(1);
    expect((await open.dump(sellerId)).entries).toHaveLength(2);
  });

  it('an order id of any characters is found again', async () => {
    const { sellerId, skuIds, rules } = await open.addSeller({
      ...{ skus: 1, locations: 1, hasKits: false },
    });
    const [skuId = 0] = skuIds;
    const [accountId = 0] = rules.accounts.keys();
    const names = ['6" pan\\', '{a,b}', 'NULL', ' é\n\t%3A:', "'); DROP TABLE stock; --", '😀'];
    const orders = names.map((name) => orderOf({ accountId, name, skuId, ordered: 1 }));
    const submitted = { sellerId, inFlight: 3 };
    await submitAll([open.ledger], { ...submitted, events: orders });
    const again = await submitAll([open.ledger], { ...submitted, events: orders });
    expect(again.map((answer) => 'isChanged' in answer && answer.isChanged)).toEqual(
      names.map(() => false),
    );
    const { lines } = await open.dump(sellerId);
    expect(lines.map((line) => line.lineKey).sort()).toEqual(
      orders.map((order) => order.lines[0]?.lineKey).sort(),
    );
  });

  it('50 orders at once on the last 10 units: 10 have them, 40 are shortages', async () => {
    const seller = await open.addSeller({ skus: 1, locations: 3, hasKits: false });
    const { sellerId, rules } = seller;
    const [skuId = 0] = seller.skuIds;
    const [accountId = 0] = rules.accounts.keys();
    for (const [index, quantity] of [3, 3, 4].entries()) {
      const locationId = rules.locations[index] as number;
      await open.ledger.submit(sellerId, receiptOf({ skuId, locationId, quantity }));
    }
    const orders = Array.from({ length: 50 }, (_, index) =>
      orderOf({ accountId, name: `${index}`, skuId, ordered: 1 }),
    );
    const answers = await submitAll([open.ledger], { sellerId, events: orders, inFlight: 50 });
    const covered = answers.map((answer) => ('lines' in answer ? answer.lines[0]?.covered : null));
    expect(covered).toEqual([...Array(10).fill(1), ...Array(40).fill(0)]);
    expect(await open.problems(seller)).toEqual([]);
  });
});

describe('two deciders on one seller', () => {
  it.each(shapes)('two lanes on $skus SKUs, kits $hasKits: nothing lost', async (shape) => {
    const seller = await open.addSeller(shape);
    const { sellerId } = seller;
    const second = createDatabase({ urls: open.urls, log: silentLogger });
    const other = createLedger({ database: second, clock: systemClock, log: silentLogger });
    const events = makeScenario({ seed: first + 100, ...seller, size });
    const ledgers = [open.ledger, other];
    const answers = await submitAll(ledgers, { sellerId, events, inFlight: IN_FLIGHT });
    await second.close();
    expect(answers.filter((answer) => answer instanceof Error)).toEqual([]);
    expect(await open.problems(seller), about(first)).toEqual([]);
    expect(unheard(await open.dump(sellerId), { seller, events }), about(first)).toEqual([]);
  });

  it('two processes that get every message both: one effect each', async () => {
    const seller = await open.addSeller({ skus: 15, locations: 3, hasKits: true });
    const { sellerId } = seller;
    const events = makeScenario({ seed: first + 200, ...seller, size });
    const job = {
      ...{ sellerId, inFlight: IN_FLIGHT },
      appUrl: open.urls.app.reveal(),
      sweepUrl: open.urls.sweep.reveal(),
    };
    const done = await Promise.all([
      runLedgerProcess({ ...job, events }),
      runLedgerProcess({ ...job, events: events.toReversed() }),
    ]);
    expect(done.map(({ failures }) => failures)).toEqual([[], []]);
    expect(await open.problems(seller), about(first)).toEqual([]);
    expect(unheard(await open.dump(sellerId), { seller, events }), about(first)).toEqual([]);
  });
});
