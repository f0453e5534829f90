import { describe, expect, test } from 'vitest';
import { BadInput } from '../../../core/base/errors.ts';
import { createLogger, type LogLevel } from '../../../core/base/log.ts';
import { Secret } from '../../../core/base/secret.ts';

const CANARY = 'canary-5f2e-do-not-print';

function record(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLogger({
    level,
    write: (line) => lines.push(line),
    clock: { now: () => new Date('2026-11-23T10:00:00Z') },
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('the log', () => {
  test('a line says when, how grave, what, and the facts', () => {
    const { log, lines, last } = record();
    log.child({ seller: 3 }).warn('push_failed', { listing: 7, at: 'now', level: 'x', event: 'y' });
    expect(lines[0]?.endsWith('}\n')).toBe(true);
    expect(last()).toEqual({
      at: '2026-11-23T10:00:00.000Z',
      level: 'warn',
      event: 'push_failed',
      seller: 3,
      listing: 7,
    });
  });

  test('what is below the level is not written', () => {
    const { log, lines } = record('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines).toHaveLength(2);
    const silent = record('silent');
    silent.log.error('e');
    expect(silent.lines).toEqual([]);
  });

  const leaks: Array<[what: string, facts: Record<string, unknown>]> = [
    ['a wrapped secret', { value: new Secret(CANARY) }],
    ['a wrapped secret in a list', { list: [{ deep: [new Secret(CANARY)] }] }],
    ['a token by its name', { accessToken: CANARY }],
    ['a password deep inside', { a: { b: { userPassword: CANARY } } }],
    ['an authorization header', { headers: { Authorization: `Bearer ${CANARY}` } }],
    ['a bearer token inside text', { text: `sent Bearer ${CANARY} to it` }],
    ['the password of an address', { url: `postgres://user:${CANARY}@host/db` }],
    ['a secret under an api_key', { api_key: CANARY, apiKey: [CANARY] }],
    ['a secret in the cause of an error', { error: new Error('x', { cause: new Secret(CANARY) }) }],
    [
      'a secret in the facts of an error',
      { error: new BadInput('x', { facts: { token: CANARY } }) },
    ],
    ['a mail address', { buyer: `${CANARY}@example.com` }],
  ];
  test.each(leaks)('%s is not shown', (_what, facts) => {
    const { log, lines } = record();
    log.error('trouble', facts);
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toContain(CANARY);
  });

  test('a wrapped secret is seen to be there', () => {
    const { log, last } = record();
    log.info('connected', { value: new Secret(CANARY) });
    expect(last()).toMatchObject({ value: '[secret]' });
  });

  test.each(['+91 98765 43210', '919876543210', '+1 (415) 555-2671', 'call 9876543210 now'])(
    'the phone number in "%s" keeps its last digits only',
    (text) => {
      const { log, lines } = record();
      log.info('message', { text, error: new Error(`no answer from ${text}`) });
      const digits = text.replace(/\D/g, '');
      expect(lines.join('').replace(/\D/g, '')).not.toContain(digits);
      expect(lines.join('')).toContain(digits.slice(-3));
    },
  );

  test('the numbers of orders, days and amounts stay readable', () => {
    const { log, last } = record();
    log.info('order', {
      orderId: '4501234567890',
      lineId: '4501234567891',
      text: '2026-11-23, 1299.00 INR, SKU-1234567890-M',
    });
    expect(last()).toMatchObject({
      orderId: '4501234567890',
      lineId: '4501234567891',
      text: '2026-11-23, 1299.00 INR, SKU-1234567890-M',
    });
  });

  test('facts without end, in circles or of odd kinds cannot break a line', () => {
    const { log, lines } = record();
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    log.info('odd', {
      circle,
      many: Array.from({ length: 10_000 }, (_, index) => index),
      wide: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index])),
      long: 'x'.repeat(1_000_000),
      bytes: Buffer.alloc(1_000_000),
      big: 10n ** 40n,
      never: new Date(Number.NaN),
      map: new Map([[1, 2]]),
      fn: () => 1,
      symbol: Symbol('s'),
      nothing: undefined,
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBeLessThan(20_000);
    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
  });
});
