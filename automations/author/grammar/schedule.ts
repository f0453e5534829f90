import { toInstant } from '../../../core/base/zoned-time.ts';
import { canonicalCron } from '../../terms/cron.ts';
import { ALL_DAYS } from '../../terms/measure.ts';
import { type Clock, lengthOrUnit, settledClock } from './clock.ts';
import { anyDays, type Days, everyDay, someDays } from './days.ts';
import { comma } from './entities.ts';
import { number } from './figures.ts';
import type { Happening } from './happening.ts';
import {
  as,
  bag,
  either,
  type Grammar,
  kept,
  listOf,
  map,
  maybe,
  type Read,
  seq,
  type Text,
} from './read.ts';
import { say, startsFrom } from './say.ts';

// Times that come again, as five fields of cron on the seller's clock.

const DAY = 1_440;

const toHappening = (cron: string): Happening => ({
  trigger: { kind: 'schedule', cron: canonicalCron(cron) },
  scope: 'said',
  holds: null,
});

interface Times {
  /** Of the seller's clock, and how many days later than in the zone that was said. */
  readonly minutes: readonly number[];
  readonly shift: number;
  /** Of a bare hour, read as one of the evening. */
  readonly isLate?: true;
}

const several = either<unknown>(say('and', 'or'), comma);

const clocks: Grammar<readonly Clock[]> = kept(
  listOf(
    map(seq(maybe(say('atTime')), settledClock), ([, value]) => value),
    several,
    4,
  ),
);

const SOME_DAYS_OF_A_YEAR = [15, 46, 74, 105, 135, 166, 196, 227, 258, 288, 319, 349];

/** How far the seller's clock is ahead of a zone's, in minutes: each difference of a year once. */
function aheadOf(zone: string, text: Text): readonly number[] {
  const { timeZone, now } = text.names;
  const year = now.getUTCFullYear();
  const found = SOME_DAYS_OF_A_YEAR.map((day) => {
    const wall = { year, month: 1, day, hour: 12, minute: 0, second: 0 };
    return (toInstant(wall, zone).getTime() - toInstant(wall, timeZone).getTime()) / 60_000;
  });
  return [...new Set(found)];
}

/** Where the difference changes in summer there are two readings, and the person is asked. */
const times: Grammar<Times> = kept((text, at) =>
  clocks(text, at).flatMap((read): Read<Times>[] => {
    const zones = [...new Set(read.value.map(({ zone }) => zone).filter((zone) => zone !== null))];
    const [zone] = zones;
    if (zones.length > 1) return [];
    const ahead = zone === undefined ? [0] : aheadOf(zone, text);
    return ahead.flatMap((difference) => {
      const moved = read.value.map(({ minutes }) => minutes + difference);
      const shifts = [...new Set(moved.map((minutes) => Math.floor(minutes / DAY)))];
      const [shift = 0] = shifts;
      if (shifts.length > 1) return [];
      const minutes = moved.map((each) => each - shift * DAY);
      return [{ ...read, value: { minutes, shift } }];
    });
  }),
);

/** Null: these times do not fit into one line of cron. */
function fieldsOf({ minutes }: Times): string | null {
  const past = [...new Set(minutes.map((each) => each % 60))];
  if (past.length > 1) return null;
  const hours = [...new Set(minutes.map((each) => Math.floor(each / 60)))].sort((a, b) => a - b);
  return `${past[0]} ${hours.join(',')}`;
}

function weekdayField(days: Days, shift: number): string {
  const moved = days.map((day) => ((((day + shift - 1) % 7) + 7) % 7) + 1).sort((a, b) => a - b);
  if (moved.length === ALL_DAYS.length) return '*';
  const isRun = moved.length > 2 && moved.every((day, i) => day === (moved[0] ?? 0) + i);
  if (isRun && moved.at(-1) !== 7) return `${moved[0]}-${moved.at(-1)}`;
  return moved
    .map((day) => day % 7)
    .sort((a, b) => a - b)
    .join(',');
}

function weekly(days: Days, at: Times): string | null {
  const fields = fieldsOf(at);
  return fields === null ? null : `${fields} * * ${weekdayField(days, at.shift)}`;
}

interface Often {
  readonly days: Days;
  /** Hours that a part of the day suggests, where none is said. */
  readonly usual: readonly number[];
  readonly part: 'am' | 'pm' | null;
}

const NO_HOUR: readonly number[] = [];

const days: Grammar<Often> = either<Often>(
  map(
    seq(either(say('every', 'onDay', 'daily'), say('on')), someDays),
    ([, value]): Often => ({ days: value, usual: [9, 12, 18], part: null }),
  ),
  map(someDays, (value): Often => ({ days: value, usual: [9, 12, 18], part: null })),
  map(everyDay, (value): Often => ({ days: value, usual: [9, 12, 18], part: null })),
  as<Often>(say('everyMorning'), { days: ALL_DAYS, usual: [8, 9, 10], part: 'am' }),
  as<Often>(say('everyEvening'), { days: ALL_DAYS, usual: [18, 19, 20], part: 'pm' }),
  as<Often>(say('everyNight'), { days: ALL_DAYS, usual: [21, 22, 23], part: 'pm' }),
  as<Often>(say('everyNoon'), { days: ALL_DAYS, usual: [12], part: null }),
  as<Often>(say('everyMidnight'), { days: ALL_DAYS, usual: [0], part: null }),
  map(
    seq(maybe(say('every', 'on')), someDays, say('morning')),
    ([, value]): Often => ({ days: value, usual: [8, 9, 10], part: 'am' }),
  ),
  map(
    seq(maybe(say('every', 'on')), someDays, say('evening', 'afternoon', 'night')),
    ([, value]): Often => ({ days: value, usual: [18, 19, 20], part: 'pm' }),
  ),
  as<Often>(say('weekly'), { days: [1], usual: NO_HOUR, part: null }),
);

function inPart(at: Times, part: Often['part']): Times | null {
  if (part === null) return at;
  const isRight = at.minutes.every((minutes) =>
    part === 'am' ? minutes < 720 : minutes >= 720 || minutes < 240,
  );
  return isRight ? at : null;
}

/** "every night at 11", "each evening at 7": the hour of the part of the day. */
const lateHour: Grammar<Times> = map(
  seq(maybe(say('atTime')), settledClock),
  ([, { minutes, isBare, zone }]) =>
    isBare && zone === null && minutes >= 420 && minutes < 720
      ? { minutes: [minutes + 720], shift: 0, isLate: true }
      : null,
);

/** "every Monday at 18:30", "at 9 on weekdays", "daily at 6 in the evening". */
const timed: Grammar<string> = bag<{ often: Often; at: Times; link: unknown }, string>(
  {
    often: days,
    at: either(
      map(seq(maybe(say('atTime')), times), ([, value]) => value),
      lateHour,
    ),
    link: say('windowLink', 'windowBehind'),
  },
  ({ often, at }) => {
    const [when] = often;
    const [hours] = at;
    if (!when || !hours) return null;
    if (hours.isLate && when.part !== 'pm') return null;
    const fitting = inPart(hours, when.part);
    return fitting && weekly(when.days, fitting);
  },
);

/** Days without an hour: the usual ones are offered. */
const untimed: Grammar<string> = (text, at) =>
  days(text, at).flatMap((read) =>
    read.value.usual.flatMap((hour) => {
      const cron = weekly(read.value.days, { minutes: [hour * 60], shift: 0 });
      return cron === null ? [] : [{ ...read, value: cron, cost: read.cost + 1 }];
    }),
  );

const STEPS_OF_MINUTES = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];
const STEPS_OF_HOURS = [1, 2, 3, 4, 6, 8, 12];

function everySo(minutes: number): string | null {
  if (STEPS_OF_MINUTES.includes(minutes))
    return minutes === 1 ? '* * * * *' : `*/${minutes} * * * *`;
  const hours = minutes / 60;
  if (!STEPS_OF_HOURS.includes(hours)) return null;
  return hours === 1 ? '0 * * * *' : `0 */${hours} * * *`;
}

const steps: Grammar<string> = map(
  seq(
    either(
      map(seq(say('every'), lengthOrUnit), ([, minutes]) => everySo(minutes)),
      as(say('hourly'), everySo(60)),
    ),
    maybe(map(seq(say('onDay', 'every', 'on'), anyDays), ([, value]) => value)),
  ),
  ([cron, on]) => {
    if (cron === null || on === null) return cron;
    return cron.replace(/\* \* \*$/, `* * ${weekdayField(on, 0)}`);
  },
);

const ordinalDay: Grammar<number> = kept((text, at) =>
  startsFrom(text, at).flatMap(({ to: start, cost }) => {
    const first = say('firstDay')(text, start).map((read) => ({ ...read, value: 1 }));
    const numbered = number(text, start)
      .filter(({ value }) => value >= 1 && value <= 31)
      .map((read) => {
        const isEnding = /^(?:st|nd|rd|th)$/.test(text.tokens[read.to]?.word ?? '');
        return { ...read, to: isEnding ? read.to + 1 : read.to, isOrdinal: isEnding };
      })
      .map(({ value, to, cost: price }) => ({ value, to, cost: price }));
    return [...first, ...numbered].map((read) => ({ ...read, cost: cost + read.cost }));
  }),
);

/** "on the 1st of every month at 10", "the 1st and 15th of the month at 9". */
const monthly: Grammar<string> = bag<
  { days: readonly number[]; month: unknown; at: Times; first: unknown },
  string
>(
  {
    days: map(seq(maybe(say('on', 'onDay')), listOf(ordinalDay, several, 5)), ([, all]) => all),
    month: say('ofMonth'),
    at: map(seq(say('atTime'), times), ([, value]) => value),
    first: say('firstOfMonth'),
  },
  ({ days: found, month, at, first }) => {
    const [list = []] = found;
    const on = first.length > 0 ? [1] : month.length > 0 ? list : [];
    const [hours] = at;
    if (on.length === 0 || (first.length > 0 && list.length + month.length > 0)) return null;
    if (hours?.shift !== 0) return null;
    const fields = fieldsOf(hours);
    const sorted = [...new Set(on)].sort((a, b) => a - b);
    return fields === null ? null : `${fields} ${sorted.join(',')} * *`;
  },
);

const CRON = /^([\d*,/-]{1,40}(?: [\d*,/-]{1,40}){4})(?=[\s"”:,]|$)/;

/** Five fields as they are typed, behind a word that says so or between quotation marks. */
const literal: Grammar<string> = (text, at) =>
  say('cron')(text, at).flatMap((read) => {
    const token = text.tokens[read.to];
    if (token?.kind === 'quote') {
      return CRON.test(token.text) ? [{ value: token.text, to: read.to + 1, cost: read.cost }] : [];
    }
    const last = text.tokens.slice(read.to).findIndex(({ word }) => !/^[\d*,/-]/.test(word));
    const end = last < 0 ? text.tokens.length : read.to + last;
    const typed = typedFrom(text, read.to, end);
    const [found] = CRON.exec(typed) ?? [];
    return found === typed ? [{ value: found, to: end, cost: read.cost }] : [];
  });

function typedFrom(text: Text, from: number, to: number): string {
  return text.tokens
    .slice(from, to)
    .map((token, i) => {
      const before = text.tokens[from + i - 1];
      return i > 0 && before && before.to < token.from ? ` ${token.text}` : token.text;
    })
    .join('');
}

/** "twice a day, at 11:00 and 17:00": as many hours as are counted. */
const counted: Grammar<string> = map(
  seq(
    either(
      as(say('twiceDaily'), 2),
      map(seq(number, say('timesDaily')), ([count]) => count),
    ),
    maybe(comma),
    maybe(say('atTime')),
    times,
  ),
  ([count, , , at]) => (at.minutes.length === count ? weekly(ALL_DAYS, at) : null),
);

/** "at 8am", every day. */
export const hourAlone: Grammar<Happening> = kept(
  map(seq(maybe(say('atTime')), times), ([, at]) => {
    const cron = weekly(ALL_DAYS, at);
    return cron === null ? null : toHappening(cron);
  }),
);

export const schedule: Grammar<Happening> = kept(
  map(either(timed, counted, untimed, steps, monthly, literal), toHappening),
);
