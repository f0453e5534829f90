import { PERIODS } from './lexicon/time-words.ts';
import type { Period } from './message-item.ts';

const WORDS_MAX = 4;

const PERIOD_OF: ReadonlyMap<string, Period> = new Map(
  Object.entries(PERIODS).flatMap(([period, line]) =>
    line.split('|').map((phrase): [string, Period] => [phrase, period as Period]),
  ),
);

/** "today", "this week", "is mahine": the longest that the words begin with. */
export function readPeriod(words: readonly string[]): { period: Period; used: number } | null {
  for (let used = Math.min(WORDS_MAX, words.length); used > 0; used -= 1) {
    const period = PERIOD_OF.get(words.slice(0, used).join(' '));
    if (period) return { period, used };
  }
  return null;
}
