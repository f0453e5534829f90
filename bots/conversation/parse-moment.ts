import {
  addDays,
  isRealDate,
  toInstant,
  toWallTime,
  type WallTime,
  weekdayOf,
} from '../../core/base/zoned-time.ts';

// Reads a past moment as people write it: "yesterday 18:00", "20 Nov", "2 hours ago", "monday 9am".
// A date alone means the end of that day, a time alone the last time the clock showed it.

export interface ReadMoment {
  readonly at: Date;
  /** How many words belonged to it. */
  readonly used: number;
}

type Zone = { readonly now: Date; readonly timeZone: string };
type Day = Pick<WallTime, 'year' | 'month' | 'day'>;
type Time = Pick<WallTime, 'hour' | 'minute' | 'second'>;
type Read<Value> = { readonly value: Value; readonly used: number } | null;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const UNIT_MS: ReadonlyArray<[RegExp, number]> = [
  [/^(s|sec|secs|seconds?)$/, 1_000],
  [/^(m|min|mins|minutes?)$/, 60_000],
  [/^(h|hr|hrs|hours?)$/, 3_600_000],
  [/^(d|days?)$/, 86_400_000],
  [/^weeks?$/, 7 * 86_400_000],
];
const ISO = /^(\d{4})-(\d{2})-(\d{2})t(\d{2}):(\d{2})(?::(\d{2}))?(z)?$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?(am|pm)?$/;
const COUNT = /^\d{1,4}$/;
const END_OF_DAY: Time = { hour: 23, minute: 59, second: 59 };

const toInt = (digits: string | undefined) => Number.parseInt(digits ?? '0', 10);

/** The longest start of the words that is a moment; null when they do not start with one. */
export function readMoment(words: readonly string[], zone: Zone): ReadMoment | null {
  const lower = words.map((word) => word.toLowerCase());
  if (lower[0] === 'now') return { at: zone.now, used: 1 };
  return readAgo(lower, zone) ?? readIso(lower, zone) ?? readDayAndTime(lower, zone);
}

function readAgo(words: readonly string[], { now }: Zone): ReadMoment | null {
  const [count = '', unit = '', ago] = words;
  const glued = /^(\d{1,4})([a-z]+)$/.exec(count);
  const [amount, name, used] =
    glued && unit === 'ago' ? [glued[1] ?? '', glued[2] ?? '', 2] : [count, unit, 3];
  if (used === 3 && ago !== 'ago') return null;
  const unitMs = UNIT_MS.find(([pattern]) => pattern.test(name))?.[1];
  if (unitMs === undefined || !(COUNT.test(amount) || /^an?$/.test(amount))) return null;
  const many = COUNT.test(amount) ? toInt(amount) : 1;
  return { at: new Date(now.getTime() - many * unitMs), used };
}

function readIso(words: readonly string[], { timeZone }: Zone): ReadMoment | null {
  const found = ISO.exec(words[0] ?? '');
  if (!found) return null;
  const [, year, month, day, hour, minute, second, isUtc] = found;
  const wall = {
    ...{ year: toInt(year), month: toInt(month), day: toInt(day) },
    ...{ hour: toInt(hour), minute: toInt(minute), second: toInt(second) },
  };
  if (!isRealDate(wall) || !isRealTime(wall)) return null;
  return { at: toInstant(wall, isUtc ? 'UTC' : timeZone), used: 1 };
}

function readDayAndTime(words: readonly string[], zone: Zone): ReadMoment | null {
  const today = toWallTime(zone.now, zone.timeZone);
  const day = readDay(words, today);
  const isJoined = /^(at|,)$/.test(words[day?.used ?? 0] ?? '');
  const timeFrom = (day?.used ?? 0) + (isJoined ? 1 : 0);
  const time = readTime(words.slice(timeFrom), day !== null || isJoined);
  if (!day && !time) return null;
  const used = time ? timeFrom + time.used : (day?.used ?? 0);
  const wall = { ...(day?.value ?? today), ...(time?.value ?? END_OF_DAY) };
  const at = toInstant(wall, zone.timeZone);
  if (day || at <= zone.now) return { at: !time && at > zone.now ? zone.now : at, used };
  return { at: toInstant(addDays(wall, -1), zone.timeZone), used };
}

function readDay(words: readonly string[], today: WallTime): Read<Day> {
  const [first = '', second = '', third = ''] = words;
  if (first === 'today') return { value: today, used: 1 };
  if (first === 'yesterday') return { value: addDays(today, -1), used: 1 };
  const iso = ISO_DAY.exec(first);
  if (iso) return realDay({ year: iso[1], month: toInt(iso[2]), day: iso[3] }, 1);
  const weekday = first.length >= 3 ? WEEKDAYS.findIndex((name) => name.startsWith(first)) : -1;
  if (weekday >= 0) {
    const back = (weekdayOf(today) - weekday + 7) % 7 || 7;
    return { value: addDays(today, -back), used: 1 };
  }
  const dayFirst = /^\d{1,2}(st|nd|rd|th)?$/.test(first);
  const month = monthOf(dayFirst ? second : first);
  const day = dayFirst ? first : second;
  if (month === 0 || !/^\d{1,2}(st|nd|rd|th)?,?$/.test(day)) return null;
  if (/^\d{4}$/.test(third)) return realDay({ year: third, month, day }, 3);
  const thisYear = realDay({ year: String(today.year), month, day }, 2);
  if (!thisYear || !isAfter(thisYear.value, today)) return thisYear;
  return realDay({ year: String(today.year - 1), month, day }, 2);
}

function isAfter(day: Day, today: Day): boolean {
  return day.month > today.month || (day.month === today.month && day.day > today.day);
}

function monthOf(word: string): number {
  return /^[a-z]{3,9}$/.test(word) ? MONTHS.indexOf(word.slice(0, 3)) + 1 : 0;
}

function realDay(
  o: { year: string | undefined; month: number; day: string | undefined },
  used: number,
): Read<Day> {
  const value = { year: toInt(o.year), month: o.month, day: toInt(o.day) };
  return isRealDate(value) ? { value, used } : null;
}

function readTime(words: readonly string[], isAnnounced: boolean): Read<Time> {
  const [first = '', second = ''] = words;
  if (first === 'noon') return { value: { hour: 12, minute: 0, second: 0 }, used: 1 };
  if (first === 'midnight') return { value: { hour: 0, minute: 0, second: 0 }, used: 1 };
  const [found, hour, minute, seconds, glued] = TIME.exec(first) ?? [];
  if (found === undefined) return null;
  const half = glued ?? (/^(am|pm)$/.test(second) ? second : undefined);
  // A bare number is a time only after a date: "as of 18 HOODIE-M" is not six in the evening.
  if (minute === undefined && half === undefined && !isAnnounced) return null;
  const value = { hour: toHour(toInt(hour), half), minute: toInt(minute), second: toInt(seconds) };
  if (!isRealTime(value)) return null;
  return { value, used: half !== undefined && glued === undefined ? 2 : 1 };
}

function toHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return -1;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

function isRealTime({ hour, minute, second }: Time): boolean {
  return hour >= 0 && hour < 24 && minute < 60 && second < 60;
}
