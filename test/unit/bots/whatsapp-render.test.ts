import { expect, test } from 'vitest';
import { choices, note, reply, table, text } from '../../../bots/reply/reply.ts';
import type { PressKind } from '../../../bots/whatsapp/outgoing-message.ts';
import { renderReply } from '../../../bots/whatsapp/render-reply.ts';
import {
  CHOOSE,
  CONFIRM,
  everywhere,
  HOSTILE,
  REFUSED,
  STOCK,
  WIDE,
} from '../../support/whatsapp-replies.ts';

const numbers = new Intl.NumberFormat('en-IN');
const render = (answer: Parameters<typeof renderReply>[0], press: PressKind = 'none') =>
  renderReply(answer, { press, formatNumber: (value) => numbers.format(value) });

function textsOf(answer: Parameters<typeof renderReply>[0], press: PressKind = 'none'): string[] {
  return render(answer, press).map((message) => ('text' in message ? message.text : message.kind));
}

test('on WhatsApp the figure comes first and bold, and a table that fits a phone stays one', () => {
  expect(textsOf(STOCK)).toEqual([
    [
      '*12* HOODIE-M available',
      '',
      '```Where   On hand  Held',
      'Mumbai        9  0',
      'Delhi         3  2```',
      '',
      '_Pushed to 3 shops 2 s ago._',
    ].join('\n'),
  ]);
});

test('on WhatsApp a table too wide for a phone becomes cards, and nothing of it is cut', () => {
  expect(textsOf(WIDE)).toEqual([
    [
      '3 orders are waiting.',
      '',
      '*#1001*',
      'Shop Shopify Mumbai · Placed yesterday 18:04 · What 2 × Black hoodie, size M · Total ₹1,20,000',
      '*#1002*',
      'Shop Amazon · Placed 12 Nov · What – · Total ₹999',
    ].join('\n'),
  ]);
});

test('on WhatsApp a question is answered with yes or no, or with a number', () => {
  expect(textsOf(CONFIRM)).toEqual([
    '*−3* HOODIE-M in Mumbai, 12 → 9\n\nRecord the sale?\nReply *yes* or *no*.',
  ]);
  expect(textsOf(CHOOSE)).toEqual([
    [
      'Which one?',
      '*1* HOODIE-M – Black hoodie, size M',
      '*2* HOODIE-L – Black hoodie, size L',
      '*3* HOODIE-XL – Black hoodie, size XL',
      '*4* CAP – Cap',
    ].join('\n'),
  ]);
  expect(textsOf(REFUSED)).toEqual(['⚠️ There is no SKU "HODIE".\nTry: `stock hoodie-m`']);
});

test('the words behind yes and no are said where they are others', () => {
  const asked = reply(
    choices('Cancel the order?', [{ label: 'Cancel it' }, { label: 'Keep it' }], {
      style: 'confirm',
    }),
  );
  expect(textsOf(asked)).toEqual(['Cancel the order?\nReply *yes* (Cancel it) or *no* (Keep it).']);
});

test('the official interface shows up to three choices as buttons and up to ten as a list', () => {
  expect(render(CONFIRM, 'buttons')).toEqual([
    {
      kind: 'buttons',
      text: '*−3* HOODIE-M in Mumbai, 12 → 9\n\nRecord the sale?',
      questionId: 'k3j9x0p2qa',
      titles: ['Yes', 'No'],
    },
  ]);
  const [list] = render(CHOOSE, 'buttons');
  expect(list).toMatchObject({ kind: 'list', text: 'Which one?' });
  expect(list?.kind === 'list' && list.rows[3]).toEqual({ title: 'CAP', description: 'Cap' });
});

test('what is said after a question stands above its buttons', () => {
  const answer = reply(
    text('Before.'),
    choices('Which one?', [{ label: 'A' }, { label: 'B' }], { questionId: 'q' }),
    note('After.'),
  );
  expect(render(answer, 'buttons')).toEqual([
    {
      kind: 'buttons',
      text: 'Before.\n\nWhich one?\n\n_After._',
      questionId: 'q',
      titles: ['A', 'B'],
    },
  ]);
  expect(render(answer, 'polls').map(({ kind }) => kind)).toEqual(['text', 'poll']);
});

test('a choice that does not fit a button is asked in words, whole', () => {
  const label = 'Move everything from Mumbai to Delhi';
  const asked = (offered: { label: string; detail?: string }[]) =>
    textsOf(reply(choices('What now?', offered, { questionId: 'q1' })), 'buttons');
  expect(asked([{ label }, { label: 'No' }])).toEqual([`What now?\n*1* ${label}\n*2* No`]);
  expect(asked([{ label: 'A', detail: 'x'.repeat(80) }])[0]).toContain('x'.repeat(80));
  const eleven = Array.from({ length: 11 }, (_, index) => ({ label: `SKU-${index}` }));
  expect(asked(eleven)[0]).toContain('*11* SKU-10');
  expect(asked([{ label: 'Same' }, { label: 'Same' }])[0]).toContain('*2* Same');
});

test('polls are asked after what was said, and only where the question fits whole', () => {
  expect(render(CONFIRM, 'polls')).toEqual([
    { kind: 'text', text: '*−3* HOODIE-M in Mumbai, 12 → 9' },
    {
      kind: 'poll',
      question: 'Record the sale?',
      questionId: 'k3j9x0p2qa',
      options: ['Yes', 'No'],
    },
  ]);
  const long = reply(
    choices('?'.repeat(300), [{ label: 'A' }, { label: 'B' }], { questionId: 'q' }),
  );
  expect(render(long, 'polls').map(({ kind }) => kind)).toEqual(['text']);
});

/** What WhatsApp would format, as marks in their order: quotes and lists by line too. */
function formatsOf(message: string): string[] {
  const outside = message.replace(/(`+)[^`]*\1/g, '`');
  return outside
    .split('\n')
    .flatMap((line) => [
      ...[...line.matchAll(/(?<![\p{L}\p{N}])([*_~])(?=\S)[^\n]*?(?<=\S)\1(?![\p{L}\p{N}])/gu)].map(
        ([, mark = '']) => mark,
      ),
      ...(line.match(/`/g) ?? []),
      ...(/^\s*([>*-])(\s|$)/.exec(line)?.slice(1, 2) ?? []),
    ]);
}

test('what a title or a note says formats nothing and hides nothing on WhatsApp', () => {
  const harmless = HOSTILE.replaceAll(/[*_~`>-]/g, 'x');
  for (const press of ['none', 'buttons', 'polls'] as const) {
    const [message = ''] = textsOf(everywhere(HOSTILE), press);
    const [expected = ''] = textsOf(everywhere(harmless), press);
    expect(message).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/);
    expect(message).not.toContain('\u0000');
    expect(formatsOf(message)).toEqual(formatsOf(expected));
  }
  expect(textsOf(reply(text(HOSTILE)))).toEqual([
    [
      '∗BUY∗ ˍnowˍ ∼old∼ ˋˋˋxˋˋˋ ˋyˋ > q',
      '– 1',
      '∗ 2',
      '1. x @everyone <!channel>  evil  https://evil.example',
    ].join('\n'),
  ]);
});

test('a code that is safe as it stands is shown as it can be copied', () => {
  expect(textsOf(reply(text('HOODIE_M_BLK is 5 * 3, and 2*3*4')))).toEqual([
    'HOODIE_M_BLK is 5 * 3, and 2*3*4',
  ]);
});

test('a long reply becomes several messages, none longer than WhatsApp takes', () => {
  const rows = Array.from({ length: 400 }, (_, index) => [`SKU-${index}`, index] as const);
  const answer = reply(text('All stock'), table(['SKU', 'On hand'], rows), text('x'.repeat(9_000)));
  const texts = textsOf(answer);
  expect(texts.length).toBeGreaterThan(3);
  for (const one of texts) {
    expect(one.length).toBeLessThanOrEqual(4_096);
    expect((one.match(/```/g) ?? []).length % 2).toBe(0);
  }
  const all = texts.join('\n');
  for (const [sku] of rows) expect(all).toContain(sku);
  expect(all.split('x').length - 1).toBe(9_000);
});

test('a question under more text than fits above buttons comes as a message of its own', () => {
  const lines = text('word '.repeat(400));
  const asked = choices('Go on?', [{ label: 'Yes' }, { label: 'No' }], { questionId: 'q' });
  const [first, second] = render(reply(lines, asked), 'buttons');
  expect(first?.kind).toBe('text');
  expect(second).toMatchObject({ kind: 'buttons', text: 'Go on?' });
});
