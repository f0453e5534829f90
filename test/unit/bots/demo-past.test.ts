import { describe, expect, test } from 'vitest';
import { planShelf } from '../../../bots/demo-shop/write-past.ts';

describe('the past of the demo shop', () => {
  test('whatever was sold and received before, a shelf ends at what lies there today', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const today = seed % 97;
      const levels = [0];
      const moves = planShelf(today, { days: 30, seed });
      for (const { kind, quantity } of moves) {
        expect(quantity).toBeGreaterThan(0);
        levels.push((levels.at(-1) ?? 0) + (kind === 'receipt' ? quantity : -quantity));
      }
      expect(levels.at(-1), `seed ${seed}`).toBe(today);
      expect(Math.min(...levels), `seed ${seed}`).toBeGreaterThanOrEqual(0);
      expect(moves.every(({ day }) => day >= 0 && day < 30)).toBe(true);
    }
  });

  test('the same shop is made again after a start that was cut short', () => {
    expect(planShelf(40, { days: 30, seed: 7 })).toEqual(planShelf(40, { days: 30, seed: 7 }));
  });
});
