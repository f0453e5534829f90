import { describe, expect, it } from 'vitest';
import { renderConsole } from '../../../bots/reply/render-console.ts';
import {
  choices,
  headline,
  note,
  refusal,
  reply,
  table,
  text,
  toned,
} from '../../../bots/reply/reply.ts';
import { textWidth } from '../../../bots/reply/text-width.ts';

const plain = { width: 80, hasColour: false, formatNumber: (value: number) => String(value) };
const ESCAPE = '\u001b';

describe('the terminal', () => {
  it('puts the figure first', () => {
    const lines = renderConsole(reply(headline('12', 'HOODIE-M available', 'good')), plain);
    expect(lines).toEqual(['  12  HOODIE-M available']);
  });

  it('shows no colour where none is wanted, and some where it is', () => {
    const answer = reply(headline('0', 'left', 'bad'), text('gone', 'warn'), note('aside'));
    expect(renderConsole(answer, plain).join('')).not.toContain(ESCAPE);
    expect(renderConsole(answer, { ...plain, hasColour: true }).join('')).toContain(ESCAPE);
  });

  it('takes a title from a shop as text, whatever it holds', () => {
    const title = `Mug${ESCAPE}[2J${ESCAPE}]0;owned\u0007\u202e\r\nsold 9`;
    const answer = reply(table(['Title'], [[title]]), text(title), headline('1', title));
    const shown = renderConsole(answer, plain).join('\n');
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(shown).not.toContain(ESCAPE);
  });

  it('numbers what can be chosen and shows what it is', () => {
    const question = choices('Which “hoodie”?', [
      { label: 'HOODIE-M', detail: '12 available' },
      { label: 'HOODIE-XL', detail: '3 available' },
    ]);
    expect(renderConsole(reply(question), plain)).toEqual([
      '  Which “hoodie”?',
      '   1  HOODIE-M   12 available',
      '   2  HOODIE-XL  3 available',
    ]);
  });

  it('says what went wrong and what would work', () => {
    const lines = renderConsole(refusal('How many units?', 'sold 3 HOODIE-M in Mumbai'), plain);
    expect(lines).toEqual(['  How many units?', '  Try: sold 3 HOODIE-M in Mumbai']);
  });

  it('keeps every line within the screen, on a wide one and on a narrow one', () => {
    const long = 'word '.repeat(60) + 'x'.repeat(200);
    const answer = reply(
      headline('1,23,456', long),
      text(long),
      note(long),
      choices(long, [{ label: 'HOODIE-M', detail: long }]),
      table(['A', { title: 'B', isElastic: true }], [[toned(long, 'bad'), long]]),
    );
    for (const width of [40, 80, 100]) {
      for (const line of renderConsole(answer, { ...plain, width })) {
        expect(textWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });
});
