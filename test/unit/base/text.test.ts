import { describe, expect, test } from 'vitest';
import {
  cleanText,
  isAcceptableSkuCode,
  normalizeSkuCode,
  readSkuCode,
} from '../../../core/base/text.ts';
import { check, fc } from '../../support/check.ts';

describe('codes of new SKUs', () => {
  test.each([
    'HOOD-M',
    '123',
    'a:b',
    '../../etc',
    'é',
    '黒-M',
    '🧢',
    'Black Hoodie M',
    'x'.repeat(64),
  ])('%s is fine', (code) => {
    expect(readSkuCode(code)).toEqual({ ok: true, code: code.normalize('NFC') });
  });

  const refused = [
    ['nothing', '', 'empty'],
    ['spaces only', ' \t ', 'empty'],
    ['65 characters', 'x'.repeat(65), 'too_long'],
    ['half a character', 'a\ud800', 'broken_text'],
    ['a zero byte', 'a\u0000b', 'hidden_character'],
    ['a tab inside', 'a\tb', 'hidden_character'],
    ['a control character of the upper set', 'a\u0085b', 'hidden_character'],
    ['a turned direction', 'a\u202eb', 'hidden_character'],
    ['an isolated direction', 'a\u2066b', 'hidden_character'],
    ['a zero-width space', 'a\u200bb', 'hidden_character'],
    ['a zero-width joiner', 'a\u200db', 'hidden_character'],
    ['a soft hyphen', 'a\u00adb', 'hidden_character'],
    ['a byte order mark inside', 'a\ufeffb', 'hidden_character'],
    ['a line separator', 'a\u2028b', 'hidden_character'],
    ['a space that does not break', 'a\u00a0b', 'hidden_character'],
    ['an invisible letter', 'a\u3164b', 'hidden_character'],
    ['an invisible joiner', 'a\u034fb', 'hidden_character'],
  ] as const;
  test.each(refused)('%s in a code is refused', (_what, code, reason) => {
    expect(readSkuCode(code)).toEqual({ ok: false, reason });
    expect(isAcceptableSkuCode(code)).toBe(false);
  });

  test('two spellings of one letter, and spaces around, are one code', () => {
    expect(normalizeSkuCode(' Cafe\u0301 ')).toBe('Café');
    expect(readSkuCode('Cafe\u0301')).toEqual(readSkuCode('Café'));
  });

  check.prop([fc.string({ unit: 'binary' })])('an accepted code is its own normal form', (text) => {
    const answer = readSkuCode(text);
    if (answer.ok) {
      expect(readSkuCode(answer.code)).toEqual(answer);
      expect(answer.code).toBe(normalizeSkuCode(text));
    }
  });
});

check.prop([fc.string({ unit: 'binary' })])(
  'cleaned text is whole, has no zero byte, and loses nothing else',
  (text) => {
    const clean = cleanText(text);
    expect(clean.isWellFormed() && !clean.includes('\u0000')).toBe(true);
    if (text.isWellFormed()) expect(clean).toBe(text.split('\u0000').join(''));
  },
);
