import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  choices,
  done,
  headline,
  note,
  refusal,
  reply,
  table,
  text,
} from '../../bots/reply/reply.ts';
import { ASHA, openSlackStage, type SlackStage, WAREHOUSE } from '../support/slack-stage.ts';

// What leaves: answers, pictures, files, and what Slack may say to that.

let stage: SlackStage;
let chat: string;
let count = 0;

beforeAll(async () => {
  stage = await openSlackStage({ transport: 'http' });
  chat = stage.server.workspace.directChat(ASHA)?.id ?? '';
});
afterAll(() => stage.close());

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const CSV = Buffer.from('sku,available\nHOODIE-M,21\n');

function send(o: { to?: string; reply?: ReturnType<typeof reply>; key?: string } = {}) {
  count += 1;
  const to = { chatId: o.to ?? WAREHOUSE, replyTo: null };
  return stage.frontEnd.send({
    to,
    reply: o.reply ?? reply(text('hello')),
    key: o.key ?? `k${count}`,
  });
}

describe('what is sent', () => {
  test('a chart and a table as a file arrive as files, in the order of the reply', async () => {
    const outcome = await send({
      reply: reply(
        headline('21', 'HOODIE-M available'),
        { kind: 'image', png: PNG, name: 'hoodie-m.png', alt: 'Stock of HOODIE-M, 14 days' },
        { kind: 'file', bytes: CSV, name: 'stock.csv', mediaType: 'text/csv' },
        note('As of now.'),
      ),
    });
    expect(outcome.kind).toBe('sent');
    const shown = stage.server
      .messages(WAREHOUSE)
      .map((message) => message.files[0]?.name ?? message.text);
    expect(shown).toEqual(['21  HOODIE-M available', 'hoodie-m.png', 'stock.csv', 'As of now.']);
    const files = [...stage.server.workspace.files.values()];
    expect(Buffer.from(files[0]?.bytes ?? []).equals(PNG)).toBe(true);
    expect(files[0]?.altText).toBe('Stock of HOODIE-M, 14 days');
    expect(Buffer.from(files[1]?.bytes ?? []).equals(CSV)).toBe(true);
  });

  test('a file for a person goes into the direct chat with them', async () => {
    const file = { kind: 'file', bytes: CSV, name: 'mine.csv', mediaType: 'text/csv' } as const;
    expect((await send({ to: ASHA, reply: reply(file) })).kind).toBe('sent');
    expect(stage.server.messages(chat).at(-1)?.files[0]?.name).toBe('mine.csv');
  });

  test('a reply longer than a message becomes several, and none of it is lost', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => [
      `SKU-${at}`,
      `A thing of number ${at}`,
      at,
    ]);
    const lines = Array.from({ length: 70 }, (_, at) => text(`Line ${at}: ${'word '.repeat(40)}`));
    const before = stage.server.messages(WAREHOUSE).length;
    const short = Array.from({ length: 130 }, (_, at) => note(`Note ${at}.`));
    const long = text(`begin ${'ab<cd>&'.repeat(3_000)} end`);
    const answer = reply(table(['SKU', 'Title', 'Units'], rows), ...lines, ...short, long);
    expect((await send({ reply: answer })).kind).toBe('sent');
    const sent = stage.server.messages(WAREHOUSE).slice(before);
    expect(sent.length).toBeGreaterThan(2);
    expect(sent.every(({ blocks }) => blocks.length <= 50)).toBe(true);
    const shown = JSON.stringify(sent.map(({ blocks }) => blocks));
    for (const [code] of rows) expect(shown).toContain(`${String(code)} `);
    for (let at = 0; at < 70; at += 1) expect(shown).toContain(`Line ${at}: `);
    for (let at = 0; at < 130; at += 1) expect(shown).toContain(`Note ${at}.`);
    expect(shown.split('ab<cd>&').length - 1).toBeGreaterThan(2_990);
  });

  test('nothing in a title, a note or a name can call people, link or format', async () => {
    const calls = '<!channel> <!here> <@U0RAVI> <https://evil.example|Shopify>';
    const evil = `${calls} *b* _i_ ~s~ \`c\` &lt;!x&gt; :fire:`;
    const before = stage.server.messages(WAREHOUSE).length;
    await send({
      reply: {
        ...reply(
          headline('3', evil),
          text(evil, 'warn'),
          note(evil),
          table(['Title', evil.slice(0, 20)], [[evil, 1]]),
          choices(evil, [{ label: evil, detail: evil }, { label: 'No' }], { questionId: 'evil' }),
        ),
        outcome: 'ask',
      },
    });
    await send({ reply: refusal(evil, evil) });
    const sent = stage.server.messages(WAREHOUSE).slice(before);
    expect(sent.length).toBe(2);
    for (const { text: fallback } of sent) expect(fallback).not.toMatch(/[<>]/);
    // The stage holds every block against it: no mrkdwn, no mention, no link, all else escaped.
    expect(stage.server.defects()).toEqual([]);
  });

  test('the same answer sent again goes on where it stopped, and shows nothing twice', async () => {
    const file = { kind: 'file', bytes: CSV, name: 'again.csv', mediaType: 'text/csv' } as const;
    const answer = reply(text('Here it is.'), file);
    stage.server.failNext('files.getUploadURLExternal', { kind: 'rate-limit', afterSeconds: 7 });
    const before = stage.server.messages(WAREHOUSE).length;
    const first = await send({ reply: answer, key: 'twice' });
    expect(first).toEqual({ kind: 'retry-later', afterMs: 7_000, reason: 'rate_limited' });
    expect((await send({ reply: answer, key: 'twice' })).kind).toBe('sent');
    expect((await send({ reply: answer, key: 'twice' })).kind).toBe('sent');
    const sent = stage.server.messages(WAREHOUSE).slice(before);
    expect(sent.map((message) => message.files[0]?.name ?? message.text)).toEqual([
      'Here it is.',
      'again.csv',
    ]);
  });
});

describe('what Slack says to it', () => {
  test('busy or away: later, and not before Slack allows it', async () => {
    const post = 'chat.postMessage';
    const { server } = stage;
    server.failNext(post, { kind: 'rate-limit', afterSeconds: 30 });
    expect(await send()).toMatchObject({ kind: 'retry-later', afterMs: 30_000 });
    server.failNext(post, { kind: 'error', error: 'internal_error' });
    expect(await send()).toMatchObject({ kind: 'retry-later', reason: 'internal_error' });
    server.failNext(post, { kind: 'status', status: 503, page: '<html>busy</html>' });
    expect(await send()).toMatchObject({ kind: 'retry-later', reason: 'http_503' });
    server.failNext(post, { kind: 'status', status: 200, page: '<html>a proxy</html>' });
    expect(await send()).toMatchObject({ kind: 'retry-later', reason: 'unreadable answer' });
    server.failNext(post, { kind: 'cut' });
    expect(await send()).toMatchObject({ kind: 'retry-later', reason: 'no answer' });
  });

  test('never: a conversation that is gone, closed or not ours', async () => {
    expect(await send({ to: 'C0NOWHERE' })).toEqual({
      kind: 'rejected',
      reason: 'channel_not_found',
    });
    stage.server.addChannel({ id: 'C0OLD', name: 'old' });
    const old = stage.server.workspace.conversations.get('C0OLD');
    if (old) old.isArchived = true;
    expect(await send({ to: 'C0OLD' })).toEqual({ kind: 'rejected', reason: 'is_archived' });
    expect(await send({ to: 'U0NOBODY' })).toEqual({ kind: 'rejected', reason: 'user_not_found' });
    stage.server.failNext('chat.postMessage', { kind: 'error', error: 'missing_scope' });
    expect(await send()).toEqual({ kind: 'rejected', reason: 'missing_scope' });
  });

  test('a token that was taken back needs a person', async () => {
    for (const error of ['invalid_auth', 'token_revoked', 'account_inactive']) {
      stage.server.failNext('chat.postMessage', { kind: 'error', error });
      expect(await send()).toEqual({ kind: 'needs-login', reason: error });
    }
  });
});

describe('files that come in', () => {
  const say = (
    file: { name: string; mimetype: string; bytes: Uint8Array; size?: number },
    words = '',
  ) => stage.server.people.say({ user: ASHA, channel: chat, text: words, files: [file] });

  test('a CSV file comes along with what was written beside it', async () => {
    const said = await say({ name: 'stock.csv', mimetype: 'text/csv', bytes: CSV }, 'import');
    expect(said.status).toBe(200);
    const message = stage.desk.taken.at(-1);
    expect(message?.content).toEqual({ kind: 'text', text: 'import' });
    expect(message?.files.map(({ name }) => name)).toEqual(['stock.csv']);
    expect(Buffer.from(message?.files[0]?.bytes ?? []).equals(CSV)).toBe(true);
  });

  test('a file that is too large or no CSV is named, and what was written beside a photo counts', async () => {
    const before = stage.desk.taken.length;
    const told = () => stage.server.messages(chat).at(-1)?.text;
    await say({ name: 'big.csv', mimetype: 'text/csv', bytes: CSV, size: 2_000_000 }, 'import');
    await expect.poll(told).toContain('at most 1 MB');
    const larger = new Uint8Array(1_048_577).fill(65);
    await say({ name: 'liar.csv', mimetype: 'text/csv', bytes: larger, size: 10 });
    await expect.poll(told).toContain('at most 1 MB');
    await say({ name: 'photo.png', mimetype: 'image/png', bytes: PNG });
    await expect.poll(told).toContain('Only CSV files');
    expect(stage.desk.taken.length).toBe(before);
    await say({ name: 'photo.png', mimetype: 'image/png', bytes: PNG }, 'sold 3 hoodie-m');
    expect(stage.desk.taken.at(-1)).toMatchObject({
      content: { kind: 'text', text: 'sold 3 hoodie-m' },
      files: [],
    });
  });

  test('the token is shown to Slack only, whatever address a file names', async () => {
    const url = 'http://127.0.0.1:9/steal.csv';
    const files = [{ id: 'F1', name: 'a.csv', filetype: 'csv', url_private_download: url }];
    await stage.server.people.say({
      ...{ user: ASHA, channel: chat, text: '' },
      more: { subtype: 'file_share', files },
    });
    await expect
      .poll(() => stage.server.messages(chat).at(-1)?.text)
      .toContain('cannot be fetched');
  });
});

test('no secret and no address of a hook is in the log, whatever went wrong', async () => {
  stage.server.failNext('chat.postMessage', { kind: 'error', error: 'invalid_auth' });
  await send();
  await stage.answer(done(text('ok')));
  const log = stage.logged.join('');
  expect(log.length).toBeGreaterThan(0);
  const { server, signingSecret } = stage;
  for (const secret of [server.botToken, server.appToken, signingSecret, '/hooks/', 'ticket=']) {
    expect([secret, log.includes(secret)]).toEqual([secret, false]);
  }
});
