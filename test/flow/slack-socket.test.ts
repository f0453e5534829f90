import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choices, done, headline, note, refusal, reply, text } from '../../bots/reply/reply.ts';
import { ASHA, openSlackStage, RAVI, type SlackStage, WAREHOUSE } from '../support/slack-stage.ts';

// The real Bolt in Socket Mode against our Slack on loopback.

let stage: SlackStage;
let chat: string;

beforeAll(async () => {
  stage = await openSlackStage({ transport: 'socket' });
  chat = stage.server.workspace.directChat(ASHA)?.id ?? '';
});
afterAll(() => stage.close());

const newest = () => stage.desk.taken.at(-1);
const question = (questionId: string) =>
  reply(
    headline('21', 'HOODIE-M available in Mumbai'),
    choices(
      'Sell 3 × HOODIE-M?',
      [
        { label: 'Yes', tone: 'good' },
        { label: 'No', tone: 'bad' },
      ],
      { style: 'confirm', questionId },
    ),
  );

describe('talking', () => {
  test('what is typed in a direct chat arrives as it was written and is answered there', async () => {
    const words = 'sold 3 &lt;hoodie-m&gt; &amp; co in <#C1|mumbai>';
    const said = await stage.server.people.say({ user: ASHA, channel: chat, text: words });
    expect(said.status).toBe(200);
    expect(newest()).toMatchObject({
      sender: { id: `T0SHOP:${ASHA}` },
      chat: { id: chat, isDirect: true },
      content: { kind: 'text', text: 'sold 3 <hoodie-m> & co in #mumbai' },
      standing: 'typed',
      replyTo: null,
    });
    const outcome = await stage.answer(done(text('Sold 3 × HOODIE-M.')));
    const [, answer] = stage.server.messages(chat);
    expect(outcome).toEqual({ kind: 'sent', messageId: answer?.ts });
    expect(answer).toMatchObject({ user: null, text: 'Sold 3 × HOODIE-M.', threadTs: null });
  });

  test('a mention in a channel, told twice by Slack, is one message and answered in its thread', async () => {
    const copies = stage.desk.copies();
    const asked = '<@U0BOT> stock hoodie-m';
    const { ts } = await stage.server.people.say({ user: ASHA, channel: WAREHOUSE, text: asked });
    expect(newest()?.content).toEqual({ kind: 'text', text: 'stock hoodie-m' });
    expect(newest()?.chat).toEqual({ id: WAREHOUSE, isDirect: false });
    expect(stage.desk.copies() - copies).toBe(1);
    await stage.answer(reply(headline('21', 'HOODIE-M available')));
    expect(stage.server.messages(WAREHOUSE).at(-1)).toMatchObject({ threadTs: ts });
    // The one who asked goes on without naming us; others, and asides to others, are not for us.
    const thread = { channel: WAREHOUSE, thread: ts };
    const before = stage.desk.taken.length;
    await stage.server.people.say({ ...thread, user: RAVI, text: 'looks right to me' });
    await stage.server.people.say({ ...thread, user: ASHA, text: '<@U0RAVI> thanks' });
    await stage.server.people.say({ user: ASHA, channel: WAREHOUSE, text: 'good morning' });
    expect(stage.desk.taken.length).toBe(before);
    await stage.server.people.say({ ...thread, user: ASHA, text: 'and in Delhi?' });
    expect(newest()?.content).toEqual({ kind: 'text', text: 'and in Delhi?' });
  });

  test('a changed message says that it is one, and a removed one says nothing', async () => {
    const { ts } = await stage.server.people.say({ user: ASHA, channel: chat, text: 'add 5' });
    const first = newest()?.messageId;
    await stage.server.people.edit({ ts, text: 'add 500' });
    expect(newest()).toMatchObject({
      standing: 'edited',
      content: { kind: 'text', text: 'add 500' },
    });
    expect(newest()?.messageId).not.toBe(first);
    const before = stage.desk.taken.length;
    await stage.server.people.remove({ ts });
    expect(stage.desk.taken.length).toBe(before);
  });

  test('what bots write, and what Slack itself notes down, is not for us', async () => {
    const before = stage.desk.taken.length;
    const from = { user: ASHA, channel: chat, text: 'sold 3 hoodie-m' };
    await stage.server.people.say({ ...from, more: { bot_id: 'B0OTHER' } });
    await stage.server.people.say({ ...from, more: { subtype: 'channel_join' } });
    await stage.server.people.say({ ...from, user: 'U0BOT' });
    expect(stage.desk.taken.length).toBe(before);
  });

  test('a message shared from elsewhere is somebody else’s words', async () => {
    const shared = [{ is_share: true, text: 'sold 50 hoodie-m' }];
    const from = { user: ASHA, channel: chat };
    await stage.server.people.say({ ...from, text: '', more: { attachments: shared } });
    expect(newest()).toMatchObject({
      standing: 'forwarded',
      content: { kind: 'text', text: 'sold 50 hoodie-m' },
    });
    await stage.server.people.say({ ...from, text: '&gt; set all to 0\nwhat is this?' });
    expect(newest()).toMatchObject({
      standing: 'typed',
      content: { kind: 'text', text: 'what is this?' },
      quoted: 'set all to 0',
    });
  });
});

describe('buttons, forms and pages', () => {
  test('after a press the card shows what was decided, by whom, and no button', async () => {
    await stage.server.people.say({ user: ASHA, channel: chat, text: 'sold 3 hoodie-m' });
    await stage.answer(question('q1'));
    const card = stage.server.messages(chat).at(-1);
    expect(card?.text).toBe('21  HOODIE-M available in Mumbai\nSell 3 × HOODIE-M?\n[Yes] [No]');
    if (!card) return;
    await stage.server.people.press({ user: ASHA, message: card, button: 'Yes' });
    expect(newest()?.content).toEqual({ kind: 'press', questionId: 'q1', option: 0 });
    expect(newest()?.sender).toEqual({ id: `T0SHOP:${ASHA}`, name: 'asha' });
    await stage.answer(done(text('Sold.')));
    expect(card.blocks.map((block) => (block as { type: string }).type)).toEqual([
      'header',
      'rich_text',
      'context',
    ]);
    expect(card.text).toBe('✓ Yes · asha');
  });

  test('a press that was refused leaves the buttons to those who may', async () => {
    const to = { chatId: WAREHOUSE, replyTo: null };
    await stage.frontEnd.send({ to, reply: question('q2'), key: 'card q2' });
    const card = stage.server.messages(WAREHOUSE).at(-1);
    if (!card) throw new Error('There is no card.');
    await stage.server.people.press({ user: RAVI, message: card, button: 'Yes' });
    await stage.answer(refusal('Only a manager may do this.'));
    expect(JSON.stringify(card.blocks)).toContain('"q:q2:0"');
    expect(stage.server.messages(WAREHOUSE).at(-1)).toMatchObject({ threadTs: card.ts });
  });

  test('more than five choices become a menu, and its entry comes back as the choice', async () => {
    const many = ['XS', 'S', 'M', 'L', 'XL', 'XXL'].map((label) => ({ label }));
    await stage.server.people.say({ user: ASHA, channel: chat, text: 'sold 3 hoodies' });
    await stage.answer(reply(choices('Which size?', many, { questionId: 'q3' })));
    const card = stage.server.messages(chat).at(-1);
    if (!card) throw new Error('There is no card.');
    await stage.server.people.press({ user: ASHA, message: card, button: 4 });
    expect(newest()?.content).toEqual({ kind: 'press', questionId: 'q3', option: 4 });
    await stage.answer(done(text('XL then.')));
    expect(card.text).toBe('✓ XL · asha');
  });

  test('a slash command is answered to its asker alone, also where the app is no member', async () => {
    stage.server.addChannel({ id: 'C0ELSEWHERE', name: 'elsewhere', hasApp: false });
    const said = await stage.server.people.command({
      ...{ user: RAVI, channel: 'C0ELSEWHERE', command: '/stock', text: 'low' },
    });
    expect(said.status).toBe(200);
    expect(newest()).toMatchObject({
      content: { kind: 'text', text: 'stock low' },
      chat: { id: RAVI, isDirect: true },
    });
    await stage.answer(question('q4'));
    const card = stage.server.messages('C0ELSEWHERE').at(-1);
    expect(card).toMatchObject({ onlyFor: RAVI });
    if (!card) return;
    await stage.server.people.press({ user: RAVI, message: card, button: 'No' });
    expect(newest()?.content).toEqual({ kind: 'press', questionId: 'q4', option: 1 });
    await stage.answer(done(text('Nothing was changed.')));
    expect(card.text).toBe('✓ No · ravi');
    expect(stage.server.messages('C0ELSEWHERE').at(-1)).toMatchObject({
      onlyFor: RAVI,
      text: 'Nothing was changed.',
    });
  });

  test('/shelftalk takes a whole line, and alone asks for help', async () => {
    const by = { user: ASHA, channel: chat, command: '/shelftalk' };
    await stage.server.people.command({ ...by, text: 'why hoodie-m' });
    expect(newest()?.content).toEqual({ kind: 'text', text: 'why hoodie-m' });
    // In our own chat everybody who sees the answer has asked: it stays there.
    await stage.answer(reply(text('Because.')));
    expect(stage.server.messages(chat).at(-1)).toMatchObject({ onlyFor: null, text: 'Because.' });
    await stage.server.people.command({ ...by, text: '' });
    expect(newest()?.content).toEqual({ kind: 'text', text: 'help' });
  });

  test('a form says what is wrong in its own fields, and is sent once it is right', async () => {
    await stage.server.people.shortcut({ user: RAVI, callbackId: 'received' });
    await expect.poll(() => stage.server.workspace.views.size).toBe(1);
    const [viewId = ''] = stage.server.workspace.views.keys();
    const before = stage.desk.taken.length;
    const wrong = { sku: ' ', quantity: '3.5', location: null };
    const refused = await stage.server.people.submit({ viewId, values: wrong });
    expect(refused.body).toEqual({
      response_action: 'errors',
      errors: { sku: 'This is needed.', quantity: 'Write a whole number, such as 12.' },
    });
    expect(stage.desk.taken.length).toBe(before);
    const right = { sku: 'HOODIE-M', quantity: '40', location: 'Mumbai' };
    const taken = await stage.server.people.submit({ viewId, values: right });
    expect(taken.status).toBe(200);
    expect(newest()).toMatchObject({
      content: { kind: 'form', command: 'received', slots: right },
      chat: { id: RAVI, isDirect: true },
    });
    await stage.answer(done(text('Received 40.')));
    const direct = stage.server.workspace.directChat(RAVI)?.id ?? '';
    expect(stage.server.messages(direct).at(-1)).toMatchObject({ text: 'Received 40.' });
  });

  test('App Home shows the shop to those we know, and its buttons ask and open forms', async () => {
    stage.desk.showOverview(reply(headline('20', 'SKUs'), note('All shops in step.')));
    await stage.server.people.openHome({ user: ASHA });
    await expect.poll(() => stage.server.workspace.homes.get(ASHA)).toBeDefined();
    expect(JSON.stringify(stage.server.workspace.homes.get(ASHA))).toContain('20  SKUs');
    await stage.server.people.pressHome({ user: ASHA, button: 'Low stock' });
    expect(newest()).toMatchObject({
      content: { kind: 'form', command: 'stock', slots: { scope: 'low' } },
      chat: { id: ASHA, isDirect: true },
    });
    const forms = stage.server.workspace.views.size;
    await stage.server.people.pressHome({ user: ASHA, button: 'Count…' });
    await expect.poll(() => stage.server.workspace.views.size).toBe(forms + 1);
    stage.desk.showOverview(null);
    await stage.server.people.openHome({ user: RAVI });
    await expect.poll(() => stage.server.workspace.homes.get(RAVI)).toBeDefined();
    expect(JSON.stringify(stage.server.workspace.homes.get(RAVI))).not.toContain('SKUs');
    // The other tab of the same page is a chat, and tells nothing.
    const calls = stage.server.calls('views.publish').length;
    await stage.server.people.openHome({ user: ASHA, tab: 'messages' });
    expect(stage.server.calls('views.publish').length).toBe(calls);
  });
});

describe('the socket', () => {
  test('a message that could not be stored is not acknowledged, and is taken when it comes again', async () => {
    stage.desk.refuse(new Error('The database is away.'));
    const said = await stage.server.people.say({ user: ASHA, channel: chat, text: 'count 7' });
    expect(said.status).toBe(0);
    stage.desk.refuse(null);
    const again = await said.again(1);
    expect(again.status).toBe(200);
    expect(newest()?.content).toEqual({ kind: 'text', text: 'count 7' });
    const copies = stage.desk.copies();
    await Promise.all([said.again(2), said.again(3)]);
    expect(stage.desk.copies() - copies).toBe(2);
  });

  test('a socket that drops is opened again, and so is one that Slack takes back', async () => {
    for (const end of ['cut', 'recycled'] as const) {
      const opened = stage.server.calls('apps.connections.open').length;
      const [socket] = stage.server.link.sockets();
      if (end === 'cut') socket?.cut();
      else socket?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      await expect
        .poll(() => stage.server.calls('apps.connections.open').length, { timeout: 5_000 })
        .toBe(opened + 1);
      await expect.poll(() => stage.frontEnd.health().state, { timeout: 5_000 }).toBe('ready');
      await expect.poll(() => stage.server.link.sockets().length).toBe(1);
      const text = `stock after ${end}`;
      const said = await stage.server.people.say({ user: ASHA, channel: chat, text });
      expect(said.status).toBe(200);
      expect(newest()?.content).toEqual({ kind: 'text', text });
    }
  });

  test('nothing that we sent breaks the shapes and limits that Slack publishes', () => {
    expect(stage.server.defects()).toEqual([]);
    expect(stage.server.calls().length).toBeGreaterThan(20);
  });
});
