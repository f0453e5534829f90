import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../core/base/clock.ts';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { explainStock } from '../../core/ledger/explain-stock.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import { stockAsOf } from '../../core/ledger/stock-as-of.ts';
import * as tell from '../support/ledger-events.ts';
import { makeScenario } from '../support/ledger-scenario.ts';
import { type OpenLedger, openLedger } from '../support/open-ledger.ts';
import { submitAll } from '../support/submit-all.ts';

const MONDAY_MS = Date.UTC(2026, 10, 23);

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
});
afterAll(() => open.drop());

/** A ledger whose clock the test moves. */
function createTimedLedger() {
  let nowMs = MONDAY_MS;
  const clock: Clock = { ...systemClock, now: () => new Date(nowMs) };
  const ledger = createLedger({ database: open.database, clock, log: silentLogger });
  return {
    ledger,
    at: (hour: number) => new Date(MONDAY_MS + hour * 3_600_000),
    goTo(hour: number) {
      nowMs = MONDAY_MS + hour * 3_600_000;
    },
  };
}

async function openShop() {
  const seller = await open.addSeller({ skus: 3, locations: 2, hasKits: true });
  const [hoodie = 0, cap = 0, scarf = 0, kit = 0] = seller.skuIds;
  const [mumbai = 0, delhi = 0] = seller.rules.locations;
  const [accountId = 0] = seller.rules.accounts.keys();
  return { ...seller, hoodie, cap, scarf, kit, mumbai, delhi, accountId };
}

describe('why a SKU has the stock it has', () => {
  it('shows balances, what made them, who holds units, who waits and what came back', async () => {
    const shop = await openShop();
    const { sellerId, hoodie, cap, kit, mumbai, delhi, accountId } = shop;
    const { ledger, goTo, at } = createTimedLedger();
    const submit = (event: Parameters<typeof ledger.submit>[1]) => ledger.submit(sellerId, event);
    await submit(tell.receiptOf({ skuId: hoodie, locationId: mumbai, quantity: 4 }));
    await submit(tell.receiptOf({ skuId: cap, locationId: mumbai, quantity: 1 }));
    goTo(1);
    await submit(tell.orderOf({ accountId, name: 'plain', skuId: hoodie, ordered: 3 }));
    await submit(tell.orderOf({ accountId, name: 'kits', skuId: kit, ordered: 2 }));
    goTo(2);
    const shipped = { ordered: 3, shipped: 2, returned: 1 };
    await submit(tell.orderOf({ accountId, name: 'plain', skuId: hoodie, ...shipped }));
    const sale = tell.saleOf({ skuId: hoodie, locationId: mumbai, quantity: 1 });
    await submit({ ...sale, origin: { ...sale.origin, frontEnd: 'terminal', agentId: 'agent 7' } });

    const why = await explainStock(open, { sellerId, skuId: hoodie });
    expect(why.components).toEqual([]);
    expect(why.balances).toEqual([{ skuId: hoodie, locationId: mumbai, onHand: 1, reserved: 1 }]);
    expect(why.entries.hasMore).toBe(false);
    expect(
      why.entries.rows.map((entry) => [entry.kind, entry.onHandAfter, entry.reservedAfter]),
    ).toEqual([
      ['ship', 1, 1],
      ['release', 2, 1],
      ['ship', 2, 2],
      ['reserve', 4, 4],
      ['reserve', 4, 3],
      ['receipt', 4, 0],
    ]);
    expect(why.entries.rows[0]).toMatchObject({
      ...{ cause: sale.origin.cause, actor: 'person 1', frontEnd: 'terminal' },
      ...{ agentId: 'agent 7', at: at(2), skuId: hoodie, locationId: mumbai },
    });
    expect(why.reservations.rows).toEqual([
      {
        ...{ lineKey: `${accountId}:plain:1`, accountId, skuId: hoodie, units: 1 },
        held: [{ skuId: hoodie, locationId: mumbai, quantity: 1 }],
      },
    ]);
    const waiting = { lineKey: `${accountId}:kits:1`, accountId, skuId: kit, units: 2 };
    expect(why.shortages.rows).toEqual([waiting]);
    const back = { lineKey: `${accountId}:plain:1`, accountId, skuId: hoodie, units: 1 };
    expect(why.pendingReturns.rows).toEqual([back]);

    const whyKit = await explainStock(open, { sellerId, skuId: kit });
    expect(whyKit.components).toEqual([
      { skuId: hoodie, quantity: 1 },
      { skuId: cap, quantity: 1 },
    ]);
    expect(whyKit.balances.map(({ skuId, onHand }) => [skuId, onHand])).toEqual([
      [hoodie, 1],
      [cap, 1],
    ]);
    expect(whyKit.shortages.rows).toEqual([waiting]);
    expect(whyKit.reservations.rows).toEqual([]);
    expect(delhi).not.toBe(mumbai);
  });

  it('shows the newest of many entries and says that there are more', async () => {
    const { sellerId, hoodie, mumbai } = await openShop();
    for (let quantity = 1; quantity <= 7; quantity += 1) {
      const receipt = tell.receiptOf({ skuId: hoodie, locationId: mumbai, quantity });
      await open.ledger.submit(sellerId, receipt);
    }
    const why = await explainStock(open, { sellerId, skuId: hoodie, rowsMax: 3 });
    expect(why.entries.rows.map((entry) => entry.onHandDelta)).toEqual([7, 6, 5]);
    expect(why.entries.hasMore).toBe(true);
  });

  it('is an empty answer for a SKU nobody has seen, or another seller’s', async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    const receipt = { skuId: theirs.hoodie, locationId: theirs.mumbai, quantity: 1 };
    await open.ledger.submit(theirs.sellerId, tell.receiptOf(receipt));
    const why = await explainStock(open, { sellerId: mine.sellerId, skuId: theirs.hoodie });
    expect(why.balances).toEqual([]);
    expect(why.entries).toEqual({ rows: [], hasMore: false });
  });
});

describe('the stock as of a moment', () => {
  it('is what it was, place by place', async () => {
    const { sellerId, hoodie, cap, mumbai, delhi, accountId } = await openShop();
    const { ledger, goTo, at } = createTimedLedger();
    goTo(1);
    await ledger.submit(
      sellerId,
      tell.receiptOf({ skuId: hoodie, locationId: mumbai, quantity: 5 }),
    );
    goTo(2);
    const move = { skuId: hoodie, fromLocationId: mumbai, toLocationId: delhi, quantity: 2 };
    await ledger.submit(sellerId, tell.transferOf(move));
    await ledger.submit(sellerId, tell.receiptOf({ skuId: cap, locationId: mumbai, quantity: 9 }));
    goTo(3);
    await ledger.submit(
      sellerId,
      tell.orderOf({ accountId, name: '1', skuId: hoodie, ordered: 1 }),
    );

    const hoodies = async (hour: number) =>
      (await stockAsOf(open, { sellerId, skuId: hoodie, at: at(hour) }))
        .toSorted((a, b) => Number(b.locationId === mumbai) - Number(a.locationId === mumbai))
        .map(({ onHand, reserved }) => [onHand, reserved]);
    expect(await hoodies(0.5)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await hoodies(1)).toEqual([
      [5, 0],
      [0, 0],
    ]);
    expect(await hoodies(1.9)).toEqual([
      [5, 0],
      [0, 0],
    ]);
    expect(await hoodies(2)).toEqual([
      [3, 0],
      [2, 0],
    ]);
    expect(await hoodies(99)).toEqual([
      [3, 1],
      [2, 0],
    ]);
    const all = await stockAsOf(open, { sellerId, at: at(2) });
    expect(all.map(({ skuId, onHand }) => [skuId, onHand]).sort()).toEqual(
      [
        [hoodie, 3],
        [hoodie, 2],
        [cap, 9],
      ].sort(),
    );
  });

  it('of today is the stock, however many changes there were', async () => {
    const seller = await open.addSeller({ skus: 15, locations: 3, hasKits: true });
    const { sellerId } = seller;
    const events = makeScenario({ seed: 4, ...seller, size: { orders: 60, movements: 60 } });
    await submitAll([open.ledger], { sellerId, events, inFlight: 50 });
    const { balances } = await open.dump(sellerId);
    const inOrder = balances.toSorted((a, b) => a.skuId - b.skuId || a.locationId - b.locationId);
    expect(await stockAsOf(open, { sellerId, at: new Date(Date.now()) })).toEqual(inOrder);
  });
});
