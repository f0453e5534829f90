import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import type { HttpCall } from '../../../core/channels/channel-http.ts';
import {
  type CallTimes,
  type ChannelHttpOptions,
  createChannelHttp,
} from '../../../core/channels/fetch-channel-http.ts';
import { openLoopbackShop } from './loopback-shop.ts';

const budget = { callsPerSecond: 1_000, burst: 1_000 };

function clientFor(baseUrl: string, more: Partial<ChannelHttpOptions> = {}) {
  return createChannelHttp({ baseUrl, clock: systemClock, timeoutMs: 2_000, budget, ...more });
}

async function shopAnswering(answer: (response: ServerResponse) => void) {
  const shop = await openLoopbackShop((_, response) => answer(response));
  const http = clientFor(shop.origin);
  const call = (effect: HttpCall['effect']) =>
    http.call({ method: 'POST', url: `${shop.origin}/x`, body: { n: 1 }, effect });
  return { shop, read: () => call('read'), write: () => call('write') };
}

function replyWith(status: number, body: string | Buffer, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => response.writeHead(status, headers).end(body);
}

describe('what the shop answered', () => {
  it('hands out JSON with every digit of an id', async () => {
    const { read } = await shopAnswering(
      replyWith(200, '{"id": 6917529027641081857, "n": 5}', { 'x-page': '2' }),
    );
    const answer = await read();
    expect(answer).toMatchObject({
      kind: 'ok',
      value: {
        status: 200,
        headers: { 'x-page': '2' },
        json: { id: '6917529027641081857', n: 5 },
      },
    });
  });

  it('leaves a refusal in JSON to the adapter, which knows the words of the shop', async () => {
    const { write } = await shopAnswering(replyWith(422, '{"error":"unknown item"}'));
    expect(await write()).toMatchObject({
      kind: 'ok',
      value: { status: 422, json: { error: 'unknown item' } },
    });
  });

  it('tells an empty answer from an empty object', async () => {
    const { read } = await shopAnswering((response) => response.writeHead(204).end());
    expect(await read()).toMatchObject({ kind: 'ok', value: { status: 204, json: undefined } });
  });

  it.each([401, 403])('asks for new credentials on %i', async (status) => {
    const { write } = await shopAnswering(replyWith(status, '{}'));
    expect(await write()).toMatchObject({ kind: 'needs-reauth' });
  });

  it.each([
    ['7', 7_000],
    [undefined, null],
  ])(
    'on 429 with Retry-After %s waits %s ms and knows that nothing was done',
    async (after, ms) => {
      const headers = after === undefined ? {} : { 'retry-after': after };
      const { write } = await shopAnswering(
        replyWith(429, '{}', headers as Record<string, string>),
      );
      expect(await write()).toMatchObject({
        kind: 'retry-later',
        afterMs: ms,
        isOutcomeUnknown: false,
      });
    },
  );

  it.each([500, 502, 503, 504, 408])(
    'on %i a write may have been done, a read can just be repeated',
    async (status) => {
      const { read, write } = await shopAnswering(replyWith(status, '<html>'));
      expect(await write()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: true });
      expect(await read()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: false });
    },
  );

  it('never follows a redirect, not even to itself', async () => {
    let calls = 0;
    const shop = await openLoopbackShop((_, response) => {
      calls += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const answer = await clientFor(shop.origin).call({
      method: 'GET',
      url: `${shop.origin}/x`,
      effect: 'read',
    });
    expect(answer).toMatchObject({ kind: 'rejected' });
    expect(calls).toBe(1);
  });

  it.each([
    ['a web page', '<!doctype html><html></html>'],
    ['half an answer', '{"ok": tr'],
    ['a key given twice', '{"quantity": 5, "quantity": 7}'],
    ['nesting without end', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ])('%s is no acknowledgement', async (_, body) => {
    const { read, write } = await shopAnswering(replyWith(200, body));
    expect(await write()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: true });
    expect(await read()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: false });
  });

  it('a refusal as a web page is known to be a refusal', async () => {
    const { write } = await shopAnswering(replyWith(404, '<html>not here</html>'));
    expect(await write()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: false });
  });

  it('stops reading after 2 MB, sent plainly or packed', async () => {
    const long = `{"text":"${'x'.repeat(10_000_000)}"}`;
    const plain = await shopAnswering(replyWith(200, long));
    const packed = await shopAnswering(
      replyWith(200, gzipSync(long), { 'content-encoding': 'gzip' }),
    );
    expect(await plain.write()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: true });
    expect(await packed.write()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: true });
  });

  it('stops reading an answer that never ends', async () => {
    const { read } = await shopAnswering((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pour = () => {
        while (response.writable && response.write('[1,2,3,4,5,6,7,8,9],'.repeat(1_000)));
        if (response.writable) response.once('drain', pour);
      };
      pour();
    });
    expect(await read()).toMatchObject({ kind: 'retry-later' });
  });
});

describe('when the answer does not come', () => {
  it('a hanging shop is given up after the time-out, and a write may have been done', async () => {
    const shop = await openLoopbackShop(() => undefined);
    const http = clientFor(shop.origin, { timeoutMs: 60 });
    const url = `${shop.origin}/x`;
    expect(await http.call({ method: 'POST', url, body: {}, effect: 'write' })).toMatchObject({
      kind: 'retry-later',
      isOutcomeUnknown: true,
    });
    expect(await http.call({ method: 'GET', url, effect: 'read' })).toMatchObject({
      kind: 'retry-later',
      isOutcomeUnknown: false,
    });
  });

  it('the time-out covers the body too', async () => {
    const shop = await openLoopbackShop((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"slow":');
    });
    const http = clientFor(shop.origin, { timeoutMs: 60 });
    const answer = await http.call({ method: 'GET', url: `${shop.origin}/x`, effect: 'read' });
    expect(answer).toMatchObject({ kind: 'retry-later' });
  });

  it('a cut connection leaves the outcome of a write unknown', async () => {
    const { write } = await shopAnswering((response) => response.destroy());
    expect(await write()).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: true });
  });

  it('a shop that cannot be reached has done nothing', async () => {
    const shop = await openLoopbackShop(() => undefined);
    await shop.close();
    const answer = await clientFor(shop.origin).call({
      method: 'POST',
      url: `${shop.origin}/x`,
      body: {},
      effect: 'write',
    });
    expect(answer).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: false });
  });
});

describe('where calls may go', () => {
  it.each([
    'http://169.254.169.254/latest',
    'http://localhost/shop/orders',
    'https://SAME/shop/orders',
    'http://user:pass@SAME/shop/orders',
    'http://SAME/other',
    'http://SAME/shop/../admin',
    'http://SAME/shop/%2e%2e/admin',
    'http://SAME/shopping',
    'file:///etc/passwd',
    'no address',
  ])('%s is refused without a call', async (template) => {
    let calls = 0;
    const shop = await openLoopbackShop((_, response) => {
      calls += 1;
      response.end('{}');
    });
    const url = template.replace('SAME', new URL(shop.origin).host);
    const http = clientFor(`${shop.origin}/shop`);
    expect(await http.call({ method: 'GET', url, effect: 'read' })).toMatchObject({
      kind: 'rejected',
    });
    expect(calls).toBe(0);
  });

  it('the address of the account itself and what lies under it are allowed', async () => {
    const shop = await openLoopbackShop((_, response) => response.end('{}'));
    const http = clientFor(`${shop.origin}/shop/`);
    for (const path of ['/shop/', '/shop/orders?page=2']) {
      const answer = await http.call({ method: 'GET', url: shop.origin + path, effect: 'read' });
      expect(answer.kind).toBe('ok');
    }
  });

  it('a second host is called only when the account names it', async () => {
    const files = await openLoopbackShop((_, response) => response.end('{"rows":1}'));
    const call: HttpCall = { method: 'GET', url: `${files.origin}/f`, effect: 'read' };
    const { host } = new URL(files.origin);
    expect((await clientFor('http://127.0.0.1:9').call(call)).kind).toBe('rejected');
    const named = clientFor('http://127.0.0.1:9', { allowHosts: [host] });
    expect((await named.call(call)).kind).toBe('ok');
  });

  it('a token that is no header value is refused without being quoted', async () => {
    const http = clientFor('http://127.0.0.1:9', { headers: { 'x-token': 'hush\nhush' } });
    const answer = await http.call({ method: 'GET', url: 'http://127.0.0.1:9/', effect: 'read' });
    expect(answer.kind).toBe('rejected');
    expect(JSON.stringify(answer)).not.toContain('hush');
  });
});

describe('how calls are made', () => {
  it('sends the headers of the account and of the call, and the body as JSON', async () => {
    const seen: unknown[] = [];
    const shop = await openLoopbackShop(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { accept, 'content-type': type, 'x-token': token, 'x-page': page } = request.headers;
      seen.push({ method: request.method, accept, type, token, page, body });
      response.end('{}');
    });
    await clientFor(shop.origin, { headers: { 'x-token': 't', 'x-page': '1' } }).call({
      method: 'PUT',
      url: `${shop.origin}/x`,
      headers: { 'x-page': '2' },
      body: { é: '🧵' },
      effect: 'write',
    });
    expect(seen).toEqual([
      {
        method: 'PUT',
        accept: 'application/json',
        type: 'application/json',
        token: 't',
        page: '2',
        body: '{"é":"🧵"}',
      },
    ]);
  });

  it('keeps its connections for the next calls', async () => {
    const shop = await openLoopbackShop((_, response) => response.end('{}'));
    const http = clientFor(shop.origin);
    for (let index = 0; index < 20; index += 1) {
      await http.call({ method: 'GET', url: `${shop.origin}/x`, effect: 'read' });
    }
    // Two: the next call may come a moment before the last connection is free again.
    expect(shop.connections()).toBeLessThanOrEqual(2);
  });

  it('leaves a tenth of the budget to others, and splits waiting from calling', async () => {
    const shop = await openLoopbackShop((_, response) => response.end('{}'));
    const times: CallTimes[] = [];
    // Nine of ten calls of the burst are ours, one of those nine is kept for zeros.
    const http = clientFor(shop.origin, {
      budget: { callsPerSecond: 20, burst: 10 },
      observe: (seen) => times.push(seen),
    });
    const call: HttpCall = { method: 'GET', url: `${shop.origin}/x`, effect: 'read' };
    await Promise.all(Array.from({ length: 9 }, () => http.call(call)));
    const waited = times.filter(({ waitedMs }) => waitedMs >= 20);
    expect(waited).toHaveLength(1);
    expect(times.every(({ calledMs, outcome }) => calledMs > 0 && outcome === 'ok')).toBe(true);
  });

  it('refuses with the time to come back when the budget is spent for long', async () => {
    const shop = await openLoopbackShop((_, response) => response.end('{}'));
    const http = clientFor(shop.origin, { budget: { callsPerSecond: 0.01, burst: 1 } });
    const call: HttpCall = { method: 'POST', url: `${shop.origin}/x`, body: {}, effect: 'write' };
    expect((await http.call(call)).kind).toBe('ok');
    const answer = await http.call(call);
    expect(answer).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: false });
    expect(answer.kind === 'retry-later' && answer.afterMs).toBeGreaterThan(60_000);
  });

  it('a shop that resets during the answer is told from one that refuses to answer', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"half":');
      setTimeout(() => response.destroy(), 10);
    });
    await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answer = await clientFor(origin).call({
      method: 'POST',
      url: `${origin}/x`,
      body: {},
      effect: 'write',
    });
    await new Promise((resolve) => server.close(resolve));
    expect(answer).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: true });
  });
});
