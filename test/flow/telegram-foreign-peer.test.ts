/**
 * The front-end against `telegram-test-api`, a stand-in that nobody here wrote. It knows no files,
 * no menu and no waiting, and answers what it does not know without a code: the front-end has to
 * live with that too.
 */
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choices, done, reply, text } from '../../bots/reply/reply.ts';
import { openTelegramStage, type TelegramStage } from '../support/telegram-stage.ts';

const TOKEN = '123456:a-token-of-the-foreign-peer';
const USER = { userId: 5_001, chatId: 5_001, firstName: 'Ann' };

let peer: TelegramServer;
let stage: TelegramStage;

beforeAll(async () => {
  peer = new TelegramServer({ host: '127.0.0.1', port: 20_000 + (process.pid % 20_000) });
  await peer.start();
  stage = await openTelegramStage({ token: TOKEN, apiRoot: peer.config.apiURL });
});
afterAll(async () => {
  await stage.close();
  await peer.stop();
});

test('a foreign stand-in of Telegram: a line comes in, a question goes out, a press comes back', async () => {
  const client = peer.getClient(TOKEN, USER);
  await client.sendCommand(client.makeCommand('/stock hoodie-m'));
  const heard = await stage.untilTaken(1);
  expect(heard).toMatchObject({
    ...{ content: { kind: 'text', text: 'stock hoodie-m' }, sender: { id: '5001' } },
  });
  const to = { chatId: heard.chat.id, replyTo: heard.replyTo };
  const offered = [{ label: 'Yes' }, { label: 'No' }];
  const asked = reply(choices('Sell 3?', offered, { questionId: 'q1w2e3r4t5' }));
  const sent = await stage.frontEnd.send({ to, reply: asked, key: 'a' });
  expect(sent.kind).toBe('sent');
  const [shown] = peer.storage.botMessages;
  expect(shown?.message).toMatchObject({ text: 'Sell 3?', parse_mode: 'HTML' });
  const press = client.makeCallbackQuery('q:q1w2e3r4t5:0', {
    message: { message_id: shown?.messageId ?? 0, chat: { ...USER, id: 5_001, type: 'private' } },
  } as never);
  await client.sendCallback(press);
  const pressed = await stage.untilTaken(2);
  expect(pressed.content).toEqual({ kind: 'press', questionId: 'q1w2e3r4t5', option: 0 });
  const edited = peer.waitBotEdits();
  const where = { chatId: pressed.chat.id, replyTo: pressed.replyTo };
  await stage.frontEnd.send({ to: where, reply: done(text('Sold.')), key: 'b' });
  await edited;
  expect(peer.storage.botMessages[0]?.message.reply_markup).toEqual({ inline_keyboard: [] });
  expect(stage.frontEnd.health().state).toBe('ready');
});
