/** A small part of `npm run eval:language`, quick enough to be run every time. */
import { expect, test } from 'vitest';
import { readLanguageCases, readStall } from '../eval/language-cases.ts';
import { drawSentences, findTraces } from '../eval/quiet-texts.ts';
import { isAlone, runCases } from '../eval/run-cases.ts';
import { openShop } from '../support/conversation.ts';

const EVERY = 9;
const SENTENCES = 100;
const SEED = 7;
const EXACT_MIN = 0.9;

test('of a sample of texts most are understood exactly, and none is taken for another change', async () => {
  const cases = readLanguageCases('development').filter((given) => !isAlone(given));
  const sample = cases.filter((_, index) => index % EVERY === 0);
  const results = await runCases(sample, { lanes: 1 });
  const wrong = results.filter(({ verdict }) => /wrong-write|false-accept/.test(verdict));
  expect(wrong.map(({ given, detail }) => [given.say, detail])).toEqual([]);
  const exact = results.filter(({ verdict }) => verdict === 'exact').length;
  expect(exact / sample.length).toBeGreaterThan(EXACT_MIN);
}, 120_000);

test('sentences about anything but stock change nothing', async () => {
  const shop = await openShop({ file: readStall(), model: null });
  try {
    const texts = [true, false].flatMap((trade) =>
      drawSentences({ seed: SEED, count: SENTENCES / 2, trade }).map((text, index) => ({
        ...{ id: `${trade} ${index}`, text, person: 'Meena', frontEnd: 'whatsapp' as const },
      })),
    );
    expect(await findTraces(shop, texts)).toEqual([]);
  } finally {
    await shop.close();
  }
}, 120_000);
