import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveLedger } from '../../core/ledger/prove-ledger.ts';
import { type CommandDesk, openCommandDesk } from '../support/command-desk.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';

let floor: ShopFloor;
let desk: CommandDesk;

beforeAll(async () => {
  const stock = { Mumbai: 24, Delhi: 10 };
  floor = await openShopFloor({
    locations: ['Mumbai', 'Delhi'],
    shops: [{ name: 'Kala', channel: 'shopify' }],
    skus: [
      ...['HOODIE', 'MUG', 'LAMP', 'TOWEL', 'CAP', 'SOAP'].map((code) => ({ code, stock })),
      { code: 'SET', components: { MUG: 2, LAMP: 1 } },
    ],
  });
  desk = await openCommandDesk(floor);
});
afterAll(() => floor.close());

const at = { location: 'Mumbai' };

async function balances(): Promise<Record<string, string>> {
  const rows = await floor.database.database.forSeller(floor.sellerId).rows<{
    name: string;
    figures: string;
  }>(
    `SELECT sku.code || ' ' || location.name AS name, on_hand || '/' || reserved AS figures
     FROM stock JOIN sku USING (seller_id, sku_id) JOIN location USING (seller_id, location_id)
     WHERE seller_id = $1 ORDER BY 1`,
    [floor.sellerId],
  );
  return Object.fromEntries(rows.map(({ name, figures }) => [name, figures]));
}

test.each([
  ['sold', { quantity: 3, sku: 'HOODIE', ...at }, 'Sell 3 × HOODIE in Mumbai: 24 → 21 available.'],
  [
    'received',
    { quantity: 40, sku: 'HOODIE', ...at },
    'Receive 40 × HOODIE in Mumbai: 24 → 64 available.',
  ],
  [
    'damaged',
    { quantity: 2, sku: 'HOODIE', ...at },
    'Write off 2 × HOODIE in Mumbai: 24 → 22 available.',
  ],
  [
    'returned',
    { quantity: 1, sku: 'HOODIE', ...at },
    'Take back 1 × HOODIE in Mumbai: 24 → 25 available.',
  ],
  ['count', { quantity: 20, sku: 'HOODIE', ...at }, 'Count HOODIE in Mumbai: 24 → 20 on hand.'],
  ['count', { quantity: 0, sku: 'HOODIE', ...at }, 'Count HOODIE in Mumbai: 24 → 0 on hand.'],
  [
    'move',
    { quantity: 5, sku: 'HOODIE', from: 'Mumbai', to: 'Delhi' },
    'Move 5 × HOODIE from Mumbai to Delhi: Mumbai 24 → 19, Delhi 10 → 15 available.',
  ],
  ['reserve', { quantity: 30, sku: 'HOODIE' }, 'Set aside 30 × HOODIE: Mumbai 24 → 0,'],
  [
    'sold',
    { quantity: 2, sku: 'SET', ...at },
    'Sell 2 × SET in Mumbai: MUG 24 → 20, LAMP 24 → 22 available.',
  ],
  [
    'returned',
    { quantity: 2, sku: 'SET', ...at },
    'Take back 2 × SET in Mumbai: MUG 24 → 28, LAMP 24 → 26 available.',
  ],
  [
    'reserve',
    { quantity: 3, sku: 'SET', note: 'Mrs Shah' },
    'Set aside 3 × SET (Mrs Shah): MUG 24',
  ],
] as const)(
  '“%s” shows from → to, does it, and is taken back to the unit',
  async (name, slots, sentence) => {
    const before = await balances();
    expect(await desk.preview(name, slots)).toContain(sentence);
    expect(await balances()).toEqual(before);
    expect((await desk.run(name, slots)).outcome).toBe('done');
    expect(await balances()).not.toEqual(before);
    expect(await desk.undo()).toContain('Taken back:');
    expect(await balances()).toEqual(before);
    expect(await desk.undo()).toContain('cannot be taken back');
    expect(await balances()).toEqual(before);
  },
);

test('a count that finds what the books say changes nothing and has nothing to take back', async () => {
  const slots = { quantity: 24, sku: 'HOODIE', ...at };
  expect(await desk.preview('count', slots)).toBe('Count HOODIE in Mumbai: 24 → 24 on hand.');
  await desk.run('count', slots);
  expect(await desk.undo()).toContain('That count changed nothing.');
});

test.each([
  ['sold', { quantity: 99, sku: 'HOODIE', ...at }, 'Only 24 HOODIE on hand in Mumbai'],
  ['move', { quantity: 99, sku: 'HOODIE', from: 'Delhi', to: 'Mumbai' }, 'on hand in Delhi'],
  [
    'move',
    { quantity: 1, sku: 'HOODIE', from: 'Delhi', to: 'Delhi' },
    'the same place twice: Delhi',
  ],
  [
    'received',
    { quantity: 5, sku: 'SET', ...at },
    'SET is a kit and has no stock of its own: it is 2 × MUG + 1 × LAMP',
  ],
  ['count', { quantity: 5, sku: 'SET', ...at }, 'Try: count 10 MUG'],
  ['reserve', { quantity: 25, sku: 'HOODIE', ...at }, 'Only 24 HOODIE available in Mumbai'],
  ['reserve', { quantity: 18, sku: 'SET' }, 'Only 17 SET available'],
  ['release', { sku: 'HOODIE' }, 'No HOODIE is set aside by hand'],
] as const)(
  '“%s” that cannot be done is refused before anybody is asked',
  async (name, slots, words) => {
    const before = await balances();
    const asked = (await desk.preview(name, slots)).replace(/\s+/g, ' ');
    expect(asked).toContain(words);
    const done = await desk.run(name, slots);
    expect(done.outcome).toBe('refused');
    expect(await balances()).toEqual(before);
  },
);

test('what has been sold since cannot be taken back', async () => {
  await desk.run('received', { quantity: 6, sku: 'TOWEL', ...at });
  const [received] = desk.changes.slice(-1);
  await desk.run('sold', { quantity: 28, sku: 'TOWEL', ...at });
  if (received) desk.changes.push(received);
  const answer = await desk.undo();
  expect(answer).toContain('Only 2 TOWEL on hand in Mumbai');
  expect(answer).toContain('So it cannot be taken back.');
  expect(await balances()).toMatchObject({ 'TOWEL Mumbai': '2/0' });
});

test('a count is taken back by its difference: what was sold since stays sold', async () => {
  await desk.run('count', { quantity: 20, sku: 'CAP', ...at });
  const [counted] = desk.changes.slice(-1);
  await desk.run('sold', { quantity: 5, sku: 'CAP', ...at });
  if (counted) desk.changes.push(counted);
  expect(await desk.undo()).toContain('CAP in Mumbai 15 → 19 available');
  expect(await balances()).toMatchObject({ 'CAP Mumbai': '19/0' });
});

test('the same message twice has one effect and the same answer', async () => {
  const slots = { quantity: 4, sku: 'SOAP', ...at };
  const first = await desk.read('sold', slots, 'once');
  const { length } = desk.changes;
  expect(await desk.read('sold', slots, 'once')).toBe(first);
  expect(await balances()).toMatchObject({ 'SOAP Mumbai': '20/0' });
  // After a crash the first telling of the change may be lost: it is told again, the same.
  expect(desk.changes.slice(length)).toEqual(desk.changes.slice(length - 1, length));
});

test('an undo that comes twice takes back once', async () => {
  await desk.run('sold', { quantity: 4, sku: 'SOAP', ...at });
  const [sold] = desk.changes.slice(-1);
  await desk.undo('undo-once');
  if (sold) desk.changes.push(sold);
  expect(await desk.undo('undo-once')).toContain('Taken back: SOAP in Mumbai');
  expect(await balances()).toMatchObject({ 'SOAP Mumbai': '20/0' });
});

test('units set aside are off sale, explained, and let go again', async () => {
  await desk.run('reserve', { quantity: 8, sku: 'SOAP', note: 'Mrs Shah' });
  expect(await desk.read('stock', { sku: 'SOAP' })).toMatch(/^ {2}22 {2}SOAP available/);
  const why = await desk.read('why', { sku: 'SOAP' });
  expect(why).toContain('set aside by hand: Mrs Shah');
  expect(why).toContain('8 promised to a hold by hand');
  expect(await desk.preview('release', { sku: 'SOAP', quantity: 3 })).toContain(
    'Let go of 3 × SOAP: 12 → 15 available.',
  );
  await desk.run('release', { sku: 'SOAP', quantity: 3 });
  expect(await desk.undo()).toContain('Taken back');
  expect(await desk.read('release', { sku: 'SOAP' })).toMatch(/^ {2}30 {2}SOAP available/);
  expect(await balances()).toMatchObject({ 'SOAP Mumbai': '20/0' });
});

test('what a change takes from orders and holds is said before and after', async () => {
  await desk.run('count', { quantity: 0, sku: 'CAP', location: 'Delhi' });
  const kala = floor.shop('Kala');
  kala.placeOrder({ lines: [{ skuCode: 'CAP', quantity: 10 }] });
  // Before the hold: whoever came first is covered first.
  const isPromised = async () => (await balances())['CAP Mumbai']?.endsWith('/10') ?? false;
  await floor.until('the order is in the books', isPromised);
  await desk.run('reserve', { quantity: 9, sku: 'CAP', ...at });
  const slots = { quantity: 6, sku: 'CAP', ...at };
  const asked = await desk.preview('count', slots);
  expect(asked).toContain('4 promised units become short.');
  expect(asked).toContain('9 units set aside by hand will be gone from the hold.');
  expect(await desk.read('count', slots)).toContain('are short now');
  expect(await balances()).toMatchObject({ 'CAP Mumbai': '6/6' });
});

test('promises that find their stock elsewhere are moved, not short', async () => {
  floor.shop('Kala').placeOrder({ lines: [{ skuCode: 'SOAP', quantity: 5 }] });
  const isThere = async () => (await balances())['SOAP Mumbai'] === '20/5';
  await floor.until('the order is in the books', isThere);
  const slots = { quantity: 0, sku: 'SOAP', ...at };
  expect(await desk.preview('count', slots)).toBe(
    'Count SOAP in Mumbai: 20 → 0 on hand.\n  5 promised units move to another place.',
  );
  await desk.run('count', slots);
  expect(await balances()).toMatchObject({ 'SOAP Mumbai': '0/0', 'SOAP Delhi': '10/5' });
});

test('how much a change is, is weighed', async () => {
  expect(await desk.weigh('sold', { quantity: 3, sku: 'HOODIE', ...at })).toEqual({
    ...{ units: 3, skus: 1, zeroed: 0, priceCutPercent: 0, isGrave: false },
  });
  const nothing = await desk.weigh('count', { quantity: 0, sku: 'HOODIE', ...at });
  expect(nothing.zeroed).toBe(1);
});

test('after all of that the books prove themselves', async () => {
  const proofs = await proveLedger(floor.database, { sellerId: floor.sellerId });
  expect(proofs.filter(({ violations }) => violations > 0)).toEqual([]);
});
