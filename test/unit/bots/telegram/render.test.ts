import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  type Block,
  choices,
  done,
  headline,
  note,
  refusal,
  reply,
  table,
  text,
} from '../../../../bots/reply/reply.ts';
import { printable } from '../../../../bots/reply/text-width.ts';
import { renderTelegram, toPlainText } from '../../../../bots/telegram/render.ts';
import { liveOf, readHtml } from '../../../support/telegram-html.ts';

const look = { formatNumber: String };
const render = (...blocks: Block[]) => renderTelegram(reply(...blocks), look);

describe('how a reply reads on Telegram', () => {
  test('a sale that was done: a tick, the figure in bold, and what belongs to it', () => {
    const answer = done(
      headline('21', 'HOODIE-M available in Mumbai'),
      text('Sold 3.'),
      note('undo'),
    );
    expect(renderTelegram(answer, look)).toMatchObject([
      {
        kind: 'text',
        html: '✅ <b>21</b>  HOODIE-M available in Mumbai\nSold 3.\n<i>undo</i>',
        keyboard: null,
      },
    ]);
  });

  test('a refusal says what can be typed instead, ready to be copied', () => {
    expect(renderTelegram(refusal('No SKU is called X.', 'stock HOODIE-M'), look)[0]?.html).toBe(
      '⚠️ No SKU is called X.\nTry: <code>stock HOODIE-M</code>',
    );
  });

  test('a question with details lists them with numbers, and has the names as buttons', () => {
    const offered = [
      { label: 'HOODIE-M', detail: '48 available' },
      { label: 'HOODIE-L', detail: '7 available' },
    ];
    const [part] = render(choices('Which “hoodie”?', offered, { questionId: 'abc123' }));
    expect(part?.plain).toBe(
      'Which “hoodie”?\n1  HOODIE-M · 48 available\n2  HOODIE-L · 7 available',
    );
    expect(part?.keyboard).toEqual([
      [
        { text: 'HOODIE-M', callback_data: 'q:abc123:0' },
        { text: 'HOODIE-L', callback_data: 'q:abc123:1' },
      ],
    ]);
  });

  test('what cannot be pressed is numbered, also when there are too many for buttons', () => {
    const offered = Array.from({ length: 40 }, (_, index) => ({ label: `SKU-${index}` }));
    const [numbered] = render(choices('Which?', offered.slice(0, 2)));
    expect(numbered).toMatchObject({ keyboard: null, plain: 'Which?\n1  SKU-0\n2  SKU-1' });
    const [many] = render(choices('Which?', offered, { questionId: 'q1' }));
    expect(many?.keyboard).toBeNull();
    expect(many?.plain).toContain('40  SKU-39');
  });

  test('a table too wide for a phone is said row by row, and nothing of it is cut', () => {
    const columns = ['Location', 'Available', 'On hand', 'Reserved'];
    const [part] = render(table(columns, [['Bengaluru', 14, 14, 0]]));
    expect(part?.html).toBe('<b>Bengaluru</b>  Available 14 · On hand 14 · Reserved 0');
  });

  test('a long table goes on in the next message under its titles, and every row is there', () => {
    const rows = Array.from({ length: 300 }, (_, index) => [`SKU-${index}`, index]);
    const parts = render(table(['SKU', 'Available'], rows));
    expect(parts.length).toBeGreaterThan(1);
    for (const { html, plain } of parts) {
      expect(plain.length).toBeLessThanOrEqual(4_096);
      expect(plain.startsWith('SKU')).toBe(true);
      expect([html.slice(0, 8), html.slice(-6)]).toEqual(['<pre>SKU', '</pre>']);
    }
    const shown = parts.map(({ plain }) => plain).join('\n');
    expect(rows.filter(([sku]) => !shown.includes(`${sku} `))).toEqual([]);
  });

  test('words that would be links, names or commands are shown as they are, and dead', () => {
    const title = 'https://evil.example t.me/x @everyone #sale $USD /undo a@b.example <a href="x">';
    const answer = reply(headline(title, title), text(title), choices(title, [{ label: title }]));
    for (const { html } of renderTelegram(answer, look)) {
      const seen = readHtml(html);
      expect(liveOf(seen.entities)).toEqual([]);
      expect(seen.text).toContain(title);
    }
  });
});

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ maxLength: 3_000 }),
  fc.constantFrom('<b>', '</pre>', '&amp;', '@all', '/undo', 'x.com', '\u202eevil', '\u0000', '  '),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.tuple(words, words).map(([figure, about]) => headline(figure, about, 'bad')),
  words.map((each) => text(each, 'warn')),
  words.map((each) => text(each, 'quiet')),
  words.map(note),
  fc.array(fc.tuple(words, fc.integer()), { maxLength: 30 }).map((rows) => table(['A', 'B'], rows)),
  fc
    .tuple(words, fc.array(fc.record({ label: words, detail: words }), { maxLength: 30 }))
    .map(([question, offered]) => choices(question, offered, { questionId: 'q1w2e3' })),
  words.map((each) => ({ kind: 'error', text: each, tryThis: each }) as const),
);

property.prop([fc.array(block, { maxLength: 6 })], { numRuns: 100 })(
  'whatever the words are, Telegram can read every message, and nothing in it is live',
  (blocks) => {
    const answer = reply(...blocks);
    for (const { html, plain, keyboard } of renderTelegram(answer, look)) {
      const seen = readHtml(html);
      expect(seen.text).toBe(plain);
      expect(liveOf(seen.entities)).toEqual([]);
      expect(seen.text.length).toBeLessThanOrEqual(4_096);
      expect(seen.text.trim()).not.toBe('');
      for (const button of (keyboard ?? []).flat()) {
        expect(button.text.trim()).not.toBe('');
        expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
      }
    }
    expect(printable(toPlainText(answer).replaceAll('\n', ''))).not.toMatch(/\p{Cc}/u);
  },
);
