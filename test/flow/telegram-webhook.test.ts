import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { reply, text } from '../../bots/reply/reply.ts';
import { errorClass } from '../../core/base/errors.ts';
import { startTelegramServer } from '../support/telegram-server.ts';
import {
  openTelegramStage,
  type TelegramStage,
  WEBHOOK_SECRET,
} from '../support/telegram-stage.ts';
import { ANN } from '../support/telegram-updates.ts';

class BooksAway extends errorClass('books_away', 'later') {}

describe('by webhook', () => {
  let stage: TelegramStage;
  beforeAll(async () => {
    stage = await openTelegramStage({ mode: 'webhook' });
  });
  afterAll(() => stage.close());
  afterEach(() => expect(stage.server.complaints).toEqual([]));

  const post = (body: string, headers: Record<string, string> = {}, method = 'POST') =>
    fetch(stage.webhookAddress, { method, headers, ...(method === 'POST' && { body }) });
  const withSecret = { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET };

  test('Telegram is told where to post, with a secret, and that only three kinds are wanted', () => {
    expect(stage.frontEnd.health().state).toBe('ready');
    expect(stage.server.callsOf('setWebhook')).toEqual([
      {
        url: 'https://shop.example/chat/telegram',
        secret_token: WEBHOOK_SECRET,
        allowed_updates: ['message', 'edited_message', 'callback_query'],
      },
    ]);
  });

  test('what is posted ten times is one message, and each time it is acknowledged', async () => {
    const update = stage.server.said(ANN, 'sold 3 hoodie-m');
    await stage.untilTaken(1);
    const body = JSON.stringify(update);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(body, withSecret).then(({ status }) => status)),
    );
    expect(answers).toEqual(Array.from({ length: 10 }, () => 200));
    expect([stage.desk.taken.length, stage.desk.copies.length]).toEqual([1, 10]);
  });

  test('it is acknowledged only when it is durable, and comes again until then', async () => {
    stage.desk.refusal = new BooksAway('The books are away.');
    const { update_id } = stage.server.said(ANN, 'received 40 hoodie-m');
    const attempts = () => stage.server.attempts.filter((each) => each.updateId === update_id);
    await stage.server.until(() => attempts().length >= 2, 'two attempts');
    stage.desk.refusal = null;
    await stage.untilTaken(2);
    await stage.server.until(() => attempts().at(-1)?.status === 200, 'an acknowledgement');
    const refused = attempts().slice(0, -1);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  });

  test('a defect of ours holds up nobody for ever', async () => {
    stage.desk.refusal = new Error('a defect');
    const { update_id } = stage.server.said(ANN, 'breaks');
    const attempts = () => stage.server.attempts.filter((each) => each.updateId === update_id);
    await stage.server.until(() => attempts().at(-1)?.status === 200, 'the end of it');
    expect(attempts().map(({ status }) => status)).toEqual([503, 503, 200]);
    stage.desk.refusal = null;
    stage.server.said(ANN, 'stock mug');
    await stage.untilTaken(3);
  });

  test('without the right secret nothing is read, and other nonsense is a 4xx', async () => {
    const update = JSON.stringify({ update_id: 1, message: {} });
    const before = stage.desk.taken.length;
    const statuses = [
      await post(update),
      await post(update, { 'x-telegram-bot-api-secret-token': 'a_secret_of_the_webhooK' }),
      await post(update, { 'x-telegram-bot-api-secret-token': '' }),
      await post('{"update_id":', withSecret),
      await post('null', withSecret),
      await post(`"${'x'.repeat(1_100_000)}"`, withSecret),
      await post('', withSecret, 'GET'),
      // Nothing that we know of Telegram, and nothing that it should bring again.
      await post('{"update_id":5,"message":{"text":7}}', withSecret),
      await post('{"poll":{}}', withSecret),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 400, 400, 413, 405, 200, 200]);
    expect(stage.desk.taken).toHaveLength(before);
  });

  test('a burst of 200 updates over 40 connections is acknowledged, how fast is printed', async () => {
    const person = { id: 6_000, first_name: 'Burst' };
    const chat = { ...person, type: 'private' };
    const waiting = Array.from({ length: 200 }, (_, index) => {
      const about = { message_id: index + 1, date: 1_790_000_000, text: 'stock mug' };
      const message = { ...about, chat, from: { ...person, is_bot: false } };
      return JSON.stringify({ update_id: 900_000 + index, message });
    });
    const lasted: number[] = [];
    const connection = async () => {
      for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
        const startedAt = performance.now();
        expect((await post(body, withSecret)).status).toBe(200);
        lasted.push(performance.now() - startedAt);
      }
    };
    await Promise.all(Array.from({ length: 40 }, connection));
    const [p50, p95, slowest] = [0.5, 0.95, 1].map((share) => {
      const sorted = lasted.toSorted((a, b) => a - b);
      return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
    });
    process.stdout.write(
      `200 webhooks acknowledged: p50 ${p50} ms, p95 ${p95} ms, slowest ${slowest} ms\n`,
    );
  });
});

describe('when Telegram is away or says no', () => {
  test('a token that Telegram does not know is told in the health, and nowhere is it printed', async () => {
    const stage = await openTelegramStage({ token: '77777:wrong_token_that_stays_secret' });
    const { state, note } = stage.frontEnd.health();
    expect(state).toBe('needs-login');
    expect(note).toContain('TELEGRAM_BOT_TOKEN');
    const to = { chatId: '1', replyTo: null };
    const sent = await stage.frontEnd.send({ to, reply: reply(text('Hi')), key: 'x' });
    expect(sent.kind).toBe('needs-login');
    expect(stage.logged.join('') + JSON.stringify(sent)).not.toContain('wrong_token');
    await stage.close();
  });

  test('where nobody listens it starts all the same, keeps trying, and hears once it can', async () => {
    const server = await startTelegramServer();
    server.fail({ method: 'getMe', cut: true });
    const stage = await openTelegramStage({ server });
    expect(stage.frontEnd.health()).toMatchObject({ state: 'down' });
    server.said(ANN, 'stock mug');
    await stage.untilTaken(1);
    expect(stage.frontEnd.health()).toMatchObject({ state: 'ready', note: null });
    server.fail({ method: 'getUpdates', code: 502, description: 'Bad Gateway' });
    server.said(ANN, 'stock tee');
    server.said(ANN, 'stock cup');
    await stage.untilTaken(3);
    await stage.close();
    await server.stop();
  });

  test('two programs with one token: the first is told of the conflict, and hears again later', async () => {
    const server = await startTelegramServer();
    const first = await openTelegramStage({ server });
    await server.until(() => server.callsOf('getUpdates').length >= 1, 'the first one polls');
    const second = await openTelegramStage({ server });
    await server.until(() => first.frontEnd.health().state === 'down', 'a conflict');
    expect(first.frontEnd.health().note).toContain('Another program');
    await second.close();
    await server.until(() => first.frontEnd.health().state === 'ready', 'peace');
    await first.close();
    await server.stop();
  });

  test('of two processes one asks Telegram, both may send, and the other asks when its turn comes', async () => {
    const server = await startTelegramServer();
    let turn = 'first';
    const first = await openTelegramStage({ server, isOurTurn: async () => turn === 'first' });
    const second = await openTelegramStage({ server, isOurTurn: async () => turn === 'second' });
    server.said(ANN, 'stock mug');
    await first.untilTaken(1);
    const { frontEnd } = second;
    expect(frontEnd.health()).toMatchObject({ state: 'ready', note: 'Another process listens.' });
    const to = { chatId: String(ANN.id), replyTo: null };
    expect((await frontEnd.send({ to, reply: reply(text('Hi')), key: 'k1' })).kind).toBe('sent');
    expect(second.desk.taken).toEqual([]);
    turn = 'second';
    await first.close();
    server.said(ANN, 'stock tee');
    expect((await second.untilTaken(1)).content).toEqual({ kind: 'text', text: 'stock tee' });
    await second.close();
    await server.stop();
  });

  test('it stops within two seconds, and confirms what it has, so that nothing comes twice', async () => {
    const server = await startTelegramServer();
    const stage = await openTelegramStage({ server });
    server.said(ANN, 'stock mug');
    await stage.untilTaken(1);
    const startedAt = performance.now();
    await stage.frontEnd.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    const next = await openTelegramStage({ server });
    server.said(ANN, 'stock tee');
    const heard = await next.untilTaken(1);
    expect(heard.content).toEqual({ kind: 'text', text: 'stock tee' });
    await next.close();
    await stage.close();
    await server.stop();
  });
});
