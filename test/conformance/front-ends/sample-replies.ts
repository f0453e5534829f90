/** Replies of every kind that there is. */
import {
  type Block,
  choices,
  done,
  headline,
  note,
  offer,
  offers,
  type Reply,
  refusal,
  reply,
  table,
  text,
  toned,
} from '../../../bots/reply/reply.ts';
import { tinyPng } from '../../support/tiny-png.ts';

const QUESTION_ID = 'q1w2e3r4t5';
const WHY = offer('Why?', 'why', { sku: 'HOODIE-M' });

const shops = table(
  ['Shop', 'Shows', { title: 'State', dropOrder: 0 }],
  [
    ['Kala Threads', 43, toned('in step', 'good')],
    ['Nila Home', 120_000, toned('waits', 'warn')],
    ['Studio Nine', null, toned('paused', 'quiet')],
  ],
);

const many = Array.from({ length: 40 }, (_, index) => ({
  label: `SKU-${index + 100}`,
  detail: `${index} available`,
}));

const picture: Block = {
  kind: 'image',
  png: tinyPng({ width: 60, height: 30 }),
  name: 'stock.png',
  alt: 'HOODIE-M fell from 24 to 21.',
};

const file: Block = {
  kind: 'file',
  bytes: Buffer.from('sku,quantity\n'),
  name: 'stock-2026-11-25.csv',
  mediaType: 'text/csv',
};

export const sampleReplies: Readonly<Record<string, Reply>> = {
  'one figure': reply(headline('48', 'HOODIE-M available'), note('Fleece hoodie, charcoal, M')),
  'one figure that is bad': reply(
    headline('0', 'MUG-RED available', 'bad'),
    text('Sold out.', 'bad'),
  ),
  'a figure and a table': reply(headline('43', 'HOODIE-M available'), shops),
  'a wide table': reply(
    table(
      ['Location', 'Available', 'On hand', 'Reserved', 'On the way', 'Days of cover'],
      [['Bengaluru warehouse', 14, 16, 2, 40, 12]],
    ),
  ),
  'a long table': reply(
    table(
      ['SKU', 'Available'],
      Array.from({ length: 250 }, (_, index) => [`SKU-${index + 1_000}`, index]),
    ),
  ),
  'a long text': reply(
    text(Array.from({ length: 200 }, (_, index) => `Line ${index} of a long story.`).join('\n')),
  ),
  'done, with the way back': done(
    headline('21', 'HOODIE-M available in Mumbai'),
    text('Sold 3 × HOODIE-M.', 'good'),
    note('“undo” takes it back.'),
  ),
  'a preview to confirm': {
    outcome: 'preview',
    blocks: [
      text('Sell 3 × HOODIE-M in Mumbai: 24 → 21 available.'),
      shops,
      choices('Shall I?', [{ label: 'Yes', tone: 'good' }, { label: 'No' }], {
        ...{ questionId: QUESTION_ID, style: 'confirm' },
      }),
    ],
  },
  'a question with few choices': {
    outcome: 'ask',
    blocks: [
      choices(
        'Which “hoodie”?',
        [
          { label: 'HOODIE-M', detail: 'Fleece hoodie, charcoal, M · 48 available' },
          { label: 'HOODIE-L', detail: 'Fleece hoodie, charcoal, L · 7 available' },
          { label: 'A location with a name that is far too long for any button', detail: 'x' },
        ],
        { questionId: QUESTION_ID },
      ),
    ],
  },
  'a question with many choices': {
    outcome: 'ask',
    blocks: [choices('Which SKU?', many, { questionId: QUESTION_ID })],
  },
  'a question without buttons': { outcome: 'ask', blocks: [choices('Where?', many.slice(0, 3))] },
  'a card with buttons': reply(
    headline('9', 'HOODIE-M available', 'warn'),
    note('Fleece hoodie, charcoal, M'),
    offers([offer('Show stock', 'stock', { sku: 'HOODIE-M' }), WHY], { questionId: QUESTION_ID }),
  ),
  'a card whose buttons cannot be pressed': reply(
    headline('9', 'HOODIE-M available', 'warn'),
    offers([offer('Show stock', 'stock', { sku: 'HOODIE-M' }), WHY]),
  ),
  'a refusal with a way out': refusal('No SKU is called HODIE.', 'stock HOODIE-M'),
  'a picture with its figure': reply(
    headline('21', 'HOODIE-M available'),
    picture,
    note('By day.'),
  ),
  'a picture alone': reply(picture),
  'a file': reply(headline('20', 'SKUs exported'), file),
};
