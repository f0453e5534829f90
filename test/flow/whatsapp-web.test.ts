import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../bots/front-end/front-end.ts';
import { type Reply, reply, text } from '../../bots/reply/reply.ts';
import { drawQr } from '../../bots/whatsapp/draw-qr.ts';
import { whyNoChromium } from '../support/chromium.ts';
import type { PageControl } from '../support/page-control.ts';
import { CONFIRM, STOCK } from '../support/whatsapp-replies.ts';
import {
  type Boot,
  leftSince,
  openWebStage,
  receive,
  type WebStage,
} from '../support/whatsapp-web.ts';

const ASHA = '919800000001@c.us';
const ASHA_HIDDEN = '555000111@lid';
const GROUP = '120363000000000001@g.us';
const OURS = '15550783881@c.us';
/** What stands in a QR picture behind its number: keys of the page. */
const KEYS = 'AQID,BAUG,adv-secret,1';

const CONTACTS: Boot['contacts'] = [
  { id: ASHA, pushname: 'Asha' },
  { id: ASHA_HIDDEN, phone: ASHA, pushname: 'Asha' },
];

const whyNot = whyNoChromium();

// Each test goes on where the one before it left the session, as a week of it would.
describe.skipIf(whyNot !== undefined)(`in a real browser${whyNot ? `: ${whyNot}` : ''}`, () => {
  let stage: WebStage;
  let page: PageControl;

  beforeAll(async () => {
    stage = await openWebStage({ boot: { contacts: CONTACTS }, settings: { hasPolls: true } });
  });
  afterAll(async () => {
    page?.close();
    await stage?.close();
  });

  const send = (answer: Reply, o: { chatId?: string; replyTo?: string | null } = {}) =>
    stage.frontEnd.send({
      to: { chatId: o.chatId ?? ASHA, replyTo: o.replyTo ?? null },
      reply: answer,
      key: `${Math.random()}`,
    });

  /** What arrives next. */
  async function hear(...given: Parameters<typeof receive>) {
    const before = stage.desk.taken.length;
    await page.run(receive(...given));
    await stage.desk.until(before + 1);
    return stage.desk.taken[before];
  }

  const idOf = (outcome: SendOutcome) => (outcome.kind === 'sent' ? outcome.messageId : '');

  test('a phone is linked by the QR picture in the terminal, and its session is kept private', async () => {
    await stage.frontEnd.start();
    expect(stage.frontEnd.health().state).toBe('needs-login');
    expect(stage.announced.join('\n')).toContain('Linked devices');
    expect(stage.announced).toEqual(expect.arrayContaining(drawQr(`ref-1,${KEYS}`)));
    expect(await send(STOCK)).toMatchObject({ kind: 'needs-login' });
    page = await stage.page();
    const before = stage.announced.length;
    await page.run("standIn.newQr('ref-2')");
    while (stage.announced.length === before) await page.run('1');
    expect(stage.announced.slice(before)).toEqual(expect.arrayContaining(drawQr(`ref-2,${KEYS}`)));
    await page.run('standIn.link()');
    await stage.until('ready');
    stage.setBoot({ isLinked: true });
    expect(statSync(path.dirname(stage.profile)).mode & 0o777).toBe(0o700);
  });

  test('a message of a linked phone carries its sender, its time and its words', async () => {
    const heard = await hear({ chat: ASHA, id: 'A1', body: 'stock hoodie-m', t: 1_764_000_000 });
    expect(heard).toEqual({
      frontEnd: 'whatsapp',
      messageId: `false_${ASHA}_A1`,
      sellerId: 7,
      sender: { id: ASHA, name: 'Asha' },
      chat: { id: ASHA, isDirect: true },
      content: { kind: 'text', text: 'stock hoodie-m' },
      standing: 'typed',
      quoted: null,
      files: [],
      at: new Date(1_764_000_000_000),
      replyTo: null,
    });
  });

  test('somebody whose number is hidden is the same person as by the number', async () => {
    const heard = await hear({ chat: ASHA_HIDDEN, id: 'A2', body: 'hi' });
    expect(heard?.sender).toEqual({ id: ASHA, name: 'Asha' });
    expect(heard?.chat.id).toBe(ASHA_HIDDEN);
  });

  test('what is quoted, forwarded or edited is told apart from what is typed', async () => {
    const quotedMsg = { body: 'yes', type: 'chat' };
    const quoting = await hear({ chat: ASHA, id: 'A3', body: 'no', more: { quotedMsg } });
    expect(quoting).toMatchObject({ quoted: 'yes', content: { text: 'no' }, standing: 'typed' });
    const forwarded = { chat: ASHA, id: 'A4', body: 'sold 50', more: { isForwarded: true } };
    expect((await hear(forwarded))?.standing).toBe('forwarded');
    const before = stage.desk.taken.length;
    const edited = { latestEditSenderTimestampMs: 1_764_000_009_000 };
    const id = `false_${ASHA}_A1`;
    await page.run(`standIn.edit('${id}', 'stock hoodie-xl', ${JSON.stringify(edited)})`);
    await stage.desk.until(before + 1);
    expect(stage.desk.taken[before]).toMatchObject({
      messageId: `${id}:edit:1764000009000`,
      standing: 'edited',
      content: { text: 'stock hoodie-xl' },
    });
  });

  test('in a group only what names us is heard, and the answer quotes it', async () => {
    const before = stage.desk.taken.length;
    const post = { chat: GROUP, author: ASHA };
    await page.run(receive({ ...post, id: 'G1', body: 'lunch?' }));
    await page.run(receive({ chat: 'status@broadcast', author: ASHA, id: 'S1', body: 'x' }));
    await page.run(receive({ chat: ASHA, id: 'M1', body: 'from another device', fromMe: true }));
    await page.run(receive({ chat: ASHA, id: 'E1', type: 'e2e_notification' }));
    const body = '@777000 stock cap';
    const heard = await hear({
      ...post,
      id: 'G2',
      body,
      more: { mentionedJidList: ['777000@lid'] },
    });
    expect(stage.desk.taken.length).toBe(before + 1);
    expect(heard).toMatchObject({
      sender: { id: ASHA },
      chat: { id: GROUP, isDirect: false },
      content: { text: 'stock cap' },
      replyTo: `false_${GROUP}_G2_${ASHA}`,
    });
    const from = (await leftSince(page, 0)).length;
    await send(STOCK, { chatId: GROUP, replyTo: heard?.replyTo ?? null });
    const [left] = await leftSince(page, from);
    expect(left?.message).toMatchObject({ quotedStanzaID: 'G2', quotedMsg: { body } });
  });

  test('a CSV file comes in, a chart and an export go out, byte for byte', async () => {
    const csv = 'sku,on hand\nHOODIE-M,12\n';
    const more = {
      directPath: `/data/${btoa(csv)}`,
      mimetype: 'text/csv',
      filename: 'stock.csv',
      size: csv.length,
      caption: 'import',
      mediaData: { mediaStage: 'RESOLVED' },
    };
    const heard = await hear({ chat: ASHA, id: 'D1', type: 'document', body: '/9j/', more });
    expect(heard?.content).toEqual({ kind: 'text', text: 'import' });
    expect(heard?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['stock.csv', csv],
    ]);
    const voice = { directPath: '/data/', mimetype: 'audio/ogg', mediaData: {} };
    expect(await hear({ chat: ASHA, id: 'V1', type: 'ptt', more: voice })).toMatchObject({
      content: { text: '' },
      files: [],
    });
    const from = (await leftSince(page, 0)).length;
    const png = new Uint8Array([137, 80, 78, 71, 13, 10]);
    const bytes = new TextEncoder().encode(csv);
    await send(
      reply(
        { kind: 'image', png, name: 'hoodie.png', alt: 'Stock of HOODIE-M' },
        { kind: 'file', bytes, name: 'stock.csv', mediaType: 'text/csv' },
      ),
    );
    const [picture, file] = await leftSince(page, from);
    expect(picture?.message).toMatchObject({ type: 'image', caption: 'Stock of HOODIE-M' });
    expect(picture?.file?.data).toBe(Buffer.from(png).toString('base64'));
    expect(file).toMatchObject({
      message: { type: 'document' },
      file: { name: 'stock.csv', type: 'text/csv', data: btoa(csv) },
    });
  });

  test('an answer leaves as it reads, and a long one in its order', async () => {
    const from = (await leftSince(page, 0)).length;
    const sent = await send(reply(text('a'.repeat(4_000)), text('b'.repeat(4_000))));
    const left = await leftSince(page, from);
    expect(left.map(({ message }) => String(message.body)[0])).toEqual(['a', 'b']);
    expect(left[1]?.message.id).toMatchObject({ _serialized: idOf(sent) });
    expect(await send(STOCK, { chatId: '0001@c.us' })).toMatchObject({ kind: 'rejected' });
    expect(await send(STOCK, { chatId: 'nobody' })).toMatchObject({ kind: 'rejected' });
  });

  test('a vote in a poll answers the question, and only ours', async () => {
    const from = (await leftSince(page, 0)).length;
    const pollId = idOf(await send(CONFIRM));
    const [words, poll] = await leftSince(page, from);
    expect(words?.message.body).toContain('*−3*');
    expect(poll?.message).toMatchObject({ type: 'poll_creation', pollName: 'Record the sale?' });
    const before = stage.desk.taken.length;
    const vote = (options: number[], at: number) =>
      page.run(`standIn.vote(${JSON.stringify({ pollId, voter: ASHA_HIDDEN, options, at })})`);
    await vote([], 1_764_000_100_000);
    await vote([1], 1_764_000_200_000);
    await stage.desk.until(before + 1);
    expect(stage.desk.taken[before]).toMatchObject({
      messageId: `vote:${pollId}:${ASHA_HIDDEN}:1764000200000`,
      sender: { id: ASHA },
      content: { kind: 'press', questionId: 'k3j9x0p2qa', option: 1 },
      at: new Date(1_764_000_200_000),
    });
    expect(stage.desk.taken.length).toBe(before + 1);
  });

  test('a message that could not be stored is handed over again until it is', async () => {
    stage.desk.failNext(2);
    const heard = await hear({ chat: ASHA, id: 'F1', body: 'received 40 cap' });
    expect(heard?.content).toEqual({ kind: 'text', text: 'received 40 cap' });
  });

  test('a session that was opened elsewhere is taken back', async () => {
    await page.run("standIn.setState('CONFLICT')");
    while (!(await page.run('Socket.takeovers ?? 0'))) await page.run('1');
    expect(await page.run('Socket.state')).toBe('CONNECTED');
    expect((await send(STOCK)).kind).toBe('sent');
  });

  test('WhatsApp drops the session, a new browser takes it up, and what was missed is heard', async () => {
    const unread = [
      { chat: ASHA, id: 'U1', body: 'sold 2 cap' },
      { chat: ASHA, id: 'A1', body: 'stock hoodie-m' },
    ];
    stage.setBoot({ unread });
    const before = stage.desk.taken.length;
    await page.run("standIn.setState('PROXYBLOCK')").catch(() => {});
    await stage.desk.until(before + 1);
    expect(stage.desk.taken.slice(before).map(({ messageId }) => messageId)).toEqual([
      `false_${ASHA}_U1`,
    ]);
    expect(stage.frontEnd.health().state).toBe('ready');
    stage.setBoot({ unread: [] });
  });

  test('a browser that dies is replaced, and people are heard again', async () => {
    page.close();
    page = await stage.page();
    const browsers = stage.log.filter((line) => line.includes('whatsapp_ended')).length;
    stage.killBrowser();
    while (stage.log.filter((line) => line.includes('whatsapp_ended')).length === browsers) {
      await new Promise((done) => setTimeout(done, 20));
    }
    expect((await send(STOCK)).kind).toBe('retry-later');
    await stage.until('ready');
    page.close();
    page = await stage.page();
    expect((await hear({ chat: ASHA, id: 'K1', body: 'still there?' }))?.messageId).toContain('K1');
    expect((await send(STOCK)).kind).toBe('sent');
  });

  test('the library asked WhatsApp Web for nothing that is not known here', async () => {
    expect(JSON.parse(String(await page.run('standIn.unknown()')))).toEqual([]);
    const asked = JSON.parse(String(await page.run('standIn.asked()'))) as string[];
    expect(asked).toContain('WAWebCollections');
    expect(asked.length).toBeGreaterThan(20);
  });

  test('an unlinked phone ends the session for good and a new QR picture is shown', async () => {
    stage.setBoot({ isLinked: false });
    const before = stage.announced.length;
    await page.run('standIn.logout()').catch(() => {});
    while (!stage.announced.slice(before).some((line) => line.includes('and scan'))) {
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(stage.frontEnd.health().state).toBe('needs-login');
    expect(stage.announced.slice(before).join('\n')).toContain('unlinked');
    expect(await send(STOCK)).toMatchObject({ kind: 'needs-login' });
  });

  test('stopping takes less than two seconds, whatever the browser is doing', async () => {
    const began = performance.now();
    await stage.frontEnd.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(stage.frontEnd.health().state).toBe('down');
    await stage.untilBrowserEnded();
    expect(existsSync(stage.profile)).toBe(true);
    expect(stage.log.join('')).not.toContain(OURS);
  });
});

describe.skipIf(whyNot !== undefined)(`by a code${whyNot ? `: ${whyNot}` : ''}`, () => {
  test('a phone is linked by a code where its number is given, and a stop while starting is quick', async () => {
    const stage = await openWebStage({ settings: { pairNumber: '15550001111' } });
    await stage.frontEnd.start();
    expect(stage.announced.join('\n')).toContain('ABCD-1234');
    const page = await stage.page();
    await page.run('standIn.link()');
    await stage.until('ready');
    page.close();
    stage.killBrowser();
    await new Promise((done) => setTimeout(done, 300));
    const began = performance.now();
    await stage.frontEnd.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    await stage.close();
  });
});
