import { describe, expect, test } from 'vitest';
import { formatMoney, parseMoney, toDecimalString } from '../../../core/base/money.ts';
import { check, fc } from '../../support/check.ts';

const currencies = fc.constantFrom('INR', 'EUR', 'JPY', 'KWD', 'CLF');

describe('amounts', () => {
  check.prop([fc.maxSafeInteger(), currencies])(
    'written out and read again, an amount is the same to the last unit',
    (minor, currency) => {
      const text = toDecimalString({ minor, currency });
      expect(parseMoney(text, currency)).toEqual({
        ok: true,
        value: { minor: minor === 0 ? 0 : minor, currency },
      });
    },
  );

  const read: Array<[text: string, currency: string, minor: number]> = [
    ['19.99', 'EUR', 1_999],
    ['0.29', 'EUR', 29],
    ['1299', 'INR', 129_900],
    ['1299.5', 'INR', 129_950],
    ['1299.500', 'INR', 129_950],
    ['1299', 'JPY', 1_299],
    ['1299.00', 'JPY', 1_299],
    ['1.234', 'KWD', 1_234],
    ['-5.05', 'EUR', -505],
    ['-0.00', 'EUR', 0],
    ['8.115', 'KWD', 8_115],
    ['4.35', 'USD', 435],
  ];
  test.each(read)('%s %s is %i in the smallest unit', (text, currency, minor) => {
    const answer = parseMoney(text, currency);
    expect(answer).toStrictEqual({ ok: true, value: { minor, currency } });
  });

  const refused = [
    ['19.999', 'EUR', 'too_many_decimals'],
    ['1.5', 'JPY', 'too_many_decimals'],
    ['1,299.00', 'INR', 'not_an_amount'],
    ['₹5', 'INR', 'not_an_amount'],
    ['1e3', 'EUR', 'not_an_amount'],
    ['.5', 'EUR', 'not_an_amount'],
    ['5.', 'EUR', 'not_an_amount'],
    ['', 'EUR', 'not_an_amount'],
    ['5', 'eur', 'unknown_currency'],
    ['5', '', 'unknown_currency'],
    ['90071992547409.92', 'EUR', 'too_large'],
    ['999999999999999', 'EUR', 'too_large'],
  ] as const;
  test.each(refused)('%s %s is refused', (text, currency, reason) => {
    expect(parseMoney(text, currency)).toEqual({ ok: false, reason });
  });

  test('for people it carries the symbol and the grouping of their country', () => {
    expect(formatMoney({ minor: 12_000_000, currency: 'INR' }, 'en-IN')).toBe('₹1,20,000.00');
    expect(formatMoney({ minor: 1_999, currency: 'JPY' })).toBe('¥1,999');
    expect(formatMoney({ minor: 1_234, currency: 'KWD' })).toContain('1.234');
    expect(formatMoney({ minor: 9_007_199_254_740_991, currency: 'USD' })).toBe(
      '$90,071,992,547,409.91',
    );
  });

  test('a fraction of the smallest unit is a defect, not a rounding', () => {
    expect(() => toDecimalString({ minor: 0.5, currency: 'EUR' })).toThrow('whole minor units');
  });
});
