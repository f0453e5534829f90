import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import type { Database } from '../../core/database/database.ts';
import { createLedger } from '../../core/ledger/ledger.ts';
import * as tell from '../support/ledger-events.ts';
import type { TestSeller } from '../support/ledger-seller-store.ts';
import { type OpenLedger, openLedger } from '../support/open-ledger.ts';
import { submitAll } from '../support/submit-all.ts';

const ADD_LOCATION = `
  INSERT INTO location (seller_id, code, name, rank, created_at)
  VALUES ($1, 'new', 'New', 9, now()) RETURNING location_id AS "locationId"`;
const ADD_KIT = `
  WITH made AS (INSERT INTO sku (seller_id, code, title, created_at)
    VALUES ($1, 'kit', 'Kit', now()) RETURNING sku_id)
  INSERT INTO kit_component (seller_id, kit_sku_id, component_sku_id, quantity)
  SELECT $1, sku_id, $2, 3 FROM made RETURNING kit_sku_id AS "skuId"`;
const FORGET_ACCOUNT_LOCATIONS = 'DELETE FROM account_location WHERE seller_id = $1';
const RAISE_VERSION = `
  UPDATE ledger_head SET catalog_version = catalog_version + 1 WHERE seller_id = $1`;

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
});
afterAll(() => open.drop());

function toStory(seller: TestSeller) {
  const [skuId = 0] = seller.skuIds;
  const [locationId = 0] = seller.rules.locations;
  const [accountId = 0] = seller.rules.accounts.keys();
  const { sellerId } = seller;
  return {
    ...{ sellerId, skuId, locationId, accountId },
    order: (name: string, ordered: number, sku = skuId) =>
      open.ledger.submit(sellerId, tell.orderOf({ accountId, name, skuId: sku, ordered })),
    receipt: (quantity: number, place = locationId) =>
      open.ledger.submit(sellerId, tell.receiptOf({ skuId, locationId: place, quantity })),
  };
}

describe('a catalogue that changes while the ledger runs', () => {
  it('a location added a moment ago serves the next order', async () => {
    const seller = await open.addSeller({ skus: 1, locations: 1, hasKits: false });
    const { sellerId, receipt, order } = toStory(seller);
    await order('1', 2);
    await open.owner.query(FORGET_ACCOUNT_LOCATIONS, [sellerId]);
    const { rows } = await open.owner.query(ADD_LOCATION, [sellerId]);
    await open.owner.query(RAISE_VERSION, [sellerId]);
    expect(await receipt(2, rows[0].locationId)).toMatchObject({ covered: 2, reserved: 2 });
  });

  it('a kit made a moment ago takes its parts', async () => {
    const seller = await open.addSeller({ skus: 1, locations: 1, hasKits: false });
    const { sellerId, skuId, receipt, order } = toStory(seller);
    await receipt(7);
    const { rows } = await open.owner.query(ADD_KIT, [sellerId, skuId]);
    await open.owner.query(RAISE_VERSION, [sellerId]);
    expect(await order('1', 3, rows[0].skuId)).toMatchObject({ lines: [{ covered: 2, short: 1 }] });
    expect(await receipt(2)).toMatchObject({ covered: 1, onHand: 9, reserved: 9 });
  });

  it('rules that are still true are read once', async () => {
    const seller = await open.addSeller({ skus: 1, locations: 1, hasKits: false });
    const { sellerId, skuId, locationId } = toStory(seller);
    let readings = 0;
    // Batches travel by lane; the rules are all that the ledger reads beside them.
    const database: Database = {
      ...open.database,
      forSeller(id) {
        readings += 1;
        return open.database.forSeller(id);
      },
    };
    const ledger = createLedger({ database, clock: systemClock, log: silentLogger });
    const receipt = () => tell.receiptOf({ skuId, locationId, quantity: 1 });
    for (let batch = 1; batch <= 5; batch += 1) await ledger.submit(sellerId, receipt());
    expect(readings).toBe(1);
    await open.owner.query(RAISE_VERSION, [sellerId]);
    for (let batch = 1; batch <= 5; batch += 1) await ledger.submit(sellerId, receipt());
    expect(readings).toBe(2);
  });
});

describe('a queue longer than a first look', () => {
  it('350 units for 400 waiting orders go to the 350 oldest', async () => {
    const seller = await open.addSeller({ skus: 1, locations: 1, hasKits: false });
    const { sellerId, skuId, accountId, receipt } = toStory(seller);
    const events = Array.from({ length: 400 }, (_, index) =>
      tell.orderOf({ accountId, name: `${index}`, skuId, ordered: 1 }),
    );
    await submitAll([open.ledger], { sellerId, events, inFlight: 400 });
    expect(await receipt(350)).toMatchObject({ covered: 350 });
    const { lines } = await open.dump(sellerId);
    const waiting = lines.filter((line) => line.short > 0).map((line) => line.lineKey);
    const expected = events.slice(350).map((event) => event.lines[0]?.lineKey);
    expect(waiting.sort()).toEqual(expected.sort());
    expect(await open.problems(seller)).toEqual([]);
  });

  it('a count that leaves 10 of 400 promised units takes the 390 newest promises', async () => {
    const seller = await open.addSeller({ skus: 1, locations: 1, hasKits: false });
    const { sellerId, skuId, locationId, accountId, receipt } = toStory(seller);
    await receipt(400);
    const events = Array.from({ length: 400 }, (_, index) =>
      tell.orderOf({ accountId, name: `${index}`, skuId, ordered: 1 }),
    );
    await submitAll([open.ledger], { sellerId, events, inFlight: 400 });
    const count = tell.countOf({ skuId, locationId, counted: 10 });
    expect(await open.ledger.submit(sellerId, count)).toMatchObject({ displaced: 390 });
    const { lines } = await open.dump(sellerId);
    const kept = lines.filter((line) => line.reserved > 0).map((line) => line.lineKey);
    const expected = events.slice(0, 10).map((event) => event.lines[0]?.lineKey);
    expect(kept.sort()).toEqual(expected.sort());
    expect(await open.problems(seller)).toEqual([]);
  });
});
