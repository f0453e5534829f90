import { describe, expect, it } from 'vitest';
import { RETRY_AFTER_MS_MAX, readRetryAfterMs } from '../../../core/channels/retry-after.ts';

const now = new Date('2026-11-23T10:00:00Z');

describe('the wait that a shop asks for', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 30 ', 30_000],
    ['Mon, 23 Nov 2026 10:00:05 GMT', 5_000],
    ['Mon, 23 Nov 2026 09:59:00 GMT', 0],
    ['999999', RETRY_AFTER_MS_MAX],
    ['Tue, 24 Nov 2026 10:00:00 GMT', RETRY_AFTER_MS_MAX],
  ])('"%s" is %i ms', (header, expected) => {
    expect(readRetryAfterMs(header, now)).toBe(expected);
  });

  it.each([undefined, '', '-5', '1.5', '1e9', '0x10', 'soon', '2026-11-23', '99999999999999'])(
    '%s is no wait at all: the engine backs off by itself',
    (header) => {
      expect(readRetryAfterMs(header, now)).toBeNull();
    },
  );
});
