import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { Secret } from '../../core/base/secret.ts';
import { signBody } from '../../core/channels/shopify/verify-delivery.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';
import { catchWebhooks, post, type WebhookDesk } from '../support/webhook-desk.ts';

let floor: ShopFloor;
let desk: WebhookDesk;
beforeAll(async () => {
  floor = await openShopFloor({
    shops: [
      { name: 'Thin', channel: 'vendure' },
      { name: 'Full', channel: 'shopify' },
    ],
    skus: [{ code: 'MUG', stock: { Mumbai: 1_000 } }],
  });
  await floor.untilConverged();
  desk = await catchWebhooks(floor.shop('Thin'));
});
afterAll(async () => {
  await desk.close();
  await floor.close();
});
beforeEach(() => floor.shop('Thin').clearFaults());

const thinUrl = () => `${floor.engine.origin()}/webhooks/vendure/test-vendure-1`;
const fullUrl = () => `${floor.engine.origin()}/webhooks/shopify/test-shopify-2`;

const buy = (shop: string) =>
  floor.shop(shop).placeOrder({ lines: [{ skuCode: 'MUG', quantity: 1 }] });

const find = async (number: string) =>
  (await floor.engine.orders.listOrders(floor.sellerId, { number }))[0];

const isApplied = async (number: string) => (await find(number))?.lines[0]?.reserved === 1;
const waiting = async () => (await floor.engine.intake.countDeliveries(floor.sellerId)).waiting;

/** How often the shop is asked while two messages that name one order are decided. */
async function countReads(round: number): Promise<number> {
  const { number, externalId, lineIds } = buy('Thin');
  const line = { orderExternalId: externalId, lineId: String(lineIds[0]), quantity: 1 };
  floor.shop('Thin').shipLine(line);
  const webhooks = await desk.take();
  expect(webhooks.length).toBeGreaterThan(1);
  const before = floor.shop('Thin').calls().read;
  // In one tick, so that they are stored by one statement and read in one round.
  const { sellerId, accountId } = floor.account('Thin');
  const accepted = webhooks.map((webhook, index) =>
    floor.engine.intake.acceptDelivery({
      ...{ sellerId, accountId, externalId: `message ${round}.${index}`, topic: 'order' },
      rawBody: webhook.body,
      receivedAt: new Date(Date.now()),
    }),
  );
  expect(new Set(await Promise.all(accepted))).toEqual(new Set(['stored']));
  await floor.until('all are decided', async () => (await waiting()) === 0);
  expect((await find(number))?.lines).toMatchObject([{ shipped: 1, reserved: 0 }]);
  return floor.shop('Thin').calls().read - before;
}

test('messages that name the same order have it asked for once', async () => {
  // The poll that stands behind the webhooks asks too, but not three times within a second.
  const reads = [await countReads(1), await countReads(2), await countReads(3)];
  expect(Math.min(...reads)).toBe(1);
});

test('a message posted twice is one delivery', async () => {
  const { number } = buy('Thin');
  const [webhook] = await desk.take();
  if (!webhook) throw new Error('the shop told nothing');
  const replies = await Promise.all([post(thinUrl(), webhook), post(thinUrl(), webhook)]);
  expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
  await floor.until('the order is applied', () => isApplied(number));
});

test('a shop that fails for a while is asked again until it tells', async () => {
  floor.shop('Thin').inject({ kind: 'server-error', on: 'read', count: 2 });
  const { number } = buy('Thin');
  for (const webhook of await desk.take()) await post(thinUrl(), webhook);
  await floor.until('the order is applied', () => isApplied(number), 20_000);
});

test('a shop that locks us out is named, left alone, and taken up again by a person', async () => {
  const { sellerId, accountId } = floor.account('Thin');
  floor.shop('Thin').inject({ kind: 'unauthorized' });
  const { number } = buy('Thin');
  for (const webhook of await desk.take()) await post(thinUrl(), webhook);
  const state = async () =>
    (await floor.engine.catalog.listAccounts(sellerId)).find((each) => each.accountId === accountId)
      ?.state;
  await floor.until('it is named', async () => (await state()) === 'needs-reauth');
  // What is under way ends, and what was remembered of the account is forgotten.
  await systemClock.sleep(2_500);
  const refused = floor.shop('Thin').calls().refused;
  buy('Thin');
  for (const webhook of await desk.take()) await post(thinUrl(), webhook);
  await systemClock.sleep(500);
  expect(floor.shop('Thin').calls().refused, 'nobody knocks in the meantime').toBe(refused);
  floor.shop('Thin').clearFaults();
  const { credentials } = floor.shop('Thin').connection();
  const secrets = Object.entries(credentials).map(([name, value]) => [name, new Secret(value)]);
  await floor.engine.catalog.replaceCredentials(sellerId, {
    accountId,
    credentials: Object.fromEntries(secrets),
  });
  floor.engine.sessions.forget({ sellerId, accountId });
  expect(await state()).toBe('active');
  const pulled = await floor.engine.intake.pullOrders({ sellerId, accountId });
  expect(pulled).toMatchObject({ isComplete: true, refusal: null });
  await floor.until('the order is applied', () => isApplied(number));
});

test('a delivery that cannot be read is parked where people see it, and stops nobody', async () => {
  const { webhookSecret } = floor.shop('Full').connection();
  const body = JSON.stringify({ id: 1, line_items: 'none' });
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/create',
    'x-shopify-hmac-sha256': signBody(Buffer.from(body), webhookSecret),
    'x-shopify-webhook-id': 'poison',
  };
  const poison = () => post(fullUrl(), { headers, body });
  const { number } = buy('Full');
  const [reply] = await Promise.all([poison(), floor.shop('Full').settle()]);
  expect(reply.status, 'stored, so the shop need not send it again').toBe(200);
  await floor.until('its neighbour is applied', () => isApplied(number));
  const parked = () => floor.engine.intake.listParkedDeliveries(floor.sellerId);
  await floor.until('it is parked', async () => (await parked()).length === 1);
  const [shown] = await parked();
  expect(shown).toMatchObject({ topic: 'orders/create', accountName: 'Full', isReplayable: true });
  expect(shown?.note).not.toBe('');
  expect((await poison()).status, 'a copy').toBe(200);
  expect(await floor.engine.intake.replayParkedDeliveries(floor.sellerId)).toBe(1);
  await floor.until('it is parked again', async () => (await parked()).length === 1);
});

test('a shop that hangs holds up nobody else of the same seller', async () => {
  floor.shop('Thin').inject({ kind: 'hang', on: 'read' });
  const hung = buy('Thin');
  for (const webhook of await desk.take()) await post(thinUrl(), webhook);
  const began = performance.now();
  const { number } = buy('Full');
  await floor.shop('Full').settle();
  await floor.until('the other order is applied', () => isApplied(number));
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await find(hung.number), 'still being asked for').toBeUndefined();
  expect(await waiting()).toBeGreaterThan(0);
});
