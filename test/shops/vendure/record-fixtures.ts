// Plays a seller's day on the real shop and keeps what went over the wire, for the adapter's tests
// and for its simulator:   node run.mjs test/shops/vendure/record-fixtures.ts Writes
// test/fixtures/vendure/<name>.json = { about, request, response }, or { about, headers, rawBody }
// for an event. Only tokens are replaced. Codes and times differ from recording to recording.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startPostgres } from '../start-postgres.ts';
import { startWebhookReceiver } from '../webhook-receiver.ts';
import { createOrderDesk, ORDER_FIELDS, type OrderDesk } from './order-desk.ts';
import { startVendure, type VendureShop } from './shop.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/vendure');
const SECRET = 'the-webhook-secret-of-the-recording';

interface Ask {
  readonly about: string;
  readonly query: string;
  readonly variables?: object;
  /** Absent: the administrator's. Null: none is sent. */
  readonly token?: string | null;
  /** The answer must carry GraphQL errors; without this it must not. */
  readonly fails?: true;
}

type Record = (name: string, ask: Ask) => Promise<void>;

const LOG_IN = `mutation ($username: String!, $password: String!) {
  login(username: $username, password: $password, rememberMe: true) {
    __typename
    ... on CurrentUser { id identifier channels { code token permissions } }
    ... on ErrorResult { errorCode message }
  }
}`;
const SETTINGS = `query {
  activeChannel {
    id code token defaultCurrencyCode availableCurrencyCodes pricesIncludeTax
    trackInventory outOfStockThreshold
  }
  globalSettings { trackInventory outOfStockThreshold }
  stockLocations { totalItems items { id name } }
}`;
const VARIANT_FIELDS = `
  id sku name enabled trackInventory outOfStockThreshold useGlobalOutOfStockThreshold updatedAt
  price priceWithTax currencyCode prices { price currencyCode }
  product { id name enabled }
  stockLevels { stockLocationId stockOnHand stockAllocated }`;
const VARIANTS = `query ($options: ProductVariantListOptions) {
  productVariants(options: $options) { totalItems items { ${VARIANT_FIELDS} } }
}`;
const UPDATE = `mutation ($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) { ${VARIANT_FIELDS} }
}`;
const ORDERS = `query ($options: OrderListOptions) {
  orders(options: $options) { totalItems items { ${ORDER_FIELDS} } }
}`;
const ORDER = `query ($id: ID!) { order(id: $id) { ${ORDER_FIELDS} } }`;

const postgres = await startPostgres();
const receiver = await startWebhookReceiver();
const shop = await startVendure({
  postgres: postgres.server,
  webhookUrl: receiver.url,
  webhookSecret: SECRET,
});
try {
  await mkdir(FOLDER, { recursive: true });
  const record = recorderOf(shop, await shop.adminToken());
  await recordAccess(record);
  await recordVariants(record);
  await recordWrites(record);
  await recordOrders(record, createOrderDesk(shop));
  await recordRace(record, createOrderDesk(shop));
  await recordEvents();
} finally {
  await shop.stop();
  await receiver.stop();
  await postgres.stop();
}

function recorderOf({ adminUrl }: VendureShop, adminToken: string): Record {
  return async (name, { about, query, variables = {}, token = adminToken, fails }) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    const body = { query, variables };
    const answer = await fetch(adminUrl, { method: 'POST', headers, body: JSON.stringify(body) });
    const kept = ['content-type', 'vendure-auth-token'].flatMap((header) => {
      const value = answer.headers.get(header);
      return value === null ? [] : [[header, value]];
    });
    const answered = (await answer.json()) as { errors?: unknown[] };
    if ((answered.errors !== undefined) !== (fails === true)) {
      throw new Error(`${name} answered ${answer.status}: ${JSON.stringify(answered)}`);
    }
    const request = { method: 'POST', path: '/admin-api', headers, body };
    const response = { status: answer.status, headers: Object.fromEntries(kept) };
    await keep(name, { about, request, response: { ...response, body: answered } });
  };
}

async function keep(name: string, content: object): Promise<void> {
  const text = JSON.stringify(content, null, 2)
    .replaceAll(/("vendure-auth-token": ")[^"]+/g, '$1<token>')
    .replaceAll(/(Bearer )[0-9a-f]{20,}/g, '$1<token>')
    .replaceAll(shop.adminPassword, '<password>');
  await writeFile(path.join(FOLDER, `${name}.json`), `${text}\n`);
}

async function recordAccess(record: Record): Promise<void> {
  const username = shop.adminName;
  await record('login', {
    about: 'Log in. The session token comes in a response header and lives for a year.',
    query: LOG_IN,
    variables: { username, password: shop.adminPassword },
    token: null,
  });
  await record('login-refused', {
    about: 'A wrong password: status 200 and an error result.',
    query: LOG_IN,
    variables: { username, password: 'wrong' },
    token: null,
  });
  await record('unauthorized', {
    about: 'An unknown token: status 200, FORBIDDEN, and the token header comes back empty.',
    query: SETTINGS,
    token: 'unknown',
    fails: true,
  });
  await record('unknown-field', {
    about: 'A field the schema does not have: the one case with status 400.',
    query: 'query { orders { items { nothing } } }',
    fails: true,
  });
  await record('settings', {
    about: 'Channel, thresholds and stock locations: needed to turn offers into on-hand figures.',
    query: SETTINGS,
  });
}

async function recordVariants(record: Record): Promise<void> {
  const sort = { id: 'ASC' };
  await record('variants-page-1', {
    about: 'First page of the catalogue.',
    query: VARIANTS,
    variables: { options: { take: 4, skip: 0, sort } },
  });
  await record('variants-page-2', {
    about: 'Second and last page: fewer items than asked for.',
    query: VARIANTS,
    variables: { options: { take: 4, skip: 4, sort } },
  });
  await record('variants-too-many', {
    about: 'More than 1000 at once is refused.',
    query: VARIANTS,
    variables: { options: { take: 1001 } },
    fails: true,
  });
}

async function recordWrites(record: Record): Promise<void> {
  const mug = await shop.readVariant('MUG-WHITE');
  const cap = await shop.readVariant('CAP-NAVY');
  const { stockLocationId } = mug;
  const level = (stockOnHand: number) => [{ stockLocationId, stockOnHand }];
  const change = async (name: string, about: string, input: object[]) =>
    record(name, { about, query: UPDATE, variables: { input } });
  const failing = async (name: string, about: string, input: object[]) =>
    record(name, { about, query: UPDATE, variables: { input }, fails: true });
  await change('update-stock', 'On hand of two variants.', [
    { id: mug.id, stockLevels: level(42) },
    { id: cap.id, stockLevels: level(17) },
  ]);
  await change('update-price', 'price is what was entered (tax included here), minor units.', [
    { id: mug.id, price: 35_500 },
  ]);
  await change('pause', 'One variant of a product is taken off sale.', [
    { id: mug.id, enabled: false },
  ]);
  await change('resume', 'And put on sale again.', [{ id: mug.id, enabled: true }]);
  await change('update-negative-stock', 'A negative figure is taken as it is.', [
    { id: cap.id, stockLevels: level(-3) },
  ]);
  await failing('update-unknown-variant', 'One unknown id: nothing of the batch is written.', [
    { id: cap.id, stockLevels: level(5) },
    { id: '999999', stockLevels: level(5) },
  ]);
  await failing('update-unknown-location', 'An unknown location: a bare database error, no code.', [
    { id: cap.id, stockLevels: [{ stockLocationId: '99', stockOnHand: 5 }] },
  ]);
  await failing(
    'update-stock-fraction',
    'Half a unit: refused before anything runs, no data key.',
    [{ id: cap.id, stockLevels: level(1.5) }],
  );
  await failing('update-foreign-currency', 'A price in a currency the channel does not have.', [
    { id: cap.id, prices: [{ currencyCode: 'EUR', price: 700 }] },
  ]);
  await shop.askAdmin(UPDATE, { input: [{ id: cap.id, stockLevels: level(40) }] });
}

async function place(sku: string, quantity: number): Promise<string> {
  const bought = await shop.buy({ sku, quantity });
  if (bought.kind === 'refused') throw new Error(`${bought.step}: ${bought.message}`);
  return bought.orderCode;
}

type Look = (name: string, about: string, code: string) => Promise<void>;

async function recordOrders(record: Record, desk: OrderDesk): Promise<void> {
  const look: Look = async (name, about, code) => {
    const { id } = await desk.read(code);
    await record(name, { about, query: ORDER, variables: { id } });
  };
  await recordShipments(look, desk);
  await recordChanges(look, desk);
  await recordLists(record);
}

async function recordShipments(look: Look, desk: OrderDesk): Promise<void> {
  const sent = await place('TOTE-NAT', 5);
  await look('order-placed', 'Paid. updatedAt is earlier than orderPlacedAt.', sent);
  await desk.cancel(sent, { quantity: 1 });
  await look('order-partly-cancelled', 'One of five cancelled: the state stays.', sent);
  const parcel = await desk.pack(sent, { quantity: 2 });
  await look('order-packed', 'Two packed (Pending), nothing shipped: the state stays.', sent);
  await desk.moveParcel(parcel, 'Shipped');
  await look('order-partly-shipped', 'Two of the four left are shipped.', sent);
  await desk.moveParcel(await desk.pack(sent, { quantity: 2 }), 'Shipped');
  await look('order-shipped', 'All four are shipped.', sent);
  await desk.moveParcel(parcel, 'Delivered');
  await look('order-partly-delivered', 'One parcel of two has arrived.', sent);
  await desk.refund(sent, { quantity: 1 });
  await look('order-refunded', 'Money of one unit went back; no unit moved.', sent);
  await desk.cancel(sent);
  await look('order-returned', 'All cancelled after shipping: Vendure restocks.', sent);

  const dropped = await place('CAP-NAVY', 3);
  await desk.cancel(dropped);
  await look('order-cancelled', 'Cancelled before anything was packed.', dropped);

  const recalled = await place('CAP-NAVY', 3);
  await desk.moveParcel(await desk.pack(recalled, { quantity: 3 }), 'Cancelled');
  await look(
    'order-parcel-cancelled',
    'A packed parcel was undone: ready to pack again.',
    recalled,
  );
}

async function recordChanges(look: Look, desk: OrderDesk): Promise<void> {
  const changed = await place('SOCK-GREY', 4);
  await desk.moveOrder(changed, 'Modifying');
  await desk.setQuantity(changed, { quantity: 3 });
  await look('order-modified-down', 'Four became three; still Modifying.', changed);
  await desk.setQuantity(changed, { quantity: 6 });
  const { id: variantId } = await shop.readVariant('MUG-WHITE');
  await desk.addVariant(changed, { variantId, quantity: 2 });
  await look('order-modified-up', 'Three became six, and a second line came.', changed);
  const { id: sameId } = await shop.readVariant('SOCK-GREY');
  await desk.addVariant(changed, { variantId: sameId, quantity: 2 });
  await look(
    'order-modified-same-variant',
    'Two more of the first line: quantity is right, the modification says -4.',
    changed,
  );
  await desk.moveOrder(changed, 'ArrangingAdditionalPayment');
  await desk.payByHand(changed);
  await desk.moveOrder(changed, 'PaymentSettled');
  await look('order-modified-settled', 'The difference is paid.', changed);
}

async function recordLists(record: Record): Promise<void> {
  await shop.checkOut({ sku: 'SOCK-GREY', quantity: 1 });
  await record('orders-page', {
    about: 'Placed orders by orderPlacedAt. `between` includes its start, `after` would not.',
    query: ORDERS,
    variables: {
      options: {
        take: 3,
        skip: 0,
        sort: { orderPlacedAt: 'ASC', id: 'ASC' },
        filter: {
          orderPlacedAt: {
            between: { start: '2020-01-01T00:00:00Z', end: '2100-01-01T00:00:00Z' },
          },
        },
      },
    },
  });
  await record('orders-unfiltered', {
    about: 'Without a filter carts come along, orderPlacedAt null. Newest first.',
    query: ORDERS,
    variables: { options: { take: 2, sort: { id: 'DESC' } } },
  });
  await record('order-unknown', {
    about: 'An order the shop does not have: null, no error.',
    query: ORDER,
    variables: { id: '999999' },
  });
}

async function recordRace(record: Record, desk: OrderDesk): Promise<void> {
  const options = { filter: { sku: { eq: 'HOOD-BLK-M' } } };
  const purchases = await shop.race({ buyers: 50, sku: 'HOOD-BLK-M', quantity: 1 });
  await record('variant-after-race', {
    about: 'Ten on hand, fifty sold at once: allocated has lost most of them.',
    query: VARIANTS,
    variables: { options },
  });
  for (const bought of purchases.slice(0, 10)) {
    if (bought.kind === 'placed') await desk.pack(bought.orderCode, { quantity: 1 });
  }
  await record('variant-negative-allocated', {
    about: 'Ten of the fifty packed: nothing on hand, allocated below zero, so it sells on.',
    query: VARIANTS,
    variables: { options },
  });
}

async function recordEvents(): Promise<void> {
  const about = `What the events plugin posted. The secret was ${SECRET}.`;
  for (const event of ['placed', 'modified', 'cancelled', 'fulfilled', 'refunded']) {
    const where = ({ rawBody }: { rawBody: string }) => rawBody.includes(`"order.${event}"`);
    const [delivery] = await receiver.waitFor({ count: 1, where, withinMs: 10_000 });
    const { headers = {}, rawBody } = delivery ?? {};
    const kept = Object.entries(headers).filter(([name]) => /^(webhook-|content-type)/.test(name));
    await keep(`event-${event}`, { about, headers: Object.fromEntries(kept), rawBody });
  }
}
