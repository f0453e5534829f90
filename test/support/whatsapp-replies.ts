import {
  choices,
  headline,
  note,
  type Reply,
  refusal,
  reply,
  table,
  text,
  toned,
} from '../../bots/reply/reply.ts';

/** Letters that WhatsApp would act on, as they could stand in a title, a note or a code. */
export const HOSTILE =
  '*BUY* _now_ ~old~ ```x``` `y` > q\n- 1\n* 2\n1. x @everyone <!channel> ' +
  '\u202eevil\u202c\u200b\u0000 https://evil.example';

export const STOCK: Reply = reply(
  headline('12', 'HOODIE-M available'),
  table(
    ['Where', 'On hand', 'Held'],
    [
      ['Mumbai', 9, 0],
      ['Delhi', 3, toned('2', 'warn')],
    ],
  ),
  note('Pushed to 3 shops 2 s ago.'),
);

export const WIDE: Reply = reply(
  text('3 orders are waiting.'),
  table(
    ['Order', 'Shop', 'Placed', { title: 'What', isElastic: true }, 'Total'],
    [
      ['#1001', 'Shopify Mumbai', 'yesterday 18:04', '2 × Black hoodie, size M', '₹1,20,000'],
      ['#1002', 'Amazon', '12 Nov', null, '₹999'],
    ],
  ),
);

export const CONFIRM: Reply = {
  ...reply(
    headline('−3', 'HOODIE-M in Mumbai, 12 → 9'),
    choices('Record the sale?', [{ label: 'Yes' }, { label: 'No' }], {
      style: 'confirm',
      questionId: 'k3j9x0p2qa',
    }),
  ),
  outcome: 'preview',
};

export const CHOOSE: Reply = {
  ...reply(
    choices(
      'Which one?',
      [
        { label: 'HOODIE-M', detail: 'Black hoodie, size M' },
        { label: 'HOODIE-L', detail: 'Black hoodie, size L' },
        { label: 'HOODIE-XL', detail: 'Black hoodie, size XL' },
        { label: 'CAP', detail: 'Cap' },
      ],
      { questionId: 'a1b2c3d4e5' },
    ),
  ),
  outcome: 'ask',
};

export const REFUSED: Reply = refusal('There is no SKU "HODIE".', 'stock hoodie-m');

/** The same text in every place where a reply has one. */
export const everywhere = (words: string): Reply =>
  reply(
    headline(words, words),
    text(words),
    note(words),
    table(['A'], [[words]]),
    table([words, 'B'], [[words, words]]),
    choices(words, [{ label: words, detail: words }, { label: 'No' }]),
    choices(words, [{ label: words }, { label: 'No' }], { style: 'confirm' }),
    { kind: 'error', text: words, tryThis: words },
  );
