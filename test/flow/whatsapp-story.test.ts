import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedConversation, openConversation } from '../../bots/open-conversation.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { openPromptStage, type PromptStage } from '../support/prompt-stage.ts';
import { type CloudStage, openCloudStage } from '../support/whatsapp-cloud.ts';
import { postWebhook, toWebhook } from '../support/whatsapp-graph.ts';

// All of it together: a signed webhook, the desk, the conversation, the ledger, and calls to Meta.

const ASHA = '16505551234';
const MINUTE_MS = 60_000;

let shop: PromptStage;
let stage: CloudStage;
let talk: OpenedConversation;
let count = 0;

beforeAll(async () => {
  shop = await openPromptStage();
  const { engine, commands, sellerId } = shop;
  talk = openConversation({
    ...{ engine, commands, clock: systemClock, ids: systemIds, random: systemRandom },
    log: silentLogger,
    limits: { messagesPerMinute: 10_000, writesPerMinute: 10_000 },
  });
  await talk.people.setAskAbove(sellerId, 0);
  stage = await openCloudStage({ behind: { desk: talk.desk, sellerId } });
  talk.desk.add(stage.frontEnd);
  talk.desk.start();
});
afterAll(async () => {
  await talk.desk.stop();
  await stage.close();
  await shop.close();
});

interface Sent {
  readonly type: string;
  readonly text?: { readonly body: string };
  readonly interactive?: {
    readonly body: { readonly text: string };
    readonly action: {
      readonly buttons: readonly {
        readonly reply: { readonly id: string; readonly title: string };
      }[];
    };
  };
}

const newest = () => stage.graph.sent.at(-1) as unknown as Sent;
const wordsOf = (sent: Sent | undefined) => sent?.text?.body ?? sent?.interactive?.body.text ?? '';

function message(part: Record<string, unknown>, at = new Date()) {
  count += 1;
  const timestamp = String(Math.trunc(at.getTime() / 1_000));
  return { from: ASHA, id: `wamid.story${count}`, timestamp, ...part };
}

const typed = (body: string) => ({ type: 'text', text: { body } });
const post = (one: unknown) => postWebhook(stage.webhookUrl, toWebhook({ messages: [one] }));

/** @returns what was answered last */
async function say(text: string, o: { at?: Date; part?: Record<string, unknown> } = {}) {
  expect(await post(message({ ...typed(text), ...o.part }, o.at))).toBe(200);
  await talk.desk.settle();
  return wordsOf(newest());
}

async function press(id: string) {
  const interactive = { type: 'button_reply', button_reply: { id, title: 'x' } };
  expect(await post(message({ type: 'interactive', interactive }))).toBe(200);
  await talk.desk.settle();
}

const onHand = async () => (await shop.stockOf('HOODIE-M')).onHand;
const buttonsOf = ({ interactive }: Sent) =>
  interactive?.action.buttons.map(({ reply }) => reply) ?? [];

test('on WhatsApp a stranger can link with a code and do nothing else', async () => {
  expect(await say('stock hoodie-m')).toMatch(/do not know you yet/);
  const [owner] = await talk.people.list(shop.sellerId);
  const by = owner?.personId ?? 0;
  const purpose = { kind: 'new', role: 'manager', name: 'Asha' } as const;
  const { code } = await talk.people.makeCode(shop.sellerId, { by, purpose });
  expect(await say(`link ${code}`)).toMatch(/You are linked as Asha, manager/);
  expect(await say('stock hoodie-m')).toMatch(/^\*48\* HOODIE-M available/);
});

test('on WhatsApp a sale is shown, confirmed by its button, and done once', async () => {
  expect(await say('sold 3 hoodie-m in mumbai')).toMatch(/24 → 21/);
  const [yes, no] = buttonsOf(newest());
  expect(yes?.id).toMatch(/^q:[a-z0-9]+:0$/);
  expect(no?.id).toMatch(/:1$/);
  expect(await onHand()).toBe(48);
  await press(yes?.id ?? '');
  expect(await onHand()).toBe(45);
  expect(wordsOf(newest())).toMatch(/21/);
  await press(yes?.id ?? '');
  await press(no?.id ?? '');
  expect(await onHand()).toBe(45);
});

test('yes as a word confirms on WhatsApp as a button does', async () => {
  await say('received 5 hoodie-m in mumbai');
  expect(await onHand()).toBe(45);
  await say('yes');
  expect(await onHand()).toBe(50);
});

test('a sale that Meta brings ten times is asked about once and done once', async () => {
  const again = message(typed('sold 1 hoodie-m in mumbai'));
  const before = stage.graph.sent.length;
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(again)));
  expect(answers).toEqual(Array(10).fill(200));
  await talk.desk.settle();
  expect(stage.graph.sent.length).toBe(before + 1);
  const [yes] = buttonsOf(newest());
  await Promise.all(Array.from({ length: 5 }, () => press(yes?.id ?? '')));
  expect(await onHand()).toBe(49);
});

test('what is forwarded on WhatsApp changes nothing, and an old sale is asked about with its age', async () => {
  const before = await shop.sequence();
  await say('sold 9 hoodie-m in mumbai', { part: { context: { forwarded: true } } });
  await say('yes');
  const at = new Date(Date.now() - 12 * MINUTE_MS);
  expect(await say('sold 2 hoodie-m in mumbai', { at })).toMatch(/12 min/);
  await say('no');
  expect(await shop.sequence()).toBe(before);
  expect(await onHand()).toBe(49);
});

test('on WhatsApp a chart arrives as a picture and an export as a file', async () => {
  const before = stage.graph.uploads.length;
  await say('chart hoodie-m');
  await say('export stock');
  const [chart, table] = stage.graph.uploads.slice(before);
  expect(chart?.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(table?.name).toMatch(/\.csv$/);
  expect(table?.bytes.toString('utf8')).toContain('HOODIE-M');
});

const ASKED = 50;

test('an answer over WhatsApp comes back through the whole stack in a moment', async () => {
  const took: number[] = [];
  const acknowledged: number[] = [];
  for (let at = 0; at < ASKED; at += 1) {
    const before = stage.graph.sent.length;
    const one = message(typed('stock hoodie-m'));
    const fromMs = performance.now();
    const posted = post(one).then(() => acknowledged.push(performance.now() - fromMs));
    while (stage.graph.sent.length === before) await new Promise((done) => setTimeout(done, 1));
    took.push(performance.now() - fromMs);
    await posted;
  }
  const share = (list: number[], part: number) =>
    (list.toSorted((a, b) => a - b)[Math.ceil(list.length * part) - 1] ?? 0).toFixed(0);
  process.stdout.write(
    `WhatsApp, ${ASKED} × “stock hoodie-m” over a webhook: answered p50 ${share(took, 0.5)} ms, ` +
      `p95 ${share(took, 0.95)} ms; acknowledged p50 ${share(acknowledged, 0.5)} ms, ` +
      `p95 ${share(acknowledged, 0.95)} ms\n`,
  );
  expect(took.length).toBe(ASKED);
});
