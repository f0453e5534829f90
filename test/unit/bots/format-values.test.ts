import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../bots/reply/format-values.ts';

const now = new Date('2026-11-23T12:34:00Z');
const mumbai = createFormats({ currency: 'INR', timeZone: 'Asia/Kolkata', now: () => now });

describe('values as the seller reads them', () => {
  it.each([
    ['2026-11-23T12:34:00Z', '18:04'],
    ['2026-11-22T18:31:00Z', '00:01'],
    ['2026-11-22T18:29:00Z', 'yesterday 23:59'],
    ['2026-11-12T12:34:00Z', '12 Nov 18:04'],
    ['2025-11-12T12:34:00Z', '12 Nov 2025 18:04'],
  ])('%s is told by the clock of the seller', (instant, shown) => {
    expect(mumbai.instant(new Date(instant))).toBe(shown);
  });

  it('groups figures and money the way the currency is written', () => {
    expect(mumbai.quantity(1_234_567)).toBe('12,34,567');
    expect(mumbai.money({ minor: 12_990_000, currency: 'INR' })).toBe('₹1,29,900.00');
    const berlin = createFormats({ currency: 'USD', timeZone: 'Europe/Berlin', now: () => now });
    expect(berlin.quantity(1_234_567)).toBe('1,234,567');
  });

  it.each([
    [0, '0 ms'],
    [340.4, '340 ms'],
    [2_140, '2.1 s'],
    [61_000, '61 s'],
    [240_000, '4 min'],
    [3 * 3_600_000, '3 h'],
    [72 * 3_600_000, '3 days'],
  ])('%d milliseconds are told in one unit', (ms, shown) => {
    expect(mumbai.duration(ms)).toBe(shown);
  });
});
