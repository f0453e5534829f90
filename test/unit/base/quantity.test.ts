import { describe, expect, test } from 'vitest';
import { parseQuantity, readWireQuantity } from '../../../core/base/quantity.ts';
import { check, fc } from '../../support/check.ts';

describe('units that somebody typed', () => {
  check.prop([fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom('', ' ', '\t', '\n')])(
    'a whole number from 0 to a million is read, with spaces around it',
    (value, space) => {
      expect(parseQuantity(`${space}${value}${space}`)).toEqual({ ok: true, value });
    },
  );

  check.prop([fc.string({ unit: 'grapheme' })])(
    'nothing but digits is ever taken for units',
    (text) => {
      const answer = parseQuantity(text);
      if (answer.ok) expect(text.trim()).toMatch(/^[0-9]{1,7}$/);
    },
  );

  const refused = [
    '-1',
    '1.5',
    '1e3',
    '0x10',
    '+5',
    '1_000',
    '1,000',
    '٣',
    '１２',
    'NaN',
    'Infinity',
    '',
    ' ',
    '5 OR 1=1',
    '1 000',
  ];
  test.each(refused)('%j is no number of units', (text) => {
    expect(parseQuantity(text)).toEqual({ ok: false, reason: 'not_a_whole_number' });
    expect(readWireQuantity(text)).toEqual({ ok: false, reason: 'not_a_whole_number' });
  });

  test.each(['1000001', '2147483648', '9007199254740993', '9'.repeat(400)])(
    '%s is too many units',
    (text) => {
      expect(parseQuantity(text)).toEqual({ ok: false, reason: 'too_large' });
      expect(readWireQuantity(text)).toEqual({ ok: false, reason: 'too_large' });
    },
  );
});

describe('units that a channel sent', () => {
  test('whole numbers and strings of digits are units', () => {
    expect(readWireQuantity(0)).toEqual({ ok: true, value: 0 });
    expect(readWireQuantity(1_000_000)).toEqual({ ok: true, value: 1_000_000 });
    expect(readWireQuantity('7')).toEqual({ ok: true, value: 7 });
    expect(Object.is(readWireQuantity(-0).ok && readWireQuantity(-0), -0)).toBe(false);
  });

  const strange = [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, true, null, undefined, [5]];
  test.each([...strange, { $gt: 0 }, ' 7', '7 '])('%j is not', (value) => {
    expect(readWireQuantity(value).ok).toBe(false);
    expect(readWireQuantity(5n).ok).toBe(false);
  });

  check.prop([fc.anything()])('whatever comes, the answer is in range or a refusal', (value) => {
    const answer = readWireQuantity(value);
    if (answer.ok) {
      expect(Number.isSafeInteger(answer.value)).toBe(true);
      expect(answer.value >= 0 && answer.value <= 1_000_000).toBe(true);
    }
  });
});
