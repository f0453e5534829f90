import { describe, expect, it } from 'vitest';
import { openLoopbackShop } from '../loopback-shop.ts';
import { openWooShop } from './open-woo-shop.ts';

async function openListener(statusOf: () => number) {
  const heard: string[] = [];
  const { origin } = await openLoopbackShop((request, response) => {
    request.resume().on('end', () => {
      heard.push(String(request.headers['x-wc-webhook-topic']));
      response.writeHead(statusOf()).end();
    });
  });
  return { url: `${origin}/hook`, heard };
}

describe('the simulated WooCommerce shop', () => {
  it('sends a webhook once, and after five failures no more until it is switched on', async () => {
    const { shop } = await openWooShop();
    let status = 500;
    const listener = await openListener(() => status);
    shop.subscribe(listener.url);
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 99, priceMinor: 500 });
    const order = async () => {
      shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      await shop.settle();
    };
    for (let count = 0; count < 7; count += 1) await order();
    expect(listener.heard).toHaveLength(5);

    const { settings, credentials } = shop.connection();
    const { baseUrl } = settings as { baseUrl: string };
    const { consumerKey, consumerSecret } = credentials;
    const pair = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
    const call = async (method: 'GET' | 'PUT', body?: object) => {
      const headers = { authorization: `Basic ${pair}`, 'content-type': 'application/json' };
      const text = body === undefined ? null : JSON.stringify(body);
      const url = `${baseUrl}/wp-json/wc/v3/webhooks/1`;
      return (await fetch(url, { method, headers, body: text })).json();
    };
    expect(await call('GET')).toMatchObject({ topic: 'order.created', status: 'disabled' });
    expect(await call('PUT', { status: 'active' })).toMatchObject({ status: 'active' });
    status = 200;
    await order();
    expect(listener.heard).toHaveLength(6);
  });

  it('one success among failures keeps a webhook alive', async () => {
    const { shop } = await openWooShop();
    let calls = 0;
    const listener = await openListener(() => {
      calls += 1;
      return calls % 5 === 0 ? 200 : 500;
    });
    shop.subscribe(listener.url);
    shop.addListing({ skuCode: 'A', title: 'A', quantity: 99, priceMinor: 500 });
    for (let count = 0; count < 12; count += 1) {
      shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      await shop.settle();
    }
    expect(listener.heard).toHaveLength(12);
  });

  it('refuses what the reference does not have', async () => {
    const { shop } = await openWooShop();
    const { settings, credentials } = shop.connection();
    const { baseUrl } = settings as { baseUrl: string };
    const pair = `${credentials.consumerKey}:${credentials.consumerSecret}`;
    const headers = { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
    const statusOf = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${baseUrl}/wp-json/wc/v3${path}`, { headers, ...init })).status;
    const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });
    expect(await statusOf('/products?include=1')).toBe(200);
    expect(await statusOf('/products?includes=1')).toBe(400);
    expect(await statusOf('/products?per_page=101')).toBe(400);
    expect(await statusOf('/orders?modified_after=2026-01-01T00:00:00Z')).toBe(400);
    expect(await statusOf('/stock')).toBe(404);
    expect(await statusOf('/products', { headers: {} })).toBe(401);
    expect(await statusOf('/products/batch', post({ update: [{ id: 1, stock: 4 }] }))).toBe(400);
    const many = Array.from({ length: 101 }, (_, index) => ({ id: index + 1 }));
    expect(await statusOf('/products/batch', post({ update: many }))).toBe(413);
    const halves = { update: [{ id: 1, stock_quantity: 1.5 }] };
    expect(await statusOf('/products/batch', post(halves))).toBe(400);
  });
});
