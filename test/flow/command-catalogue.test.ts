import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandDesk, openCommandDesk } from '../support/command-desk.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';

let floor: ShopFloor;
let desk: CommandDesk;

beforeAll(async () => {
  floor = await openShopFloor({
    locations: ['Mumbai', 'Delhi'],
    shops: [
      { name: 'Kala', channel: 'shopify' },
      { name: 'Nila', channel: 'woocommerce' },
    ],
    skus: [
      { code: 'HOODIE-M', priceMinor: 149_900, stock: { Mumbai: 24, Delhi: 10 } },
      { code: 'HOODIE-L', priceMinor: 149_900, stock: { Mumbai: 3, Delhi: 2 } },
      { code: 'MUG', priceMinor: 34_900, stock: { Mumbai: 40 } },
      { code: 'LAMP', priceMinor: 99_900 },
      { code: 'SET', components: { MUG: 2 } },
    ],
  });
  desk = await openCommandDesk(floor);
  const facts = { category: 'Hoodies', unitCost: { minor: 60_000, currency: 'INR' } };
  for (const code of ['HOODIE-M', 'HOODIE-L']) {
    await floor.engine.catalog.setFacts(floor.sellerId, { skuId: floor.skuId(code), facts });
  }
  await floor.untilConverged();
});
afterAll(() => floor.close());

test('stock: the figure first, in one place, of a kind, and what is low', async () => {
  expect(await desk.read('stock', { sku: 'HOODIE-M' })).toMatch(/^ {2}34 {2}HOODIE-M available\n/);
  expect(await desk.read('stock', { sku: 'HOODIE-M' })).toContain('2 shops show 34, in step.');
  const inDelhi = await desk.read('stock', { sku: 'HOODIE-M', location: 'Delhi' });
  expect(inDelhi).toMatch(/^ {2}10 {2}HOODIE-M available in Delhi\n/);
  expect(inDelhi).toContain('34 available in all places');
  const hoodies = await desk.read('stock', { group: 'Hoodies', location: 'Mumbai' });
  expect(hoodies).toMatch(/^ {2}27 {2}units available of Hoodies in Mumbai, 2 SKUs/);
  expect(hoodies).not.toContain('MUG');
  expect(await desk.read('stock', { scope: 'low' })).toMatch(/1 {2}SKU running low[\s\S]*HOODIE-L/);
  expect(await desk.read('stock', { scope: 'out' })).toMatch(/1 {2}SKU out of stock[\s\S]*LAMP/);
  expect(await desk.read('stock', { scope: 'out', location: 'Delhi' })).toMatch(/3 {2}SKUs out/);
});

test('what counts as low follows the safety stock where there is one', async () => {
  await desk.run('safety', { sku: 'HOODIE-L', quantity: 2 });
  expect(await desk.read('stock', { scope: 'low' })).toContain('Nothing is running low.');
  await desk.undo();
  expect(await desk.read('stock', { scope: 'low' })).toContain('HOODIE-L');
});

test('stock at a past moment is asked for one place and one kind too', async () => {
  const moment = new Date();
  await desk.run('sold', { quantity: 1, sku: 'MUG', location: 'Mumbai' });
  const past = { moment, location: 'Mumbai' };
  expect(await desk.read('stock', { ...past, sku: 'MUG' })).toMatch(/^ {2}40 {2}MUG available in/);
  expect(await desk.read('stock', { ...past, group: 'Hoodies' })).toMatch(
    /^ {2}27 {2}units available of Hoodies in Mumbai as of/,
  );
  await desk.undo();
});

test('what the stock is worth, and by which figure', async () => {
  const value = await desk.read('value');
  // 39 hoodies at 600, 40 mugs at 349.
  expect(value).toContain('₹37,360.00  worth of stock: 79 units');
  expect(value).toContain('2 SKUs at what they cost, 1 SKU at their price.');
  expect(await desk.read('value', { group: 'Hoodies', location: 'Delhi' })).toContain('₹7,200.00');
});

test('a price is shown from → to, with its cut, and set back only while it is as it was left', async () => {
  const slots = { sku: 'MUG', amount: '200' };
  expect(await desk.preview('set price', slots)).toBe('Set the price of MUG: ₹349.00 → ₹200.00.');
  expect((await desk.weigh('set price', slots)).priceCutPercent).toBe(43);
  expect((await desk.weigh('set price', { sku: 'MUG', amount: '400' })).priceCutPercent).toBe(0);
  const onKala = { sku: 'MUG', amount: '244.29', account: 'Kala' };
  expect((await desk.weigh('set price', onKala)).priceCutPercent).toBe(31);
  await desk.run('set price', slots);
  const [first] = desk.changes.slice(-1);
  expect(await desk.undo()).toContain('MUG is ₹349.00 again');
  expect(await desk.preview('set price', { sku: 'MUG', amount: '349' })).toContain('already');
  await desk.run('set price', { sku: 'MUG', amount: '333' });
  if (first) desk.changes.push(first);
  expect(await desk.undo()).toContain('has changed since: it is ₹333.00 now');
  await desk.run('set price', onKala);
  expect(await desk.undo()).toContain('a price is not removed');
  expect(await desk.preview('set price', { sku: 'MUG', amount: '-5' })).toContain('not below zero');
});

test('taking a pause back resumes only what it had paused', async () => {
  await desk.run('pause', { sku: 'HOODIE-M', account: 'Kala' });
  expect(await desk.preview('pause', { sku: 'HOODIE-M' })).toBe(
    'Take off sale: HOODIE-M on 1 shop.',
  );
  await desk.run('pause', { sku: 'HOODIE-M' });
  expect(await desk.undo()).toContain('HOODIE-M is on sale again');
  const skuId = floor.skuId('HOODIE-M');
  const listings = await floor.engine.catalog.listListings(floor.sellerId, { skuId });
  const paused = listings.filter((each) => each.isPausedByHand);
  expect(paused.map(({ accountId }) => accountId)).toEqual([floor.account('Kala').accountId]);
  expect(await desk.preview('pause', { sku: 'HOODIE-M', account: 'Kala' })).toContain(
    'is paused already on Kala',
  );
  await desk.run('resume', { sku: 'HOODIE-M' });
  expect(await desk.preview('resume', { sku: 'HOODIE-M' })).toContain('is not paused by hand');
});

test('safety stock is kept back from every shop, and given back', async () => {
  const slots = { sku: 'HOODIE-M', quantity: 4 };
  expect(await desk.preview('safety', slots)).toBe('Keep back from every shop: HOODIE-M 0 → 4.');
  await desk.run('safety', slots);
  await floor.untilConverged();
  expect(floor.shop('Kala').read('HOODIE-M').available).toBe(30);
  expect(await desk.preview('safety', slots)).toContain('are kept back already');
  expect(await desk.undo()).toContain('0 of HOODIE-M are kept back again');
});

test('a second name is given, and taken away', async () => {
  expect((await desk.run('alias', { sku: 'MUG', text: 'pyala' })).outcome).toBe('done');
  expect(await desk.read('alias', { sku: 'LAMP', text: 'pyala' })).toContain('“pyala” is MUG.');
  expect(await desk.undo()).toContain('MUG is no longer called “pyala”');
  expect((await desk.run('alias', { sku: 'LAMP', text: 'pyala' })).outcome).toBe('done');
});

test('what exists already is refused before anybody is asked', async () => {
  expect(await desk.preview('add sku', { code: 'mug', title: 'Again' })).toContain(
    'exists already',
  );
  expect(await desk.preview('add location', { code: 'DELHI', name: 'Delhi' })).toContain('exists');
  expect(await desk.preview('add sku', { code: 'CUP', title: 'Cup', price: '99' })).toBe(
    'Add CUP, Cup at ₹99.00.',
  );
});

test('an unknown code comes with a suggestion that is taken by its number', async () => {
  const nila = floor.shop('Nila');
  nila.addListing({ skuCode: 'HODIE-M', title: 'A hoodie', quantity: 5, priceMinor: 100 });
  nila.addListing({ skuCode: 'ZX-9', title: 'Garden chair', quantity: 5, priceMinor: 100 });
  for (const skuCode of ['HODIE-M', 'ZX-9']) {
    nila.placeOrder({ lines: [{ skuCode, quantity: 2 }] });
    await floor.until('the code waits', async () => {
      const waiting = await floor.engine.intake.listUnmapped(floor.sellerId);
      return waiting.some(({ channelCode }) => channelCode === skuCode);
    });
  }
  const list = await desk.read('unmapped');
  expect(list).toMatch(/1 {2}HODIE-M .*2 {2}HOODIE-M/);
  expect(list).toContain('Take a suggestion by its number: map 1');
  expect(await desk.preview('map', { code: '1' })).toBe(
    'From now on HODIE-M on Nila is HOODIE-M, HOODIE-M. 2 ordered units wait for it.',
  );
  expect(await desk.preview('map', { code: '2' })).toContain('Which SKU is ZX-9?');
  expect(await desk.preview('map', { code: 'ZX-9', sku: 'LAMP' })).toContain(
    'ZX-9 on Nila is LAMP',
  );
  expect(await desk.preview('map', { code: '7' })).toContain('No order waits for a code “7”.');
  expect(await desk.read('map', { code: '1' })).toContain('1 order line that waited for it is in');
  expect(await desk.read('map', { code: 'zx-9', sku: 'LAMP' })).toContain('is LAMP');
  expect(await desk.read('unmapped')).toContain('Every code is known.');
});
