/** One random week, decided in batches by the code under test and one by one by the model. */
import { createSeededRandom } from '../../core/base/random.ts';
import type { LedgerAnswer, LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type { LedgerRules } from '../../core/ledger/ledger-state.ts';
import { differencesFrom } from './compare-with-model.ts';
import { tornKits, violationsOf } from './ledger-dump.ts';
import { type LedgerCode, LedgerMemory } from './ledger-memory.ts';
import { LedgerModel } from './ledger-model.ts';
import { makeRules, makeScenario, type ScenarioSize } from './ledger-scenario.ts';

export interface Trial {
  readonly rules: LedgerRules;
  readonly batches: readonly (readonly LedgerEvent[])[];
  /** Rows of a queue that a batch reads at first. */
  readonly queueRows: number;
}

export interface Shape {
  readonly skus: number;
  readonly locations: number;
  readonly hasKits: boolean;
  readonly size: ScenarioSize;
}

const BATCH_SIZES_MAX = [1, 6, 40, 256] as const;
const QUEUE_ROWS = [1, 3, 300] as const;
/** In later weeks people also set units aside, bring some back and take back what they said. */
export const WEEKS_WITHOUT_HANDS = 12;
const BY_HAND = 30;
const SHRINK_TRIES_MAX = 3_000;
const CHECKS_MAX = 25;

export function makeTrial(seed: number, shape: Shape): Trial {
  const { rules, skuIds } = makeRules(shape);
  const size = { ...shape.size, byHand: seed > WEEKS_WITHOUT_HANDS ? BY_HAND : 0 };
  const events = makeScenario({ seed, rules, skuIds, size });
  const random = createSeededRandom(seed + 1_000_003);
  const draw = (max: number) => random.integer({ min: 0, max });
  const most = BATCH_SIZES_MAX[draw(BATCH_SIZES_MAX.length - 1)] as number;
  const queueRows = QUEUE_ROWS[draw(QUEUE_ROWS.length - 1)] as number;
  const batches: LedgerEvent[][] = [];
  for (let at = 0; at < events.length; ) {
    const batch = events.slice(at, at + random.integer({ min: 1, max: most }));
    batches.push(batch);
    at += batch.length;
  }
  return { rules, batches, queueRows };
}

/** Null: the same stock, lines, queues and answers as the model, and nothing broken on the way. */
export function failureOf(code: LedgerCode, trial: Trial): string | null {
  const { rules, queueRows } = trial;
  const ledger = new LedgerMemory({ code, rules, queueRows });
  const model = new LedgerModel(rules);
  const checkEvery = Math.ceil(trial.batches.length / CHECKS_MAX);
  for (const [index, batch] of trial.batches.entries()) {
    let answers: readonly LedgerAnswer[];
    try {
      answers = ledger.apply(batch);
    } catch (error) {
      return `batch ${index + 1}: ${error instanceof Error ? error.stack : error}`;
    }
    const expected = batch.map((event) => model.apply(event));
    const wrong = expected.flatMap((answer, at) => otherAnswer(batch[at], answer, answers[at]));
    // Answers are compared each time; reading the whole ledger after every order is slow.
    if (index % checkEvery === 0 || index === trial.batches.length - 1) {
      const dump = ledger.dump();
      wrong.push(...violationsOf(dump, rules), ...tornKits(dump, rules));
      wrong.push(...differencesFrom(model, dump));
    }
    if (wrong.length > 0) return `batch ${index + 1}:\n${wrong.join('\n')}`;
  }
  return null;
}

/** The model does not know whether a body was a copy: its figures do not depend on it. */
function otherAnswer(
  event: LedgerEvent | undefined,
  expected: LedgerAnswer,
  found: LedgerAnswer | undefined,
): string[] {
  const texts = [expected, found].map((answer) => {
    return JSON.stringify(answer?.kind === 'order' ? answer.lines : answer);
  });
  if (texts[0] === texts[1]) return [];
  return [`${JSON.stringify(event)} answers ${texts[1]} instead of ${texts[0]}`];
}

/** Leaves out whatever is not needed for the failure. */
export function shrinkTrial(code: LedgerCode, trial: Trial): Trial {
  let small = trial;
  let tries = 0;
  for (let chunk = trial.batches.flat().length; chunk >= 1; chunk = Math.floor(chunk / 2)) {
    for (let at = 0; at < small.batches.flat().length; ) {
      const candidate = { ...small, batches: without(small.batches, { at, count: chunk }) };
      tries += 1;
      if (tries > SHRINK_TRIES_MAX) return small;
      if (failureOf(code, candidate) === null) at += chunk;
      else small = candidate;
    }
  }
  return small;
}

function without(batches: Trial['batches'], o: { at: number; count: number }): LedgerEvent[][] {
  let index = -1;
  return batches
    .map((batch) =>
      batch.filter(() => {
        index += 1;
        return index < o.at || index >= o.at + o.count;
      }),
    )
    .filter((batch) => batch.length > 0);
}

export function describeTrial(trial: Trial): string {
  const lines = trial.batches.map((batch) =>
    batch.map((event) => JSON.stringify(event)).join('\n'),
  );
  return `first reading ${trial.queueRows} rows of a queue\n${lines.join('\n-- next batch\n')}`;
}
