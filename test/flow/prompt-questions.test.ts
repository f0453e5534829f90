import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPromptStage, type PromptStage } from '../support/prompt-stage.ts';

let stage: PromptStage;

beforeAll(async () => {
  stage = await openPromptStage();
});
afterAll(() => stage.close());

describe('what is ambiguous is asked, never guessed', () => {
  test('“sold 3 hoodie” asks which and where, and two numbers answer', async () => {
    const before = await stage.stockOf('HOODIE-M');
    const which = await stage.read('sold 3 hoodie');
    expect(which).toContain('Which SKU?');
    expect(which).toMatch(/ 2 {2}HOODIE-M .*48 available/);
    const where = await stage.read('2');
    expect(where).toContain('Sold from which location?');
    expect(where).toMatch(/ 1 {2}Mumbai {5}24 on hand/);
    expect(await stage.stockOf('HOODIE-M')).toEqual(before);
    expect(await stage.read('1')).toMatch(/21 {2}HOODIE-M available in Mumbai/);
    expect(await stage.stockOf('HOODIE-M')).toEqual({ ...before, onHand: before.onHand - 3 });
    expect(await stage.read('1')).toContain('Nothing waits for an answer');
    expect(await stage.stockOf('HOODIE-M')).toEqual({ ...before, onHand: before.onHand - 3 });
  });

  test('the name of a choice answers as well as its number', async () => {
    await stage.say('received 2 tee-s');
    expect(await stage.read('Delhi')).toContain('TEE-S available in Delhi');
  });

  test('another command drops the question, and a no changes nothing', async () => {
    const before = await stage.sequence();
    await stage.say('sold 1 kurta');
    expect(await stage.read('stock tee-s')).toContain('TEE-S available');
    expect(await stage.read('1')).toContain('Nothing waits for an answer');
    await stage.say('sold 1 kurta');
    expect(await stage.read('no')).toContain('Nothing was changed');
    await stage.say('sold 1 kurta');
    expect(await stage.read('7')).toContain('number from 1 to 2');
    expect(await stage.read('never mind')).toContain('Nothing was changed');
    expect(await stage.sequence()).toBe(before);
  });

  test('after five minutes a number answers nothing any more', async () => {
    const before = await stage.sequence();
    await stage.say('sold 1 mug-red');
    stage.later(5 * 60_000 + 1);
    expect(await stage.read('1')).toContain('Nothing waits for an answer');
    expect(await stage.sequence()).toBe(before);
  });

  test('a question waits for the person who was asked', async () => {
    for (const name of ['ann', 'bob']) {
      const personId = await stage.people.add(stage.sellerId, { name, role: 'warehouse' });
      const identity = { personId, frontEnd: 'console', externalId: name, chatId: null };
      await stage.people.addIdentity(stage.sellerId, identity);
    }
    const before = await stage.sequence();
    await stage.say('sold 1 mug-red', { senderId: 'ann' });
    expect(await stage.read('1', { senderId: 'bob' })).toContain('Nothing waits for an answer');
    expect(await stage.sequence()).toBe(before);
    expect(await stage.read('1', { senderId: 'ann' })).toContain('MUG-RED available in Mumbai');
  });

  test('an order number that two shops have is asked back', async () => {
    for (const name of ['Bazaar Corner', 'Indigo Outlet']) {
      stage.shop(name).placeOrder({ lines: [{ skuCode: 'SOCKS-3', quantity: 1 }] });
    }
    await stage.settle();
    const asked = await stage.read('hold 1001');
    expect(asked).toContain('1001 from Bazaar Corner');
    expect(asked).toContain('1001 from Indigo Outlet');
    expect(await stage.read('Indigo Outlet')).toContain('1001 from Indigo Outlet: held');
  });
});

describe('the same message twice', () => {
  test('gets the same answer and has one effect, also after a restart', async () => {
    const sale = () => stage.read('sold 2 mug-sand in delhi', { messageId: 'twice' });
    const before = await stage.stockOf('MUG-SAND');
    const first = await sale();
    expect(await sale()).toBe(first);
    stage.forget();
    expect(await sale()).toBe(first);
    expect(await stage.stockOf('MUG-SAND')).toEqual({ ...before, onHand: before.onHand - 2 });
  });

  test('a hundred copies at once have one effect', async () => {
    const before = await stage.stockOf('MUG-SAND');
    const copies = Array.from({ length: 100 }, () =>
      stage.say('received 5 mug-sand in delhi', { messageId: 'hundred' }),
    );
    await Promise.all(copies);
    expect(await stage.stockOf('MUG-SAND')).toEqual({ ...before, onHand: before.onHand + 5 });
  });

  test('a repeated answer to a question has one effect', async () => {
    const before = await stage.stockOf('MUG-SAND');
    await stage.say('received 1 mug-sand', { messageId: 'asked' });
    await stage.say('1', { messageId: 'answered' });
    await stage.say('1', { messageId: 'answered' });
    stage.forget();
    await stage.say('received 1 mug-sand', { messageId: 'asked' });
    expect(await stage.read('1', { messageId: 'again' })).toContain('Nothing waits for an answer');
    expect(await stage.stockOf('MUG-SAND')).toEqual({ ...before, onHand: before.onHand + 1 });
  });
});
