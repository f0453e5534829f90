import type { Miss, Occurrence } from '../facts/occurrence.ts';

/** What a rule would have done over a stretch of the past. */
export interface BackTest {
  readonly since: Date;
  readonly until: Date;
  /** Oldest first; at most 1,000 are kept, `count` counts all. */
  readonly firings: readonly {
    readonly fact: string;
    readonly at: Date;
    readonly occurrence: Occurrence;
  }[];
  readonly count: number;
  /** Firings that its cool-down, its window or `once` held back. */
  readonly heldBack: number;
  /** The nearest first, at most 5, one per subject. */
  readonly nearestMisses: readonly (Miss & { readonly at: Date })[];
  /** Messages a day, on average over the days looked at. */
  readonly messagesPerDay: number;
  /** False: there is less history than was asked for. */
  readonly isComplete: boolean;
}
