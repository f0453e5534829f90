import type { Evaluated } from '../evaluate/evaluator.ts';
import { isInTheWay, type Judged } from '../evaluate/judge.ts';
import type { Fact } from '../facts/fact.ts';
import type { Occurrence } from '../facts/occurrence.ts';

export interface NearMiss {
  readonly at: Date;
  readonly factKey: string;
  readonly occurrence: Occurrence;
  /** In the unit of what is compared, above 0. */
  readonly by: number;
  /** The condition that stood in the way; null: the trigger itself was nearly set off. */
  readonly condition: Judged | null;
}

const KEPT = 3;

/** Keeps the closest ones, one per subject; of two that are as close, the later. */
export function createNearest() {
  const best = new Map<string, NearMiss>();
  const keep = (miss: NearMiss) => {
    const known = best.get(miss.occurrence.subject);
    if (!known || miss.by <= known.by) best.set(miss.occurrence.subject, miss);
  };
  return {
    add(fact: Fact, seen: Pick<Evaluated, 'misses' | 'declined'>): void {
      const { at, key: factKey } = fact;
      for (const { miss } of seen.misses) {
        keep({ at, factKey, occurrence: miss, by: miss.by, condition: null });
      }
      for (const { occurrence, verdict } of seen.declined) {
        const [only, ...others] = verdict.judged.filter(isInTheWay);
        // With several in the way it was not near.
        if (!only || others.length > 0 || only.missBy === null) continue;
        keep({ at, factKey, occurrence, by: only.missBy, condition: only });
      }
    },
    closest(): NearMiss[] {
      const later = (a: NearMiss, b: NearMiss) => b.at.getTime() - a.at.getTime();
      return [...best.values()].sort((a, b) => a.by - b.by || later(a, b)).slice(0, KEPT);
    },
  };
}
