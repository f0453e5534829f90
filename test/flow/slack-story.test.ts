import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostedMessage } from '../../bots/demo-slack/workspace.ts';
import { type OpenedConversation, openConversation } from '../../bots/open-conversation.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { openPromptStage, type PromptStage } from '../support/prompt-stage.ts';
import { ASHA, openSlackStage, RAVI, type SlackStage, WAREHOUSE } from '../support/slack-stage.ts';

// All of it together: people in Slack, Bolt, the desk, the conversation, the ledger, five shops.

let shop: PromptStage;
let slack: SlackStage;
let talk: OpenedConversation;
let chat: string;

beforeAll(async () => {
  shop = await openPromptStage();
  const { engine, commands, sellerId } = shop;
  talk = openConversation({
    ...{ engine, commands, clock: systemClock, ids: systemIds, random: systemRandom },
    log: silentLogger,
    limits: { messagesPerMinute: 10_000, writesPerMinute: 10_000 },
  });
  await talk.people.setAskAbove(sellerId, 0);
  slack = await openSlackStage({ transport: 'socket', desk: talk.desk, sellerId });
  talk.desk.add(slack.frontEnd);
  talk.desk.start();
  chat = slack.server.workspace.directChat(ASHA)?.id ?? '';
});
afterAll(async () => {
  await slack.close();
  await talk.desk.stop();
  await shop.close();
});

const newest = (channel: string): PostedMessage => {
  const found = slack.server.messages(channel).at(-1);
  if (!found) throw new Error('Nothing was said there.');
  return found;
};

async function say(text: string, o: { user?: string; channel?: string } = {}) {
  const { user = ASHA, channel = chat } = o;
  await slack.server.people.say({ user, channel, text });
  await talk.desk.settle();
  return newest(channel).text;
}

async function press(message: PostedMessage, button: string, user = ASHA) {
  await slack.server.people.press({ user, message, button });
  await talk.desk.settle();
}

async function codeFor(role: 'manager' | 'viewer', name: string): Promise<string> {
  const [owner] = await talk.people.list(shop.sellerId);
  const by = owner?.personId ?? 0;
  const made = await talk.people.makeCode(shop.sellerId, {
    by,
    purpose: { kind: 'new', role, name },
  });
  return made.code;
}

test('a stranger learns how to link and nothing else, and is silent company in a channel', async () => {
  expect(await say('stock hoodie-m')).toMatch(/do not know you yet/);
  const before = slack.server.messages(WAREHOUSE).length;
  await say('<@U0BOT> stock hoodie-m', { channel: WAREHOUSE });
  expect(slack.server.messages(WAREHOUSE).length).toBe(before + 1);
  const code = await codeFor('manager', 'Asha');
  // In a channel with others around: the code is read by Slack and us alone.
  await slack.server.people.command({
    ...{ user: ASHA, channel: WAREHOUSE, command: '/shelftalk', text: `link ${code}` },
  });
  await talk.desk.settle();
  expect(newest(WAREHOUSE)).toMatchObject({ onlyFor: ASHA });
  expect(newest(WAREHOUSE).text).toMatch(/You are linked as Asha, manager/);
});

test('a sale is previewed, confirmed by its button, and done once', async () => {
  expect(await say('stock hoodie-m')).toMatch(/^48 {2}HOODIE-M available/);
  await say('sold 30 hoodie-m in mumbai');
  const refused = newest(chat).text;
  expect(refused).toMatch(/24/);
  await say('sold 3 hoodie-m in mumbai');
  const card = newest(chat);
  expect(card.text).toMatch(/24 → 21/);
  expect((await shop.stockOf('HOODIE-M')).onHand).toBe(48);
  // Somebody whom the shop does not know presses it first.
  await press(card, firstButton(card), RAVI);
  expect((await shop.stockOf('HOODIE-M')).onHand).toBe(48);
  const yes = firstButton(card);
  const stale = structuredClone(card);
  await press(card, yes);
  expect((await shop.stockOf('HOODIE-M')).onHand).toBe(45);
  expect(newest(chat).text).toMatch(/21/);
  expect(card.text).toBe(`✓ ${yes} · asha`);
  // A screen that still shows the buttons is pressed once more.
  await press(stale, yes);
  expect((await shop.stockOf('HOODIE-M')).onHand).toBe(45);
});

test('a shelf is counted on a form, and the answer comes as a direct message', async () => {
  await slack.server.people.shortcut({ user: ASHA, callbackId: 'count' });
  await expect.poll(() => slack.server.workspace.views.size).toBe(1);
  const [viewId = ''] = slack.server.workspace.views.keys();
  const values = { sku: 'MUG-RED', quantity: '7', location: 'Mumbai' };
  await slack.server.people.submit({ viewId, values });
  await talk.desk.settle();
  const card = newest(chat);
  expect(card.text).toMatch(/MUG-RED/);
  await press(card, firstButton(card));
  expect(await say('stock mug-red in mumbai')).toMatch(/7 {2}MUG-RED available/);
});

test('a chart arrives as a picture, and App Home shows the stock', async () => {
  await say('chart hoodie-m');
  const pictures = slack.server.messages(chat).flatMap(({ files }) => files);
  const signature = Buffer.from(pictures.at(-1)?.bytes ?? []).subarray(1, 4);
  expect(signature.toString()).toBe('PNG');
  await slack.server.people.openHome({ user: ASHA });
  await expect.poll(() => slack.server.workspace.homes.get(ASHA)).toBeDefined();
  expect(JSON.stringify(slack.server.workspace.homes.get(ASHA))).toContain('units available');
  await slack.server.people.openHome({ user: RAVI });
  await expect.poll(() => slack.server.workspace.homes.get(RAVI)).toBeDefined();
  expect(JSON.stringify(slack.server.workspace.homes.get(RAVI))).not.toContain('available');
});

test('the same message told ten times at once has one effect and one answer', async () => {
  const before = await shop.sequence();
  const said = await slack.server.people.say({ user: ASHA, channel: chat, text: 'stock tee-m' });
  await Promise.all(Array.from({ length: 10 }, (_, at) => said.again(at + 1)));
  await talk.desk.settle();
  const answers = slack.server
    .messages(chat)
    .filter(({ text }) => text.includes('TEE-M available'));
  expect(answers.length).toBe(1);
  expect(await shop.sequence()).toBe(before);
});

const ASKED = 50;

test('an answer comes back through the whole stack in a moment', async () => {
  const took: number[] = [];
  for (let at = 0; at < ASKED; at += 1) {
    const count = slack.server.messages(chat).length;
    const fromMs = performance.now();
    void slack.server.people.say({ user: ASHA, channel: chat, text: 'stock hoodie-m' });
    while (slack.server.messages(chat).length < count + 2) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    took.push(performance.now() - fromMs);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.ceil(ASKED * share) - 1] ?? 0).toFixed(0);
  process.stdout.write(
    `Slack, ${ASKED} × “stock hoodie-m” over a socket: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms\n`,
  );
  expect(sorted.length).toBe(ASKED);
});

test('in all of that nothing broke the shapes and limits that Slack publishes', () => {
  expect(slack.server.defects()).toEqual([]);
});

function firstButton({ blocks }: PostedMessage): string {
  const rows = blocks as { type: string; elements?: { text?: { text: string } }[] }[];
  const words = rows.find(({ type }) => type === 'actions')?.elements?.[0]?.text?.text;
  if (!words) throw new Error('There is no button.');
  return words;
}
