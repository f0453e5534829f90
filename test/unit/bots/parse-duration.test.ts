import { expect, test } from 'vitest';
import { parseDuration } from '../../../bots/conversation/parse-duration.ts';

test.each([
  ['30 min', 30],
  ['90', 90],
  ['2 hours', 120],
  ['an hour', 60],
  ['1d', 1_440],
  ['2 weeks', 20_160],
  ['for 3h', 180],
])('“%s” is a time span', (text, minutes) => {
  expect(parseDuration(text)).toBe(minutes);
});

test.each(['', '0', '-3', '1.5 h', '9 moons', '2 h 5', '9999 weeks', '1e3'])(
  '“%s” is none',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);
