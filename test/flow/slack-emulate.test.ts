import { createEmulator } from 'emulate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signRequest } from '../../bots/demo-slack/app-link.ts';
import { choices, done, headline, reply, text } from '../../bots/reply/reply.ts';
import { Secret } from '../../core/base/secret.ts';
import { findFreePort } from '../support/chaos-service.ts';
import { createRecordingDesk, openSlackFrontEnd } from '../support/slack-stage.ts';

// A Slack that nobody here wrote: npm emulate, whose package also emulates other services. It has
// no sockets and sends no interactions, so those are signed here; its Web API is what it is for.

type Opened = Awaited<ReturnType<typeof openSlackFrontEnd>>;

const SECRET = 'a-signing-secret-of-this-test';
const BOT_TOKEN = 'xoxb-emulated';
const SCOPES = ['chat:write', 'im:write', 'files:write', 'channels:read', 'channels:history'];
const READ_SCOPES = ['im:history', 'files:read', 'users:read', 'channels:write'];

let emulator: { readonly url: string; close(): Promise<void> };
let opened: Opened;
const desk = createRecordingDesk();

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: await findFreePort(),
    seed: {
      slack: {
        users: [{ name: 'shelftalk' }, { name: 'asha' }],
        channels: [{ name: 'warehouse' }, { name: 'closed' }],
        tokens: [
          { token: BOT_TOKEN, user: 'shelftalk', scopes: [...SCOPES, ...READ_SCOPES] },
          { token: 'xoxb-narrow', user: 'shelftalk', scopes: ['users:read'] },
        ],
        strict_scopes: true,
      },
    },
  });
  opened = await open(BOT_TOKEN);
  await opened.frontEnd.start();
});
afterAll(async () => {
  await opened.close();
  await emulator.close();
});

const open = (botToken: string) =>
  openSlackFrontEnd({
    ...{ apiUrl: `${emulator.url}/api/`, botToken, desk },
    transport: { kind: 'http', signingSecret: new Secret(SECRET) },
  });

async function ask(method: string, args: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(`${emulator.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOT_TOKEN}` },
    body: new URLSearchParams(args),
  });
  return response.json();
}

interface Message {
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly { readonly type: string; readonly block_id?: string }[];
  readonly files?: readonly { readonly name: string }[];
}

async function idOf(kind: 'channels' | 'members', name: string): Promise<string> {
  const method = kind === 'channels' ? 'conversations.list' : 'users.list';
  const found = (await ask(method)) as Record<string, { id: string; name: string }[]>;
  return found[kind]?.find((each) => each.name === name)?.id ?? '';
}

async function history(channel: string): Promise<readonly Message[]> {
  const { messages } = (await ask('conversations.history', { channel })) as {
    messages: Message[];
  };
  return messages.toReversed();
}

async function press(payload: object): Promise<number> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const seconds = Math.floor(Date.now() / 1000);
  const response = await fetch(opened.appUrl ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signRequest({ body, secret: SECRET, seconds }),
    },
    body,
  });
  return response.status;
}

test('a foreign Slack: a card is posted, pressed and settled, a file arrives, a person is reached', async () => {
  expect(opened.frontEnd.health().state).toBe('ready');
  const channel = await idOf('channels', 'warehouse');
  const asha = await idOf('members', 'asha');
  const to = { chatId: channel, replyTo: null };
  const options = [{ label: 'Yes' }, { label: 'No' }];
  const question = choices('Sell 3?', options, { style: 'confirm', questionId: 'q1' });
  const card = reply(headline('21', 'HOODIE-M'), question);
  expect((await opened.frontEnd.send({ to, reply: card, key: 'card' })).kind).toBe('sent');
  const [posted] = await history(channel);
  expect(posted?.text).toBe('21  HOODIE-M\nSell 3?\n[Yes] [No]');

  const status = await press({
    ...{ type: 'block_actions', user: { id: asha, username: 'asha' }, team: { id: 'T000000001' } },
    container: { type: 'message', message_ts: posted?.ts, channel_id: channel },
    channel: { id: channel },
    message: posted,
    actions: [
      {
        ...{ type: 'button', action_id: 'q:q1:0', action_ts: '1795615230.226000' },
        text: { type: 'plain_text', text: 'Yes' },
      },
    ],
  });
  expect(status).toBe(200);
  const pressed = desk.taken.at(-1);
  expect(pressed?.content).toEqual({ kind: 'press', questionId: 'q1', option: 0 });
  const answerTo = { chatId: channel, replyTo: pressed?.replyTo ?? null };
  await opened.frontEnd.send({ to: answerTo, reply: done(text('Sold.')), key: 'answer' });
  const [settled] = await history(channel);
  expect(settled?.text).toBe('✓ Yes · asha');
  expect(settled?.blocks.map(({ type }) => type)).not.toContain('actions');
  const thread = (await ask('conversations.replies', { channel, ts: posted?.ts ?? '' })) as {
    messages: Message[];
  };
  expect(thread.messages.map((message) => message.text)).toEqual(['✓ Yes · asha', 'Sold.']);

  const bytes = Buffer.from('sku,available\nHOODIE-M,21\n');
  const file = { kind: 'file', bytes, name: 'stock.csv', mediaType: 'text/csv' } as const;
  const toAsha = { chatId: asha, replyTo: null };
  const sent = await opened.frontEnd.send({
    to: toAsha,
    reply: reply(text('Here.'), file),
    key: 'f',
  });
  expect(sent.kind).toBe('sent');
  const { channel: direct } = (await ask('conversations.open', { users: asha })) as {
    channel: { id: string };
  };
  const messages = await history(direct.id);
  expect(messages.map((message) => message.files?.[0]?.name ?? message.text)).toEqual([
    'Here.',
    'stock.csv',
  ]);
});

test('a foreign Slack refuses: no such channel, an archived one, a missing scope', async () => {
  const send = (chatId: string, via = opened) =>
    via.frontEnd.send({ to: { chatId, replyTo: null }, reply: done(text('hello')), key: chatId });
  expect(await send('C0NOWHERE')).toEqual({ kind: 'rejected', reason: 'channel_not_found' });
  const channel = await idOf('channels', 'closed');
  expect(await ask('conversations.archive', { channel })).toMatchObject({ ok: true });
  expect(await send(channel)).toEqual({ kind: 'rejected', reason: 'is_archived' });
  const narrow = await open('xoxb-narrow');
  const warehouse = await idOf('channels', 'warehouse');
  expect(await send(warehouse, narrow)).toEqual({ kind: 'rejected', reason: 'missing_scope' });
  await narrow.close();
});
