import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemIds } from '../../../core/base/ids.ts';
import { silentLogger } from '../../../core/base/log.ts';
import type { Listener } from '../../../core/http/mounted-route.ts';
import { createHttpServer, type HttpServer } from '../../../core/http/server.ts';

let server: HttpServer;
let origin: string;
const listeners = new Map<string, Listener>();

beforeAll(async () => {
  server = createHttpServer({
    ...{ host: '127.0.0.1', port: 0, ids: systemIds, log: silentLogger, listeners },
    intake: { receiveWebhook: async () => ({ kind: 'refused' }) },
    readiness: async () => ({ isReady: true, checks: {} }),
  });
  origin = `http://127.0.0.1:${(await server.start()).port}`;
});
afterAll(() => server.stop());

test('a front-end that is mounted is handed the request untouched, whatever its body is', async () => {
  listeners.set('echo', (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => response.end(`${request.url} ${Buffer.concat(pieces).toString()}`));
  });
  const body = '{ "a" :1, "b": "é🙂" }';
  const posted = await fetch(`${origin}/chat/echo/events?x=1`, { method: 'POST', body });
  expect(await posted.text()).toBe(`/chat/echo/events?x=1 ${body}`);
  const asked = await fetch(`${origin}/chat/echo?hub.challenge=7`);
  expect(await asked.text()).toBe('/chat/echo?hub.challenge=7 ');
});

test('where nothing is mounted there is nothing', async () => {
  const answer = await fetch(`${origin}/chat/nobody`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'not_found' });
});

test('a front-end that throws costs one answer, not the server', async () => {
  listeners.set('broken', () => {
    throw new Error('the library is broken');
  });
  const answer = await fetch(`${origin}/chat/broken`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('library');
  expect((await fetch(`${origin}/livez`)).status).toBe(200);
});
