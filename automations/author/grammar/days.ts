import { ALL_DAYS } from '../../terms/measure.ts';
import { WEEKDAYS } from '../lexicon/time-words.ts';
import { comma } from './entities.ts';
import { as, either, type Grammar, kept, listOf, map, maybe, seq } from './read.ts';
import { say, startsFrom } from './say.ts';

// Days of the week, 1 is Monday.

export type Days = readonly number[];

const dayName: Grammar<number> = kept((text, at) =>
  startsFrom(text, at).flatMap(({ to: start, cost }) => {
    const word = text.tokens[start]?.word ?? '';
    const day = WEEKDAYS.findIndex((names) => names.includes(word)) + 1;
    return day === 0 ? [] : [{ value: day, to: start + 1, cost }];
  }),
);

const sorted = (all: readonly number[]): Days => [...new Set(all)].sort((a, b) => a - b);

/** "Monday to Friday", "Fri-Sun", "between Monday and Friday". */
const range: Grammar<Days> = map(
  either(
    map(
      seq(maybe(say('rangeFrom')), dayName, say('rangeTo'), dayName),
      ([, first, , last]) => [first, last] as const,
    ),
    map(
      seq(say('between'), dayName, say('and'), dayName),
      ([, first, , last]) => [first, last] as const,
    ),
  ),
  ([first, last]) => {
    if (first === last) return null;
    const count = ((last - first + 7) % 7) + 1;
    return sorted(Array.from({ length: count }, (_, step) => ((first - 1 + step) % 7) + 1));
  },
);

const piece: Grammar<Days> = either<Days>(
  range,
  map(dayName, (day) => [day]),
  as(say('weekdays'), [1, 2, 3, 4, 5]),
  as(say('weekends'), [6, 7]),
);

/** Some of the days, not all of them. */
export const someDays: Grammar<Days> = kept(
  map(listOf(piece, either<unknown>(say('and', 'or', 'rangeComma'), comma), 7), (all) =>
    sorted(all.flat()),
  ),
);

export const everyDay: Grammar<Days> = as(say('daily'), ALL_DAYS);

export const anyDays: Grammar<Days> = either(someDays, everyDay);
