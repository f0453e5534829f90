import { toCatalog } from '../../automations/engine/read-catalog.ts';
import { createEvaluator } from '../../automations/evaluate/evaluator.ts';
import { createWorld } from '../../automations/evaluate/world.ts';
import type { Fact } from '../../automations/facts/fact.ts';
import { systemClock } from '../../core/base/clock.ts';
import { dropsBelow, toRule } from '../support/automation-stage.ts';
import { medianOf } from './statistics.ts';

const ROUNDS = 7;
const FACTS = 2_000;
const AT = new Date('2026-11-23T10:00:00Z');

export interface Cost {
  readonly rules: number;
  readonly concerned: number;
  readonly micros: number;
}

/** What one entry costs: `concerned` rules are about its SKU, the others about others. */
export function measureEvaluation() {
  const shapes = [
    { rules: 100, concerned: 1 },
    { rules: 10_000, concerned: 1 },
    { rules: 100, concerned: 10 },
    { rules: 10_000, concerned: 10 },
    { rules: 10_000, concerned: 100 },
    { rules: 10_000, concerned: 1_000 },
  ];
  const benches = shapes.map(prepare);
  const taken = benches.map((): number[] => []);
  for (const bench of benches) bench();
  // In turns, so that whatever else the machine does slows all of them.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, bench] of benches.entries()) taken[index]?.push(bench());
  }
  const cells = shapes.map(
    (shape, index): Cost => ({
      ...shape,
      micros: medianOf(taken[index] ?? []),
    }),
  );
  const at = (rules: number, concerned: number) =>
    cells.find((cell) => cell.rules === rules && cell.concerned === concerned)?.micros ?? NaN;
  return {
    cells,
    byAll: at(10_000, 10) / at(100, 10),
    byConcerned: at(10_000, 1_000) / at(10_000, 10),
  };
}

function prepare({ rules, concerned }: { rules: number; concerned: number }): () => number {
  const skus = Array.from({ length: rules }, (_, index) => ({
    ...{ skuId: index + 1, code: `S${index + 1}`, title: 'Thing', aliases: [], barcodes: [] },
    ...{ options: {}, category: null, tags: [], packs: [], isKit: false },
  }));
  const catalog = toCatalog(
    { currency: 'INR', timeZone: 'Asia/Kolkata' },
    { skus, locations: [], accounts: [] },
    [],
  );
  const evaluator = createEvaluator({
    catalog,
    rules: skus.map((_, index) => ({
      ruleId: index + 1,
      rule: toRule({ trigger: dropsBelow(10, [index < concerned ? 'S1' : `S${index + 1}`]) }),
    })),
  });
  const level = { skuId: 1, locationId: 1, onHand: 1_000_000, reserved: 0 };
  const seed = { knownSince: AT, ages: [], levels: [level], sales: [], prices: [] };
  const world = createWorld(seed, catalog);
  let reserved = 0;
  return () => {
    const beganMs = systemClock.monotonicMs();
    for (let facts = 0; facts < FACTS; facts += 1) {
      const move = {
        ...{ skuId: 1, locationId: 1, onHandBefore: 1_000_000, onHandAfter: 1_000_000 },
        ...{ reservedBefore: reserved, reservedAfter: reserved + 1, entry: 'reserve', sold: 0 },
      };
      reserved += 1;
      const fact: Fact = {
        ...{ kind: 'stock', key: `entry:${reserved}`, at: AT, causes: [] },
        ...{ accountId: 1, moves: [move] },
      };
      world.apply(fact);
      evaluator.observe(fact, world);
    }
    return ((systemClock.monotonicMs() - beganMs) * 1_000) / FACTS;
  };
}
