import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_SHOP } from '../support/small-shop.ts';
import { openTalkStage, type TalkStage, toText } from '../support/talk-stage.ts';

const TEE = { title: 'Cotton tee', price: '599', stock: { MUM: 8, DEL: 4 } };

let stage: TalkStage;
beforeAll(async () => {
  const tees = ['M', 'L'].map((size) => ({
    ...{ ...TEE, code: `TEE-${size}`, title: `${TEE.title}, ${size}`, options: { size } },
  }));
  stage = await openTalkStage({ file: { ...SMALL_SHOP, skus: [...SMALL_SHOP.skus, ...tees] } });
});
afterAll(() => stage.close());

const RAVI = { from: '3' };
const VIK = { from: '4' };
const ASHA = { from: '1' };
const say = async (text: string, who = RAVI) => {
  const reply = await stage.say(text, who);
  return { outcome: reply.outcome, text: toText(reply) };
};

describe('a question is open', () => {
  test('a whole question of its own is answered and is no name of what was asked for', async () => {
    for (const text of ['mug kitne bache hain?', 'how many mugs are left', 'hoodies in delhi?']) {
      expect((await say('sold 3 tees')).outcome).toBe('ask');
      const answer = await say(text);
      expect(answer.outcome, text).toBe('answer');
      expect(answer.text).toMatch(/MUG-RED|HOODIE-M/);
    }
  });

  test('a piece still answers, with a question mark behind it too', async () => {
    await say('sold 3 tees');
    expect((await say('L?')).text).toContain('Sell 3 × TEE-L in Mumbai: 8 → 5');
    await say('no');
    await say('sold 3 tees');
    expect((await say('the medium one')).text).toContain('Sell 3 × TEE-M');
    await say('no');
  });

  test('a new name is taken as it is typed, though words of it are known', async () => {
    const asked = { from: '2' };
    await say('alias mug-red', asked);
    expect((await say('laali', asked)).text).toContain('“laali”');
    await say('alias mug-red', asked);
    expect((await say('how many hoodies', asked)).outcome).toBe('answer');
  });
});

describe('units without what happened', () => {
  test('are asked about, and one word or number says it', async () => {
    const asked = await say('MUG-RED 48');
    expect(asked.outcome).toBe('ask');
    expect(asked.text).toContain('48 × MUG-RED: what happened?');
    expect((await say('gine')).text).toContain('Count MUG-RED in Mumbai: 50 → 48');
    await say('no');
    await say('MUG-RED 48');
    expect((await say('2')).text).toContain('Receive 48 × MUG-RED');
    await say('no');
    expect(await stage.stockOf('MUG-RED')).toBe(50);
  });

  test('whoever may not move stock is told so', async () => {
    expect(await say('MUG-RED 48', VIK)).toMatchObject({ outcome: 'refused' });
  });

  test('all orders at once are never cancelled: which is asked', async () => {
    expect(await say('cancel all orders', ASHA)).toMatchObject({ outcome: 'ask' });
  });
});

test('what was shown is gone on with in a few words', async () => {
  await say('stock mug-red');
  expect((await say('why?')).text).toContain('MUG-RED available');
  expect((await say('why 3?')).text).toContain('MUG-RED available');
  await say('how many hoodies');
  expect((await say('and in delhi?')).text).toContain('10  HOODIE-M available in Delhi');
  await say('how many tee m');
  expect((await say('what about L?')).text).toContain('TEE-L available');
  await say('how many hoodies in mumbai');
  expect((await say('same for Delhi')).text).toContain('HOODIE-M available in Delhi');
  await say('sold 1 mug');
  await say('yes');
  await say('undo that');
  expect((await say('yes')).outcome).toBe('done');
  expect(await stage.stockOf('MUG-RED')).toBe(50);
});

describe('two changes of the same units in one message', () => {
  test('the second is shown from where the first ends, and both are done so', async () => {
    const shown = await say('sold 3 hoodies, received 5 hoodies and sold 1 hoodie');
    expect(shown.text).toContain('Sell 3 × HOODIE-M in Mumbai: 24 → 21');
    expect(shown.text).toContain('Receive 5 × HOODIE-M in Mumbai: 21 → 26');
    expect(shown.text).toContain('Sell 1 × HOODIE-M in Mumbai: 26 → 25');
    expect((await say('yes')).outcome).toBe('done');
    expect(await stage.stockOf('HOODIE-M')).toBe(35);
  });

  test('the second is refused where the first leaves too little', async () => {
    const refused = await say('sold 20 hoodies and sold 10 hoodies');
    expect(refused.outcome).toBe('refused');
    expect(refused.text).toContain('Only 5 HOODIE-M on hand in Mumbai');
    expect(await stage.stockOf('HOODIE-M')).toBe(35);
  });
});

test('a correction of a figure shows the new one, and not one that is no longer true', async () => {
  await say('count mug-red 45');
  await say('yes');
  const shown = await say('no, 46');
  expect(shown.text).toContain('Count MUG-RED in Mumbai: 46 on hand.');
  await say('no');
  await say('count mug-red 50');
  await say('yes');
});

test('figures of another alphabet are read exactly and shown before they act', async () => {
  await say('ask above 20', ASHA);
  await say('yes', ASHA);
  expect((await say('sold 1 mug')).outcome).toBe('done');
  expect((await say('sold १ mug')).outcome).toBe('done');
  for (const digit of ['２', '٢']) {
    const shown = await say(`sold ${digit} mugs`);
    expect(shown.outcome, digit).toBe('preview');
    expect(shown.text).toContain('Sell 2 × MUG-RED in Mumbai: 48 → 46');
    await say('no');
  }
});
