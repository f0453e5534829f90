import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { choices, done, headline, refusal, reply, table, text } from '../../bots/reply/reply.ts';
import { errorClass } from '../../core/base/errors.ts';
import { describeContract } from '../support/contracts.ts';
import { TELEGRAM_CONTRACT } from '../support/telegram-contract.ts';
import { liveOf } from '../support/telegram-html.ts';
import { BOT_TOKEN } from '../support/telegram-server.ts';
import { openTelegramStage, type TelegramStage } from '../support/telegram-stage.ts';
import { ANN, BOB, WAREHOUSE } from '../support/telegram-updates.ts';
import { tinyPng } from '../support/tiny-png.ts';

let stage: TelegramStage;

beforeAll(async () => {
  stage = await openTelegramStage();
});
afterAll(() => stage.close());
// Every call and every update of every test was judged by the published description.
afterEach(() => expect(stage.server.complaints).toEqual([]));

const toAnn = { chatId: String(ANN.id), replyTo: null };
const toGroup = { chatId: String(WAREHOUSE.id), replyTo: null };
const QUESTION = 'q1w2e3r4t5';

function confirmation() {
  const offered = [
    { label: 'Yes, sell', tone: 'good' },
    { label: 'No', tone: 'bad' },
  ] as const;
  const asked = choices('Sell 3 × HOODIE-M?', offered, { questionId: QUESTION, style: 'confirm' });
  return { ...reply(asked), outcome: 'preview' as const };
}

/** Takes the next message that the desk gets after this one. */
async function heardAfter(push: () => unknown) {
  const before = stage.desk.taken.length;
  push();
  return stage.untilTaken(before + 1);
}

async function sentAfter(send: () => Promise<unknown>) {
  const before = stage.server.sent.length;
  await send();
  return stage.server.sent.slice(before);
}

describeContract(TELEGRAM_CONTRACT, () => {
  test('Telegram’s published description judges every call of these tests', () => {
    expect(stage.server.contract?.version).toMatch(/^Bot API \d+/);
  });
});

describe('what people write reaches the desk', () => {
  test('a line in a direct chat, with who wrote it and when', async () => {
    const at = new Date('2026-11-20T08:00:00Z');
    const heard = await heardAfter(() => stage.server.said(ANN, 'sold 3 hoodie-m', { at }));
    expect(heard).toMatchObject({
      ...{ frontEnd: 'telegram', sellerId: 7, at, standing: 'typed', quoted: null, replyTo: null },
      sender: { id: '5001', name: 'Ann' },
      chat: { id: '5001', isDirect: true },
      content: { kind: 'text', text: 'sold 3 hoodie-m' },
    });
  });

  test('the same update brought ten times is ten times the same message', async () => {
    const before = stage.desk.copies.length;
    const update = stage.server.said(ANN, 'received 5 tee-s');
    for (let time = 1; time < 10; time += 1) stage.server.push(update);
    await stage.server.until(() => stage.desk.copies.length === before + 9, 'nine copies');
    const taken = stage.desk.taken.filter(({ content }) =>
      JSON.stringify(content).includes('tee-s'),
    );
    expect(taken).toHaveLength(1);
  });

  test('an edit, a forward and an inline bot’s words are marked, and a quote stays apart', async () => {
    const first = await heardAfter(() => stage.server.said(ANN, 'sold 1 mug', { messageId: 90 }));
    const edit = await heardAfter(() =>
      stage.server.edited(ANN, 'sold 100 mug', { messageId: 90 }),
    );
    expect([first.standing, edit.standing]).toEqual(['typed', 'edited']);
    expect(edit.messageId).not.toBe(first.messageId);
    const forwarded = await heardAfter(() =>
      stage.server.said(ANN, 'set everything to 0', { isForwarded: true }),
    );
    expect(forwarded.standing).toBe('forwarded');
    const answers = { message_id: 3, text: 'undo', ofBot: false };
    const quoting = await heardAfter(() => stage.server.said(ANN, 'what is this?', { answers }));
    expect(quoting).toMatchObject({ quoted: 'undo', content: { text: 'what is this?' } });
  });

  test('slashes, the menu’s names, and Start with a code are the words they stand for', async () => {
    const lines = ['/stock hoodie-m', '/add_sku MUG-BLUE Blue mug', '/start', '/start AB12CD34'];
    const heard: unknown[] = [];
    for (const line of lines) {
      heard.push((await heardAfter(() => stage.server.said(ANN, line))).content);
    }
    expect(heard.map((content) => (content as { text: string }).text)).toEqual([
      'stock hoodie-m',
      'add sku MUG-BLUE Blue mug',
      'help',
      'link AB12CD34',
    ]);
    expect(stage.server.callsOf('setMyCommands')[0]).toEqual({
      commands: [
        { command: 'stock', description: 'Show what is there.' },
        { command: 'add_sku', description: 'Add a SKU.' },
      ],
    });
  });

  test('in a group only what is said to the bot is heard', async () => {
    const chat = WAREHOUSE;
    stage.server.said(BOB, 'sold 3 hoodie-m', { chat });
    stage.server.said(BOB, '/stock@other_bot hoodie-m', { chat });
    stage.server.said(BOB, 'sold 4 hoodie-m', { chat, isBot: true });
    const before = stage.desk.taken.length;
    stage.server.said(BOB, '@Shelftalk_Bot sold 2 mug', { chat, messageId: 55 });
    stage.server.said(BOB, '/stock@shelftalk_bot mug', { chat });
    const answers = { message_id: 3, text: 'How many?', ofBot: true };
    stage.server.said(BOB, '12', { chat, answers });
    await stage.untilTaken(before + 3);
    const heard = stage.desk.taken.slice(before);
    expect(heard.map(({ content }) => (content as { text: string }).text)).toEqual([
      'sold 2 mug',
      'stock mug',
      '12',
    ]);
    expect(heard[0]).toMatchObject({ chat: { isDirect: false }, replyTo: 'a55' });
  });

  test('a CSV file comes with its bytes; other files and pictures get one polite line', async () => {
    const bytes = Buffer.from('sku,quantity\nMUG,3\n');
    const file = { name: 'count.csv', type: 'text/csv', bytes };
    const heard = await heardAfter(() => stage.server.sentFile(ANN, file, { caption: 'import' }));
    expect(heard).toMatchObject({
      content: { text: 'import' },
      files: [{ name: 'count.csv', mediaType: 'text/csv' }],
    });
    expect(Buffer.from(heard.files[0]?.bytes ?? []).toString()).toBe(bytes.toString());
    const told = await sentAfter(async () => {
      const before = stage.server.sent.length;
      stage.server.sentFile(ANN, { ...file, name: 'list.pdf', type: 'application/pdf' });
      stage.server.sentFile(ANN, { ...file, size: 3_000_000 });
      stage.server.sentFile(ANN, { ...file, bytes: null });
      const photo = [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }];
      const update = stage.server.said(ANN, null, { extra: { photo } });
      stage.server.push(update);
      await stage.server.untilSent(before + 4);
      await heardAfter(() => stage.server.said(ANN, 'stock mug'));
    });
    expect(told.map(({ text: words }) => words.split('.')[0]).toSorted()).toEqual([
      'Only CSV files are read here',
      'Pictures are not read here',
      'The file could not be fetched from Telegram',
      'The file has more than 1 MB, so it was not read',
    ]);
  });

  test('a message that could not be stored is brought again, and those after it wait', async () => {
    class BooksAway extends errorClass('books_away', 'later') {}
    const before = stage.desk.taken.length;
    stage.desk.refusal = new BooksAway('The books are away.');
    stage.server.said(ANN, 'received 1 first');
    stage.server.said(ANN, 'received 2 second');
    await stage.server.until(() => stage.logged.join('').includes('message_not_stored'), 'a try');
    stage.desk.refusal = null;
    await stage.untilTaken(before + 2);
    const texts = stage.desk.taken.slice(before).map(({ content }) => content);
    expect(texts).toEqual([
      { kind: 'text', text: 'received 1 first' },
      { kind: 'text', text: 'received 2 second' },
    ]);
  });
});

describe('what people are shown', () => {
  test('the figure stands first in bold, a table in one width, and nothing in them is live', async () => {
    const title = 'Hoodie <b>@everyone</b> /undo evil.com & #sale';
    const answer = done(
      headline('21', `HOODIE-M available: ${title}`),
      table(['Shop', { title: 'Shows', align: 'right' }], [['Kala', 120_000]]),
    );
    const [sent] = await sentAfter(() =>
      stage.frontEnd.send({ to: toAnn, reply: answer, key: 'k1' }),
    );
    expect(sent?.text).toContain(`✅ 21  HOODIE-M available: ${title}`);
    expect(sent?.text).toContain('Kala  1,20,000');
    expect(liveOf(sent?.entities ?? [])).toEqual([]);
    expect(sent?.entities.map(({ type }) => type)).toContain('bold');
  });

  test('a chart is a picture with its words, and a table to keep is a file', async () => {
    const png = tinyPng({ width: 40, height: 20 });
    const chart = {
      kind: 'image',
      png,
      name: 'stock.png',
      alt: 'Stock fell from 24 to 21.',
    } as const;
    const bytes = Buffer.from('a,b\n');
    const csv = { kind: 'file', bytes, name: 'stock; "1".csv', mediaType: 'text/csv' } as const;
    const sent = await sentAfter(async () => {
      const one = reply(headline('21', 'HOODIE-M'), chart);
      await stage.frontEnd.send({ to: toAnn, reply: one, key: 'k2' });
      await stage.frontEnd.send({ to: toAnn, reply: reply(csv), key: 'k3' });
    });
    expect(sent.map(({ method }) => method)).toEqual(['sendPhoto', 'sendDocument']);
    expect(sent[0]?.text).toBe('21  HOODIE-M');
    expect(Buffer.from(sent[0]?.file?.bytes ?? []).equals(Buffer.from(png))).toBe(true);
    expect(sent[1]?.file?.name).toBe('stock- -1-.csv');
    expect(Buffer.from(sent[1]?.file?.bytes ?? []).toString()).toBe('a,b\n');
  });

  test('a press reaches the desk, is answered at once, and its buttons go when it is decided', async () => {
    const [asked] = await sentAfter(() =>
      stage.frontEnd.send({ to: toAnn, reply: confirmation(), key: 'k4' }),
    );
    if (!asked) throw new Error('Nothing was asked.');
    expect(asked.buttons).toMatchObject([{ style: 'success' }, { style: 'danger' }]);
    const [yes = { text: '', callback_data: '' }] = asked.buttons;
    const pressed = await heardAfter(() => stage.server.pressed(ANN, asked, yes));
    expect(pressed.content).toEqual({ kind: 'press', questionId: QUESTION, option: 0 });
    await stage.server.until(
      () => stage.server.callsOf('answerCallbackQuery').length > 0,
      'an answered press',
    );
    const to = { chatId: pressed.chat.id, replyTo: pressed.replyTo };
    await stage.frontEnd.send({ to, reply: done(text('Sold.')), key: 'k5' });
    expect(asked.buttons).toEqual([]);
    // Once more: there is nothing to take away, and nobody minds.
    const again = await stage.frontEnd.send({ to, reply: done(text('Sold.')), key: 'k6' });
    expect(again.kind).toBe('sent');
  });

  test('in a group the buttons stay when somebody was refused who was not asked', async () => {
    stage.server.said(BOB, 'x', { chat: WAREHOUSE });
    const [asked] = await sentAfter(() =>
      stage.frontEnd.send({ to: toGroup, reply: confirmation(), key: 'k7' }),
    );
    const to = { ...toGroup, replyTo: `p${asked?.messageId}` };
    await stage.frontEnd.send({ to, reply: refusal('This is Ann’s to say.'), key: 'k8' });
    expect(asked?.buttons).toHaveLength(2);
  });

  test('a slow answer is announced by “typing”, a quick one is not', async () => {
    const before = stage.server.callsOf('sendChatAction').length;
    await heardAfter(() => stage.server.said(ANN, 'quick'));
    await stage.frontEnd.send({ to: toAnn, reply: reply(text('Here.')), key: 'k9' });
    await heardAfter(() => stage.server.said(ANN, 'slow'));
    await stage.server.until(
      () => stage.server.callsOf('sendChatAction').length === before + 1,
      'one sign of typing',
    );
  });
});

describe('what Telegram refuses', () => {
  test('too many at once: later, not before Telegram says, and what left does not leave again', async () => {
    const long = Array.from({ length: 150 }, (_, index) => `Line ${index} ${'x'.repeat(40)}`);
    const answer = reply(text(long.join('\n')));
    const send = () => stage.frontEnd.send({ to: toAnn, reply: answer, key: 'k10' });
    stage.server.fail({
      ...{ method: 'sendMessage', after: 1, code: 429, retryAfter: 7 },
      description: 'Too Many Requests: retry after 7',
    });
    const sent = await sentAfter(async () => {
      expect(await send()).toMatchObject({ kind: 'retry-later', afterMs: 7_000 });
      const both = await Promise.all([send(), send()]);
      expect(both.map(({ kind }) => kind)).toEqual(['sent', 'sent']);
      expect((await send()).kind).toBe('sent');
    });
    expect(sent.length).toBeGreaterThan(1);
    const lines = sent.flatMap(({ text: words }) => words.split('\n'));
    expect(lines.filter((line) => line.startsWith('Line '))).toHaveLength(150);
  });

  test('a chat that blocked the bot, or is gone, is given up with the reason', async () => {
    stage.server.said(BOB, 'hello');
    stage.server.block(BOB);
    const to = { chatId: String(BOB.id), replyTo: null };
    const blocked = await stage.frontEnd.send({ to, reply: reply(text('Hi')), key: 'k12' });
    expect(blocked).toEqual({
      ...{ kind: 'rejected', reason: '403 Forbidden: bot was blocked by the user' },
    });
    const gone = await stage.frontEnd.send({
      ...{ to: { chatId: '99', replyTo: null }, reply: reply(text('Hi')), key: 'k13' },
    });
    expect(gone).toMatchObject({ kind: 'rejected', reason: '400 Bad Request: chat not found' });
  });

  test('a broken connection is tried again, and no text anywhere names the token', async () => {
    stage.server.fail({ method: 'sendMessage', cut: true });
    const cut = await stage.frontEnd.send({ to: toAnn, reply: reply(text('Hi')), key: 'k14' });
    expect(cut.kind).toBe('retry-later');
    const said = JSON.stringify([cut, stage.logged, stage.frontEnd.health()]);
    expect(said).not.toContain(BOT_TOKEN.split(':')[1]);
  });
});
