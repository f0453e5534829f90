import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { setAside } from '../../core/intake/set-aside.ts';
import { readUnmapped } from '../../core/intake/unmapped-store.ts';
import { advanceLine, type LineFigures } from '../../core/ledger/advance-line.ts';
import { toLineKey } from '../../core/ledger/ledger-event.ts';
import { check, fc } from '../support/check.ts';
import { openIntake } from '../support/open-intake.ts';
import { toIncoming } from '../support/scripted-channel.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';

let floor: ShopFloor;
beforeAll(async () => {
  floor = await openShopFloor({
    shops: [{ name: 'Alpha', channel: 'shopify', offers: ['MUG'] }],
    skus: [
      { code: 'MUG', stock: { Mumbai: 10 } },
      { code: 'CUP', stock: { Mumbai: 10 } },
    ],
  });
  await floor.untilConverged();
  // What the shop sells and we do not know.
  for (const skuCode of ['ODD-1', 'ODD-2', 'ODD-3', 'ODD-4']) {
    floor.shop('Alpha').addListing({ skuCode, title: 'Odd', quantity: 5, priceMinor: 1_000 });
  }
});
afterAll(() => floor.close());

const account = () => floor.account('Alpha').accountId;
const buy = (...skuCodes: string[]) =>
  floor.shop('Alpha').placeOrder({ lines: skuCodes.map((skuCode) => ({ skuCode, quantity: 2 })) });

async function linesOf(number: string) {
  const [found] = await floor.engine.orders.listOrders(floor.sellerId, { number });
  return found?.lines.map((line) => [line.skuCode, line.skuId, line.ordered, line.reserved]);
}

async function arrives(number: string): Promise<void> {
  await floor.shop('Alpha').settle();
  await floor.until(`order ${number} is there`, async () => {
    const { waiting } = await floor.engine.intake.countDeliveries(floor.sellerId);
    return waiting === 0 && (await linesOf(number)) !== undefined;
  });
}

const waiting = async () =>
  (await floor.engine.intake.listUnmapped(floor.sellerId)).map((code) => code.channelCode);

test('of an order with a strange SKU the known line is promised, the other waits', async () => {
  const { number } = buy('MUG', 'ODD-1');
  await arrives(number);
  expect(await linesOf(number)).toEqual([
    ['MUG', floor.skuId('MUG'), 2, 2],
    ['ODD-1', null, 2, 0],
  ]);
  expect(await floor.engine.intake.listUnmapped(floor.sellerId)).toMatchObject([
    { channelCode: 'ODD-1', accountName: 'Alpha', title: 'Odd', lines: 1, units: 2 },
  ]);
  const map = { accountId: account(), channelCode: 'ODD-1', skuId: floor.skuId('CUP') };
  expect(await floor.engine.intake.mapCode(floor.sellerId, map)).toEqual({
    ok: true,
    appliedLines: 1,
  });
  expect(await linesOf(number)).toEqual([
    ['MUG', floor.skuId('MUG'), 2, 2],
    ['ODD-1', floor.skuId('CUP'), 2, 2],
  ]);
  expect(await waiting()).toEqual([]);
});

test('what was cancelled and shipped while a line waited is applied with it', async () => {
  const { number, externalId, lineIds } = buy('ODD-2');
  const place = { orderExternalId: externalId, lineId: String(lineIds[0]) };
  floor.shop('Alpha').shipLine({ ...place, quantity: 1 });
  floor.shop('Alpha').refundLine({ ...place, quantity: 1, restock: 'cancel' });
  await arrives(number);
  await floor.until('the updates came', async () => {
    const [found] = await floor.engine.orders.listOrders(floor.sellerId, { number });
    return found?.lines[0]?.shipped === 1 && found.lines[0].cancelled === 1;
  });
  const map = { accountId: account(), channelCode: ' ODD-2 ', skuId: floor.skuId('CUP') };
  expect(await floor.engine.intake.mapCode(floor.sellerId, map)).toMatchObject({ appliedLines: 1 });
  const lineKey = toLineKey({
    accountId: account(),
    orderExternalId: externalId,
    lineExternalId: place.lineId,
  });
  const sql = `SELECT ordered, cancelled, shipped, reserved, short FROM order_line
    WHERE line_key = $1`;
  const db = floor.database.database.forSeller(floor.sellerId);
  expect(await db.row(sql, [lineKey])).toEqual({
    ordered: 2,
    cancelled: 1,
    shipped: 1,
    reserved: 0,
    short: 0,
  });
});

test('a SKU made later takes up the lines that carry its code', async () => {
  const { number } = buy('ODD-3');
  await arrives(number);
  expect(await waiting()).toEqual(['ODD-3']);
  await floor.engine.catalog.addSku(floor.sellerId, { code: 'odd-3', title: 'No longer odd' });
  expect(await floor.engine.intake.applyKnown(floor.sellerId)).toBe(1);
  expect(await linesOf(number)).toMatchObject([['ODD-3', expect.any(Number), 2, 0]]);
});

test('an old body that comes after the SKU became known does not hide what waited', async () => {
  const stage = await openIntake();
  const told = (cancelled: number, second: number) => {
    const revisedAt = new Date(Date.UTC(2026, 10, 23, 10, 0, second));
    return toIncoming({ id: 'o', skuCode: 'NEW', ordered: 3, cancelled, revisedAt, lineId: '1' });
  };
  stage.script.read = (body) => {
    const { cancelled, second } = body as { cancelled: number; second: number };
    return { kind: 'order', order: told(cancelled, second) };
  };
  await stage.tell({ cancelled: 2, second: 9 });
  await stage.settle();
  await stage.catalog.addSku(stage.sellerId, { code: 'NEW', title: 'New' });
  await stage.tell({ cancelled: 0, second: 1 });
  await stage.settle();
  const [found] = await stage.orders.listOrders(stage.sellerId);
  expect(found?.lines).toMatchObject([{ ordered: 3, cancelled: 2, short: 1 }]);
  expect(await stage.intake.listUnmapped(stage.sellerId)).toEqual([]);
  await stage.close();
});

test('however mapping and order meet, the line is applied and not left behind', async () => {
  const { intake } = floor.engine;
  const { sellerId } = floor;
  const map = { accountId: account(), channelCode: 'ODD-4', skuId: floor.skuId('MUG') };
  const { number } = buy('ODD-4');
  // The delivery is on its way while somebody maps.
  await Promise.all([floor.shop('Alpha').settle(), intake.mapCode(sellerId, map)]);
  await arrives(number);
  await floor.until('the line is applied', async () => (await waiting()).length === 0);
  expect(await linesOf(number)).toEqual([['ODD-4', floor.skuId('MUG'), 2, 2]]);
});

test('a code of nobody, of another seller or without a letter is refused', async () => {
  const { intake, catalog } = floor.engine;
  const stranger = await catalog.createSeller({ name: 'B', currency: 'EUR', timeZone: 'UTC' });
  const map = { accountId: account(), channelCode: 'X', skuId: floor.skuId('MUG') };
  const unknown = { ok: false, reason: 'unknown-account-or-sku' };
  expect(await intake.mapCode(stranger, map)).toEqual(unknown);
  expect(await intake.mapCode(floor.sellerId, { ...map, skuId: 999_999 })).toEqual(unknown);
  for (const channelCode of ['', ' ', 'a\u0000b', 'a\ud800', 'x'.repeat(5_000)]) {
    const refused = await intake.mapCode(floor.sellerId, { ...map, channelCode });
    expect(refused).toEqual({ ok: false, reason: 'bad-code' });
  }
});

describe('a line that waits', () => {
  const units = fc.integer({ min: 0, max: 6 });
  const told = fc.record({
    ordered: units,
    cancelled: units,
    revision: fc.integer({ min: 0, max: 4 }),
  });

  check.prop([fc.array(told, { minLength: 1, maxLength: 6 })], { numRuns: 60 })(
    'takes updates as the ledger would, so that waiting loses nothing',
    async (updates) => {
      const db = floor.database.database.forSeller(floor.sellerId);
      const lineKey = `${account()}:prop:${runs++}`;
      const line = {
        ...{ lineKey, accountId: account(), channelCode: 'P', listingExternalId: null },
        ...{ title: '', ordered: 0, cancelled: 0, shipped: 0, returned: 0, revision: 0 },
      };
      let expected: LineFigures = line;
      for (const update of updates) {
        const next = { ...line, ...update, skuId: 1 };
        const deps = { database: floor.database.database, clock: systemClock };
        await setAside(deps, floor.sellerId, [next]);
        expected = advanceLine(expected, next);
      }
      const [kept] = await readUnmapped(db, { sellerId: floor.sellerId, lineKeys: [lineKey] });
      const { ordered, cancelled, revision } = kept ?? {};
      expect({ ordered, cancelled, revision }).toEqual({
        ordered: expected.ordered,
        cancelled: expected.cancelled,
        revision: expected.revision,
      });
    },
  );
});
let runs = 0;
