import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { drawQr } from '../../../bots/whatsapp/draw-qr.ts';
import { encodeQr } from '../../../bots/whatsapp/encode-qr.ts';

const textOf = (length: number) =>
  Array.from({ length }, (_, index) => String.fromCharCode(33 + ((index * 7 + length) % 90))).join(
    '',
  );

const digestOf = (text: string) => {
  const rows = encodeQr(text).map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''));
  return createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 16);
};

// Each of these was read back by a QR reader that nobody here wrote (jsqr 1.4.0).
test('QR pictures are those that were read back by a reader of others', () => {
  const lengths = [1, 17, 53, 134, 230, 321, 458, 858];
  expect(lengths.map((length) => [length, digestOf(textOf(length))])).toMatchInlineSnapshot(`
    [
      [
        1,
        "de55fe8ee7c51529",
      ],
      [
        17,
        "d8506d85a08127d1",
      ],
      [
        53,
        "64de8051cd3ad682",
      ],
      [
        134,
        "fbf8d51363bcd048",
      ],
      [
        230,
        "bb98167bdebaa9d2",
      ],
      [
        321,
        "63918f55e397ac52",
      ],
      [
        458,
        "61d38bedfab2c04f",
      ],
      [
        858,
        "801bdb38eed7dff4",
      ],
    ]
  `);
});

test('a QR picture is square, black on white in every terminal, with a free margin', () => {
  const lines = drawQr(textOf(230));
  const bare = lines.map((line) => line.slice('\u001b[30;107m'.length, -'\u001b[0m'.length));
  const size = encodeQr(textOf(230)).length + 4;
  expect(bare.every((line) => line.length === size)).toBe(true);
  expect(lines.length).toBe(Math.ceil(size / 2));
  expect(bare[0]?.trim()).toBe('');
  expect(bare.every((line) => line.startsWith('  ') && line.endsWith('  '))).toBe(true);
  expect(lines.every((line) => line.startsWith('\u001b[30;107m'))).toBe(true);
});

test('a text that is too long for a QR picture is refused instead of drawn wrong', () => {
  expect(() => encodeQr('x'.repeat(859))).toThrow(RangeError);
});
