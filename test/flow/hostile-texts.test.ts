/** Texts that mean harm, from owners, staff and strangers, on every front-end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTraces, readHostileShop, readHostileTexts } from '../eval/quiet-texts.ts';
import { openShop, type Shop } from '../support/conversation.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop({ file: readHostileShop(), model: null });
});
afterAll(async () => {
  await shop.close();
});

test('150 hostile texts, confirmed wherever that is possible, change nothing and tell nobody', async () => {
  const texts = readHostileTexts();
  expect(texts.length).toBeGreaterThanOrEqual(150);
  expect(await findTraces(shop, texts)).toEqual([]);
}, 120_000);

test('the same shop still does what its people plainly ask for', async () => {
  const meena = { person: 'Meena', frontEnd: 'whatsapp' } as const;
  const said = await shop.say({ ...meena, text: 'sold 3 MUG-RED' });
  expect(said.outcome).toBe('preview');
  expect((await shop.confirm(meena)).outcome).toBe('done');
  expect((await shop.state()).stock['MUG-RED']?.MUM).toEqual({ onHand: 87, reserved: 2 });
});
