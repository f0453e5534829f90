// What a real Vendure 3.7.3 does, as claims. They hold the facts that the adapter and its simulator
// are built on: when a newer Vendure breaks one, both have to be looked at again.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import {
  type ReceivedDelivery,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../webhook-receiver.ts';
import { createOrderDesk, type OrderDesk } from './order-desk.ts';
import { startVendure, type VendureShop } from './shop.ts';

const SECRET = 'a-shared-secret-of-the-test-shop';
const DELIVERY_MS_MAX = 10_000;

interface OrderEvent {
  readonly event: string;
  readonly orderCode: string;
  readonly orderId: string;
  readonly at: string;
  readonly deliveryId: string;
}

const UPDATE_VARIANTS = `mutation ($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) { id }
}`;

let receiver: WebhookReceiver;
let shop: VendureShop;
let desk: OrderDesk;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  shop = await startVendure({
    postgres: inject('shopsPostgres'),
    webhookUrl: receiver.url,
    webhookSecret: SECRET,
  });
  desk = createOrderDesk(shop);
});

afterAll(async () => {
  await shop?.stop();
  await receiver?.stop();
});

beforeEach(() => {
  receiver.onDelivery(() => 200);
});

async function offer(sku: string, change: { onHand?: number; enabled?: boolean; price?: number }) {
  const { id, stockLocationId } = await shop.readVariant(sku);
  const { onHand, ...rest } = change;
  const stockLevels = onHand === undefined ? [] : [{ stockLocationId, stockOnHand: onHand }];
  await shop.askAdmin(UPDATE_VARIANTS, { input: [{ id, stockLevels, ...rest }] });
}

async function place(sku: string, quantity: number): Promise<string> {
  const bought = await shop.buy({ sku, quantity });
  if (bought.kind === 'refused') throw new Error(`${bought.step}: ${bought.message}`);
  return bought.orderCode;
}

function eventIn(delivery: ReceivedDelivery): OrderEvent {
  return JSON.parse(delivery.rawBody) as OrderEvent;
}

async function deliveriesOf(codes: readonly string[], count: number) {
  const where = (delivery: ReceivedDelivery) => codes.includes(eventIn(delivery).orderCode);
  return receiver.waitFor({ count, where, withinMs: DELIVERY_MS_MAX });
}

describe('stock of a real Vendure', () => {
  test('a sold unit stays on hand and is counted as allocated until it is packed', async () => {
    const before = await shop.readVariant('MUG-WHITE');
    const code = await place('MUG-WHITE', 2);
    const sold = await shop.readVariant('MUG-WHITE');
    expect(sold).toMatchObject({
      stockOnHand: before.stockOnHand,
      stockAllocated: before.stockAllocated + 2,
      saleable: before.saleable - 2,
    });
    await desk.pack(code, { quantity: 2 });
    expect(await shop.readVariant('MUG-WHITE')).toMatchObject({
      stockOnHand: before.stockOnHand - 2,
      stockAllocated: before.stockAllocated,
      saleable: before.saleable - 2,
    });
  });

  test('one after another, the eleventh buyer of ten units is refused', async () => {
    await offer('CAP-NAVY', { onHand: 10 });
    for (let buyer = 1; buyer <= 10; buyer += 1) await place('CAP-NAVY', 1);
    expect(await shop.buy({ sku: 'CAP-NAVY', quantity: 1 })).toMatchObject({
      kind: 'refused',
      step: 'addItemToOrder',
      errorCode: 'INSUFFICIENT_STOCK_ERROR',
    });
  });

  test('twenty buyers pay at once for ten units: all twenty get an order', async () => {
    await offer('HOOD-BLK-M', { onHand: 10 });
    const purchases = await shop.race({ buyers: 20, sku: 'HOOD-BLK-M', quantity: 1 });
    const codes = purchases.flatMap((bought) =>
      bought.kind === 'placed' ? [bought.orderCode] : [],
    );
    expect(codes).toHaveLength(20);
    const after = await shop.readVariant('HOOD-BLK-M');
    expect(after.stockOnHand).toBe(10);
    expect(after.stockAllocated).toBeLessThan(20);

    // Packing all ten takes ten from both figures, so allocated falls below zero …
    for (const code of codes.slice(0, 10)) await desk.pack(code, { quantity: 1 });
    const packed = await shop.readVariant('HOOD-BLK-M');
    expect(packed.stockOnHand).toBe(0);
    expect(packed.stockAllocated).toBe(after.stockAllocated - 10);
    // … and to offer nothing, on hand has to be set to that, which may be negative.
    await offer('HOOD-BLK-M', { onHand: packed.stockAllocated });
    expect((await shop.readVariant('HOOD-BLK-M')).saleable).toBe(0);
    expect(await shop.buy({ sku: 'HOOD-BLK-M', quantity: 1 })).toMatchObject({
      errorCode: 'INSUFFICIENT_STOCK_ERROR',
    });
  });

  test('who stands at the payment gets the goods, though stock is now 0', async () => {
    await offer('TOTE-NAT', { onHand: 5 });
    const checkout = await shop.checkOut({ sku: 'TOTE-NAT', quantity: 1 });
    await offer('TOTE-NAT', { onHand: 0 });
    expect(await shop.pay(checkout)).toMatchObject({ kind: 'placed', state: 'PaymentSettled' });
  });

  test('a price is stored as sent, and a paused variant can not be put into a cart', async () => {
    await offer('SOCK-GREY', { price: 20_499 });
    expect(await shop.readVariant('SOCK-GREY')).toMatchObject({
      priceMinor: 20_499,
      enabled: true,
    });
    await place('SOCK-GREY', 1);
    await offer('SOCK-GREY', { enabled: false });
    expect((await shop.readVariant('SOCK-GREY')).enabled).toBe(false);
    expect(await shop.buy({ sku: 'SOCK-GREY', quantity: 1 })).toMatchObject({
      step: 'addItemToOrder',
      errorCode: 'ENTITY_NOT_FOUND',
    });
    await offer('SOCK-GREY', { enabled: true });
    await place('SOCK-GREY', 1);
  });

  test('one unknown variant in a batch: nothing of the batch is written', async () => {
    const { id, stockLocationId, stockOnHand } = await shop.readVariant('HOOD-BLK-L');
    const stockLevels = [{ stockLocationId, stockOnHand: stockOnHand + 7 }];
    const input = [
      { id, stockLevels },
      { id: '999999', stockLevels },
    ];
    await expect(shop.askAdmin(UPDATE_VARIANTS, { input })).rejects.toThrow('999999');
    expect((await shop.readVariant('HOOD-BLK-L')).stockOnHand).toBe(stockOnHand);
  });
});

describe('orders of a real Vendure', () => {
  test('units ever ordered are the units now and all cancelled ones', async () => {
    await offer('SOCK-GREY', { onHand: 500 });
    const code = await place('SOCK-GREY', 4);
    await desk.moveOrder(code, 'Modifying');
    await desk.setQuantity(code, { quantity: 3 });
    await desk.setQuantity(code, { quantity: 6 });
    const changed = await desk.read(code);
    const cancelled = changed.cancellations.items
      .flatMap((entry) => entry.data.lines)
      .reduce((sum, line) => sum + line.quantity, 0);
    expect(changed.lines[0]).toMatchObject({ quantity: 6, orderPlacedQuantity: 4 });
    expect(cancelled).toBe(1);
  });

  test('shipping, refunding and placing do not touch updatedAt: it is no cursor', async () => {
    await offer('SOCK-GREY', { onHand: 500 });
    const code = await place('SOCK-GREY', 2);
    const placed = await desk.read(code);
    expect(Date.parse(placed.updatedAt)).toBeLessThan(Date.parse(placed.orderPlacedAt));
    await desk.moveParcel(await desk.pack(code, { quantity: 2 }), 'Shipped');
    await desk.refund(code, { quantity: 1 });
    const shipped = await desk.read(code);
    expect(shipped.state).toBe('Shipped');
    expect(shipped.payments[0]?.refunds).toHaveLength(1);
    expect(shipped.updatedAt).toBe(placed.updatedAt);
  });

  test('cancelling in a half-shipped order gives the unit back twice', async () => {
    await offer('TOTE-NAT', { onHand: 60 });
    const before = await shop.readVariant('TOTE-NAT');
    const code = await place('TOTE-NAT', 5);
    await desk.moveParcel(await desk.pack(code, { quantity: 2 }), 'Shipped');
    await desk.cancel(code, { quantity: 1 });
    const after = await shop.readVariant('TOTE-NAT');
    // Four units are with the buyer or promised to him.
    expect(before.saleable - after.saleable).toBe(3);
  });
});

describe('the events plugin', () => {
  test('every change is announced, signed, and true when one looks', async () => {
    await offer('SOCK-GREY', { onHand: 500 });
    const seen: string[] = [];
    receiver.onDelivery(async (delivery) => {
      const { event, orderCode } = eventIn(delivery);
      const { state, lines, fulfillments } = await desk.read(orderCode);
      const parcels = fulfillments.map((parcel) => parcel.state).join('+');
      seen.push(`${orderCode} ${event}: ${state} ${lines[0]?.quantity} ${parcels}`.trim());
      return 200;
    });
    const code = await place('SOCK-GREY', 5);
    await deliveriesOf([code], 1);
    await desk.cancel(code, { quantity: 1 });
    await deliveriesOf([code], 2);
    const parcel = await desk.pack(code, { quantity: 4 });
    await deliveriesOf([code], 3);
    await desk.moveParcel(parcel, 'Shipped');
    await deliveriesOf([code], 4);
    await desk.refund(code, { quantity: 1 });
    const deliveries = await deliveriesOf([code], 5);
    expect(seen.filter((line) => line.startsWith(code))).toEqual([
      `${code} order.placed: PaymentSettled 5`,
      `${code} order.cancelled: PaymentSettled 4`,
      `${code} order.modified: PaymentSettled 4 Pending`,
      `${code} order.fulfilled: Shipped 4 Shipped`,
      `${code} order.refunded: Shipped 4 Shipped`,
    ]);
    for (const { headers, rawBody } of deliveries) {
      const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
      const signed = `${id}.${timestamp}.${rawBody}`;
      const signature = createHmac('sha256', SECRET).update(signed).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signature}`);
      expect(id).toBe(JSON.parse(rawBody).deliveryId);
      expect(timestamp).toMatch(/^\d{10}$/);
    }
    expect(new Set(deliveries.map((delivery) => eventIn(delivery).deliveryId)).size).toBe(5);
  });

  test('twenty orders at once: each is announced once and can be fetched', async () => {
    await offer('MUG-WHITE', { onHand: 1_000 });
    const unsettled: string[] = [];
    receiver.onDelivery(async (delivery) => {
      const { orderCode } = eventIn(delivery);
      const { state } = await desk.read(orderCode);
      if (state !== 'PaymentSettled') unsettled.push(`${orderCode} ${state}`);
      return 200;
    });
    const purchases = await shop.race({ buyers: 20, sku: 'MUG-WHITE', quantity: 1 });
    const codes = purchases.map((bought) => (bought.kind === 'placed' ? bought.orderCode : ''));
    // On a busy machine an answer comes too late and the event again: with the id it had before.
    const idOf = ({ headers }: ReceivedDelivery) => headers['webhook-id'];
    const isFirst = (delivery: ReceivedDelivery) =>
      receiver.deliveries.find((other) => idOf(other) === idOf(delivery)) === delivery;
    const where = (delivery: ReceivedDelivery) =>
      codes.includes(eventIn(delivery).orderCode) && isFirst(delivery);
    const deliveries = await receiver.waitFor({ count: 20, where, withinMs: 60_000 });
    expect(unsettled).toEqual([]);
    const told = deliveries.map((delivery) => eventIn(delivery).orderCode);
    expect(told.sort()).toEqual(codes.sort());
  });

  test('a refused event comes again unchanged and newly signed, four times in all', async () => {
    await offer('MUG-WHITE', { onHand: 1_000 });
    receiver.onDelivery(() => 503);
    const code = await place('MUG-WHITE', 1);
    const where = (delivery: ReceivedDelivery) => eventIn(delivery).orderCode === code;
    const deliveries = await receiver.waitFor({ count: 4, where, withinMs: 20_000 });
    expect(new Set(deliveries.map((delivery) => delivery.rawBody)).size).toBe(1);
    const headers = (name: string) => deliveries.map((delivery) => delivery.headers[name]);
    expect(new Set(headers('webhook-id')).size).toBe(1);
    const [first, ...others] = headers('webhook-timestamp').map(Number);
    expect(others.at(-1)).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
  });

  test('a change that is only tried (dry run) is announced to nobody', async () => {
    await offer('MUG-WHITE', { onHand: 1_000 });
    const code = await place('MUG-WHITE', 3);
    await desk.moveOrder(code, 'Modifying');
    await desk.setQuantity(code, { quantity: 1, dryRun: true });
    await desk.setQuantity(code, { quantity: 2 });
    // The dry run came first: had it been announced, its events would be here before the last ones.
    const told = (await deliveriesOf([code], 4)).map((delivery) => eventIn(delivery).event);
    expect(told.sort()).toEqual([
      'order.cancelled',
      'order.modified',
      'order.placed',
      'order.refunded',
    ]);
  });
});

test('killed and started again, the shop has the same address, log-in and orders', async () => {
  const code = await place('HOOD-BLK-L', 1);
  await shop.kill('SIGKILL');
  await expect(desk.read(code)).rejects.toThrow();
  await shop.restart();
  expect((await desk.read(code)).state).toBe('PaymentSettled');
});
