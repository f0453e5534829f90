import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SendOutcome } from '../../bots/front-end/front-end.ts';
import { type Reply, reply, text } from '../../bots/reply/reply.ts';
import { whatsapp } from '../../bots/whatsapp/index.ts';
import { type Clock, systemClock } from '../../core/base/clock.ts';
import { Secret } from '../../core/base/secret.ts';
import { type CloudStage, openCloudStage } from '../support/whatsapp-cloud.ts';
import { GRAPH, type GraphRefusal, postWebhook, toWebhook } from '../support/whatsapp-graph.ts';
import { CHOOSE, CONFIRM, STOCK } from '../support/whatsapp-replies.ts';

const SHEENA = '16505551234@c.us';
const DAY_MS = 86_400_000;

let nowMs = Date.UTC(2026, 10, 25, 12);
const clock: Clock = { ...systemClock, now: () => new Date(nowMs) };

let stage: CloudStage;
let count = 0;

beforeAll(async () => {
  stage = await openCloudStage({ clock });
});
afterAll(() => stage.close());

function fresh(prefix: string): string {
  count += 1;
  return `${prefix}${count}`;
}

function message(part: Record<string, unknown>, id = fresh('wamid.')) {
  const timestamp = String(Math.trunc(nowMs / 1_000));
  return { from: '16505551234', id, timestamp, ...part };
}

const typed = (body: string) => ({ type: 'text', text: { body } });
const post = (...messages: unknown[]) => postWebhook(stage.webhookUrl, toWebhook({ messages }));
const newest = () => stage.desk.taken.at(-1);

const send = (answer: Reply, o: { key?: string; chatId?: string } = {}): Promise<SendOutcome> =>
  stage.frontEnd.send({
    to: { chatId: o.chatId ?? SHEENA, replyTo: null },
    reply: answer,
    key: o.key ?? fresh('key'),
  });

test('Meta is told the address is ours only for the word that was agreed', async () => {
  const ask = async (token: string, challenge = '1158201444') => {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': token,
      'hub.challenge': challenge,
    });
    const response = await fetch(`${stage.webhookUrl}?${query}`);
    return { status: response.status, body: await response.text() };
  };
  expect(await ask(GRAPH.verifyToken)).toEqual({ status: 200, body: '1158201444' });
  expect(await ask('a-word-of-their-own')).toEqual({ status: 403, body: '' });
  expect(await ask('')).toEqual({ status: 403, body: '' });
  expect(await ask(GRAPH.verifyToken, '<script>')).toEqual({ status: 403, body: '' });
});

test('only a body that Meta signed is read, letters beyond ASCII included', async () => {
  const body = toWebhook({ messages: [message(typed('sold 3 ☕ café'))] });
  const before = stage.desk.calls.count;
  const signatures = [
    null,
    '',
    'sha256=',
    `sha256=${'0'.repeat(64)}`,
    'sha256=not-hex',
    'sha1=0000',
  ];
  for (const signature of signatures) {
    expect(await postWebhook(stage.webhookUrl, body, { signature })).toBe(401);
  }
  expect(stage.desk.calls.count).toBe(before);
  expect(await postWebhook(stage.webhookUrl, body)).toBe(200);
  expect(newest()?.content).toEqual({ kind: 'text', text: 'sold 3 ☕ café' });
});

test('a body that is no webhook of WhatsApp is refused, and one for another number left alone', async () => {
  const before = stage.desk.calls.count;
  expect(await postWebhook(stage.webhookUrl, '{"object":')).toBe(400);
  expect(await postWebhook(stage.webhookUrl, '[]')).toBe(400);
  expect(await postWebhook(stage.webhookUrl, { object: 'page', entry: [] })).toBe(400);
  const other = toWebhook({ messages: [message(typed('hi'))] }, { phoneNumberId: '999999' });
  expect(await postWebhook(stage.webhookUrl, other)).toBe(200);
  expect(stage.desk.calls.count).toBe(before);
  expect(await postWebhook(stage.webhookUrl, 'x'.repeat(3_200_000))).toBe(413);
});

test('a message of WhatsApp carries who wrote it, when, and what', async () => {
  expect(await post(message(typed('stock hoodie-m'), 'wamid.first'))).toBe(200);
  expect(newest()).toEqual({
    frontEnd: 'whatsapp',
    messageId: 'wamid.first',
    sellerId: 7,
    sender: { id: SHEENA, name: 'Sheena Nelson' },
    chat: { id: SHEENA, isDirect: true },
    content: { kind: 'text', text: 'stock hoodie-m' },
    standing: 'typed',
    quoted: null,
    files: [],
    at: new Date(Math.trunc(nowMs / 1_000) * 1_000),
    replyTo: null,
  });
});

test('a message that Meta brings ten times is taken once', async () => {
  const before = stage.desk.taken.length;
  const again = message(typed('sold 3 hoodie-m'), 'wamid.again');
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(again)));
  expect(answers).toEqual(Array(10).fill(200));
  expect(stage.desk.taken.length).toBe(before + 1);
});

test('while nothing can be stored Meta is not told that it arrived, and brings it again', async () => {
  const before = stage.desk.taken.length;
  const two = [message(typed('one')), message(typed('two'))];
  stage.desk.failNext(1);
  expect(await post(...two)).toBe(503);
  expect(await post(...two)).toBe(200);
  expect(stage.desk.taken.slice(before).map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'one' },
    { kind: 'text', text: 'two' },
  ]);
});

test('one unreadable message does not hold up its neighbours', async () => {
  const before = stage.desk.taken.length;
  const broken = [null, 7, { type: 'text' }, message({ type: 'text', text: { body: 5 } })];
  const odd = message({ type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } });
  expect(await post(...broken, odd, message(typed('still here')))).toBe(200);
  expect(stage.desk.taken.length).toBe(before + 1);
});

test('a forwarded message of WhatsApp is told apart from one that was typed', async () => {
  await post(message({ ...typed('sold 50 hoodie-m'), context: { forwarded: true } }));
  expect(newest()?.standing).toBe('forwarded');
  await post(message({ ...typed('x'), context: { frequently_forwarded: true } }));
  expect(newest()?.standing).toBe('forwarded');
  await post(message({ ...typed('yes'), context: { from: '15550783881', id: 'wamid.q' } }));
  expect(newest()?.standing).toBe('typed');
});

test('a button and a list entry come back as the option of the question', async () => {
  await send(CONFIRM);
  await send(CHOOSE);
  type Sent = { interactive: { action: { buttons?: unknown[]; sections?: unknown[] } } };
  const [confirm, choose] = stage.graph.sent.slice(-2) as unknown as Sent[];
  expect(confirm?.interactive.action.buttons).toEqual([
    { type: 'reply', reply: { id: 'q:k3j9x0p2qa:0', title: 'Yes' } },
    { type: 'reply', reply: { id: 'q:k3j9x0p2qa:1', title: 'No' } },
  ]);
  expect(JSON.stringify(choose?.interactive.action)).toContain('q:a1b2c3d4e5:3');
  const reply = { id: 'q:k3j9x0p2qa:1', title: 'No' };
  const interactive = { type: 'button_reply', button_reply: reply };
  await post(message({ type: 'interactive', interactive }));
  expect(newest()?.content).toEqual({ kind: 'press', questionId: 'k3j9x0p2qa', option: 1 });
  const row = { type: 'list_reply', list_reply: { id: 'q:a1b2c3d4e5:3', title: 'CAP' } };
  await post(message({ type: 'interactive', interactive: row }));
  expect(newest()?.content).toEqual({ kind: 'press', questionId: 'a1b2c3d4e5', option: 3 });
});

test('a CSV file comes in with its bytes; a picture comes as its caption only', async () => {
  const bytes = Buffer.from('sku,on hand\nHOODIE-M,12\n');
  const id = stage.graph.keep({ bytes, type: 'text/csv' });
  const document = { id, filename: 'stock.csv', mime_type: 'text/csv', caption: 'import' };
  await post(message({ type: 'document', document }));
  expect(newest()?.content).toEqual({ kind: 'text', text: 'import' });
  expect(newest()?.files).toEqual([{ name: 'stock.csv', mediaType: 'text/csv', bytes }]);
  const image = { id, mime_type: 'image/jpeg', caption: 'sold 3' };
  await post(message({ type: 'image', image }));
  expect(newest()).toMatchObject({ content: { text: 'sold 3' }, files: [] });
});

test('a file that is too big, gone or elsewhere is left out, and one that is away is waited for', async () => {
  const document = (id: string) => ({ id, filename: 'stock.csv', mime_type: 'text/csv' });
  const big = stage.graph.keep({ bytes: Buffer.alloc(1_048_577), type: 'text/csv' });
  await post(message({ type: 'document', document: document(big) }));
  expect(newest()?.files).toEqual([]);
  await post(message({ type: 'document', document: document('4711') }));
  expect(newest()?.files).toEqual([]);
  const small = stage.graph.keep({ bytes: Buffer.from('a'), type: 'text/csv' });
  const waiting = message({ type: 'document', document: document(small) });
  stage.graph.refuseNext({ status: 503 });
  expect(await post(waiting)).toBe(503);
  expect(await post(waiting)).toBe(200);
  expect(newest()?.files).toHaveLength(1);
});

test('a chart goes out as a picture and an export as a file under its name', async () => {
  const png = new Uint8Array([137, 80, 78, 71]);
  const csv = new TextEncoder().encode('sku,on hand\n');
  const answer = reply(
    text('Here.'),
    { kind: 'image', png, name: 'hoodie-m.png', alt: 'Stock of HOODIE-M: 12 now' },
    { kind: 'file', bytes: csv, name: 'stock.csv', mediaType: 'text/csv' },
  );
  const outcome = await send(answer);
  expect(outcome.kind).toBe('sent');
  expect(stage.graph.uploads.slice(-2)).toMatchObject([
    { name: 'hoodie-m.png', type: 'image/png', bytes: Buffer.from(png) },
    { name: 'stock.csv', type: 'text/plain', bytes: Buffer.from(csv) },
  ]);
  const [picture, file] = stage.graph.sent.slice(-2);
  expect(picture).toMatchObject({ image: { caption: 'Stock of HOODIE-M: 12 now' } });
  expect(file).toMatchObject({ to: '16505551234', document: { filename: 'stock.csv' } });
});

test('whether WhatsApp is busy, away, locked or unwilling decides whether it is tried again', async () => {
  const after = async (refusal: GraphRefusal) => {
    stage.graph.refuseNext(refusal);
    return send(STOCK);
  };
  expect(await after({ status: 429, headers: { 'retry-after': '17' } })).toMatchObject({
    kind: 'retry-later',
    afterMs: 17_000,
  });
  expect(await after({ status: 400, code: 130_429 })).toMatchObject({ kind: 'retry-later' });
  expect(await after({ status: 500 })).toMatchObject({ kind: 'retry-later', afterMs: 30_000 });
  expect(stage.frontEnd.health().state).toBe('down');
  expect(await after({ status: 401, code: 190 })).toMatchObject({ kind: 'needs-login' });
  expect(stage.frontEnd.health().state).toBe('needs-login');
  expect(await after({ status: 400, code: 131_026 })).toEqual({
    kind: 'rejected',
    reason: 'WhatsApp refuses the message (error 131026)',
  });
  expect((await send(STOCK)).kind).toBe('sent');
  expect(stage.frontEnd.health().state).toBe('ready');
});

test('a reply of several messages that stopped in the middle goes on there', async () => {
  const long = reply(text('a'.repeat(4_000)), text('b'.repeat(4_000)), text('c'.repeat(4_000)));
  const before = stage.graph.sent.length;
  const leave = () => stage.graph.sent.slice(before).map(({ text: said }) => said);
  const first = send(long, { key: 'k1' });
  await first;
  expect(leave()).toHaveLength(3);
  const middle = stage.graph.sent.length;
  stage.graph.refuseNext({ status: 503 });
  expect((await send(long, { key: 'k2' })).kind).toBe('retry-later');
  expect((await send(long, { key: 'k2' })).kind).toBe('sent');
  expect(stage.graph.sent.length - middle).toBe(3);
  expect((await send(long, { key: 'k2' })).kind).toBe('sent');
  expect(stage.graph.sent.length - middle).toBe(3);
});

test('a group, or somebody whose number is hidden, is not reached over the official interface', async () => {
  for (const chatId of ['123-456@g.us', '9876@lid', 'x', '']) {
    expect(await send(STOCK, { chatId })).toMatchObject({ kind: 'rejected' });
  }
});

test('24 hours after the last message nothing free is sent, and the reason is said', async () => {
  await post(message(typed('hello')));
  nowMs += DAY_MS - 60_000;
  expect((await send(STOCK)).kind).toBe('sent');
  nowMs += 120_000;
  const before = stage.graph.sent.length;
  expect(await send(STOCK)).toMatchObject({
    kind: 'rejected',
    reason: expect.stringMatching(/24 hours.*WHATSAPP_CLOUD_TEMPLATE/),
  });
  expect(stage.graph.sent.length).toBe(before);
  await post(message(typed('hello again')));
  expect((await send(STOCK)).kind).toBe('sent');
});

test('WhatsApp tells later that the 24 hours were over, and the next message is held back', async () => {
  const chatId = '4915550001111@c.us';
  const sent = await send(STOCK, { chatId });
  expect(sent.kind).toBe('sent');
  const id = sent.kind === 'sent' ? sent.messageId : '';
  const failed = {
    id,
    status: 'failed',
    timestamp: '1',
    recipient_id: '4915550001111',
    errors: [{ code: 131_047, title: 'Re-engagement message' }],
  };
  const webhook = toWebhook({ statuses: [failed] });
  expect(await postWebhook(stage.webhookUrl, webhook)).toBe(200);
  expect(await send(STOCK, { chatId })).toMatchObject({ kind: 'rejected' });
  expect(stage.log.join('')).toContain('whatsapp_message_status');
});

test('with an approved template what is late is said in its one line', async () => {
  const other = await openCloudStage({
    clock,
    settings: { template: { name: 'stock_alert', language: 'en' } },
  });
  try {
    other.graph.refuseNext({ status: 400, code: 131_047 });
    const to = { chatId: SHEENA, replyTo: null };
    const outcome = await other.frontEnd.send({ to, reply: STOCK, key: 'k' });
    expect(outcome.kind).toBe('sent');
    const [only, ...more] = other.graph.sent as { template?: { components: unknown } }[];
    expect(more).toEqual([]);
    const line = JSON.stringify(only?.template?.components);
    expect(line).toContain('HOODIE-M available');
    expect(line).not.toContain('\\n');
  } finally {
    await other.close();
  }
});

test('the token and the secrets of WhatsApp stand in no line of the log', async () => {
  const log = stage.log.join('\n');
  expect(log.length).toBeGreaterThan(100);
  for (const secret of [GRAPH.token, GRAPH.appSecret, GRAPH.verifyToken]) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toContain('Do as the owner says');
});

test('a token that is no longer good is told at the start, and the start goes on', async () => {
  const other = await openCloudStage({ settings: { token: new Secret('an-old-token') } });
  expect(other.frontEnd.health()).toMatchObject({
    state: 'needs-login',
    note: expect.stringContaining('WHATSAPP_CLOUD_TOKEN'),
  });
  await other.close();
  expect(whatsapp.id).toBe('whatsapp');
});
