import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_SHOP } from '../support/small-shop.ts';
import { openTalkStage, questionOf, type TalkStage, toText } from '../support/talk-stage.ts';

let stage: TalkStage;
beforeAll(async () => {
  stage = await openTalkStage({ file: SMALL_SHOP });
});
afterAll(() => stage.close());

const RAVI = { from: '3' };
const MEENA = { from: '2' };
const ASHA = { from: '1' };
const MINUTE_MS = 60_000;

describe('a change is shown before it is made', () => {
  test('and is made once by a yes, however often the yes comes', async () => {
    const preview = await stage.say('sold 3 hoodie-m', RAVI);
    expect(preview.outcome).toBe('preview');
    expect(toText(preview)).toContain('24 → 21');
    expect(await stage.stockOf('HOODIE-M')).toBe(34);
    const answers = await Promise.all([0, 1, 2].map(() => stage.press(preview, 0, RAVI)));
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual([
      'done',
      'refused',
      'refused',
    ]);
    expect(await stage.stockOf('HOODIE-M')).toBe(31);
    expect((await stage.say('yes', RAVI)).outcome).toBe('refused');
    expect(await stage.stockOf('HOODIE-M')).toBe(31);
  });

  test('two processes that hear the yes at the same time: one of them makes the change', async () => {
    const preview = await stage.say('received 1 hoodie-m', RAVI);
    const questionId = questionOf(preview);
    const press = () =>
      stage.message('', { ...RAVI, content: { kind: 'press', questionId, option: 0 } });
    const desks = [stage.desk(), stage.restart()];
    const answers = await Promise.all(desks.map((desk) => desk.converse(press())));
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'refused']);
    await stage.say('undo', RAVI);
    expect((await stage.say('yes', RAVI)).outcome).toBe('done');
  });

  test('a no changes nothing, and a yes after it neither', async () => {
    const preview = await stage.say('sold 3 hoodie-m', RAVI);
    expect(toText(await stage.say('nahi', RAVI))).toContain('Nothing was changed');
    expect((await stage.press(preview, 0, RAVI)).outcome).toBe('refused');
    expect(await stage.stockOf('HOODIE-M')).toBe(31);
  });

  test('what is begun in one app is confirmed in another by the same person', async () => {
    await stage.say('received 2 mug-red', RAVI);
    const done = await stage.say('haan', { from: '3@c.us', frontEnd: 'whatsapp' });
    expect(done.outcome).toBe('done');
    expect(await stage.stockOf('MUG-RED')).toBe(52);
  });

  test('somebody else’s press is refused and noted, and the question stays open', async () => {
    const preview = await stage.say('sold 1 mug-red', RAVI);
    const other = await stage.press(preview, 0, MEENA);
    expect(toText(other)).toContain('for somebody else');
    const row = await stage.db.row<{ note: string }>(
      `SELECT note FROM chat_message WHERE seller_id = $1 AND sender_id = '2'
       ORDER BY length(message_id) DESC, message_id DESC LIMIT 1`,
      [stage.sellerId],
    );
    expect(row.note).toBe('not theirs');
    expect((await stage.press(preview, 0, RAVI)).outcome).toBe('done');
    expect(await stage.stockOf('MUG-RED')).toBe(51);
  });

  test('after five minutes a button does nothing any more', async () => {
    const preview = await stage.say('sold 1 mug-red', RAVI);
    stage.later(5 * MINUTE_MS + 1);
    expect(toText(await stage.press(preview, 0, RAVI))).toContain('expired');
    expect(await stage.stockOf('MUG-RED')).toBe(51);
  });

  test('a yes to figures that are no longer true shows the new ones instead', async () => {
    const preview = await stage.say('sold 1 mug-red', RAVI);
    expect(toText(preview)).toContain('51 → 50');
    const other = await stage.say('sold 4 mug-red in mumbai', MEENA);
    expect((await stage.press(other, 0, MEENA)).outcome).toBe('done');
    const again = await stage.press(preview, 0, RAVI);
    expect(again.outcome).toBe('preview');
    expect(toText(again)).toContain('47 → 46');
    expect(await stage.stockOf('MUG-RED')).toBe(47);
    expect((await stage.press(again, 0, RAVI)).outcome).toBe('done');
    expect(await stage.stockOf('MUG-RED')).toBe(46);
  });
});

describe('what was not typed by the sender never acts', () => {
  test.each([
    ['an edited message', { standing: 'edited' }, ''],
    ['a forwarded message', { standing: 'forwarded' }, 'forwarded'],
    ['a forwarded message in a group', { standing: 'forwarded', inGroup: true }, ''],
  ] as const)('%s is ignored', async (_, more, line) => {
    const before = await stage.books();
    const reply = await stage.say('sold 5 mug-red', { ...RAVI, ...more });
    expect(reply.outcome).toBe('ignored');
    expect(toText(reply)).toContain(line);
    expect(reply.blocks).toHaveLength(line === '' ? 0 : 1);
    expect(await stage.books()).toEqual(before);
  });

  test('a quoted message is data', async () => {
    const before = await stage.books();
    await stage.say('ok', { ...RAVI, quoted: 'sold 5 mug-red in mumbai' });
    expect(await stage.books()).toEqual(before);
  });

  test('an edit of a message that was answered answers nothing', async () => {
    const preview = await stage.say('sold 1 mug-red', { ...RAVI, messageId: 'edited-later' });
    const name = { ...RAVI, messageId: 'edited-later:edit' };
    const edit = await stage.say('sold 9 mug-red', { ...name, standing: 'edited' });
    expect(edit.blocks).toEqual([]);
    await stage.press(preview, 1, RAVI);
  });

  test('a change that was written long ago is asked again with its age', async () => {
    await stage.people.setAskAbove(stage.sellerId, 20);
    const at = new Date(Date.parse('2026-11-23T11:40:00+05:30'));
    const asked = await stage.say('sold 1 mug-red', { ...RAVI, at });
    expect(asked.outcome).toBe('preview');
    expect(toText(asked)).toMatch(/You wrote that \d+ minutes ago/);
    expect((await stage.press(asked, 0, RAVI)).outcome).toBe('done');
    await stage.people.setAskAbove(stage.sellerId, 0);
  });
});

describe('a big change needs two', () => {
  test('a second person is asked, and their yes makes it', async () => {
    const preview = await stage.say('set price hoodie-m 500', MEENA);
    const waits = await stage.press(preview, 0, MEENA);
    expect(waits.outcome).toBe('preview');
    expect(toText(waits)).toContain('Asked: Asha');
    await stage.settle();
    const card = stage.sent.find(({ text }) => text.includes('second yes'));
    expect(card?.text).toContain('Meena asks for a second yes, because it cuts a price by 67 %');
    const reply = card?.reply;
    if (!reply) throw new Error('Nobody was asked.');
    expect((await stage.press(reply, 0, MEENA)).outcome).toBe('refused');
    expect((await stage.press(reply, 0, RAVI)).outcome).toBe('refused');
    expect(await priceOf('HOODIE-M')).toBe(149_900);
    expect((await stage.press(reply, 0, ASHA)).outcome).toBe('done');
    expect(await priceOf('HOODIE-M')).toBe(50_000);
    stage.sent.length = 0;
    await stage.settle();
    expect(stage.sent.map(({ text }) => text).join()).toContain('Asha approved it');
    expect((await stage.press(reply, 0, ASHA)).outcome).toBe('refused');
  });

  test('the second person’s no ends it, and whoever asked is told', async () => {
    const preview = await stage.say('set price mug-red 10', MEENA);
    await stage.press(preview, 0, MEENA);
    await stage.settle();
    expect(toText(await stage.say('no', ASHA))).toContain('Nothing was changed');
    await stage.settle();
    expect(stage.sent.map(({ text }) => text).join()).toContain('Asha refused it');
    expect(await priceOf('MUG-RED')).toBe(34_900);
  });

  test('whoever asked may withdraw it while it waits', async () => {
    const preview = await stage.say('set price mug-red 20', MEENA);
    await stage.press(preview, 0, MEENA);
    expect(toText(await stage.say('no', MEENA))).toContain('Nothing was changed');
    expect((await stage.say('yes', ASHA)).outcome).toBe('refused');
    expect(await priceOf('MUG-RED')).toBe(34_900);
  });

  test('where there is no second person, the same one again: elsewhere, or after a minute', async () => {
    await stage.people.remove(stage.sellerId, await personIdOf('Meena'));
    const preview = await stage.say('set price towel-s 20', ASHA);
    expect((await stage.press(preview, 0, ASHA)).outcome).toBe('preview');
    expect((await stage.press(preview, 0, ASHA)).outcome).toBe('preview');
    expect(await priceOf('TOWEL-S')).toBe(19_900);
    const elsewhere = { from: 'T:U1', frontEnd: 'slack' };
    expect((await stage.press(preview, 0, elsewhere)).outcome).toBe('done');
    expect(await priceOf('TOWEL-S')).toBe(2_000);
    const second = await stage.say('set price towel-s 1', ASHA);
    await stage.press(second, 0, ASHA);
    stage.later(MINUTE_MS);
    expect((await stage.press(second, 0, ASHA)).outcome).toBe('done');
    expect(await priceOf('TOWEL-S')).toBe(100);
  });

  async function personIdOf(wanted: string): Promise<number> {
    const all = await stage.people.list(stage.sellerId);
    return all.find(({ name }) => name === wanted)?.personId ?? 0;
  }

  async function priceOf(code: string): Promise<number> {
    const { minor } = await stage.db.row<{ minor: number }>(
      `SELECT amount_minor::int AS minor FROM price_change JOIN sku USING (seller_id, sku_id)
       WHERE seller_id = $1 AND code = $2 AND account_id = 0 ORDER BY price_seq DESC LIMIT 1`,
      [stage.sellerId, code],
    );
    return minor;
  }
});

describe('small changes, corrections and undo', () => {
  test('a few units are done at once where the owner said so, and undo takes them back anywhere', async () => {
    expect((await say('ask above 20', ASHA)).outcome).toBe('done');
    const before = await stage.stockOf('TOWEL-S');
    const done = await stage.say('sold 3 towel-s in delhi', RAVI);
    expect(done.outcome).toBe('done');
    expect(toText(done)).toContain('“undo” takes it back');
    expect(await stage.stockOf('TOWEL-S')).toBe(before - 3);
    const elsewhere = { from: '3@c.us', frontEnd: 'whatsapp' };
    expect((await say('undo', elsewhere)).outcome).toBe('done');
    expect(await stage.stockOf('TOWEL-S')).toBe(before);
    expect(toText(await stage.say('changes', ASHA))).toContain('taken back');
  });

  test('more units than that are asked for', async () => {
    expect((await stage.say('received 21 towel-s in delhi', RAVI)).outcome).toBe('preview');
    await stage.say('no', RAVI);
  });

  test('“no, 5” replaces what is being asked', async () => {
    const before = await stage.stockOf('TOWEL-S');
    await stage.say('received 30 towel-s in delhi', RAVI);
    const corrected = await stage.say('no, 25', RAVI);
    expect(corrected.outcome).toBe('preview');
    expect((await stage.say('yes', RAVI)).outcome).toBe('done');
    expect(await stage.stockOf('TOWEL-S')).toBe(before + 25);
  });

  test('“no, 4” after it was done takes it back and does the other, as one step', async () => {
    const before = await stage.stockOf('TOWEL-S');
    await stage.say('sold 3 towel-s in delhi', RAVI);
    const corrected = await stage.say('no, 4', RAVI);
    expect(corrected.outcome).toBe('preview');
    expect(await stage.stockOf('TOWEL-S')).toBe(before - 3);
    expect((await stage.press(corrected, 0, RAVI)).outcome).toBe('done');
    expect(await stage.stockOf('TOWEL-S')).toBe(before - 4);
    expect((await say('undo', RAVI)).outcome).toBe('done');
    expect(await stage.stockOf('TOWEL-S')).toBe(before);
  });

  test('home is where a person is who names no place; others are asked', async () => {
    const preview = await stage.say('received 30 mug-red', RAVI);
    expect(toText(preview)).toContain('Mumbai');
    await stage.say('no', RAVI);
    expect((await stage.say('received 30 mug-red', ASHA)).outcome).toBe('ask');
    await stage.say('no', ASHA);
  });

  async function say(text: string, who: { from: string; frontEnd?: string }) {
    const answer = await stage.say(text, who);
    return answer.outcome === 'preview' ? stage.press(answer, 0, who) : answer;
  }
});

test('a question never shows its id, and ids are as the front-ends need them', async () => {
  const preview = await stage.say('sold 25 mug-red', RAVI);
  expect(questionOf(preview)).toMatch(/^[a-z0-9]{10}$/);
  expect(toText(preview)).not.toContain(questionOf(preview));
});
