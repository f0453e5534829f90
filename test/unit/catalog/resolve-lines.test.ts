import { expect, test } from 'vitest';
import { toChannelCode, toOwnCode } from '../../../core/catalog/resolve-lines.ts';
import { check, fc } from '../../support/check.ts';

const thing = { listingExternalId: 'v1', skuCode: 'MUG', lineExternalId: '9' };

test('a line is called by its code, else by what was bought, else by itself', () => {
  expect(toChannelCode(thing)).toBe('MUG');
  expect(toChannelCode({ ...thing, skuCode: '  Cafe\u0301 ' })).toBe('Café');
  expect(toChannelCode({ ...thing, skuCode: null })).toBe('#v1');
  expect(toChannelCode({ ...thing, skuCode: '' })).toBe('#v1');
  expect(toChannelCode({ ...thing, skuCode: 'M\u0000UG' })).toBe('#v1');
  expect(toChannelCode({ ...thing, skuCode: null, listingExternalId: null })).toBe('#line 9');
});

test('a code that begins with # is never taken for an id', () => {
  const code = toChannelCode({ ...thing, skuCode: '#v1' });
  expect(code).toBe('##v1');
  expect(toOwnCode(code)).toBe('#v1');
  expect(toOwnCode('#v1')).toBeNull();
  expect(toOwnCode('MUG')).toBe('MUG');
});

check.prop([
  fc.string({ maxLength: 400, unit: 'grapheme' }),
  fc.string({ maxLength: 400, unit: 'grapheme' }),
])('two codes that differ stay two, however long they are', (one, other) => {
  const longer = 'x'.repeat(300);
  for (const [a, b] of [
    [one, other],
    [longer + one, longer + other],
  ] as const) {
    const codes = [a, b].map((skuCode) => toChannelCode({ ...thing, skuCode }));
    const isSame = a.normalize('NFC').trim() === b.normalize('NFC').trim();
    if (!isSame && a.trim() && b.trim()) expect(codes[0]).not.toBe(codes[1]);
    expect(Math.max(...codes.map((code) => code.length))).toBeLessThan(300);
  }
});
