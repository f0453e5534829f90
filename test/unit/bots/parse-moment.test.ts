import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../bots/conversation/parse-moment.ts';

// Monday, half past twelve in Mumbai.
const zone = { now: new Date('2026-11-23T07:00:00Z'), timeZone: 'Asia/Kolkata' };
const read = (text: string, where = zone) => {
  const found = readMoment(text.split(' '), where);
  return found && `${found.at.toISOString()} after ${found.used}`;
};

describe('a moment as people write it', () => {
  it.each([
    ['now', '2026-11-23T07:00:00.000Z after 1'],
    ['yesterday 18:00 HOODIE-M', '2026-11-22T12:30:00.000Z after 2'],
    ['yesterday at noon', '2026-11-22T06:30:00.000Z after 3'],
    ['2026-11-20 18:00', '2026-11-20T12:30:00.000Z after 2'],
    ['2026-11-20T18:00Z', '2026-11-20T18:00:00.000Z after 1'],
    ['20 Nov 6pm', '2026-11-20T12:30:00.000Z after 3'],
    ['nov 20, 2025', '2025-11-20T18:29:59.000Z after 3'],
    ['monday 9am', '2026-11-16T03:30:00.000Z after 2'],
    ['2 hours ago TEE-S', '2026-11-23T05:00:00.000Z after 3'],
    ['30min ago', '2026-11-23T06:30:00.000Z after 2'],
  ])('“%s” is read in the zone of the seller', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['a day alone means its end', '2026-11-20', '2026-11-20T18:29:59.000Z after 1'],
    ['today alone means now', 'today', '2026-11-23T07:00:00.000Z after 1'],
    ['a time that is still to come means yesterday', '18:00', '2026-11-22T12:30:00.000Z after 1'],
    ['a day that is still to come means last year', '24 dec', '2025-12-24T18:29:59.000Z after 2'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['', 'hello', '18 HOODIE-M', '25:00', '2026-02-30', '12:75', 'tomorrow', '13pm', 'ago'])(
    '“%s” is no moment',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it('an hour that the clocks skip or repeat still has one answer', () => {
    const berlin = { now: new Date('2026-11-23T07:00:00Z'), timeZone: 'Europe/Berlin' };
    expect(read('2026-03-29 02:30', berlin)).toBe('2026-03-29T01:30:00.000Z after 2');
    expect(read('2026-10-25 02:30', berlin)).toBe('2026-10-25T00:30:00.000Z after 2');
  });
});
