import { createHmac } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import { createHttpServer, type HttpServer } from '../../core/http/server.ts';
import {
  BAD_BODIES,
  BAD_QUANTITIES,
  BAD_SIGNATURES,
  BAD_TIMESTAMPS,
  STRANGE_BUT_RIGHT_BODIES,
} from '../fixtures/bad-input.ts';
import { openShopFloor, type ShopFloor } from '../support/shop-floor.ts';
import { fingerprint, post, type Reply } from '../support/webhook-desk.ts';

let floor: ShopFloor;
let impatient: HttpServer;
let impatientOrigin: string;
const SECRET = 'whsec_right';
const OTHER_SECRET = 'whsec_of_another_seller';

beforeAll(async () => {
  floor = await openShopFloor({ shops: [], skus: [{ code: 'MUG', stock: { Mumbai: 10 } }] });
  const { catalog } = floor.engine;
  const other = await catalog.createSeller({ name: 'B', currency: 'EUR', timeZone: 'UTC' });
  await connect(floor.sellerId, { publicId: 'full', channel: 'shopify', secret: SECRET });
  await connect(floor.sellerId, { publicId: 'thin', channel: 'vendure', secret: SECRET });
  await connect(other, { publicId: 'other', channel: 'shopify', secret: OTHER_SECRET });
  impatient = createHttpServer({
    ...{ host: '127.0.0.1', port: 0, intake: floor.engine.intake },
    readiness: async () => ({ isReady: true, checks: {} }),
    ...{ ids: systemIds, log: silentLogger },
    limits: { requestMs: 700, headersMs: 400, checkEveryMs: 50 },
  });
  impatientOrigin = `http://127.0.0.1:${(await impatient.start()).port}`;
});
afterAll(async () => {
  await impatient.stop();
  await floor.close();
});

const SETTINGS: Readonly<Record<string, object>> = {
  shopify: { apiVersion: '2026-10', locationId: '1' },
  vendure: { currency: 'INR', stockLocationId: '1', channelToken: null },
};

/** Nobody is at the address: what is wrong must be found out without asking. */
async function connect(
  sellerId: number,
  o: { publicId: string; channel: string; secret: string },
): Promise<void> {
  const added = await floor.engine.catalog.addAccount(sellerId, {
    ...{ publicId: o.publicId, channel: o.channel, name: o.publicId, currency: 'INR' },
    settings: { baseUrl: 'http://127.0.0.1:9', ...SETTINGS[o.channel] },
    credentials: {
      accessToken: new Secret('x'),
      username: new Secret('x'),
      password: new Secret('x'),
    },
    webhookSecrets: [new Secret(o.secret)],
  });
  if (!added.ok) throw new Error(added.reason);
}

const sign = (body: Buffer | string, secret = SECRET) =>
  createHmac('sha256', secret).update(body).digest('base64');

let messages = 0;
function toHeaders(body: Buffer | string, more: object = {}) {
  messages += 1;
  return {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/create',
    'x-shopify-webhook-id': `message-${messages}`,
    'x-shopify-hmac-sha256': sign(body),
    ...more,
  };
}

const urlOf = (path: string) => `${floor.engine.origin()}${path}`;
const FULL = '/webhooks/shopify/full';
const takePrint = () => fingerprint(floor.database.urls.owner);

/** What was accepted before is decided behind its answer: taken when nothing moves any more. */
async function takePrintAtRest(): Promise<Record<string, string>> {
  for (let print = await takePrint(); ; ) {
    await systemClock.sleep(50);
    const next = await takePrint();
    if (JSON.stringify(next) === JSON.stringify(print)) return next;
    print = next;
  }
}

/** One code, one line for people, and nothing of the request, of the program or of a stack. */
function expectPolite(reply: Reply, status: number): void {
  expect(reply.status).toBe(status);
  const answer = JSON.parse(reply.body) as Record<string, unknown>;
  expect(Object.keys(answer).sort()).toEqual(['code', 'message']);
  expect(answer.code).toMatch(/^[a-z_]+$/);
  expect(reply.body).not.toMatch(/\.ts|node_modules|at .+\(|Error|MUG|stack/);
  expect(reply.body.length).toBeLessThan(300);
}

describe('a body that is no delivery', () => {
  test.each(BAD_BODIES)('$name: 400, and nothing is kept', async ({ make }) => {
    const prints = await takePrintAtRest();
    const body = make();
    expectPolite(await post(urlOf(FULL), { headers: toHeaders(body), body }), 400);
    expect(await takePrint()).toEqual(prints);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  test.each(STRANGE_BUT_RIGHT_BODIES)('$name: taken in as it came', async ({ make }) => {
    const body = Buffer.from(make());
    const reply = await post(urlOf(FULL), { headers: toHeaders(body), body });
    expect(reply.status).toBe(200);
    // The body is gone once it is decided, so the stored bytes are told by their digest.
    const sql = `SELECT count(*)::int AS count FROM delivery WHERE digest = sha256($1)`;
    const db = floor.database.database.forSeller(floor.sellerId);
    expect(await db.row(sql, [body])).toEqual({ count: 1 });
  });
});

describe('a signature that is not right', () => {
  const body = '{"id": 1}';

  test.each(BAD_SIGNATURES)('$name: 401, and nothing is kept', async ({ spoil }) => {
    const prints = await takePrintAtRest();
    const spoilt = spoil(sign(body));
    const { 'x-shopify-hmac-sha256': _right, ...rest } = toHeaders(body);
    const sent = typeof spoilt === 'string' ? Buffer.from(spoilt).toString('latin1') : spoilt;
    const headers = spoilt === undefined ? rest : { ...rest, 'x-shopify-hmac-sha256': sent ?? '' };
    expectPolite(await post(urlOf(FULL), { headers, body }), 401);
    expect(await takePrint()).toEqual(prints);
  });

  test('of another seller, of another body, of the same JSON written anew: 401', async () => {
    const prints = await takePrintAtRest();
    const wrong = [
      { body, signature: sign(body, OTHER_SECRET) },
      { body, signature: sign('{"id": 2}') },
      { body, signature: sign(JSON.stringify(JSON.parse(body))) },
      { body: '{"note": "é"}', signature: sign(Buffer.from('{"note": "é"}', 'latin1')) },
    ];
    for (const { body: sent, signature } of wrong) {
      const headers = toHeaders(sent, { 'x-shopify-hmac-sha256': signature });
      expectPolite(await post(urlOf(FULL), { headers, body: sent }), 401);
    }
    expect(await takePrint()).toEqual(prints);
  });

  test('an account that is not there answers like a wrong signature, to the letter', async () => {
    const wrong = toHeaders(body, { 'x-shopify-hmac-sha256': sign(body, 'x') });
    const known = await post(urlOf(FULL), { headers: wrong, body });
    const paths = [
      '/webhooks/shopify/nobody',
      '/webhooks/nothing/full',
      '/webhooks/vendure/full',
      '/webhooks/shopify/thin',
      '/webhooks/shopify/other',
      '/webhooks/shopify/FULL',
      `/webhooks/shopify/${'x'.repeat(64)}`,
      '/webhooks/shopify/%00',
      '/webhooks/shopify/..%2f..%2fetc',
      "/webhooks/shopify/'%20OR%201=1",
      '/webhooks/__proto__/constructor',
    ];
    for (const path of paths) {
      const reply = await post(urlOf(path), { headers: toHeaders(body), body });
      expect({ path, status: reply.status, body: reply.body }).toEqual({
        path,
        status: known.status,
        body: known.body,
      });
    }
  });
});

describe('a request without measure', () => {
  const url = () => `${impatientOrigin}${FULL}`;

  test('one byte more than a megabyte is refused, a megabyte is not', async () => {
    const prints = await takePrintAtRest();
    const pad = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`;
    const large = pad(1_048_577);
    const reply = await post(url(), { headers: toHeaders(large), body: large }).catch(() => null);
    // The server may hang up before everything is sent; it never takes it.
    if (reply) expectPolite(reply, 413);
    expect(await takePrint()).toEqual(prints);
    const right = pad(1_048_576);
    expect((await post(url(), { headers: toHeaders(right), body: right })).status).toBe(200);
  });

  test('five gigabytes that are only announced are refused before they are sent', async () => {
    const reply = await talk(
      `POST ${FULL} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n` +
        'content-length: 5368709120\r\n\r\n{"a":',
    );
    expect(reply).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('a body without end is cut off, and fills no memory', async () => {
    const before_ = process.memoryUsage().rss;
    const head = `POST ${FULL} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`;
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const reply = await talk(head, { more: chunk, everyMs: 1, times: 2_000 });
    expect(reply).toMatch(/^HTTP\/1\.1 413 /);
    expect(process.memoryUsage().rss - before_).toBeLessThan(50 * 1_048_576);
  });

  test('a request that drips in byte by byte is ended', async () => {
    const slowBody = `POST ${FULL} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n`;
    expect(await talk(slowBody, { more: 'x', everyMs: 50, times: 100 })).toMatch(
      /^HTTP\/1\.1 408 /,
    );
    const slowHead = `POST ${FULL} HTTP/1.1\r\nhost: x\r\n`;
    const more = { more: 'a: b\r\n', everyMs: 50, times: 100 };
    expect(await talk(slowHead, more)).toMatch(/^HTTP\/1\.1 408 /);
    expect(await talk('', { more: '', everyMs: 100, times: 30 })).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  test('a packed body is refused unread, however small it looks', async () => {
    const packed = gzipSync(Buffer.alloc(1_048_576 * 10, ' '));
    expect(packed.length).toBeLessThan(20_000);
    for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip', 'x-unknown']) {
      const headers = toHeaders(packed, { 'content-encoding': encoding });
      const before_ = process.memoryUsage().rss;
      expectPolite(await post(url(), { headers, body: packed }), 415);
      expect(process.memoryUsage().rss - before_).toBeLessThan(50 * 1_048_576);
    }
  });

  test('headers without end, a broken request line, two lengths: refused', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => `h${index}: ${'x'.repeat(20)}`);
    const long = `GET /livez HTTP/1.1\r\nhost: x\r\n${many.join('\r\n')}\r\n\r\n`;
    expect(await talk(long)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await talk('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    const head = `POST ${FULL} HTTP/1.1\r\nhost: x\r\n`;
    const two = `${head}content-length: 1\r\ncontent-length: 2\r\n\r\n`;
    expect(await talk(two)).toMatch(/^HTTP\/1\.1 400 /);
    const both = `${head}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await talk(both)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('after all of this the server serves as before', async () => {
    const body = '{"id": 1}';
    expect((await post(url(), { headers: toHeaders(body), body })).status).toBe(200);
    expect((await post(`${impatientOrigin}/livez`, { method: 'GET' })).status).toBe(200);
  });

  /** Speaks HTTP by hand; resolves with what came back when the server hangs up. */
  function talk(
    text: string,
    o: { more: string; everyMs: number; times: number } = { more: '', everyMs: 10, times: 0 },
  ): Promise<string> {
    const { port } = new URL(impatientOrigin);
    return new Promise((resolve) => {
      let heard = '';
      const socket = net.connect(Number(port), '127.0.0.1', async () => {
        socket.write(text);
        for (let times = 0; times < o.times && socket.writable; times += 1) {
          if (o.more) socket.write(o.more);
          await systemClock.sleep(o.everyMs);
        }
      });
      socket.on('data', (bytes) => {
        heard += bytes.toString('latin1');
      });
      // What was sent after the end comes back as a reset; the answer was heard before.
      socket.on('error', () => resolve(heard));
      socket.on('close', () => resolve(heard));
      socket.on('end', () => socket.end());
    });
  }
});

describe('roads that lead nowhere', () => {
  test.each([
    ['GET', FULL, 405],
    ['PUT', FULL, 405],
    ['DELETE', FULL, 405],
    ['POST', '/webhooks/shopify', 404],
    ['POST', '/webhooks/shopify/full/more', 404],
    ['GET', '/', 404],
    ['GET', '/metrics', 404],
    ['GET', '/../../etc/passwd', 404],
    ['POST', '/livez', 404],
    ['GET', '/webhooks/%zz', 400],
  ])('%s %s is answered %i', async (method, path, status) => {
    expectPolite(await askRaw(method, path), status);
  });

  /** Unlike fetch, this sends the path as it stands. */
  function askRaw(method: string, path: string): Promise<Reply> {
    const { port } = new URL(floor.engine.origin() ?? '');
    return new Promise((resolve, reject) => {
      const o = { method, path, port: Number(port), host: '127.0.0.1', agent: false } as const;
      const request = http.request(o, async (response) => {
        let body = '';
        for await (const chunk of response) body += chunk;
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers });
      });
      request.on('error', reject);
      request.end();
    });
  }
});

describe('a signed order whose figures are none', () => {
  const AT = '2026-11-23T10:00:00Z';
  const toOrder = (quantity: string) =>
    `{"id":77,"name":"#77","created_at":"${AT}","processed_at":"${AT}","updated_at":"${AT}",
      "cancelled_at":null,"currency":"INR","total_price":"10.00","customer":null,
      "fulfillments":[],"refunds":[],"line_items":[{"id":770,"sku":"MUG",
      "title":"Mug","name":"Mug","variant_id":7,"quantity":${quantity},"current_quantity":1,
      "fulfillable_quantity":1,"price":"10.00"}]}`;

  test('the same order with a right figure is taken', async () => {
    const body = toOrder('1').replaceAll('77', '78');
    expect((await post(urlOf(FULL), { headers: toHeaders(body), body })).status).toBe(200);
    await floor.until('it is applied', async () => {
      const orders = await floor.engine.orders.listOrders(floor.sellerId, { number: '78' });
      return orders[0]?.lines[0]?.reserved === 1;
    });
  });

  test.each(BAD_QUANTITIES)(
    '%s units: parked where people see it, no stock moves',
    async (text) => {
      const { delivery: _inbox, ...prints } = await takePrint();
      const body = toOrder(text);
      const { intake } = floor.engine;
      const parkedBefore = (await intake.listParkedDeliveries(floor.sellerId)).length;
      expect((await post(urlOf(FULL), { headers: toHeaders(body), body })).status).toBe(200);
      await floor.until('it is parked', async () => {
        return (await intake.listParkedDeliveries(floor.sellerId)).length === parkedBefore + 1;
      });
      const [parked] = await intake.listParkedDeliveries(floor.sellerId);
      expect(parked?.note).toMatch(/quantity/);
      const { delivery: _after, ...same } = await takePrint();
      expect(same).toEqual(prints);
    },
  );
});

// Last, because what it gets accepted is asked for again and again at a shop that is not there.
describe('a timestamp that is not about now', () => {
  const body = '{"event": "order.placed", "orderCode": "A1"}';
  function toThin(value: number | string | undefined) {
    messages += 1;
    const id = `thin-${messages}`;
    const now = Math.floor(systemClock.now().getTime() / 1000);
    const timestamp = typeof value === 'number' ? String(now + value) : value;
    const text = `${id}.${timestamp ?? ''}.${body}`;
    const signature = `v1,${createHmac('sha256', SECRET).update(text).digest('base64')}`;
    const headers: Record<string, string> = { 'webhook-id': id, 'webhook-signature': signature };
    if (timestamp !== undefined) headers['webhook-timestamp'] = timestamp;
    return { headers: { 'content-type': 'application/json', ...headers }, body };
  }

  test.each(BAD_TIMESTAMPS)('$name: 401 for the time, and nothing is kept', async ({ value }) => {
    const prints = await takePrintAtRest();
    expectPolite(await post(urlOf('/webhooks/vendure/thin'), toThin(value)), 401);
    expect(await takePrint()).toEqual(prints);
  });

  test('290 seconds either way are within what clocks may differ', async () => {
    for (const value of [-290, 0, 290]) {
      expect((await post(urlOf('/webhooks/vendure/thin'), toThin(value))).status).toBe(200);
    }
  });
});

test('a connection on which nobody has spoken does not hold up the end', async () => {
  const server = createHttpServer({
    ...{ host: '127.0.0.1', port: 0, intake: floor.engine.intake },
    readiness: async () => ({ isReady: true, checks: {} }),
    ...{ ids: systemIds, log: silentLogger },
  });
  const { port } = await server.start();
  const silent = net.connect({ host: '127.0.0.1', port });
  await new Promise((resolve) => silent.once('connect', resolve));
  while ((await server.connections()) === 0) await systemClock.sleep(5);
  const beganMs = systemClock.monotonicMs();
  await server.stop();
  expect(systemClock.monotonicMs() - beganMs).toBeLessThan(2_000);
  silent.destroy();
});
