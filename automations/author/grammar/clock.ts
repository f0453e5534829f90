import { SECOND_UNITS, TIME_UNITS, ZONE_WORDS, ZONES_ALONE } from '../lexicon/time-words.ts';
import { number } from './figures.ts';
import {
  as,
  dear,
  either,
  type Grammar,
  kept,
  map,
  maybe,
  type Read,
  seq,
  type Text,
} from './read.ts';
import { say, startsFrom } from './say.ts';

// Times of day and lengths of time. An hour that can be meant twice is read twice: the person
// is asked then.

const HOUR_MINUTES = 60;
const NOON = 12;
/** "at 6" is hardly six in the morning, and may be; "at 9" is. */
const MORNING_FROM = 7;

export interface Clock {
  /** From midnight. */
  readonly minutes: number;
  /** Neither am nor pm nor a part of the day was said. */
  readonly isBare: boolean;
  /** Null: the seller's own. */
  readonly zone: string | null;
}

type Part = 'morning' | 'afternoon' | 'evening' | 'night' | 'am' | 'pm' | 'none';

const part: Grammar<Part> = either<Part>(
  as(say('am'), 'am'),
  as(say('pm'), 'pm'),
  as(say('morning'), 'morning'),
  as(say('afternoon'), 'afternoon'),
  as(say('evening'), 'evening'),
  as(say('night'), 'night'),
);
const partBefore: Grammar<Part> = either<Part>(
  as(say('morning'), 'morning'),
  as(say('afternoon'), 'afternoon'),
  as(say('evening'), 'evening'),
  as(say('night'), 'night'),
);

interface Face {
  readonly hour: number;
  readonly minute: number;
  /** "18:30", "09:00": said by the clock of 24 hours. */
  readonly isFull: boolean;
}

const face: Grammar<Face> = kept((text, at) =>
  startsFrom(text, at).flatMap(({ to: start, cost }) => {
    const word = text.tokens[start]?.word ?? '';
    const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(word) ?? [];
    if (hours !== undefined && minutes !== undefined) {
      const made = { hour: toInt(hours), minute: toInt(minutes) };
      const isFull = made.hour > NOON || hours.length === 2 || made.hour === 0;
      return isReal(made) ? [{ value: { ...made, isFull }, to: start + 1, cost }] : [];
    }
    if (
      /^([01]\d|2[0-3])[0-5]\d$/.test(word) &&
      /^(?:hrs|hours|h)$/.test(wordAt(text, start + 1))
    ) {
      const made = { hour: toInt(word.slice(0, 2)), minute: toInt(word.slice(2)), isFull: true };
      return [{ value: made, to: start + 2, cost }];
    }
    return number(text, start)
      .filter(({ value }) => value < 24)
      .map((read) => ({
        value: { hour: read.value, minute: 0, isFull: read.value > NOON || /^0\d?$/.test(word) },
        to: read.to,
        cost: cost + read.cost,
      }));
  }),
);

const toInt = (digits: string) => Number.parseInt(digits, 10);
const wordAt = (text: Text, at: number) => text.tokens[at]?.word ?? '';
const isReal = ({ hour, minute }: { hour: number; minute: number }) => hour < 24 && minute < 60;

function hourIn(hour: number, said: Part): number | null {
  if (said === 'none') return hour;
  if (hour > NOON) return said === 'am' || said === 'morning' ? null : hour;
  if (said === 'am' || said === 'morning') return hour % NOON;
  if (said === 'night') return hour === NOON || hour < 5 ? hour % NOON : hour + NOON;
  return (hour % NOON) + NOON;
}

function clockOf({ hour, minute, isFull }: Face, said: Part): Clock | null {
  const real = hourIn(hour, said);
  if (real === null) return null;
  return { minutes: real * HOUR_MINUTES + minute, isBare: said === 'none' && !isFull, zone: null };
}

const named: Grammar<Clock> = either(
  as(say('noon'), { minutes: NOON * HOUR_MINUTES, isBare: false, zone: null }),
  as(say('midnight'), { minutes: 0, isBare: false, zone: null }),
);

const faced: Grammar<Clock> = either(
  map(seq(face, maybe(say('oclock')), maybe(part)), ([shown, , said]) =>
    clockOf(shown, said ?? 'none'),
  ),
  map(seq(partBefore, maybe(say('clockLink')), face, maybe(say('oclock'))), ([said, , shown]) =>
    clockOf(shown, said),
  ),
  map(seq(say('halfPast'), face, maybe(part)), ([, shown, said]) =>
    shown.minute === 0 ? clockOf({ ...shown, minute: 30 }, said ?? 'none') : null,
  ),
  map(seq(say('quarterPast'), face, maybe(part)), ([, shown, said]) =>
    shown.minute === 0 ? clockOf({ ...shown, minute: 15 }, said ?? 'none') : null,
  ),
);

const ZONE_TOKENS_MAX = 3;
const cities = new Map(
  Intl.supportedValuesOf('timeZone').map((zone): [string, string] => [
    (zone.split('/').at(-1) ?? '').replaceAll('_', ' ').toLowerCase(),
    zone,
  ]),
);

/** "London time", "UTC", "New York time", "our time". */
const zone: Grammar<string | null> = kept((text, at) =>
  startsFrom(text, at).flatMap(({ to: start, cost }) => {
    const found: Read<string | null>[] = [];
    if (/^(?:local|our|my)$/.test(wordAt(text, start)) && wordAt(text, start + 1) === 'time') {
      found.push({ value: null, to: start + 2, cost });
    }
    for (let used = 1; used <= ZONE_TOKENS_MAX; used += 1) {
      const words = text.tokens.slice(start, start + used).map(({ word }) => word);
      const name = words.join(' ');
      const known = ZONE_WORDS[name] ?? cities.get(name);
      if (known === undefined) continue;
      const hasTime = /^(?:time|timezone)$/.test(wordAt(text, start + used));
      if (hasTime) found.push({ value: known, to: start + used + 1, cost });
      else if (ZONES_ALONE.has(name)) found.push({ value: known, to: start + used, cost });
    }
    return found;
  }),
);

/** A time of day, with its zone where one is said. */
export const clock: Grammar<Clock> = kept(
  map(seq(either(named, faced), maybe(zone)), ([shown, where], text) => {
    const isOwn = where === null || where === text.names.timeZone;
    return { ...shown, zone: isOwn ? null : where };
  }),
);

const VAGUE_COST = 0;

/** Read for good: an early hour without am or pm in both ways. */
export const settledClock: Grammar<Clock> = kept((text, at) =>
  clock(text, at).flatMap((read) => {
    const { value } = read;
    const hour = Math.floor(value.minutes / HOUR_MINUTES);
    if (!value.isBare || hour >= MORNING_FROM || hour === 0) return [read];
    const later = { ...value, minutes: value.minutes + NOON * HOUR_MINUTES };
    return [read, { ...read, value: later, cost: read.cost + VAGUE_COST }];
  }),
);

export function toTimeOfDay(minutes: number): string {
  const day = ((minutes % 1_440) + 1_440) % 1_440;
  const hour = Math.floor(day / HOUR_MINUTES);
  return `${String(hour).padStart(2, '0')}:${String(day % HOUR_MINUTES).padStart(2, '0')}`;
}

const unitAt: Grammar<number> = (text, at) => {
  const minutes = TIME_UNITS.get(wordAt(text, at));
  return minutes === undefined ? [] : [{ value: minutes, to: at + 1, cost: 0 }];
};

const aUnit: Grammar<number> = (text, at) =>
  /^(?:a|an|one|the|un|una|ek|1)$/.test(wordAt(text, at)) ? unitAt(text, at + 1) : [];

/** "2 hours", "half an hour", "a day", "an hour and a half", "24h": minutes. */
export const length: Grammar<number> = kept(
  either(
    map(seq(number, unitAt), ([count, minutes]) => (count === 0 ? null : count * minutes)),
    aUnit,
    as(say('halfHour'), 30),
    as(say('hourAndHalf'), 90),
    as(say('fortnight'), 14 * 1_440),
    as(say('month30'), 30 * 1_440),
  ),
);

/** The same, where "the last hour" needs no number. */
export const lengthOrUnit: Grammar<number> = kept(either(length, unitAt));

/** Seconds, of whichever unit. */
export const seconds: Grammar<number> = kept(
  either(
    map(length, (minutes) => minutes * 60),
    (text, at) =>
      number(text, at)
        .filter(({ to }) => SECOND_UNITS.has(wordAt(text, to)))
        .map((read) => ({ ...read, to: read.to + 1 })),
  ),
);

const days = map(length, (minutes) => (minutes % 1_440 === 0 ? minutes / 1_440 : null));
/** Whole days. */
export const dayCount: Grammar<number> = kept(either(days, dear(0, days)));
