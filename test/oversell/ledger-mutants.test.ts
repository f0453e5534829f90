import { describe, expect, it } from 'vitest';
import { failureOf, makeTrial, type Shape, WEEKS_WITHOUT_HANDS } from '../support/ledger-trial.ts';
import { loadMutant } from '../support/plant-bug.ts';
import { LEDGER_MUTANTS } from './ledger-mutants.ts';

// As many weeks as the test against the model runs: what it would not notice is not noticed here.
const SEEDS = Array.from({ length: WEEKS_WITHOUT_HANDS }, (_, index) => {
  const later = WEEKS_WITHOUT_HANDS + index + 1;
  return index < WEEKS_WITHOUT_HANDS / 2 ? [index + 1, later] : [index + 1];
}).flat();
const size = { orders: 60, movements: 60 };
const SHAPES: Shape[] = [3, 1, 15].flatMap((skus) =>
  [3, 2, 1].flatMap((locations) =>
    [true, false].map((hasKits) => ({ skus, locations, hasKits, size })),
  ),
);

describe('a planted bug is noticed by comparing with the model', () => {
  it.each(LEDGER_MUTANTS)('that $name', { timeout: 60_000 }, async (mutant) => {
    const { code, remove } = await loadMutant(mutant);
    try {
      const weeks = SEEDS.flatMap((seed) => SHAPES.map((shape) => makeTrial(seed, shape)));
      const noticed = weeks.findIndex((week) => failureOf(code, week) !== null);
      expect(noticed, 'weeks until it was noticed').toBeGreaterThanOrEqual(0);
      if (process.env.SHOW) process.stdout.write(`${noticed + 1} weeks: ${mutant.name}\n`);
    } finally {
      await remove();
    }
  });
});
