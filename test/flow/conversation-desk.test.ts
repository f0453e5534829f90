import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyCommand } from '../../bots/commands/command.ts';
import { commands } from '../../bots/commands/registry.ts';
import { CLAIM_MS } from '../../bots/conversation/conversation.ts';
import { SMALL_SHOP } from '../support/small-shop.ts';
import { openTalkStage, type TalkStage, toText } from '../support/talk-stage.ts';

let stage: TalkStage;
const LIMITS = { messagesPerMinute: 20, writesPerMinute: 10 };
const RAVI = { from: '3' };
const MINUTE_MS = 60_000;

beforeAll(async () => {
  stage = await openTalkStage({ file: SMALL_SHOP, limits: LIMITS });
  await stage.people.setAskAbove(stage.sellerId, 20);
});
afterAll(() => stage.close());

/** The program is killed right before or right after this command does its work. */
function dyingAt(moment: 'before' | 'after', name: string): readonly AnyCommand[] {
  const never = new Promise<never>(() => undefined);
  return commands.map((command) =>
    command.name === name
      ? {
          ...command,
          async run(context, args) {
            if (moment === 'after') await command.run(context, args);
            died.resolve();
            return never;
          },
        }
      : command,
  );
}
let died = Promise.withResolvers<void>();

/** What is found once the dead process's claim has run out. */
async function rise(): Promise<void> {
  const desk = stage.restart();
  stage.later(CLAIM_MS + 1);
  desk.start();
  stage.later(1_000);
  for (let tries = 0; tries < 1_000 && stage.sent.length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await stage.settle();
  await desk.stop();
}

test('ten copies of one message at once have one effect and one answer', async () => {
  const message = stage.message('sold 2 mug-red', RAVI);
  const before = await stage.stockOf('MUG-RED');
  const taken = await Promise.all(Array.from({ length: 10 }, () => stage.desk().take(message)));
  expect(taken.filter((each) => each === 'accepted')).toHaveLength(1);
  await stage.settle();
  expect(await stage.stockOf('MUG-RED')).toBe(before - 2);
  expect(stage.sent.filter(({ chatId }) => chatId === 'direct-3')).toHaveLength(1);
  expect(await stage.desk().take(message)).toBe('copy');
  await stage.settle();
  expect(stage.sent).toHaveLength(1);
});

test('what one person says is answered in its order', async () => {
  stage.sent.length = 0;
  const lines = ['sold 1 mug-red', 'sold 2 mug-red', 'sold 3 mug-red'];
  for (const line of lines) await stage.desk().take(stage.message(line, RAVI));
  await stage.settle();
  const told = stage.sent.map(({ text }) => /Sold (\d) ×/.exec(text)?.[1]);
  expect(told).toEqual(['1', '2', '3']);
});

test.each(['before', 'after'] as const)(
  'killed right %s its effect, a message has one effect and gets its answer',
  async (moment) => {
    stage.later(MINUTE_MS);
    const before = await stage.stockOf('MUG-RED');
    stage.sent.length = 0;
    died = Promise.withResolvers();
    const dying = stage.restart(dyingAt(moment, 'sold'));
    await dying.take(stage.message('sold 5 mug-red', RAVI));
    await died.promise;
    await rise();
    expect(await stage.stockOf('MUG-RED')).toBe(before - 5);
    expect(stage.sent.map(({ text }) => text).join()).toContain('Sold 5 ×');
    const { count } = await stage.db.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM change WHERE seller_id = $1 AND what LIKE 'Sold 5%'`,
      [stage.sellerId],
    );
    expect(count).toBe(moment === 'before' ? 1 : 2);
  },
);

test.each(['before', 'after'] as const)(
  'killed right %s the effect of a yes, the change is made once',
  async (moment) => {
    stage.later(MINUTE_MS);
    const before = await stage.stockOf('MUG-RED');
    const preview = await stage.say('received 40 mug-red', RAVI);
    expect(preview.outcome).toBe('preview');
    stage.sent.length = 0;
    died = Promise.withResolvers();
    const dying = stage.restart(dyingAt(moment, 'received'));
    await dying.take(stage.message('yes', RAVI));
    await died.promise;
    await rise();
    expect(await stage.stockOf('MUG-RED')).toBe(before + 40);
    expect(stage.sent).toHaveLength(1);
    expect((await stage.press(preview, 0, RAVI)).outcome).toBe('refused');
    expect(await stage.stockOf('MUG-RED')).toBe(before + 40);
  },
);

test('an answer that its platform does not take is sent again until it does', async () => {
  stage.later(MINUTE_MS);
  stage.sent.length = 0;
  stage.outcomes.push(
    { kind: 'retry-later', afterMs: 3_000, reason: 'too many requests' },
    { kind: 'needs-login', reason: 'logged out' },
  );
  const message = stage.message('stock mug-red', RAVI);
  const desk = stage.restart();
  await desk.take(message);
  await stage.settle();
  expect(stage.sent).toEqual([]);
  desk.start();
  for (let minutes = 0; minutes < 3 && stage.sent.length === 0; minutes += 1) {
    stage.later(MINUTE_MS);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await stage.settle();
  }
  await desk.stop();
  expect(stage.sent).toHaveLength(1);
});

test('an answer that can never arrive is given up', async () => {
  stage.later(MINUTE_MS);
  stage.outcomes.push({ kind: 'rejected', reason: 'blocked' });
  const message = stage.message('stock mug-red', RAVI);
  await stage.desk().take(message);
  await stage.settle();
  const { state } = await stage.db.row<{ state: string }>(
    'SELECT state FROM chat_message WHERE seller_id = $1 AND message_id = $2',
    [stage.sellerId, message.messageId],
  );
  expect(state).toBe('undeliverable');
});

test('a flood of one person is refused with one clear line, and others are not held up', async () => {
  stage.later(2 * MINUTE_MS);
  const replies = [];
  for (let sent = 0; sent < 25; sent += 1) replies.push(await stage.say('stock mug-red', RAVI));
  expect(replies.slice(0, 20).every(({ outcome }) => outcome === 'answer')).toBe(true);
  const [line = replies[0]] = replies.slice(20);
  expect(line && toText(line)).toContain('Wait a minute');
  expect((await stage.say('stock mug-red', { from: '2' })).outcome).toBe('answer');
  stage.later(MINUTE_MS + 1);
  expect((await stage.say('stock mug-red', RAVI)).outcome).toBe('answer');
});

test('more than ten changes in a minute are refused, and reading goes on', async () => {
  stage.later(2 * MINUTE_MS);
  const before = await stage.stockOf('MUG-RED');
  for (let sent = 0; sent < 10; sent += 1) await stage.say('sold 1 mug-red', RAVI);
  expect((await stage.say('sold 1 mug-red', RAVI)).outcome).toBe('refused');
  expect(await stage.stockOf('MUG-RED')).toBe(before - 10);
  expect((await stage.say('stock mug-red', RAVI)).outcome).toBe('answer');
});

test('text that no database takes is answered like any other', async () => {
  stage.later(2 * MINUTE_MS);
  for (const text of ['stock \u0000 mug-red', 'sold \ud800 3', '\u202e', '']) {
    expect(['answer', 'refused', 'ask']).toContain((await stage.say(text, RAVI)).outcome);
  }
});
