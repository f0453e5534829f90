/**
 * Times that come again, as five fields of cron: minute hour day month weekday, on the clock of a
 * time zone. With a day and a weekday both given, either will do, as cron has it.
 */
import {
  addDays,
  toInstant,
  toWallTime,
  type WallTime,
  weekdayOf,
} from '../../core/base/zoned-time.ts';
import type { Range } from './claim.ts';

export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
}

const MINUTE_MS = 60_000;
const FIELDS = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12 },
  { min: 0, max: 7 },
] as const;
const PIECE = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/;

/** Null: no such times (a minute 75, a step of 0, a range that ends before it begins). */
export function parseCron(text: string): Cron | null {
  const fields = text.split(' ').map((field, index) => parseField(field, index));
  const [minutes, hours, days, months, weekdays] = fields;
  if (fields.length !== FIELDS.length) return null;
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  return { minutes, hours, days, months, weekdays: new Set([...weekdays].map((day) => day % 7)) };
}

function parseField(field: string, index: number): ReadonlySet<number> | null {
  const bounds = FIELDS[index];
  if (!bounds) return null;
  const values = new Set<number>();
  for (const piece of field.split(',')) {
    const [whole, star, first, last, stepText] = PIECE.exec(piece) ?? [];
    if (whole === undefined) return null;
    // A step of a single number would be a step of nothing.
    if (stepText !== undefined && star === undefined && last === undefined) return null;
    const isWeekday = index === 4;
    const from = star ? bounds.min : Number.parseInt(first ?? '', 10);
    const to = star ? (isWeekday ? 6 : bounds.max) : Number.parseInt(last ?? first ?? '', 10);
    const step = stepText === undefined ? 1 : Number.parseInt(stepText, 10);
    if (step < 1 || from < bounds.min || to > bounds.max || to < from) return null;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

const ALL_HOURS = 24;
const ALL_DAYS_OF_MONTH = 31;
const ALL_WEEKDAYS = 7;

function isOnDay(cron: Cron, wall: WallTime): boolean {
  if (!cron.months.has(wall.month)) return false;
  const byDay = cron.days.has(wall.day);
  const byWeekday = cron.weekdays.has(weekdayOf(wall));
  const isBoth = cron.days.size < ALL_DAYS_OF_MONTH && cron.weekdays.size < ALL_WEEKDAYS;
  return isBoth ? byDay || byWeekday : byDay && byWeekday;
}

function isAtWall(cron: Cron, wall: WallTime): boolean {
  return cron.minutes.has(wall.minute) && cron.hours.has(wall.hour) && isOnDay(cron, wall);
}

function asMinutes(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) / MINUTE_MS;
}

function fromMinutes(minutes: number): WallTime {
  return toWallTime(new Date(minutes * MINUTE_MS), 'UTC');
}

/**
 * At a whole minute. An hour that the clocks tell twice counts once, and what falls into an hour
 * that they skip is due as soon as it is over. Times of every hour go by real time instead.
 */
function isDueAt(cron: Cron, o: { ms: number; wall: WallTime; timeZone: string }): boolean {
  const { ms, wall, timeZone } = o;
  const isEveryHour = cron.hours.size === ALL_HOURS;
  if (isAtWall(cron, wall)) {
    return isEveryHour || toInstant({ ...wall, second: 0 }, timeZone).getTime() === ms;
  }
  // Clocks are put forward to a full or half hour.
  if (isEveryHour || wall.minute % 30 !== 0) return false;
  const now = asMinutes(wall);
  for (
    let told = asMinutes(toWallTime(new Date(ms - MINUTE_MS), timeZone)) + 1;
    told < now;
    told++
  ) {
    if (isAtWall(cron, fromMinutes(told))) return true;
  }
  return false;
}

/** The last due time after `after` and not later than `until`; null: none. */
export function lastDue(
  cron: Cron,
  o: { after: Date; until: Date; timeZone: string },
): Date | null {
  const { timeZone } = o;
  const endMs = o.after.getTime();
  let ms = Math.floor(o.until.getTime() / MINUTE_MS) * MINUTE_MS;
  while (ms > endMs) {
    const wall = toWallTime(new Date(ms), timeZone);
    if (isDueAt(cron, { ms, wall, timeZone })) return new Date(ms);
    // Nearly every tick is over within a minute.
    if (ms - MINUTE_MS <= endMs) return null;
    ms = stepBack(cron, { ms, wall, timeZone });
  }
  return null;
}

/** To the beginning of a day or an hour that has none, else by a minute. */
function stepBack(cron: Cron, o: { ms: number; wall: WallTime; timeZone: string }): number {
  const { ms, wall, timeZone } = o;
  const isBeginningOfDay = wall.hour === 0 && wall.minute === 0;
  if (!isOnDay(cron, wall) && !isBeginningOfDay) {
    const start = toInstant({ ...wall, hour: 0, minute: 0, second: 0 }, timeZone).getTime();
    if (start < ms) return start;
  }
  if (!cron.hours.has(wall.hour) && wall.minute > 0) {
    const start = ms - wall.minute * MINUTE_MS;
    const told = toWallTime(new Date(start), timeZone);
    // Where the clocks were changed in between, nothing is skipped.
    if (asMinutes(wall) - asMinutes(told) === wall.minute) return start;
  }
  return ms - MINUTE_MS;
}

/** A month without any is left at once. */
function dayAfter(cron: Cron, wall: WallTime): WallTime {
  const days = cron.months.has(wall.month) ? 1 : 32 - wall.day;
  const next = addDays(wall, days);
  return days === 1 ? next : { ...next, day: 1 };
}

/** The first due time after `after`; null: none within the next eight years. */
export function nextDue(cron: Cron, o: { after: Date; timeZone: string }): Date | null {
  const { timeZone } = o;
  let ms = (Math.floor(o.after.getTime() / MINUTE_MS) + 1) * MINUTE_MS;
  const endMs = ms + 8 * 366 * 1_440 * MINUTE_MS;
  while (ms < endMs) {
    const wall = toWallTime(new Date(ms), timeZone);
    if (isDueAt(cron, { ms, wall, timeZone })) return new Date(ms);
    if (!isOnDay(cron, wall)) {
      const next = { ...dayAfter(cron, wall), hour: 0, minute: 0, second: 0 };
      ms = Math.max(toInstant(next, timeZone).getTime(), ms + MINUTE_MS);
    } else if (!cron.hours.has(wall.hour)) ms += (60 - wall.minute) * MINUTE_MS;
    else ms += MINUTE_MS;
  }
  return null;
}

/** Minutes from Monday 00:00 at which it may be due, as ranges; days of a month fall on any day. */
export function dueMinutesOfWeek(cron: Cron): Range[] {
  const isAnyDay = cron.days.size < ALL_DAYS_OF_MONTH;
  const ranges: { min: number; max: number }[] = [];
  for (let minute = 0; minute < ALL_WEEKDAYS * 1_440; minute++) {
    const weekday = (Math.floor(minute / 1_440) + 1) % ALL_WEEKDAYS;
    if (!isAnyDay && !cron.weekdays.has(weekday)) continue;
    const isTime =
      cron.hours.has(Math.floor((minute % 1_440) / 60)) && cron.minutes.has(minute % 60);
    if (!isTime) continue;
    const last = ranges.at(-1);
    if (last && last.max === minute - 1) last.max = minute;
    else ranges.push({ min: minute, max: minute });
  }
  return ranges;
}

function spellField(values: ReadonlySet<number>, index: number): string {
  const { min, max } = FIELDS[index] ?? FIELDS[0];
  const last = index === 4 ? 6 : max;
  const sorted = [...values].sort((a, b) => a - b);
  const size = last - min + 1;
  if (sorted.length === size) return '*';
  const [first = 0, second] = sorted;
  if (first === min && second !== undefined && index < 2) {
    const step = second - first;
    const isStepped = sorted.every((value, i) => value === min + i * step);
    if (step > 1 && isStepped && sorted.length === Math.ceil(size / step)) return `*/${step}`;
  }
  return spellRuns(sorted);
}

function spellRuns(sorted: readonly number[]): string {
  const pieces: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while ((sorted[end + 1] ?? Number.NaN) === (sorted[end] ?? 0) + 1) end++;
    // Two neighbours are a list, three and more a range.
    if (end - i < 2) end = i;
    pieces.push(end === i ? `${sorted[i]}` : `${sorted[i]}-${sorted[end]}`);
    i = end + 1;
  }
  return pieces.join(',');
}

/** The one spelling of these times: "0 9 * * 1-5". */
export function spellCron(cron: Cron): string {
  return [cron.minutes, cron.hours, cron.days, cron.months, cron.weekdays]
    .map((values, index) => spellField(values, index))
    .join(' ');
}

// A field that is longer is not stored: steps such as "1-59/2" have no shorter list.
const FIELD_LENGTH_MAX = 40;

/** In the one spelling; what is no cron, or would be too long a list, stays as it is. */
export function canonicalCron(text: string): string {
  const cron = parseCron(text);
  const spelt = cron ? spellCron(cron) : text;
  return spelt.split(' ').some((field) => field.length > FIELD_LENGTH_MAX) ? text : spelt;
}
