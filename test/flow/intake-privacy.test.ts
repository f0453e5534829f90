import { afterAll, beforeAll, expect, test } from 'vitest';
import { signBody } from '../../core/channels/shopify/verify-delivery.ts';
import { runAs } from '../support/as-owner.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';
import {
  type CaughtWebhook,
  catchWebhooks,
  post,
  type WebhookDesk,
} from '../support/webhook-desk.ts';

let floor: ShopFloor;
let desk: WebhookDesk;
beforeAll(async () => {
  floor = await openShopFloor({
    shops: [{ name: 'Alpha', channel: 'shopify' }],
    skus: [{ code: 'MUG', stock: { Mumbai: 100 } }],
  });
  await floor.untilConverged();
  desk = await catchWebhooks(floor.shop('Alpha'));
  floor.shop('Alpha').inject({ kind: 'server-error' });
});
afterAll(async () => {
  await desk.close();
  await floor.close();
});

const ASHA = { name: 'Asha Rao', email: 'Asha.Rao@example.org' };
const BEN = { name: 'Ben Kurz', email: 'ben@example.org' };
let messages = 0;

async function send(topic: string, content: unknown): Promise<void> {
  messages += 1;
  const { webhookSecret } = floor.shop('Alpha').connection();
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': signBody(Buffer.from(body), webhookSecret),
    'x-shopify-webhook-id': `message-${messages}`,
  };
  await deliver({ headers, body: Buffer.from(body) });
}

async function deliver(webhook: CaughtWebhook): Promise<void> {
  const reply = await post(`${floor.engine.origin()}/webhooks/shopify/test-shopify-1`, webhook);
  expect(reply.status).toBe(200);
  await floor.until('it is decided', async () => {
    return (await floor.engine.intake.countDeliveries(floor.sellerId)).waiting === 0;
  });
}

/** An order as its webhook; only then is the order known to us. */
async function buy(buyer: { name: string; email: string }) {
  const lines = [{ skuCode: 'MUG', quantity: 1 }];
  const { externalId } = floor.shop('Alpha').placeOrder({ lines, buyer });
  const webhooks = await desk.take();
  const created = webhooks.find((each) => each.headers['x-shopify-topic'] === 'orders/create');
  if (!created) throw new Error('the shop told nothing');
  await deliver(created);
  return { externalId, webhook: created };
}

const buyers = async () => {
  const sql = 'SELECT name FROM buyer ORDER BY stored_at, name';
  const rows = await floor.database.database.forSeller(floor.sellerId).rows<{ name: string }>(sql);
  return rows.map((row) => row.name);
};

/** Every table but the one for buyers, as text: nobody's name may be in it. */
async function textOfEverythingElse(): Promise<string> {
  const tables = await runAs(
    floor.database.urls.owner,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname IN ('public', 'bullmq')`,
  );
  const rows: unknown[] = [];
  for (const { name } of tables) {
    if (name === 'buyer') continue;
    const schema = await runAs(
      floor.database.urls.owner,
      `SELECT schemaname AS name FROM pg_tables WHERE tablename = '${name}'`,
    );
    const from = `${schema[0]?.name}."${name}"`;
    rows.push(...(await runAs(floor.database.urls.owner, `SELECT t::text FROM ${from} AS t`)));
  }
  return JSON.stringify(rows);
}

test("a buyer's name is in one table and, once the delivery is decided, nowhere else", async () => {
  await buy(ASHA);
  await buy(BEN);
  expect(await buyers()).toEqual([ASHA.name, BEN.name]);
  const elsewhere = await textOfEverythingElse();
  for (const name of ['Asha', 'Rao', 'Ben', 'Kurz', 'example.org']) {
    expect(elsewhere).not.toContain(name);
    expect(elsewhere).not.toContain(Buffer.from(name).toString('hex'));
  }
});

test('a request to forget a buyer erases her and leaves orders and ledger alone', async () => {
  const { externalId, webhook } = await buy(ASHA);
  const ledger = () =>
    runAs(
      floor.database.urls.owner,
      `SELECT md5(string_agg(t::text, '')) AS print FROM
        (SELECT e::text AS t FROM entry AS e UNION ALL SELECT l::text FROM order_line AS l
         UNION ALL SELECT o::text FROM sales_order AS o ORDER BY 1) AS all_rows`,
    );
  const before = await ledger();
  // One parked delivery names her, another one somebody whose id begins with hers.
  await send('orders/create', { broken: true, email: 'asha.rao@example.org' });
  await send('orders/create', { broken: true, order: `${externalId}1` });
  await send('customers/redact', {
    shop_id: 1,
    customer: { id: 1, email: ASHA.email, phone: null },
    orders_to_redact: [externalId],
  });
  expect(await buyers()).toEqual([BEN.name]);
  expect(await ledger()).toEqual(before);
  const parked = await floor.engine.intake.listParkedDeliveries(floor.sellerId);
  expect(parked.map((each) => each.isReplayable)).toEqual([true, false]);
  expect(await textOfEverythingElse()).not.toContain('asha.rao');
  const [request] = await floor.engine.orders.listPrivacyRequests(floor.sellerId);
  expect(request).toMatchObject({ kind: 'redact-customer', orderExternalIds: [externalId] });
  expect(request?.rowsAffected).toBe(3);

  // An old order of hers that comes late, or again, brings nobody back.
  const headers = { ...webhook.headers, 'x-shopify-webhook-id': 'sent again' };
  await deliver({ ...webhook, headers });
  expect(await buyers()).toEqual([BEN.name]);
});

test('a request for what we hold is answered with it, and with nobody else', async () => {
  const { externalId } = await buy(BEN);
  await send('customers/data_request', {
    shop_id: 1,
    customer: { id: 999, email: 'somebody@example.org', phone: null },
    orders_requested: [externalId],
  });
  const [request] = await floor.engine.orders.listPrivacyRequests(floor.sellerId);
  expect(request).toMatchObject({ kind: 'export-customer', rowsAffected: 1 });
  const { requestId } = request ?? { requestId: 0 };
  const told = await floor.engine.orders.exportForRequest(floor.sellerId, requestId);
  expect(told?.buyers).toMatchObject([{ name: BEN.name, orderExternalId: externalId }]);
  const stranger = await floor.engine.catalog.createSeller({
    ...{ name: 'B', currency: 'EUR', timeZone: 'UTC' },
  });
  expect(await floor.engine.orders.exportForRequest(stranger, requestId)).toBeNull();
});

test('buyers and old deliveries go when their time is over; the rest stays', async () => {
  const { externalId, webhook } = await buy(ASHA);
  const count = async (sql: string) =>
    (await runAs(floor.database.urls.owner, `SELECT count(*)::int AS count ${sql}`))[0]?.count;
  const before = Number(await count('FROM delivery'));
  await runAs(
    floor.database.urls.owner,
    `UPDATE buyer SET erase_after = now() - interval '1 second'
     WHERE order_external_id = '${externalId}';
     UPDATE delivery SET received_at = now() - interval '31 days' WHERE delivery_id IN
       (SELECT delivery_id FROM delivery WHERE state = 'decided' ORDER BY delivery_id LIMIT 1);
     UPDATE delivery SET received_at = now() - interval '179 days' WHERE state = 'parked'`,
  );
  const kept = await count('FROM buyer');
  const erased = await floor.engine.intake.eraseOld();
  expect(erased).toEqual({ buyers: 1, deliveries: 1, parked: 0 });
  expect(await count('FROM buyer')).toBe(Number(kept) - 1);
  expect(await count('FROM delivery')).toBe(before - 1);
  await runAs(
    floor.database.urls.owner,
    `UPDATE delivery SET received_at = now() - interval '181 days' WHERE state = 'parked'`,
  );
  expect(await floor.engine.intake.eraseOld()).toMatchObject({ parked: 2 });

  // By age, too, nobody comes back: it counts from the first arrival of the order.
  await runAs(
    floor.database.urls.owner,
    `UPDATE sales_order SET arrived_at = now() - interval '181 days'
     WHERE external_id = '${externalId}'`,
  );
  const headers = { ...webhook.headers, 'x-shopify-webhook-id': 'after its time' };
  await deliver({ ...webhook, headers });
  expect(await count(`FROM buyer WHERE order_external_id = '${externalId}'`)).toBe(0);
});

test('a shop that leaves takes all its buyers along', async () => {
  await buy(ASHA);
  await send('orders/create', { broken: true });
  expect((await buyers()).length).toBeGreaterThan(0);
  await send('shop/redact', { shop_id: 1, shop_domain: 'x.myshopify.com' });
  expect(await buyers()).toEqual([]);
  const parked = await floor.engine.intake.listParkedDeliveries(floor.sellerId);
  expect(parked.every((each) => !each.isReplayable)).toBe(true);
});
