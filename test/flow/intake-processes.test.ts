import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { createVault } from '../../core/catalog/vault.ts';
import { signBody } from '../../core/channels/shopify/verify-delivery.ts';
import type { Role } from '../../core/config/variables.ts';
import type { DatabaseUrls } from '../../core/database/connection-config.ts';
import { createDatabase } from '../../core/database/database.ts';
import { assembleEngine, type Engine } from '../../core/engine.ts';
import { openHints } from '../../core/queue/open.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openSwitchedProxy } from '../support/switched-proxy.ts';
import { post } from '../support/webhook-desk.ts';

const SECRET = 'whsec_of_the_test';
const vault = createVault([
  { id: 'k1', secret: new Secret('a key of the tests, 32 letters long') },
]);

let opened: TestDatabase;
let closers: (() => Promise<unknown>)[];
beforeEach(async () => {
  opened = await openTestDatabase();
  closers = [];
});
afterEach(async () => {
  for (const close of closers.reverse()) await close();
  await opened.drop();
});

/** An engine with connections of its own, as a process would have. */
async function startEngine(roles: readonly Role[], urls: DatabaseUrls = opened.urls) {
  const database = createDatabase({ urls, log: silentLogger });
  const surroundings = { clock: systemClock, ids: systemIds, log: silentLogger };
  const hints = await openHints({ redisUrl: undefined, databaseUrl: urls.app, ...surroundings });
  const engine = assembleEngine({
    ...{ ...surroundings, database, hints, vault, listenUrl: urls.sweep },
    random: createSeededRandom(1),
    roles: new Set(roles),
    listen: { host: '127.0.0.1', port: 0 },
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await engine.stop();
    await hints.close();
    await database.close();
  };
  closers.push(stop);
  await engine.start();
  return { engine, stop };
}

async function openShop(engine: Engine) {
  const { catalog } = engine;
  const sellerId = await catalog.createSeller({ name: 'A', currency: 'EUR', timeZone: 'UTC' });
  await catalog.addLocation(sellerId, { code: 'B', name: 'Berlin' });
  await catalog.addSku(sellerId, { code: 'MUG', title: 'Mug' });
  // Nobody is there: orders come by webhook only.
  const added = await catalog.addAccount(sellerId, {
    publicId: 'the-shop',
    channel: 'shopify',
    name: 'Shop',
    currency: 'EUR',
    settings: { baseUrl: 'http://127.0.0.1:9', apiVersion: '2026-10', locationId: '1' },
    credentials: { accessToken: new Secret('shpat_x') },
    webhookSecrets: [new Secret(SECRET)],
  });
  if (!added.ok) throw new Error(added.reason);
  return sellerId;
}

function toOrder(id: number) {
  const body = JSON.stringify({
    id,
    name: `#${id}`,
    created_at: '2026-11-23T10:00:00Z',
    processed_at: '2026-11-23T10:00:00Z',
    updated_at: '2026-11-23T10:00:00Z',
    cancelled_at: null,
    currency: 'EUR',
    total_price: '10.00',
    customer: null,
    fulfillments: [],
    refunds: [],
    line_items: [
      {
        ...{ id: id * 10, sku: 'MUG', title: 'Mug', name: 'Mug', variant_id: 7, quantity: 1 },
        ...{ current_quantity: 1, fulfillable_quantity: 1, price: '10.00' },
      },
    ],
  });
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/create',
    'x-shopify-hmac-sha256': signBody(Buffer.from(body), SECRET),
    'x-shopify-webhook-id': `order-${id}`,
  };
  return { headers, body };
}

const send = (engine: Engine, id: number) =>
  post(`${engine.origin()}/webhooks/shopify/the-shop`, toOrder(id));

const countOrders = async (sellerId: number): Promise<number> => {
  const sql = 'SELECT count(*)::int AS count FROM order_line';
  return (await opened.database.forSeller(sellerId).row<{ count: number }>(sql)).count;
};

async function until(look: () => Promise<boolean>, withinMs: number): Promise<number> {
  const began = performance.now();
  while (!(await look())) {
    if (performance.now() - began > withinMs) throw new Error(`not within ${withinMs} ms`);
    await systemClock.sleep(10);
  }
  return performance.now() - began;
}

describe('several processes', () => {
  test('what one process takes in another decides at once, not at its next look', async () => {
    const { engine: front } = await startEngine(['serve']);
    const { engine: back } = await startEngine(['work']);
    expect(back.origin(), 'a process that only works listens to nobody').toBeNull();
    const sellerId = await openShop(front);
    expect((await send(front, 1)).status).toBe(200);
    await until(async () => (await countOrders(sellerId)) === 1, 3_000);
    const times: number[] = [];
    for (let id = 2; id <= 6; id += 1) {
      await send(front, id);
      times.push(await until(async () => (await countOrders(sellerId)) === id, 3_000));
    }
    times.sort((a, b) => a - b);
    expect(times[2], `a look comes once a second; took ${times.join(', ')} ms`).toBeLessThan(400);
  });

  test('deliveries taken in while nobody works are decided by whoever comes', async () => {
    const { engine: front } = await startEngine(['serve']);
    const sellerId = await openShop(front);
    for (let id = 1; id <= 5; id += 1) expect((await send(front, id)).status).toBe(200);
    await systemClock.sleep(300);
    expect(await countOrders(sellerId), 'a process that only serves decides nothing').toBe(0);
    const { stop } = await startEngine(['work']);
    await until(async () => (await countOrders(sellerId)) === 5, 5_000);
    await stop();
    await send(front, 6);
    await startEngine(['work']);
    await until(async () => (await countOrders(sellerId)) === 6, 5_000);
  });

  test('two processes that work share a seller without deciding anything twice', async () => {
    const { engine: one } = await startEngine(['serve', 'work']);
    const { engine: two } = await startEngine(['serve', 'work']);
    const sellerId = await openShop(one);
    const ids = Array.from({ length: 40 }, (_, index) => index + 1);
    await Promise.all(ids.flatMap((id) => [send(one, id), send(two, id)]));
    await until(async () => (await countOrders(sellerId)) === 40, 10_000);
    const sql = `SELECT sum(ordered)::int AS ordered, (SELECT count(*)::int FROM delivery) AS rows
      FROM order_line`;
    const sums = await opened.database.forSeller(sellerId).row(sql);
    expect(sums).toEqual({ ordered: 40, rows: 40 });
  });
});

describe('Postgres goes away', () => {
  test('the shop is told to come again, and nothing that was answered 200 is lost', async () => {
    const proxy = await openSwitchedProxy(opened.urls.app);
    closers.push(() => proxy.close());
    const { owner, app, sweep } = opened.urls;
    const urls = { owner, app: proxy.through(app), sweep: proxy.through(sweep) };
    const { engine } = await startEngine(['serve', 'work'], urls);
    const sellerId = await openShop(engine);
    expect((await send(engine, 1)).status).toBe(200);
    proxy.off();
    const taken = new Set([1]);
    const refused: number[] = [];
    for (let id = 2; id <= 20; id += 1) {
      const reply = await send(engine, id);
      if (reply.status === 200) taken.add(id);
      else refused.push(id);
      if (reply.status === 200) continue;
      expect(reply.status).toBe(503);
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
      expect(JSON.parse(reply.body)).toEqual({ code: 'not_stored', message: expect.any(String) });
    }
    expect(refused.length).toBeGreaterThan(0);
    expect((await post(`${engine.origin()}/livez`, { method: 'GET' })).status).toBe(200);
    const ready = await post(`${engine.origin()}/readyz`, { method: 'GET' });
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.body).checks.database).toBe(false);
    proxy.on();
    await until(async () => {
      const reply = await post(`${engine.origin()}/readyz`, { method: 'GET' });
      return reply.status === 200;
    }, 10_000);
    for (const id of refused) expect((await send(engine, id)).status).toBe(200);
    await until(async () => (await countOrders(sellerId)) === 20, 15_000);
  });
});

test('a stop ends what is under way and leaves no lease behind', async () => {
  const { engine, stop } = await startEngine(['serve', 'work']);
  const sellerId = await openShop(engine);
  const replies = Array.from({ length: 50 }, (_, index) => send(engine, index + 1));
  const first = await Promise.race(replies);
  expect(first.status).toBe(200);
  const stopped = stop();
  const settled = await Promise.allSettled(replies);
  await stopped;
  const taken = settled.filter((each) => each.status === 'fulfilled' && each.value.status === 200);
  const broken = settled.filter((each) => each.status === 'rejected');
  const { rows } = await opened.database
    .forSeller(sellerId)
    .row<{ rows: number }>('SELECT count(*)::int AS rows FROM delivery');
  // A reply may be lost on the way; a 200 without its row never happens.
  expect(rows).toBeGreaterThanOrEqual(taken.length);
  expect(rows).toBeLessThanOrEqual(taken.length + broken.length);
  const left = await opened.database.sweep.rows('SELECT FROM lease UNION ALL SELECT FROM process');
  expect(left, 'no lease is left behind').toEqual([]);
});
