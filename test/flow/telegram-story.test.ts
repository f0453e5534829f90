/** A seller runs the shop from Telegram: the whole product, with the real SDK on both its sides. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SentMessage } from '../support/telegram-methods.ts';
import type { Update } from '../support/telegram-server.ts';
import { openTelegramShop, type TelegramShop } from '../support/telegram-shop.ts';
import { ANN, BOB, type Person, WAREHOUSE } from '../support/telegram-updates.ts';

// On a busy machine fewer are measured.
const MEASURED_MS_MAX = 6_000;

let shop: TelegramShop;

beforeAll(async () => {
  shop = await openTelegramShop();
});
afterAll(() => shop.close());
afterEach(() => expect(shop.server.complaints).toEqual([]));

/** The next message in this person's chat, after something was done. */
async function next(push: () => Update, person: Person = ANN): Promise<SentMessage> {
  const inChat = () => shop.server.sent.filter(({ chatId }) => chatId === person.id);
  const before = inChat().length;
  push();
  await shop.server.until(() => inChat().length > before, 'an answer');
  const answer = inChat()[before];
  if (!answer) throw new Error('There was an answer, and it is gone.');
  return answer;
}

const annSays = (text: string) => next(() => shop.server.said(ANN, text));
const bobSays = (text: string) => next(() => shop.server.said(BOB, text), BOB);

test('a stranger learns how to link and nothing else, and the code of a link lets them in', async () => {
  const code = await shop.makeCode({ name: 'Ann', role: 'manager' });
  const stranger = await annSays('stock hoodie-m');
  expect(stranger.text).toContain('I do not know you yet');
  expect(stranger.text).not.toContain('HOODIE');
  expect((await annSays(`/start ${code}`)).text).toMatch(/✅.*linked as Ann, manager/);
  expect((await bobSays(`/start ${code}`)).text).toContain('does not work');
});

test('a question about stock is answered with the figure first', async () => {
  const answer = await annSays('/stock hoodie-m');
  expect(answer.text).toMatch(/^48 {2}HOODIE-M/);
  expect(answer.entities[0]).toEqual({ type: 'bold', offset: 0, length: 2 });
});

test('a sale is previewed, confirmed by a button, and done once', async () => {
  await shop.stage.people.setAskAbove(shop.stage.sellerId, 0);
  const preview = await annSays('sold 3 hoodie-m in mumbai');
  expect(preview.text).toContain('24 → 21');
  const [yes] = preview.buttons;
  if (!yes) throw new Error('There is nothing to press.');
  expect(await shop.stage.stockOf('HOODIE-M')).toMatchObject({ onHand: 48 });
  let press: Update = { update_id: 0 };
  const result = await next(() => {
    press = shop.server.pressed(ANN, preview, yes);
    for (let time = 1; time < 10; time += 1) shop.server.push(press);
    return press;
  });
  expect(result.text).toMatch(/^✅ 21 {2}HOODIE-M/);
  expect(await shop.stage.stockOf('HOODIE-M')).toMatchObject({ onHand: 45 });
  await shop.server.until(() => preview.buttons.length === 0, 'buttons that are gone');
  // Pressed again on another telephone that has not seen yet that they are gone.
  const again = await next(() => shop.server.pressed(ANN, preview, yes));
  expect(again.text).not.toContain('✅');
  expect(await shop.stage.stockOf('HOODIE-M')).toMatchObject({ onHand: 45 });
});

test('another person’s press changes nothing, and neither does an edit or a forward', async () => {
  await bobSays('hello');
  const before = await shop.stage.sequence();
  const preview = await annSays('received 5 mug-red in delhi');
  const [yes] = preview.buttons;
  if (!yes) throw new Error('There is nothing to press.');
  await next(() => shop.server.pressed(BOB, preview, yes));
  shop.server.edited(ANN, 'received 50 mug-red in delhi', { messageId: 77 });
  await next(() => shop.server.said(ANN, 'yes', { isForwarded: true }));
  shop.server.said(BOB, '@shelftalk_bot sold 3 hoodie-m in mumbai', { chat: WAREHOUSE });
  await annSays('stock mug-red');
  expect(await shop.stage.sequence()).toBe(before);
});

test('a chart comes as a picture with its figure, an export as a file', async () => {
  const chart = await annSays('chart hoodie-m');
  expect(chart.method, chart.text).toBe('sendPhoto');
  expect(Buffer.from(chart.file?.bytes ?? []).readUInt32BE(16)).toBeGreaterThan(600);
  expect(chart.text).toMatch(/\d+ {2}HOODIE-M/);
  const file = await annSays('export stock');
  expect(file.method).toBe('sendDocument');
  expect(Buffer.from(file.file?.bytes ?? []).toString()).toContain('HOODIE-M');
});

test('how fast up to 100 commands are answered through everything is printed', async () => {
  await shop.stage.people.setAskAbove(shop.stage.sellerId, 20);
  const lines = [
    'stock hoodie-m',
    'sold 1 mug-red in mumbai',
    'orders',
    'received 1 tee-s in delhi',
  ];
  const lasted: number[] = [];
  const end = performance.now() + MEASURED_MS_MAX;
  while (lasted.length < 100 && performance.now() < end) {
    const startedAt = performance.now();
    await annSays(lines[lasted.length % lines.length] ?? '');
    lasted.push(performance.now() - startedAt);
  }
  const sorted = lasted.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  process.stdout.write(
    `${sorted.length} commands over Telegram: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms\n`,
  );
});
