// Our adapter and a real Vendure 3.7.3: what the simulator promises of it, seen on the real one.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { ChannelSession, ListingRef } from '../../../core/channels/channel.ts';
import { createChannelHttp } from '../../../core/channels/fetch-channel-http.ts';
import { vendureChannel } from '../../../core/channels/vendure/index.ts';
import {
  type ReceivedDelivery,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../webhook-receiver.ts';
import { createOrderDesk, type OrderDesk } from './order-desk.ts';
import { startVendure, type VendureShop } from './shop.ts';

const SECRET = 'a-shared-secret-of-the-test-shop';
const DELIVERY_MS_MAX = 10_000;
const HOUR_MS = 3_600_000;

const FIND_PRODUCT = `query ($id: String!) {
  productVariants(options: { filter: { id: { eq: $id } } }) { items { product { id } } }
}`;
const SWITCH_PRODUCT = `mutation ($input: UpdateProductInput!) {
  updateProduct(input: $input) { id }
}`;

let receiver: WebhookReceiver;
let shop: VendureShop;
let desk: OrderDesk;
let session: ChannelSession;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  shop = await startVendure({
    postgres: inject('shopsPostgres'),
    webhookUrl: receiver.url,
    webhookSecret: SECRET,
  });
  desk = createOrderDesk(shop);
  session = await connect(shop.adminPassword);
});

afterAll(async () => {
  await shop?.stop();
  await receiver?.stop();
});

async function connect(password: string): Promise<ChannelSession> {
  const { stockLocationId } = await shop.readVariant('MUG-WHITE');
  const { capability } = vendureChannel;
  const settings = vendureChannel.settings.parse({ baseUrl: shop.adminUrl, stockLocationId });
  const http = createChannelHttp({
    baseUrl: settings.baseUrl,
    clock: systemClock,
    timeoutMs: capability.callTimeoutMs,
    budget: { callsPerSecond: 1_000, burst: 1_000 },
  });
  const credentials = { username: new Secret(shop.adminName), password: new Secret(password) };
  return vendureChannel.connect({ settings, credentials, http });
}

async function refTo(skuCode: string): Promise<ListingRef> {
  const { id: externalId } = await shop.readVariant(skuCode);
  const nothing = { externalParentId: null, externalStockId: null };
  return { listingId: 1, skuCode, externalId, ...nothing };
}

async function place(sku: string, quantity: number): Promise<string> {
  const bought = await shop.buy({ sku, quantity });
  if (bought.kind === 'refused') throw new Error(`${bought.step}: ${bought.message}`);
  return bought.orderCode;
}

const stockOf = (listing: ListingRef, quantity: number) => ({
  listing,
  quantity,
  expected: null,
  key: 'key',
  reference: 'entry',
});

describe('writing to a real Vendure', () => {
  test('offers what was asked for on top of what is promised, and reads it back', async () => {
    const listing = await refTo('MUG-WHITE');
    await place('MUG-WHITE', 3);
    expect(await session.pushStock([stockOf(listing, 17)])).toEqual([{ kind: 'applied' }]);
    expect(await shop.readVariant('MUG-WHITE')).toMatchObject({ saleable: 17 });
    expect(await session.readListings([listing])).toMatchObject({
      value: [{ externalId: listing.externalId, available: 17, status: 'active' }],
    });
  });

  test('after a race the shop is brought to sell no more', async () => {
    const listing = await refTo('HOOD-BLK-M');
    await session.pushStock([stockOf(listing, 10)]);
    await shop.race({ buyers: 20, sku: 'HOOD-BLK-M', quantity: 1 });
    expect(await session.pushStock([stockOf(listing, 0)])).toEqual([{ kind: 'applied' }]);
    expect(await shop.buy({ sku: 'HOOD-BLK-M', quantity: 1 })).toMatchObject({
      errorCode: 'INSUFFICIENT_STOCK_ERROR',
    });
  });

  test('price and status go in and come back; foreign money and lost variants do not', async () => {
    const listing = await refTo('CAP-NAVY');
    const { priceMinor, currency } = await shop.readVariant('CAP-NAVY');
    const price = { listing, priceMinor: priceMinor + 101, currency, key: 'key' };
    const lost = { ...listing, externalId: '999999' };
    expect(
      await session.pushPrice([price, { ...price, listing: lost }, { ...price, currency: 'EUR' }]),
    ).toMatchObject([{ kind: 'applied' }, { kind: 'rejected' }, { kind: 'rejected' }]);
    const status = { listing, status: 'paused', key: 'key' } as const;
    expect(await session.pushStatus([status])).toEqual([{ kind: 'applied' }]);
    expect(await session.readListings([listing, lost])).toMatchObject({
      value: [{ priceMinor: priceMinor + 101, currency, status: 'paused' }],
    });
    expect(await session.pushStatus([{ ...status, status: 'active' }])).toEqual([
      { kind: 'applied' },
    ]);
  });

  test('a product that its seller switched off is told as paused, and stays off', async () => {
    const listing = await refTo('HOOD-BLK-L');
    const { productVariants } = await shop.askAdmin<{
      productVariants: { items: { product: { id: string } }[] };
    }>(FIND_PRODUCT, { id: listing.externalId });
    const id = productVariants.items[0]?.product.id;
    const switchProduct = (enabled: boolean) =>
      shop.askAdmin(SWITCH_PRODUCT, { input: { id, enabled } });
    const resume = { listing, status: 'active', key: 'key' } as const;
    await switchProduct(false);
    expect(await shop.buy({ sku: 'HOOD-BLK-L', quantity: 1 })).toMatchObject({ kind: 'refused' });
    expect(await session.readListings([listing])).toMatchObject({ value: [{ status: 'paused' }] });
    expect(await session.pushStatus([resume])).toMatchObject([{ kind: 'rejected' }]);
    await switchProduct(true);
    expect(await session.pushStatus([resume])).toEqual([{ kind: 'applied' }]);
    await place('HOOD-BLK-L', 1);
  });

  test('calls that meet on the same variants do not lock each other out', async () => {
    const listings = await Promise.all(['CAP-NAVY', 'MUG-WHITE', 'TOTE-NAT'].map(refTo));
    const pushesOf = (priceMinor: number) =>
      listings.map((listing) => ({ listing, priceMinor, currency: 'INR', key: 'key' }));
    for (let round = 1; round <= 5; round += 1) {
      const outcomes = await Promise.all([
        session.pushPrice(pushesOf(10_000 + round)),
        session.pushPrice(pushesOf(20_000 + round).toReversed()),
      ]);
      expect(new Set(outcomes.flat().map(({ kind }) => kind))).toEqual(new Set(['applied']));
    }
  });

  test('a wrong password needs a person', async () => {
    const stranger = await connect('wrong');
    const listing = await refTo('CAP-NAVY');
    expect(await stranger.readListings([listing])).toMatchObject({ kind: 'needs-reauth' });
  });
});

describe('orders of a real Vendure', () => {
  async function announced(code: string, count: number): Promise<ReceivedDelivery> {
    const where = (delivery: ReceivedDelivery) => delivery.rawBody.includes(code);
    const all = await receiver.waitFor({ count, where, withinMs: DELIVERY_MS_MAX });
    const last = all.at(-1);
    if (!last) throw new Error('Nothing was announced.');
    return last;
  }

  /** As intake does: verify, read, fetch. */
  async function take({ headers, rawBody }: ReceivedDelivery) {
    const raw = { rawBody: Buffer.from(rawBody), headers, receivedAt: systemClock.now() };
    const verdict = vendureChannel.verify(raw, [new Secret(SECRET)]);
    if (verdict.kind === 'refused') throw new Error('The delivery was not believed.');
    const body: unknown = JSON.parse(rawBody);
    const settings = { baseUrl: shop.adminUrl, stockLocationId: '1' };
    const reading = vendureChannel.read({ topic: verdict.topic, body }, settings);
    if (reading.kind !== 'order-ref') throw new Error(`It was read as ${reading.kind}.`);
    const answer = await session.fetchOrder(reading.orderRef);
    if (answer.kind !== 'ok' || answer.value === null) throw new Error('The order is not there.');
    return answer.value;
  }

  test('an order is followed from its first event to a return, newer each time', async () => {
    await session.pushStock([stockOf(await refTo('TOTE-NAT'), 60)]);
    const code = await place('TOTE-NAT', 5);
    const first = await take(await announced(code, 1));
    expect(first).toMatchObject({ externalId: code, lines: [{ ordered: 5, skuCode: 'TOTE-NAT' }] });
    await desk.cancel(code, { quantity: 1 });
    const less = await take(await announced(code, 2));
    expect(less.lines).toMatchObject([{ ordered: 5, cancelled: 1, shipped: 0 }]);
    await desk.moveParcel(await desk.pack(code, { quantity: 4 }), 'Shipped');
    const shipped = await take(await announced(code, 4));
    expect(shipped.lines).toMatchObject([{ cancelled: 1, shipped: 4, returned: 0 }]);
    await desk.refund(code, { quantity: 2 });
    await announced(code, 5);
    await desk.cancel(code);
    const returned = await take(await announced(code, 6));
    expect(returned.lines).toMatchObject([{ cancelled: 1, shipped: 4, returned: 4, refunded: 0 }]);
    const revisions = [first, less, shipped, returned].map((order) => order.revisedAt?.getTime());
    expect(revisions).toEqual([...revisions].sort());
    expect(new Set(revisions).size).toBe(4);
  });

  test('lists every order, and later the shipment of one, without any webhook', async () => {
    await session.pushStock([stockOf(await refTo('SOCK-GREY'), 500)]);
    const since = new Date(systemClock.now().getTime() - HOUR_MS);
    const listAll = async (from: string | null) => {
      const orders = new Map<string, number>();
      let cursor = from;
      for (;;) {
        const answer = await session.listOrders({ cursor, since });
        if (answer.kind !== 'ok') throw new Error(answer.reason);
        const { orders: page, unreadable, hasMore } = answer.value;
        expect(unreadable).toEqual([]);
        for (const order of page) orders.set(order.externalId, order.lines[0]?.shipped ?? 0);
        cursor = answer.value.cursor;
        if (!hasMore) return { orders, cursor };
      }
    };
    const purchases = await shop.race({ buyers: 35, sku: 'SOCK-GREY', quantity: 1 });
    const codes = purchases.flatMap((one) => (one.kind === 'placed' ? [one.orderCode] : []));
    const { orders, cursor } = await listAll(null);
    expect([...orders.keys()]).toEqual(expect.arrayContaining(codes));

    const code = codes[0] ?? '';
    await desk.moveParcel(await desk.pack(code, { quantity: 1 }), 'Shipped');
    let shipped = 0;
    let next = cursor;
    // The sweep goes a page a time: a few rounds see every recent order.
    for (let round = 0; round < 6 && shipped === 0; round += 1) {
      const read = await listAll(next);
      shipped = read.orders.get(code) ?? 0;
      next = read.cursor;
    }
    expect(shipped).toBe(1);
  });
});
