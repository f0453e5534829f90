import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODE_REFUSED } from '../../bots/conversation/answer-stranger.ts';
import { createPeople } from '../../bots/people/people.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemRandom } from '../../core/base/random.ts';
import { SMALL_SHOP } from '../support/small-shop.ts';
import { openTalkStage, type TalkStage, toText } from '../support/talk-stage.ts';

let stage: TalkStage;
beforeAll(async () => {
  stage = await openTalkStage({ file: SMALL_SHOP });
});
afterAll(() => stage.close());

const ASHA = { from: '1' };
const MINUTE_MS = 60_000;

async function codeFrom(text: string, who = ASHA): Promise<string> {
  const shown = toText(await stage.say(text, who));
  return /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(shown)?.[0] ?? `no code in: ${shown}`;
}

const isLinked = async (from: string, frontEnd = 'telegram') =>
  (await stage.say('stock mug-red', { from, frontEnd })).outcome === 'answer';

describe('somebody we do not know', () => {
  test('is told once how to link, can do nothing else, and is not heard in groups', async () => {
    const before = await stage.books();
    for (const text of ['sold 3 mug-red in mumbai', 'help', 'stock', 'people']) {
      const reply = await stage.say(text, { from: '66' });
      expect(['refused', 'ignored']).toContain(reply.outcome);
      expect(toText(reply)).not.toMatch(/MUG|Asha|Mumbai/);
    }
    const inGroup = await stage.say('stock', { from: '67', inGroup: true });
    expect(inGroup.blocks).toEqual([]);
    expect(await stage.books()).toEqual(before);
  });

  test('links with a code that the owner made, and has the role of the code', async () => {
    const code = await codeFrom('invite warehouse Tara');
    const linked = await stage.say(`link ${code}`, { from: '70' });
    expect(toText(linked)).toContain('You are linked as Tara, warehouse');
    expect(await isLinked('70')).toBe(true);
    expect((await stage.say('settings', { from: '70' })).outcome).toBe('refused');
  });

  test('a code can be typed alone, in small letters and without its hyphen', async () => {
    const code = await codeFrom('invite viewer Uma');
    await stage.say(code.replace('-', '').toLowerCase(), { from: '71' });
    expect(await isLinked('71')).toBe(true);
  });
});

describe('a code', () => {
  test('is good once', async () => {
    const code = await codeFrom('invite viewer Wes');
    await stage.say(`link ${code}`, { from: '72' });
    expect(toText(await stage.say(`link ${code}`, { from: '73' }))).toContain(CODE_REFUSED);
    expect(await isLinked('73')).toBe(false);
  });

  test('is good once also for fifty who send it at the same time', async () => {
    const code = await codeFrom('invite viewer Xena');
    const from = Array.from({ length: 50 }, (_, index) => `90${index}`);
    await Promise.all(from.map((each) => stage.say(`link ${code}`, { from: each })));
    const all = await stage.people.identities(stage.sellerId);
    expect(all.filter(({ externalId }) => from.includes(externalId))).toHaveLength(1);
  });

  test('is good for ten minutes', async () => {
    const code = await codeFrom('invite viewer Yan');
    stage.later(10 * MINUTE_MS);
    expect(toText(await stage.say(`link ${code}`, { from: '74' }))).toContain(CODE_REFUSED);
  });

  test('of another seller is just a wrong one', async () => {
    const other = await stage.database.database.sweep.row<{ sellerId: number }>(
      `INSERT INTO seller (name, currency, time_zone, created_at)
       VALUES ('Other', 'EUR', 'UTC', now()) RETURNING seller_id AS "sellerId"`,
    );
    const people = createPeople({
      ...{ database: stage.database.database, clock: systemClock, random: systemRandom },
    });
    const by = await people.add(other.sellerId, { name: 'Olga', role: 'owner' });
    const purpose = { kind: 'new', role: 'owner', name: 'Mallory' } as const;
    const { code } = await people.makeCode(other.sellerId, { by, purpose });
    expect(toText(await stage.say(`link ${code}`, { from: '75' }))).toContain(CODE_REFUSED);
  });

  test('is not guessed: after five wrong ones also the right one is refused, with the same words', async () => {
    const code = await codeFrom('invite owner Zed');
    const answers = [];
    for (const wrong of ['AAAA-2222', 'nonsense', 'BBBB-3333', 'CCCC-4444', 'DDDD-5555']) {
      answers.push(toText(await stage.say(`link ${wrong}`, { from: '76' })));
    }
    answers.push(toText(await stage.say(`link ${code}`, { from: '76' })));
    expect(new Set(answers).size).toBe(1);
    expect(await isLinked('76')).toBe(false);
    expect(toText(await stage.say(`link ${code}`, { from: '77' }))).toContain('linked as Zed');
  });

  test('of somebody who was removed or demoted meanwhile opens nothing', async () => {
    const code = await codeFrom('invite viewer Yves', { from: '77' });
    const zed = (await stage.people.list(stage.sellerId)).find(({ name }) => name === 'Zed');
    await stage.people.setRole(stage.sellerId, { personId: zed?.personId ?? 0, role: 'viewer' });
    expect(toText(await stage.say(`link ${code}`, { from: '78' }))).toContain(CODE_REFUSED);
  });

  test('is not shown where others read along', async () => {
    const reply = await stage.say('invite viewer Eve', { ...ASHA, inGroup: true });
    expect(reply.outcome).toBe('refused');
    expect(toText(reply)).not.toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/);
  });
});

describe('one person', () => {
  test('is the same one on every app they link', async () => {
    const code = await codeFrom('my code', { from: '3' });
    await stage.say(`link ${code}`, { from: 'T:U3', frontEnd: 'slack' });
    const me = toText(await stage.say('me', { from: 'T:U3', frontEnd: 'slack' }));
    for (const app of ['Ravi', 'slack', 'telegram', 'whatsapp']) expect(me).toContain(app);
  });

  test('who is removed is a stranger everywhere at once, and what waited for them is closed', async () => {
    const preview = await stage.say('received 30 mug-red', { from: '3' });
    const asked = await stage.say('remove Ravi', ASHA);
    expect(asked.outcome).toBe('preview');
    expect((await stage.press(asked, 0, ASHA)).outcome).toBe('done');
    const before = await stage.stockOf('MUG-RED');
    for (const [from, frontEnd] of [
      ['3', 'telegram'],
      ['3@c.us', 'whatsapp'],
      ['T:U3', 'slack'],
    ] as const) {
      expect((await stage.press(preview, 0, { from, frontEnd })).outcome).toBe('refused');
    }
    expect(await stage.stockOf('MUG-RED')).toBe(before);
    expect(toText(await stage.say('changes', ASHA))).toContain('Removed Ravi');
  });

  test('the last owner is neither removed nor demoted', async () => {
    for (const text of ['remove Asha', 'role Asha viewer']) {
      const asked = await stage.say(text, ASHA);
      expect(toText(await stage.press(asked, 0, ASHA))).toContain('last owner');
    }
    expect(toText(await stage.say('me', ASHA))).toContain('owner');
  });

  test('two owners who demote each other at the same time leave one owner', async () => {
    const personId = await stage.people.add(stage.sellerId, { name: 'Bo', role: 'owner' });
    const all = await stage.people.list(stage.sellerId);
    const asha = all.find(({ name }) => name === 'Asha')?.personId ?? 0;
    const answers = await Promise.all([
      stage.people.setRole(stage.sellerId, { personId, role: 'viewer' }),
      stage.people.setRole(stage.sellerId, { personId: asha, role: 'viewer' }),
    ]);
    expect(answers.toSorted()).toEqual(['changed', 'last-owner']);
  });
});
