import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillShop, openingTime } from '../support/fill-shop.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { settleShop } from '../support/settle-shop.ts';
import { createShopEvents, type ShopEvent, type ShopEvents } from '../support/shop-events.ts';
import { parseShopFile } from '../support/shop-file.ts';
import { assembleGround, SHOP_DATABASE_SIZES, type ShopGround } from '../support/shop-ground.ts';
import { readShopIds, type ShopIds } from '../support/shop-ids.ts';
import { postOrder, toIncomingOrder, withCountry } from '../support/shop-orders.ts';

let database: TestDatabase;
let ground: ShopGround;
let events: ShopEvents;
let ids: ShopIds;
let seen = 0;

beforeAll(async () => {
  const text = await readFile(new URL('../support/example-shop.json', import.meta.url), 'utf8');
  const file = parseShopFile(JSON.parse(text));
  database = await openTestDatabase({ sizes: SHOP_DATABASE_SIZES });
  ground = assembleGround({ database, file, start: openingTime(file) });
  await fillShop(ground);
  ids = await readShopIds(ground.engine);
  events = createShopEvents(ground, ids);
  await takeNew();
});
afterAll(async () => {
  await ground.stop();
  await database.drop();
});

interface Row {
  readonly eventId: number;
  readonly kind: string;
  readonly sku: string | null;
  readonly account: string | null;
  readonly body: Record<string, unknown>;
}

/** What was written since this was last asked; of waiting only where that is asked for. */
async function takeNew(o: { withLag?: boolean } = {}) {
  const rows = await ground.engine.database
    .forSeller(ids.sellerId)
    .rows<Row & { [k: string]: unknown }>(
      `SELECT event_id AS "eventId", event.kind, sku.code AS sku, account.public_id AS account, body
       FROM event LEFT JOIN sku USING (seller_id, sku_id)
         LEFT JOIN account USING (seller_id, account_id)
       WHERE event_id > $1 ORDER BY event_id`,
      [seen],
    );
  seen = Math.max(seen, ...rows.map(({ eventId }) => eventId));
  const wanted = rows.filter(({ kind }) => o.withLag || kind !== 'lag');
  return wanted.map(({ eventId: _, ...rest }) => rest);
}

async function after(event: ShopEvent) {
  await events.apply(event);
  return takeNew();
}

test('an order is told when it first arrives, with the country of its buyer and nothing else', async () => {
  const line = { ordered: 2, cancelled: 0, shipped: 0, returned: 0, price: null };
  const placed = {
    ...{ number: '#700', account: 'shop', placedAt: null, isHeld: false },
    lines: [{ sku: 'CNDL-S', ...line }],
  };
  const order = withCountry(toIncomingOrder(ground.file, placed, ground.clock.now()), 'DE');
  const named = {
    ...order,
    buyer: { ...order.buyer, name: 'Greta Buyer', email: 'g@example.com' },
  };
  for (let copies = 0; copies < 3; copies += 1) {
    await postOrder(ground, { account: 'shop', order: named as typeof order });
    await settleShop(ground, ids.sellerId);
  }
  const told = await takeNew();
  expect(told).toEqual([
    {
      ...{ kind: 'order-received', sku: null, account: 'shop' },
      body: {
        ...{ number: '#700', currency: 'EUR', value: 1300, country: 'DE' },
        lines: [['shop/CNDL-S', 'CNDL-S', 'line-1', 2]],
      },
    },
  ]);
  expect(JSON.stringify(told)).not.toContain('Greta');
});

test('a cancelled order is told once, however often its shop says so', async () => {
  await after({
    kind: 'order',
    account: 'shop',
    number: '#701',
    lines: [{ sku: 'SNUFF', quantity: 1 }],
  });
  const cancel = { kind: 'cancellation', order: '#701' } as const;
  const told = [...(await after(cancel)), ...(await after(cancel))];
  expect(told.map(({ kind }) => kind)).toEqual(['order-cancelled']);
  expect(told[0]?.body).toMatchObject({
    number: '#701',
    lines: [['shop/SNUFF', 'SNUFF', 'line-1', 1]],
  });
});

test('units that came back are told once each', async () => {
  const two = [{ sku: 'CNDL-S', quantity: 2 }];
  await after({ kind: 'order', account: 'shop', number: '#702', lines: two });
  await after({ kind: 'shipment', order: '#702' });
  const back = { kind: 'return', order: '#702', units: [{ sku: 'CNDL-S', quantity: 1 }] } as const;
  const told = [...(await after(back)), ...(await after(back))];
  expect(told.map(({ kind, body }) => [kind, body])).toEqual([
    ['return', { number: '#702', line: ['shop/CNDL-S', 'CNDL-S', 'line-1', 2], units: 1 }],
    ['return', { number: '#702', line: ['shop/CNDL-S', 'CNDL-S', 'line-1', 2], units: 1 }],
  ]);
});

test('a new price is told with the one before, and the same price once more is not', async () => {
  const price = { kind: 'price', sku: 'CNDL-S', price: '7.00' } as const;
  const told = [...(await after(price)), ...(await after(price))];
  expect(told).toEqual([
    {
      ...{ kind: 'price-changed', sku: 'CNDL-S', account: null },
      body: { currency: 'EUR', before: 650, after: 700 },
    },
  ]);
  const { sellerId, skus } = ids;
  const base = { accountId: null, money: { minor: 710, currency: 'EUR' } };
  const prices = ['CNDL-S', 'SNUFF'].map((code) => ({ skuId: skus.get(code) ?? 0, ...base }));
  await ground.engine.pricing.setPrices(sellerId, { prices, actor: 'outside' });
  expect((await takeNew()).map(({ sku, body }) => [sku, body.before, body.after])).toEqual([
    ['CNDL-S', 700, 710],
    ['SNUFF', 1900, 710],
  ]);
});

test('a listing that stops to offer anything is told, and when it offers again', async () => {
  const at = { account: 'shop', sku: 'CNDL-L' };
  const told = [
    ...(await after({ kind: 'listing-state', ...at, state: 'paused' })),
    ...(await after({ kind: 'listing-state', ...at, state: 'active' })),
  ];
  expect(told.map(({ kind, sku, account }) => [kind, sku, account])).toEqual([
    ['listing-paused', 'CNDL-L', 'shop'],
    ['listing-resumed', 'CNDL-L', 'shop'],
  ]);
});

test('a shop that shows another figure, or another price, is told', async () => {
  const at = { account: 'shop', sku: 'CNDL-L' };
  const told = [
    ...(await after({ kind: 'channel-stock', ...at, shows: 99 })),
    ...(await after({ kind: 'channel-price', ...at, price: '1.00' })),
  ];
  expect(told.map(({ kind, body }) => [kind, body.aspect, body.found])).toEqual([
    ['drift', 'stock', 99],
    ['drift', 'price', 100],
  ]);
});

test('a listing that its shop refuses is told once, and once when it is taken after all', async () => {
  const at = { account: 'shop', sku: 'CNDL-L' };
  const parked = await after({ kind: 'push-failed', ...at, reason: 'No such thing.' });
  expect(parked.map(({ kind, body }) => `${kind}: ${body.reason}`)).toEqual([
    'push-parked: No such thing.',
  ]);
  const recovered = await after({ kind: 'push-recovered', ...at });
  expect(recovered.map(({ kind }) => kind)).toEqual(['push-recovered']);
});

test('an update that took its shop a minute is told', async () => {
  // What was told before is over.
  await ground.clock.sleep(1_100);
  await takeNew();
  await events.apply({ kind: 'lag', account: 'shop', sku: 'CNDL-L', seconds: 60 });
  const told = await takeNew({ withLag: true });
  expect(told.find(({ kind }) => kind === 'lag')).toEqual({
    ...{ kind: 'lag', sku: null, account: 'shop' },
    body: { before: 0, after: 60 },
  });
});
