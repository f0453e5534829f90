import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { assert, assertNever } from '../../../core/base/assert.ts';
import { systemClock } from '../../../core/base/clock.ts';
import {
  BadInput,
  BrokenInvariant,
  errorClass,
  isRetriedLater,
  ShelftalkError,
} from '../../../core/base/errors.ts';
import { createSeededIds, systemIds } from '../../../core/base/ids.ts';
import { createSeededRandom, systemRandom } from '../../../core/base/random.ts';
import { Secret } from '../../../core/base/secret.ts';
import { check, fc } from '../../support/check.ts';

describe('errors', () => {
  class ShopClosed extends errorClass('shop_closed', 'later') {}

  test('an error says its code, its facts, its cause and whether to try again', () => {
    const cause = new Error('below');
    const error = new ShopClosed('The shop is closed.', { facts: { shop: 3 }, cause });
    expect(error).toBeInstanceOf(ShelftalkError);
    expect(error).toMatchObject({
      name: 'ShopClosed',
      code: 'shop_closed',
      retry: 'later',
      facts: { shop: 3 },
      cause,
    });
    expect(isRetriedLater(error)).toBe(true);
    expect(isRetriedLater(new BadInput('wrong'))).toBe(false);
    expect(isRetriedLater(new Error('unknown'))).toBe(false);
  });

  test('an assertion that fails throws a broken invariant with its facts', () => {
    expect(() => assert(true, 'holds')).not.toThrow();
    expect(() => assert(0, 'does not hold', { units: -1 })).toThrow(BrokenInvariant);
    expect(() => assertNever('x' as never, 'kind')).toThrow('No branch handles this kind.');
  });
});

test('a secret shows itself only when it is asked to', () => {
  const secret = new Secret('open sesame');
  const shown = [String(secret), JSON.stringify({ secret }), inspect({ secret }), `${secret}`];
  expect(shown.join(' ')).not.toContain('sesame');
  expect(Object.keys(secret)).toEqual([]);
  expect(secret.reveal()).toBe('open sesame');
});

describe('time', () => {
  test('a sleeper wakes in time, or at once when called off', async () => {
    const startMs = systemClock.monotonicMs();
    await systemClock.sleep(30);
    expect(systemClock.monotonicMs() - startMs).toBeGreaterThanOrEqual(29);
    const abort = new AbortController();
    const sleeping = systemClock.sleep(60_000, abort.signal);
    abort.abort();
    await sleeping;
    await systemClock.sleep(60_000, abort.signal);
    expect(systemClock.monotonicMs() - startMs).toBeLessThan(5_000);
  });

  test('a delay of months does not fire at once', async () => {
    let fired = 0;
    const cancel = systemClock.after(90 * 86_400_000, () => {
      fired += 1;
    });
    const stop = systemClock.every(90 * 86_400_000, () => {
      fired += 1;
    });
    await systemClock.sleep(40);
    cancel();
    stop();
    expect(fired).toBe(0);
  });

  test('what repeats stops when told, and what is called off does not happen', async () => {
    let ticks = 0;
    const stop = systemClock.every(5, () => {
      ticks += 1;
    });
    let fired = false;
    const cancel = systemClock.after(20, () => {
      fired = true;
    });
    cancel();
    await expect.poll(() => ticks).toBeGreaterThanOrEqual(3);
    stop();
    const seen = ticks;
    await systemClock.sleep(30);
    expect([ticks, fired]).toEqual([seen, false]);
  });
});

describe('chance and ids', () => {
  check.prop([fc.maxSafeNat(), fc.nat(1_000), fc.nat(1_000)])(
    'a seed repeats its draws, and every draw is in range',
    (seed, min, width) => {
      const max = min + width;
      const draw = () => {
        const random = createSeededRandom(seed);
        return Array.from({ length: 20 }, () => [random.integer({ min, max }), random.fraction()]);
      };
      const draws = draw();
      expect(draw()).toEqual(draws);
      for (const [whole = -1, part = -1] of draws) {
        expect(whole >= min && whole <= max && part >= 0 && part < 1).toBe(true);
      }
    },
  );

  test('both ends of a range are drawn, and none is preferred', () => {
    for (const random of [createSeededRandom(7), systemRandom]) {
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 8_000; i += 1) {
        const drawn = random.integer({ min: 0, max: 3 });
        counts[drawn] = (counts[drawn] ?? 0) + 1;
      }
      // 2,000 expected; six standard deviations are 232.
      for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(240);
    }
  });

  test('neighbouring seeds do not draw alike', () => {
    const firsts = Array.from({ length: 1_000 }, (_, seed) => createSeededRandom(seed).fraction());
    expect(new Set(firsts).size).toBeGreaterThan(995);
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.06);
  });

  test('ids sort in the order they were made, however fast, and never repeat', () => {
    for (const ids of [systemIds, createSeededIds(1)]) {
      const made = Array.from({ length: 20_000 }, () => ids.next());
      expect([...made].sort()).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
      expect(made.every((id) => UUID_7.test(id))).toBe(true);
    }
    expect(createSeededIds(5).next()).toBe(createSeededIds(5).next());
    expect(createSeededIds(5).next()).not.toBe(createSeededIds(6).next());
  });
});

const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
