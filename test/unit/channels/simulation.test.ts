import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Fault, Simulator } from '../../../core/channels/simulator.ts';
import { openLoopbackShop } from './loopback-shop.ts';
import { createToyShop, type WebhookManners } from './toy-wire.ts';

async function openToyShop(manners: WebhookManners = {}) {
  const shop = createToyShop(manners);
  await shop.start();
  onTestFinished(() => shop.stop());
  shop.addListing({ skuCode: 'HOODIE-M', title: 'Hoodie', quantity: 10, priceMinor: 1_999 });
  const { baseUrl } = shop.connection().settings as { baseUrl: string };
  const url = `${baseUrl}/HOODIE-M`;
  return {
    shop,
    url,
    put: (quantity: unknown) =>
      fetch(url, { method: 'PUT', body: JSON.stringify({ quantity }), redirect: 'manual' }),
    get: async () => ((await (await fetch(url)).json()) as { available: number }).available,
    shown: () => shop.read('HOODIE-M').available,
  };
}

async function openListener(shop: Simulator, answer: (count: number) => number = () => 200) {
  const heard: string[] = [];
  const listener = await openLoopbackShop(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push(body);
    response.writeHead(answer(heard.length)).end();
  });
  shop.subscribe(listener.origin);
  return heard;
}

const placeOne = (shop: Simulator) =>
  shop.placeOrder({ lines: [{ skuCode: 'HOODIE-M', quantity: 1 }] });

const kindsOf = (heard: readonly string[]) =>
  heard.map((body) => (JSON.parse(body) as { kind: string }).kind);

describe('the fault switchboard, on any call of any simulator', () => {
  it('without faults a write is applied and read back', async () => {
    const { put, get, shop } = await openToyShop();
    expect((await put(7)).status).toBe(200);
    expect(await get()).toBe(7);
    expect(shop.calls()).toEqual({ read: 1, write: 1, refused: 0 });
    expect(shop.stockWrites()).toMatchObject([{ skuCode: 'HOODIE-M', quantity: 7 }]);
  });

  it.each<[Fault['kind'], number]>([
    ['rate-limit', 429],
    ['unauthorized', 401],
    ['server-error', 500],
    ['error-body-200', 200],
  ])('%s answers %i and changes nothing', async (kind, status) => {
    const { put, shown, shop } = await openToyShop();
    shop.inject({ kind, count: 1 });
    expect((await put(7)).status).toBe(status);
    expect(shown()).toBe(10);
    expect(shop.calls().refused).toBe(1);
    expect((await put(7)).status).toBe(200);
    expect(shown()).toBe(7);
  });

  it('rate-limit names the wait in whole seconds, rounded up', async () => {
    const { put, shop } = await openToyShop();
    shop.inject({ kind: 'rate-limit', afterMs: 1_200 });
    expect((await put(7)).headers.get('retry-after')).toBe('2');
  });

  it('lose-reply applies the change and cuts the line', async () => {
    const { put, shown, shop } = await openToyShop();
    shop.inject({ kind: 'lose-reply', count: 1 });
    await expect(put(7)).rejects.toThrow();
    expect(shown()).toBe(7);
  });

  it('hang neither applies nor answers', async () => {
    const { url, shown, shop } = await openToyShop();
    shop.inject({ kind: 'hang', count: 1 });
    const call = fetch(url, {
      method: 'PUT',
      body: '{"quantity":7}',
      signal: AbortSignal.timeout(80),
    });
    await expect(call).rejects.toThrow();
    expect(shown()).toBe(10);
  });

  it('apply-late answers with a time-out and overwrites a newer figure later', async () => {
    const { put, shown, shop } = await openToyShop();
    shop.inject({ kind: 'apply-late', count: 1, afterMs: 60 });
    expect((await put(7)).status).toBe(504);
    expect(shown()).toBe(10);
    await put(3);
    expect(shown()).toBe(3);
    await expect.poll(shown, { timeout: 3_000 }).toBe(7);
    expect(shop.stockWrites().map(({ quantity }) => quantity)).toEqual([3, 7]);
  });

  it('slow answers late and well', async () => {
    const { put, shown, shop } = await openToyShop();
    shop.inject({ kind: 'slow', count: 1, afterMs: 50 });
    const startMs = performance.now();
    expect((await put(7)).status).toBe(200);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(45);
    expect(shown()).toBe(7);
  });

  it('stale-read answers what was true before the last change', async () => {
    const { put, get, shop } = await openToyShop();
    await put(7);
    await put(5);
    shop.inject({ kind: 'stale-read', count: 1 });
    expect(await get()).toBe(7);
    expect(await get()).toBe(5);
  });

  it('a fault for writes spares reads, and the other way round', async () => {
    const { put, get, shop } = await openToyShop();
    shop.inject({ kind: 'server-error', on: 'write', count: 1 });
    expect(await get()).toBe(10);
    expect((await put(7)).status).toBe(500);
    shop.inject({ kind: 'server-error', on: 'read', count: 1 });
    expect((await put(7)).status).toBe(200);
  });

  it('the first fault that matches is taken, the next after it is used up', async () => {
    const { put, shop } = await openToyShop();
    shop.inject({ kind: 'server-error', count: 2 });
    shop.inject({ kind: 'rate-limit', count: 1 });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await put(7)).status);
    expect(statuses).toEqual([500, 500, 429, 200]);
  });

  it('clearFaults ends them all', async () => {
    const { put, shop } = await openToyShop();
    shop.inject({ kind: 'server-error' });
    expect((await put(7)).status).toBe(500);
    shop.clearFaults();
    expect((await put(7)).status).toBe(200);
  });

  it('a call that breaks the contract is refused whatever fault is planned', async () => {
    const { put, shown, shop } = await openToyShop();
    shop.inject({ kind: 'lose-reply', count: 1 });
    expect((await put('7')).status).toBe(422);
    expect(shown()).toBe(10);
  });
});

describe('the shop behind the API', () => {
  it('a buyer, a cancel, a parcel and a return move its own figure', async () => {
    const { shop, shown } = await openToyShop();
    const lines = [{ skuCode: 'HOODIE-M', quantity: 4 }];
    const first = shop.placeOrder({ lines });
    expect(shown()).toBe(6);
    shop.cancelOrder(first.externalId);
    expect(shown()).toBe(10);
    const second = shop.placeOrder({ lines });
    const [lineId = ''] = second.lineIds;
    const line = { orderExternalId: second.externalId, lineId };
    shop.shipLine({ ...line, quantity: 3 });
    expect(shown()).toBe(6);
    shop.refundLine({ ...line, quantity: 1, restock: 'no-restock' });
    expect(shown()).toBe(6);
    shop.refundLine({ ...line, quantity: 1, restock: 'return' });
    expect(shown()).toBe(7);
    shop.refundLine({ ...line, quantity: 1, restock: 'cancel' });
    expect(shown()).toBe(8);
  });

  it('refuses what no shop could do: shipping twice, returning what never left', async () => {
    const { shop } = await openToyShop();
    const order = shop.placeOrder({ lines: [{ skuCode: 'HOODIE-M', quantity: 2 }] });
    const [lineId = ''] = order.lineIds;
    const line = { orderExternalId: order.externalId, lineId };
    expect(() => shop.refundLine({ ...line, quantity: 1, restock: 'return' })).toThrow();
    shop.shipLine({ ...line, quantity: 2 });
    expect(() => shop.shipLine({ ...line, quantity: 1 })).toThrow();
    expect(() => shop.refundLine({ ...line, quantity: 1, restock: 'cancel' })).toThrow();
    shop.cancelOrder(order.externalId);
    expect(() => shop.cancelOrder(order.externalId)).toThrow();
  });

  it('oversells without a word, as real shops do', async () => {
    const { shop, shown } = await openToyShop();
    shop.placeOrder({ lines: [{ skuCode: 'HOODIE-M', quantity: 12 }] });
    expect(shown()).toBe(-2);
  });

  it('gives neighbouring ids that are one and the same number to whoever rounds', async () => {
    const { shop } = await openToyShop();
    const [a, b] = [placeOne(shop).externalId, placeOne(shop).externalId];
    expect(a).not.toBe(b);
    expect(Number(a)).toBe(Number(b));
  });
});

describe('webhooks of a simulator', () => {
  it('arrive one by one in the order in which things happened', async () => {
    const { shop } = await openToyShop();
    const heard = await openListener(shop);
    const order = placeOne(shop);
    shop.cancelOrder(order.externalId);
    shop.setStockByHand({ skuCode: 'HOODIE-M', quantity: 3 });
    await shop.settle();
    expect(kindsOf(heard)).toEqual([
      'order-placed',
      'level-changed',
      'order-cancelled',
      'level-changed',
      'level-changed',
    ]);
  });

  it('are repeated until they are taken, and nothing passes the one that waits', async () => {
    const { shop } = await openToyShop();
    const heard = await openListener(shop, (count) => (count <= 2 ? 503 : 200));
    placeOne(shop);
    await shop.settle();
    expect(kindsOf(heard)).toEqual([
      'order-placed',
      'order-placed',
      'order-placed',
      'level-changed',
    ]);
  });

  it('are given up at last, so that the lost webhook can be tried', async () => {
    const { shop } = await openToyShop();
    const heard = await openListener(shop, (count) => (count <= 4 ? 503 : 200));
    placeOne(shop);
    await shop.settle();
    expect(kindsOf(heard)).toEqual([...Array(4).fill('order-placed'), 'level-changed']);
  });

  it('are sent once by a shop that never repeats, and it hears what became of them', async () => {
    const fates: boolean[] = [];
    const { shop } = await openToyShop({
      isSentOnce: true,
      onSettled: (isAccepted) => fates.push(isAccepted),
    });
    const heard = await openListener(shop, (count) => (count === 1 ? 503 : 200));
    placeOne(shop);
    await shop.settle();
    expect(kindsOf(heard)).toEqual(['order-placed', 'level-changed']);
    expect(fates).toEqual([false, true]);
  });

  it('drop, duplicate and reorder do what they say', async () => {
    const { shop } = await openToyShop();
    const heard = await openListener(shop);
    shop.inject({ kind: 'drop-webhooks', count: 1 });
    placeOne(shop);
    await shop.settle();
    expect(kindsOf(heard.splice(0))).toEqual(['level-changed']);

    shop.inject({ kind: 'duplicate-webhooks', count: 1 });
    placeOne(shop);
    await shop.settle();
    expect(kindsOf(heard.splice(0))).toEqual(['order-placed', 'order-placed', 'level-changed']);

    shop.inject({ kind: 'reorder-webhooks', count: 2 });
    placeOne(shop);
    await expect.poll(() => heard.length, { timeout: 3_000 }).toBe(2);
    expect(kindsOf(heard.splice(0))).toEqual(['level-changed', 'order-placed']);

    shop.inject({ kind: 'reorder-webhooks' });
    placeOne(shop);
    shop.clearFaults();
    await shop.settle();
    expect(kindsOf(heard)).toEqual(['level-changed', 'order-placed']);
  });

  it('go nowhere beyond this machine', async () => {
    const { shop } = await openToyShop();
    expect(() => shop.subscribe('http://93.184.216.34/hook')).toThrow();
    expect(() => shop.subscribe('https://example.com/hook')).toThrow();
  });
});

describe('starting and stopping', () => {
  it('listens on loopback only and stops at once, hanging calls included', async () => {
    const shop = createToyShop();
    await shop.start();
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 1, priceMinor: 1 });
    const { baseUrl } = shop.connection().settings as { baseUrl: string };
    expect(new URL(baseUrl).hostname).toBe('127.0.0.1');
    shop.inject({ kind: 'hang' });
    const hanging = fetch(`${baseUrl}/A`).then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(() => shop.calls().refused).toBe(1);
    await shop.stop();
    expect(await hanging).toBe('cut');
    const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1');
    const [error] = await once(socket, 'error').catch((thrown) => [thrown]);
    expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
  });

  it('a body without end is refused', async () => {
    const { url, shop } = await openToyShop();
    const answer = await fetch(url, { method: 'PUT', body: 'x'.repeat(2_000_000) });
    expect(answer.status).toBe(413);
    expect(shop.calls().refused).toBe(1);
  });

  it('a defect of the simulator reaches whoever stops it', async () => {
    const shop = createToyShop();
    await shop.start();
    const { baseUrl } = shop.connection().settings as { baseUrl: string };
    expect((await fetch(`${baseUrl}/NO-SUCH-SKU`)).status).toBe(500);
    await expect(shop.stop()).rejects.toThrow('no such listing');
  });
});
