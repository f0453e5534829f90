import { expect, test } from 'vitest';
import { gate } from '../../../automations/author/gate.ts';
import { readProposal } from '../../../automations/author/read-proposal.ts';
import { plainNames } from '../../../automations/render/rule-names.ts';
import { sayRule } from '../../../automations/render/sentence.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { createAuthorNames } from '../../support/author-names.ts';

// A word that is put into a good sentence counts: either the sentence is not read any more, or it
// says something else. Which words and where is drawn; the seed is printed with a failure.

const SEED = Number(20261125);
const TRIALS = 120;

const names = createAuthorNames();

/** Sentences without any free text, in which every word has one place. */
const SENTENCES = [
  'When stock drops below 10 units on any SKU, send a Slack notification to the warehouse team',
  'tell Asha when HOODIE-M is out of stock',
  'pause HOODIE-M on Etsy when available is 2 or less',
  'every weekday at 9 send me the stock report',
  'if an order over 5000 comes in from Amazon, tell Asha',
  'when MUG-RED stock in Mumbai falls below 5, move 10 from Delhi to Mumbai',
  'lower the price of MUG-RED by 10% when it has not sold for 14 days',
  'when more than 20 hoodies sell in one hour, tell me',
  'when HOODIE-M is back in stock resume it on Etsy',
];

/** What no rule can say; a sentence with one of them is not to be read as if it were not there. */
const BEYOND_RULES = [
  ...['for 2 days', 'for the second time', 'for repeat customers', 'for more than an hour'],
  ...['since Monday', 'starting Monday', 'until Friday', 'from next month', 'tomorrow'],
  ...['next week', 'on average', 'per shop', 'in each shop', 'twice', 'three times', 'maybe'],
  ...['perhaps', 'net of returns', 'paid by card', 'with a coupon', 'to the accountant'],
  ...['by SMS', 'over the phone', 'as a PDF', 'with a photo', 'if it is raining'],
  ...['unless I say otherwise', 'after asking me', 'without asking', 'like last year'],
  ...['as usual', 'almost', 'hardly', 'a bit', 'reserved', 'damaged', 'wholesale', 'express'],
];

/** What turns a sentence round. */
const TURNS = ['not', 'never', 'do not', 'except', 'unless', 'stop', 'cancel', 'without', 'nobody'];

function ruleOf(text: string): string | null {
  const read = readProposal(text, names);
  if (read.kind !== 'proposal' || read.readings) return null;
  const gated = gate(read, names);
  return gated.kind === 'rule' ? sayRule(gated.rule, plainNames(names)) : null;
}

function draw(phrases: readonly string[], seed: number) {
  const random = createSeededRandom(seed);
  const pick = <T>(some: readonly T[]) =>
    some[random.integer({ min: 0, max: some.length - 1 })] as T;
  return Array.from({ length: TRIALS }, () => {
    const sentence = pick(SENTENCES);
    const words = sentence.split(' ');
    const at = random.integer({ min: 0, max: words.length });
    return { sentence, text: [...words.slice(0, at), pick(phrases), ...words.slice(at)].join(' ') };
  });
}

test('each of the sentences is read when nothing is added to it', () => {
  expect(SENTENCES.filter((sentence) => ruleOf(sentence) === null)).toEqual([]);
});

test(`what no rule can say is never dropped or taken for a message (seed ${SEED})`, () => {
  const made = draw(BEYOND_RULES, SEED).flatMap(({ text }) => {
    const rule = ruleOf(text);
    return rule === null ? [] : [`${text} → ${rule}`];
  });
  expect(made).toEqual([]);
});

test(`a word that turns a sentence round never leaves its rule as it was (seed ${SEED})`, () => {
  const unmoved = draw(TURNS, SEED).flatMap(({ sentence, text }) =>
    ruleOf(text) === ruleOf(sentence) ? [text] : [],
  );
  expect(unmoved).toEqual([]);
});
