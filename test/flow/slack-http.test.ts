import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signRequest } from '../../bots/demo-slack/app-link.ts';
import { ASHA, openSlackStage, type SlackStage } from '../support/slack-stage.ts';

// The real Bolt by HTTP: signed requests to the path that the server mounts.

let stage: SlackStage;
let chat: string;

beforeAll(async () => {
  stage = await openSlackStage({ transport: 'http' });
  chat = stage.server.workspace.directChat(ASHA)?.id ?? '';
});
afterAll(() => stage.close());

const nowSeconds = () => Math.floor(Date.now() / 1000);

async function post(o: {
  body: string;
  seconds?: number | string;
  signature?: string;
  headers?: Record<string, string>;
  path?: string;
}) {
  const seconds = o.seconds ?? nowSeconds();
  const secret = stage.signingSecret;
  const signature = o.signature ?? signRequest({ body: o.body, secret, seconds: Number(seconds) });
  const response = await fetch(`${stage.appUrl}${o.path ?? ''}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signature,
      ...o.headers,
    },
    body: o.body,
  });
  return { status: response.status, text: await response.text() };
}

let eventCount = 0;
function eventBody(text: string, more: Record<string, unknown> = {}): string {
  eventCount += 1;
  const ts = `${nowSeconds()}.${String(eventCount).padStart(6, '0')}`;
  const event = { type: 'message', channel: chat, channel_type: 'im', user: ASHA, text, ts };
  const type = 'event_callback';
  return JSON.stringify({ type, team_id: 'T0SHOP', event_id: `Ev${eventCount}`, event, ...more });
}

const texts = () => stage.desk.taken.map(({ content }) => content.kind === 'text' && content.text);

describe('who may call', () => {
  test('Slack’s question whether we are there is answered, when Slack asks it', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'a-word' });
    expect(await post({ body })).toEqual({ status: 200, text: '{"challenge":"a-word"}' });
    expect((await post({ body, signature: 'v0=00' })).status).toBe(401);
  });

  test('a signature that is not Slack’s is refused, whatever is wrong with it', async () => {
    const body = eventBody('sold 3 hoodie-m');
    const seconds = nowSeconds();
    const right = signRequest({ body, secret: stage.signingSecret, seconds });
    const other = signRequest({ body, secret: 'the-secret-of-another-app', seconds });
    const wrong = [
      other,
      '',
      'v0=',
      right.toUpperCase(),
      right.slice(0, -1),
      `${right}0`,
      right.replace('v0=', 'v1='),
      `${right}, ${other}`,
      '💥'.replace(/[^\x20-\x7e]/g, '?'),
    ];
    for (const signature of wrong) {
      expect([signature, (await post({ body, seconds, signature })).status]).toEqual([
        signature,
        401,
      ]);
    }
    const spaced = JSON.stringify(JSON.parse(body), null, 1);
    expect((await post({ body: spaced, seconds, signature: right })).status).toBe(401);
    expect(texts()).not.toContain('sold 3 hoodie-m');
    expect((await post({ body, seconds, signature: right })).status).toBe(200);
    expect(texts()).toContain('sold 3 hoodie-m');
  });

  test('a request of another time is refused: 400 seconds old, of the future, or no time', async () => {
    const before = stage.desk.taken.length;
    for (const seconds of [nowSeconds() - 400, nowSeconds() + 400, 'NaN', '1e12', '12.5', '-1']) {
      const answer = await post({ body: eventBody('sold 3 hoodie-m'), seconds });
      expect([seconds, answer]).toEqual([seconds, { status: 401, text: '' }]);
    }
    expect(stage.desk.taken.length).toBe(before);
  });

  test('an unsigned check of the certificate is answered, and can carry nothing in', async () => {
    const before = stage.desk.taken.length;
    const payload = JSON.stringify({ type: 'block_actions' });
    const body = new URLSearchParams({ ssl_check: '1', payload, command: '/stock' }).toString();
    const response = await fetch(stage.appUrl ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(response.status).toBe(200);
    expect(stage.desk.taken.length).toBe(before);
  });

  test('bodies that are no event are turned away without an echo', async () => {
    // The library would end the whole process at the second of them.
    for (const body of ['', 'null', '[]', '7', '"text"', '{', '{"a":']) {
      expect([body, await post({ body })]).toEqual([body, { status: 400, text: '' }]);
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post({ body: 'payload=null', headers: form })).status).toBe(400);
    const before = stage.desk.taken.length;
    for (const body of ['{}', '{"type":"event_callback"}', '{"event":{"type":"message"}}']) {
      expect([body, await post({ body })]).toEqual([body, { status: 200, text: '' }]);
    }
    expect(stage.desk.taken.length).toBe(before);
    expect((await post({ body: 'x'.repeat(1_048_577) })).status).toBe(413);
    expect((await post({ body: eventBody('stock'), path: '/elsewhere' })).status).toBe(404);
    expect((await fetch(stage.appUrl ?? '')).status).toBe(404);
  });

  test('letters of every script and an emoji keep the signature right', async () => {
    const words = '३ हुडी बेचे 🧥 né';
    expect((await post({ body: eventBody(words) })).status).toBe(200);
    expect(texts().at(-1)).toBe(words);
  });
});

describe('again and again', () => {
  test('a message told four times is one message, and a retry alone is not dropped', async () => {
    const body = eventBody('received 40 hoodie-m');
    const before = stage.desk.taken.length;
    const again = (retry: number) =>
      post({ body, headers: { 'x-slack-retry-num': String(retry) } });
    // The first delivery was lost on the way: all that comes is the retry.
    expect((await again(1)).status).toBe(200);
    const rest = await Promise.all([again(2), again(3), post({ body })]);
    expect(rest.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(stage.desk.taken.length).toBe(before + 1);
  });

  test('what could not be stored is answered 503, so that Slack sends it again', async () => {
    stage.desk.refuse(new Error('The database is away.'));
    const body = eventBody('count 7 hoodie-m');
    expect((await post({ body })).status).toBeGreaterThanOrEqual(500);
    stage.desk.refuse(null);
    expect((await post({ body })).status).toBe(200);
    expect(texts().at(-1)).toBe('count 7 hoodie-m');
  });

  test('commands, presses and forms come signed as forms, and say what they say on a socket', async () => {
    const { people } = stage.server;
    const by = { user: ASHA, channel: chat };
    const command = await people.command({
      ...by,
      command: '/shelftalk',
      text: 'stock &amp; value',
    });
    expect(command).toMatchObject({ status: 200, body: null });
    expect(texts().at(-1)).toBe('stock & value');
    await people.shortcut({ user: ASHA, callbackId: 'count' });
    await expect.poll(() => stage.server.workspace.views.size).toBe(1);
    const [viewId = ''] = stage.server.workspace.views.keys();
    const values = { sku: 'MUG', quantity: 'many' };
    const refused = await people.submit({ viewId, values });
    expect(refused.body).toMatchObject({ response_action: 'errors' });
  });

  test('a command is acknowledged long before Slack stops waiting, while many come at once', async () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      stage.server.people.say({ user: ASHA, channel: chat, text: `stock ${at}` }),
    );
    const receipts = await Promise.all(many);
    expect(receipts.every(({ status }) => status === 200)).toBe(true);
    const slowest = Math.max(...receipts.map(({ tookMs }) => tookMs));
    expect(slowest).toBeLessThan(3_000);
  });
});
