import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../core/base/secret.ts';
import { BAD_ANSWERS } from '../fixtures/bad-input.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';
import { fingerprint } from '../support/webhook-desk.ts';

type BadAnswer = (typeof BAD_ANSWERS)[number];

let floor: ShopFloor;
let shop: http.Server;
let answer: BadAnswer;
let asked: string[];
const accounts = new Map<string, number>();

const SETTINGS: Readonly<Record<string, object>> = {
  shopify: { apiVersion: '2026-10', locationId: '1' },
  woocommerce: { currency: 'INR' },
  vendure: { currency: 'INR', stockLocationId: '1', channelToken: null },
};
const CHANNELS = Object.keys(SETTINGS);

beforeAll(async () => {
  answer = BAD_ANSWERS[0] as BadAnswer;
  asked = [];
  shop = http.createServer((request, response) => {
    asked.push(`${request.headers.host}`);
    request.resume();
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.make());
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  floor = await openShopFloor({ shops: [], skus: [{ code: 'MUG', stock: { Mumbai: 10 } }] });
  for (const channel of CHANNELS) {
    const secrets = ['accessToken', 'consumerKey', 'consumerSecret', 'username', 'password'];
    const added = await floor.engine.catalog.addAccount(floor.sellerId, {
      ...{ publicId: `bad-${channel}`, channel, name: channel, currency: 'INR' },
      settings: { baseUrl, ...SETTINGS[channel] },
      credentials: Object.fromEntries(secrets.map((name) => [name, new Secret('x')])),
      webhookSecrets: [],
    });
    if (!added.ok) throw new Error(added.reason);
    accounts.set(channel, added.value.accountId);
  }
});
afterAll(async () => {
  await floor.close();
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
});

describe.each(CHANNELS)('%s answers as it never should', (channel) => {
  test.each(BAD_ANSWERS)('$name: no order, no cursor, no stock', async (bad) => {
    answer = bad;
    const { sellerId } = floor;
    const place = { sellerId, accountId: accounts.get(channel) ?? 0 };
    const prints = await fingerprint(floor.database.urls.owner);
    asked = [];
    const pulled = await floor.engine.intake.pullOrders(place);
    expect(asked.length).toBeGreaterThan(0);
    expect(pulled).toMatchObject({ orders: 0, isComplete: false });
    expect(pulled.refusal?.reason).not.toMatch(/x{20}|<html/);
    const { session } = await floor.engine.sessions.open(place);
    const fetched = await session.fetchOrder('1');
    // A shop may say that it does not know an order; it may never be taken for having told one.
    expect(fetched.kind === 'ok' && fetched.value).toBeFalsy();
    expect(new Set(asked).size, 'nobody else is asked').toBe(1);
    expect(await fingerprint(floor.database.urls.owner)).toEqual(prints);
  });
});
