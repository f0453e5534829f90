/** The door for evaluation, as somebody uses it who writes a shop file and texts of their own. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../support/conversation.ts';
import { parseShopFile } from '../support/shop-file.ts';

const EXAMPLE = path.join(import.meta.dirname, '../support/example-shop.json');
const file = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
const jonas = { person: 'Jonas', frontEnd: 'slack' } as const;

let shop: Shop;

beforeAll(async () => {
  shop = await openShop({ file, model: null });
});
afterAll(async () => {
  await shop.close();
});

test('a shop file opens as it is written: stock as at its clock, orders reserved from it', async () => {
  const state = await shop.state();
  expect(state.stock).toEqual({
    'CNDL-L': { WERK: { onHand: 15, reserved: 1 }, LADEN: { onHand: 3, reserved: 0 } },
    'CNDL-S': { WERK: { onHand: 40, reserved: 0 }, LADEN: { onHand: 8, reserved: 3 } },
    SNUFF: { WERK: { onHand: 0, reserved: 0 }, LADEN: { onHand: 4, reserved: 0 } },
  });
  expect(state.prices['CNDL-S']).toEqual({ base: '6.50', accounts: { etsy: '7.90' } });
  expect(state.listings['CNDL-L']?.etsy).toMatchObject({ isPaused: true, shows: 0 });
  expect(Object.keys(state.listings.SNUFF ?? {})).toEqual(['shop']);
  expect(state.orders.map(({ number, status }) => [number, status])).toEqual([
    ['#501', 'open'],
    ['E-77', 'partly-shipped'],
  ]);
  expect(state.people.Jonas).toMatchObject({ role: 'warehouse', home: 'WERK' });
  expect(shop.now()).toEqual(new Date('2026-11-23T09:00:00Z'));
});

test('what a person says and confirms changes exactly that, and nothing else', async () => {
  const before = await shop.state();
  const said = await shop.say({ ...jonas, text: 'received 5 CNDL-L in WERK' });
  if (said.outcome === 'preview') await shop.confirm(jonas);
  await shop.settle();
  const { stock, ...rest } = await shop.state();
  expect(stock['CNDL-L']?.WERK).toEqual({ onHand: 20, reserved: 1 });
  const { listings, ...untouched } = rest;
  expect(listings['CNDL-L']?.shop?.shows).toBe(22);
  expect(before).toMatchObject(untouched);
});

test('events from outside arrive as their shops tell them', async () => {
  const balance = async () => (await shop.state()).stock['CNDL-S'];
  await shop.apply({ kind: 'order', account: 'etsy', number: 'E-90', lines: [gift(2)] });
  expect(await balance()).toMatchObject({ WERK: { onHand: 40, reserved: 0 } });
  await shop.apply({ kind: 'order', account: 'etsy', lines: [{ sku: 'CNDL-S', quantity: 4 }] });
  expect(await balance()).toMatchObject({ WERK: { onHand: 40, reserved: 4 } });
  await shop.apply({ kind: 'shipment', order: '#9002' });
  expect(await balance()).toMatchObject({ WERK: { onHand: 36, reserved: 0 } });
  await shop.apply({ kind: 'return', order: '#9002', units: [{ sku: 'CNDL-S', quantity: 1 }] });
  expect(await balance()).toMatchObject({ WERK: { onHand: 37, reserved: 0 } });
  await shop.apply({ kind: 'cancellation', order: '#501' });
  expect(await balance()).toMatchObject({ LADEN: { onHand: 8, reserved: 0 } });
  await shop.apply({ kind: 'count', sku: 'CNDL-S', location: 'LADEN', counted: 6 });
  expect(await balance()).toMatchObject({ LADEN: { onHand: 6, reserved: 0 } });
});

/** Not served from where the snuffers lie: a shortage, and nothing of it reserved. */
const gift = (quantity: number) => ({ sku: 'GIFT', quantity });

test('a refused update is parked until its shop takes it again; a price changed there is set back', async () => {
  const listing = async () => (await shop.state()).listings['CNDL-S']?.shop;
  await shop.apply({ kind: 'push-failed', account: 'shop', sku: 'CNDL-S' });
  expect(await listing()).toMatchObject({ isParked: true });
  await shop.apply({ kind: 'push-recovered', account: 'shop', sku: 'CNDL-S' });
  expect(await listing()).toMatchObject({ isParked: false });
  await shop.apply({ kind: 'channel-price', account: 'shop', sku: 'CNDL-S', price: '1.00' });
  await shop.apply({ kind: 'listing-state', account: 'shop', sku: 'CNDL-S', state: 'paused' });
  expect(await listing()).toMatchObject({ isPaused: true, shows: 0 });
});

test('prices of ours, figures changed on a shop and slow shops are events too', async () => {
  const price = { kind: 'price', sku: 'CNDL-S', account: 'shop', price: '6.90' } as const;
  await shop.apply(price);
  expect((await shop.state()).prices['CNDL-S']?.accounts).toMatchObject({ shop: '6.90' });
  await shop.apply({ kind: 'channel-stock', account: 'shop', sku: 'CNDL-S', shows: 1 });
  const start = shop.now();
  await shop.apply({ kind: 'lag', account: 'shop', sku: 'CNDL-S', seconds: 90 });
  expect(shop.now().getTime() - start.getTime()).toBe(90_000);
});

test('who asked to be told is told once, on the front-end of their choice, and at the time of the shop', async () => {
  await shop.sent();
  await shop.apply({ kind: 'count', sku: 'CNDL-S', location: 'WERK', counted: 3 });
  const sent = await shop.sent();
  expect(sent.map(({ frontEnd, target, time }) => [frontEnd, target, time])).toEqual([
    ['slack', 'T1:UJONAS', shop.now()],
  ]);
  expect(sent[0]?.text).toContain('CNDL-S');
  expect(await shop.sent()).toEqual([]);
});

test('the clock stands until it is moved, and a spike moves it along', async () => {
  const start = shop.now();
  await shop.apply({ kind: 'spike', account: 'shop', sku: 'CNDL-L', orders: 12, minutes: 6 });
  expect(shop.now().getTime() - start.getTime()).toBe(6 * 60_000);
  expect((await shop.state()).stock['CNDL-L']).toMatchObject({
    LADEN: { reserved: 3 },
    WERK: { reserved: 10 },
  });
  await shop.advanceTo('2026-11-24T09:00:00+01:00');
  expect(shop.now()).toEqual(new Date('2026-11-24T08:00:00Z'));
  await expect(shop.advanceTo(start)).rejects.toThrow('does not go back');
});

test('whoever the file does not know where they write can change nothing', async () => {
  const before = await shop.state();
  for (const who of [
    { person: 'Jonas', frontEnd: 'telegram' },
    { person: 'Somebody', frontEnd: 'slack' },
    { person: null, frontEnd: 'whatsapp' },
  ] as const) {
    const said = await shop.say({ ...who, text: 'sold 1 CNDL-L in WERK' });
    if (said.outcome === 'preview') await shop.confirm(who);
  }
  expect(await shop.state()).toEqual(before);
});

test('a shop file that does not fit is refused with every place', () => {
  const bad = { ...file, accounts: [], people: [{ name: 'Ida', role: 'queen' }] };
  expect(() => parseShopFile(bad)).toThrow(/people\[0\]\.role/);
  const loose = { ...file, locations: [{ code: 'WERK', name: 'Werkstatt' }] };
  expect(() => parseShopFile(loose)).toThrow(/LADEN is not in the file/);
});

test('shops of one file can be opened one after the other, each on its own', async () => {
  for (let round = 0; round < 2; round += 1) {
    const other = await openShop({ file, model: null });
    try {
      expect((await other.state()).stock['CNDL-L']?.WERK).toEqual({ onHand: 15, reserved: 1 });
      await other.apply({ kind: 'count', sku: 'CNDL-L', location: 'WERK', counted: 9 });
      expect((await other.state()).stock['CNDL-L']?.WERK?.onHand).toBe(9);
    } finally {
      await other.close();
    }
  }
});
