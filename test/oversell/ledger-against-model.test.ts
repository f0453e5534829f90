import { describe, expect, it, vi } from 'vitest';
import { decideBatch } from '../../core/ledger/decide-batch.ts';
import { planReads, widenReads } from '../../core/ledger/plan-reads.ts';
import { LedgerMemory } from '../support/ledger-memory.ts';
import {
  describeTrial,
  failureOf,
  makeTrial,
  type Shape,
  shrinkTrial,
  WEEKS_WITHOUT_HANDS,
} from '../support/ledger-trial.ts';

// Much work for a machine that does something else besides.
vi.setConfig({ testTimeout: 90_000 });

const code = { decideBatch, planReads, widenReads };
// SEED=… repeats one week; SEEDS=… runs more of them.
const first = Number.parseInt(process.env.SEED ?? '1', 10);
const count = process.env.SEED ? 1 : Number.parseInt(process.env.SEEDS ?? '18', 10);
const size = { orders: 60, movements: 60 };
const seeds = Array.from({ length: count }, (_, index) => first + index);

const shapes: (Shape & { name: string })[] = [1, 3, 15].flatMap((skus) =>
  [1, 2, 3].flatMap((locations) =>
    [false, true].map((hasKits) => ({
      name: `${skus} SKUs, ${locations} locations${hasKits ? ', kits' : ''}`,
      ...{ skus, locations, hasKits, size },
    })),
  ),
);

describe('however orders are batched, stock ends as if each had been decided alone', () => {
  it.each(shapes)('with $name', (shape) => {
    for (const seed of seeds) {
      const trial = makeTrial(seed, shape);
      const failure = failureOf(code, trial);
      if (failure === null) continue;
      const small = shrinkTrial(code, trial);
      const run = `node run.mjs --bin vitest run ${import.meta.filename}`;
      const repeat = `SEED=${seed} ${run} -t "with ${shape.name}"`;
      expect.fail(`${failureOf(code, small)}\n\n${describeTrial(small)}\n\nRepeat: ${repeat}`);
    }
  });
});

describe('the random weeks', () => {
  it('meet every kind of movement, every refusal, covered and displaced promises', () => {
    const met = new Set<string>();
    const weeks = shapes.flatMap((shape) =>
      [first, first + WEEKS_WITHOUT_HANDS].map((seed) => makeTrial(seed, shape)),
    );
    for (const { rules, batches } of weeks) {
      const ledger = new LedgerMemory({ code, rules, queueRows: 300 });
      for (const answer of batches.flatMap((batch) => ledger.apply(batch))) {
        met.add(answer.kind === 'refused' ? `refused: ${answer.reason}` : answer.kind);
        if (answer.kind === 'done' && answer.covered > 0) met.add('covered');
        if (answer.kind === 'done' && answer.displaced > 0) met.add('displaced');
        if (answer.kind === 'done' && answer.unheld > 0) met.add('unheld');
      }
      for (const entry of ledger.dump().entries) met.add(`entry: ${entry.kind}`);
    }
    expect([...met].sort()).toEqual([
      ...['copy', 'covered', 'displaced', 'done', 'entry: correction', 'entry: count'],
      ...['entry: damage', 'entry: receipt', 'entry: release', 'entry: reserve', 'entry: return'],
      ...['entry: ship', 'entry: transfer', 'order', 'refused: kit-has-no-stock'],
      ...['refused: not-available', 'refused: not-enough-on-hand', 'refused: not-that-many-held'],
      ...['refused: nothing-to-take-back', 'refused: same-location', 'refused: unknown-line'],
      'unheld',
    ]);
  });
});
