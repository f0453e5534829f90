import { describe, expect, test } from 'vitest';
import { type JsonRefusal, parseJson } from '../../../core/base/lossless-json.ts';
import { check, fc } from '../../support/check.ts';

const LIMITS = { depthMax: 32, keysMax: 100_000, bytesMax: 1_048_576 };
const read = (text: string | Buffer) => parseJson(text, LIMITS);

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const plainKeys = fc.string({ unit: 'grapheme' }).filter((key) => !FORBIDDEN.has(key));

describe('JSON from strangers', () => {
  check.prop([fc.jsonValue({ maxDepth: 6 })])(
    'what the engine writes is read as the engine reads it',
    (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/"(__proto__|constructor|prototype)":/.test(text));
      const ours = read(text);
      // Numbers that a double cannot hold stay text, so both sides are compared as text.
      expect(ours.ok && JSON.stringify(ours.value)).toBe(
        JSON.stringify(ours.ok ? reviveLikeUs(text) : undefined),
      );
    },
  );

  check.prop([fc.dictionary(plainKeys, fc.string({ unit: 'binary' })), fc.nat(3)])(
    'indented, escaped and as bytes it means the same',
    (record, indent) => {
      const escaped = JSON.stringify(record, undefined, indent).replace(
        /[\u0080-\uffff]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      expect(read(escaped)).toEqual({ ok: true, value: JSON.parse(escaped) });
      expect(read(Buffer.from(escaped))).toEqual({ ok: true, value: JSON.parse(escaped) });
    },
  );

  check.prop([fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 0-1.eEtrufalsn\n\u0001x') })])(
    'it accepts exactly what the engine accepts',
    (text) => {
      const engine = parsesInEngine(text);
      const ours = read(text);
      const doubled = !ours.ok && (ours.reason === 'duplicate_key' || ours.reason === 'too_deep');
      if (!doubled) expect(ours.ok).toBe(engine);
    },
  );

  check.prop([fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })])(
    'two ids that differ in the last digit stay two',
    (id) => {
      const answer = read(`[${id},${id + 1n}]`);
      const [first, second] = answer.ok ? (answer.value as unknown[]) : [];
      expect([String(first), String(second)]).toEqual([String(id), String(id + 1n)]);
    },
  );

  test('a fraction that a double holds is a number, a longer one and an infinity stay text', () => {
    const answer = read('[19.99, 1e3, 0.1234567890123456789, 1e400, -0, 1.0]');
    expect(answer).toEqual({
      ok: true,
      value: [19.99, 1000, '0.1234567890123456789', '1e400', -0, 1],
    });
  });

  const refused: Array<[what: string, text: string | Buffer, reason: JsonRefusal]> = [
    ['nothing', '', 'not_json'],
    ['only spaces', ' \n', 'not_json'],
    ['a cut body', '{"a":1', 'not_json'],
    ['something behind the end', '{} x', 'not_json'],
    ['single quotes', "{'a':1}", 'not_json'],
    ['a comma too much', '[1,]', 'not_json'],
    ['a line break inside a string', '"a\nb"', 'not_json'],
    ['a leading zero', '[01]', 'not_json'],
    ['NaN', '[NaN]', 'not_json'],
    ['a key given twice', '{"qty":1,"qty":9}', 'duplicate_key'],
    ['a key given twice in two spellings', '{"qty":1,"\\u0071ty":9}', 'duplicate_key'],
    ['a key that reaches into prototypes', '{"__proto__":{"admin":true}}', 'forbidden_key'],
    ['the same, spelled with escapes', '{"\\u005f_proto__":1}', 'forbidden_key'],
    ['a constructor as a key, deep inside', '[{"a":{"constructor":1}}]', 'forbidden_key'],
    ['33 levels', '['.repeat(33) + ']'.repeat(33), 'too_deep'],
    ['10,000 levels', '[{"a":'.repeat(10_000), 'too_deep'],
    ['a million keys', `{${'"k":1,'.repeat(1_000_000)}"z":1}`, 'too_large'],
    ['many small values', `[${'1,'.repeat(400_000)}1]`, 'too_many_keys'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'not_utf8'],
  ];
  test.each(refused)('a body with %s is refused', (_what, text, reason) => {
    const startMs = usedMs();
    expect(read(text)).toEqual({ ok: false, reason });
    expect(usedMs() - startMs).toBeLessThan(500);
  });

  test('32 levels, emoji, and a byte order mark are accepted', () => {
    expect(read('['.repeat(32) + ']'.repeat(32)).ok).toBe(true);
    expect(read(Buffer.from('\ufeff{"a":"😀é"}'))).toEqual({ ok: true, value: { a: '😀é' } });
    expect(read('\ufeff[]')).toEqual({ ok: true, value: [] });
  });

  test('reading a body of 3 KB costs less than a fifth of a millisecond of processor time', () => {
    const line = {
      id: 4_500_000_000_000,
      sku: 'HOOD-M',
      quantity: 2,
      price: '19.99',
      note: 'é "x"',
    };
    const body = Buffer.from(JSON.stringify({ lines: Array.from({ length: 38 }, () => line) }));
    expect(body.length).toBeGreaterThan(3_000);
    const costs = Array.from({ length: 15 }, () => {
      const startMs = usedMs();
      for (let i = 0; i < 200; i += 1) read(body);
      return (usedMs() - startMs) / 200;
    }).sort((a, b) => a - b);
    // The best of several rounds: other work of the process only ever adds.
    expect(costs[0]).toBeLessThan(0.2);
  });
});

/** Processor time, because the time on the wall belongs to everybody on the machine. */
function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function parsesInEngine(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The engine's own reading, with numbers that lost digits put back as their text. */
function reviveLikeUs(text: string): unknown {
  return JSON.parse(text, (_key, value, context?: { source: string }) => {
    if (typeof value !== 'number' || context === undefined) return value;
    const digits = context.source
      .replace(/[eE].*/, '')
      .replace(/[-.]/g, '')
      .replace(/^0+/, '');
    const isInteger = /^-?\d+$/.test(context.source);
    const exact = isInteger ? Number.isSafeInteger(value) : digits.length <= 15;
    return exact ? value : context.source;
  });
}
