import { describe, expect, test } from 'vitest';
import { createSeededRandom, type Random } from '../../../core/base/random.ts';
import { needsReauth, rejected, retryLater } from '../../../core/channels/outcome.ts';
import { DatabaseUnavailable, DataRefused } from '../../../core/database/database-errors.ts';
import {
  fromError,
  fromOutcome,
  fromRefusal,
  parked,
  toMark,
} from '../../../core/intake/delivery-verdict.ts';

const now = new Date(Date.UTC(2026, 10, 23, 12));
const delivery = (attempts: number) => ({
  ...{ deliveryId: 7, accountId: 1, topic: 't', body: Buffer.alloc(0), receivedAt: now },
  attempts,
});
const whole: Random = { fraction: () => 1, integer: ({ min }) => min };
const waitMs = (attempts: number, afterMs: number | null, random = whole) => {
  const later = { kind: 'later', note: 'busy', afterMs } as const;
  return toMark(delivery(attempts), later, { now, random }).nextAt.getTime() - now.getTime();
};

describe('what is tried again', () => {
  test('waits twice as long each time, and never longer than half a minute', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 1_000].map((attempts) => waitMs(attempts, null));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  test('is spread over the whole time, so that all do not knock at once', () => {
    const random = createSeededRandom(3);
    const waits = Array.from({ length: 200 }, () => waitMs(5, null, random));
    expect(Math.min(...waits)).toBeLessThan(3_000);
    expect(Math.max(...waits)).toBeGreaterThan(27_000);
  });

  test('comes not before the shop allows it, and not a day later because the shop says so', () => {
    expect(waitMs(0, 20_000)).toBe(20_000);
    expect(waitMs(5, 20_000)).toBe(30_000);
    expect(waitMs(0, 86_400_000)).toBe(600_000);
  });

  test('counts its attempts; what was only postponed does not', () => {
    const later = { kind: 'later', note: 'busy', afterMs: null } as const;
    const postponed = { kind: 'postponed', note: 'busy' } as const;
    const o = { now, random: whole };
    expect(toMark(delivery(3), later, o)).toMatchObject({ state: 'waiting', attempts: 4 });
    expect(toMark(delivery(3), postponed, o)).toMatchObject({ state: 'waiting', attempts: 3 });
  });
});

describe('what becomes of a delivery', () => {
  test('a shop that cannot be asked now is asked later; one that says no is not', () => {
    expect(fromRefusal(retryLater('busy', { afterMs: 5 }))).toMatchObject({
      kind: 'later',
      afterMs: 5,
    });
    expect(fromRefusal(needsReauth('revoked'))).toMatchObject({ kind: 'later' });
    expect(fromRefusal(rejected('never'))).toEqual(parked('never'));
  });

  test('what is wrong with Postgres passes, what is wrong with the data is parked', () => {
    const away = new DatabaseUnavailable('away');
    expect(fromError(away)).toMatchObject({ kind: 'later' });
    expect(fromOutcome({ kind: 'failed', error: away })).toMatchObject({ kind: 'later' });
    expect(fromError(new DataRefused('bad'))).toMatchObject({ kind: 'parked' });
    expect(fromError(new TypeError('a defect'))).toMatchObject({ kind: 'parked' });
  });

  test('a note never carries an address, a letter that Postgres refuses, or a novel', () => {
    const note = `buyer asha@example.org +91 98765 43210 \u0000\ud83c ${'x'.repeat(5_000)}`;
    const mark = toMark(delivery(0), parked(note), { now, random: whole });
    expect(mark.note).not.toMatch(/asha|98765/);
    expect(mark.note).not.toContain('\u0000');
    expect(mark.note?.isWellFormed()).toBe(true);
    expect(mark.note?.length).toBeLessThanOrEqual(300);
  });
});
