import {
  addDays,
  isRealDate,
  toInstant,
  toWallTime,
  type WallTime,
  weekdayOf,
} from '../../core/base/zoned-time.ts';
import { foldWord } from './fold-text.ts';
import { NUMBER_WORDS } from './lexicon/number-words.ts';
import {
  AGO_BEFORE,
  AGO_BEHIND,
  DAY_PARTS,
  DAY_WORDS,
  MONTHS,
  TIME_UNITS,
  WEEKDAYS,
} from './lexicon/time-words.ts';

// Reads a past moment as people write it: "yesterday 18:00", "kal shaam", "20 Nov", "2 hours ago",
// "last monday 9am". A date alone means the end of that day, a time alone the last time the clock
// showed it.

export interface ReadMoment {
  readonly at: Date;
  /** How many words belonged to it. */
  readonly used: number;
  /** Only "today", "yesterday": says when, and hardly asks for a moment. */
  readonly isDayOnly: boolean;
}

type Zone = { readonly now: Date; readonly timeZone: string };
type Day = Pick<WallTime, 'year' | 'month' | 'day'>;
type Time = Pick<WallTime, 'hour' | 'minute' | 'second'>;
type Read<Value> = { readonly value: Value; readonly used: number } | null;

const ISO = /^(\d{4})-(\d{2})-(\d{2})t(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(z)?$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const SLASHED_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const TIME = /^(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?(am|pm|h|hrs)?$/;
const COUNT = /^\d{1,4}$/;
const END_OF_DAY: Time = { hour: 23, minute: 59, second: 59 };
const LINKS = /^(?:at|,|a|las|ko|ki|ke|de|en|around|baje|को|की|के)$/;
const HALF = /^(?:am|pm|a\.m|p\.m|baje|बजे|hrs|oclock)$/;

const toInt = (digits: string | undefined) => Number.parseInt(digits ?? '0', 10);

/** The longest start of the words that is a moment; null when they do not start with one. */
export function readMoment(words: readonly string[], zone: Zone): ReadMoment | null {
  const folded = words.map(foldWord);
  if (folded[0] === 'now') return { at: zone.now, used: 1, isDayOnly: true };
  return readAgo(folded, zone) ?? readIso(folded, zone) ?? readDayAndTime(folded, zone);
}

/** A span of time: "2 hours", "30 min", "an hour", "do ghante". */
export function readSpan(words: readonly string[]): { minutes: number; used: number } | null {
  const [count = '', unit = ''] = words;
  const glued = /^(\d{1,4})([a-z]+)$/.exec(count);
  if (glued) {
    const each = unitMinutes(glued[2] ?? '');
    return each === null || glued[2] === 'h'
      ? glued[2] === 'h'
        ? { minutes: toInt(glued[1]) * 60, used: 1 }
        : null
      : { minutes: toInt(glued[1]) * each, used: 1 };
  }
  if (count === 'half' && /^an?$/.test(unit) && unitMinutes(words[2] ?? '') === 60) {
    return { minutes: 30, used: 3 };
  }
  const each = unitMinutes(unit);
  const many = COUNT.test(count)
    ? toInt(count)
    : /^(?:an?|una?)$/.test(count)
      ? 1
      : NUMBER_WORDS.get(count);
  if (each === null || many === undefined || many === 0) return null;
  return { minutes: many * each, used: 2 };
}

function unitMinutes(word: string): number | null {
  return TIME_UNITS.find(([, names]) => names.split(' ').includes(word))?.[0] ?? null;
}

function readAgo(words: readonly string[], { now }: Zone): ReadMoment | null {
  const isBefore = AGO_BEFORE.includes(words[0] ?? '');
  const span = readSpan(isBefore ? words.slice(1) : words);
  if (!span) return null;
  if (!isBefore && !AGO_BEHIND.includes(words[span.used] ?? '')) return null;
  const at = new Date(now.getTime() - span.minutes * 60_000);
  return { at, used: span.used + 1, isDayOnly: false };
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
  return { at: toInstant(wall, isUtc ? 'UTC' : timeZone), used: 1, isDayOnly: false };
}

function readDayAndTime(words: readonly string[], zone: Zone): ReadMoment | null {
  if (!mayStart(words)) return null;
  const today = toWallTime(zone.now, zone.timeZone);
  const day = readDay(words, today);
  let timeFrom = day?.used ?? 0;
  while (day && LINKS.test(words[timeFrom] ?? '')) timeFrom += 1;
  const time = withoutCount(words, timeFrom, readTime(words.slice(timeFrom), day !== null));
  if (!day && !time) return null;
  const used = time ? timeFrom + time.used : (day?.used ?? 0);
  const wall = { ...(day?.value ?? today), ...(time?.value ?? END_OF_DAY) };
  const at = toInstant(wall, zone.timeZone);
  const isDayOnly = time === null && (day?.isRelative ?? false);
  if (day || at <= zone.now) return { at: !time && at > zone.now ? zone.now : at, used, isDayOnly };
  return { at: toInstant(addDays(wall, -1), zone.timeZone), used, isDayOnly };
}

/** "aaj 5 mug": a bare number with words behind it counts them, where nothing calls it a time. */
function withoutCount(words: readonly string[], from: number, time: Read<Time>): Read<Time> {
  const isBare = /^\d{1,2}$/.test(words[from] ?? '') && time?.used === 1;
  const isLinked = /^(?:at|a|las|around)$/.test(words[from - 1] ?? '');
  const isLast = words.length === from + 1;
  return isBare && !isLinked && !isLast ? null : time;
}

const STARTS = new Set(
  [...Object.values(DAY_WORDS), ...WEEKDAYS, ...MONTHS]
    .flat()
    .map((phrase) => phrase.split(' ')[0] ?? '')
    .concat('this esta is last on pichle pichhle past el पिछले noon midnight'.split(' ')),
);

/** Nearly every word of a message is none, and is told apart at once. */
function mayStart([first = '']: readonly string[]): boolean {
  return STARTS.has(first) || /^\d/.test(first);
}

type ReadDay = (NonNullable<Read<Day>> & { readonly isRelative?: boolean }) | null;

function readDay(words: readonly string[], today: WallTime): ReadDay {
  const relative = readRelativeDay(words, today);
  if (relative) return relative;
  const [first = '', second = '', third = ''] = words;
  const iso = ISO_DAY.exec(first);
  if (iso) return realDay({ year: iso[1], month: toInt(iso[2]), day: iso[3] }, 1);
  const slashed = SLASHED_DAY.exec(first);
  if (slashed) return realDay({ year: slashed[3], month: toInt(slashed[2]), day: slashed[1] }, 1);
  const weekday = readWeekday(words, today);
  if (weekday) return weekday;
  const dayFirst = /^\d{1,2}(st|nd|rd|th)?$/.test(first);
  const skip = dayFirst && /^(?:of|de)$/.test(second) ? 1 : 0;
  const month = monthOf(dayFirst ? (words[1 + skip] ?? '') : first);
  const day = dayFirst ? first : second;
  if (month === 0 || !/^\d{1,2}(st|nd|rd|th)?,?$/.test(day)) return null;
  const year = skip === 1 ? (words[3] ?? '') : third;
  if (/^\d{4}$/.test(year)) return realDay({ year, month, day }, 3 + skip);
  const thisYear = realDay({ year: String(today.year), month, day }, 2 + skip);
  if (!thisYear || !isAfter(thisYear.value, today)) return thisYear;
  return realDay({ year: String(today.year - 1), month, day }, 2 + skip);
}

function readRelativeDay(words: readonly string[], today: WallTime): ReadDay {
  const back = { today: 0, yesterday: -1, 'day-before': -2 } as const;
  const texts = [words.slice(0, 3).join(' '), words[0] ?? ''];
  for (const [name, spellings] of Object.entries(DAY_WORDS)) {
    const found = spellings.find((each) => texts.includes(each));
    if (found === undefined) continue;
    const value = addDays(today, back[name as keyof typeof back]);
    return { value, used: found.split(' ').length, isRelative: true };
  }
  if (/^(?:this|esta|is)$/.test(words[0] ?? '') && dayPartOf(words.slice(1))) {
    return { value: today, used: 1, isRelative: true };
  }
  return words[0] === 'last' && words[1] === 'night'
    ? { value: addDays(today, -1), used: 1 }
    : null;
}

function readWeekday(words: readonly string[], today: WallTime): Read<Day> {
  const isAnnounced = /^(?:last|on|pichle|pichhle|past|el|पिछले)$/.test(words[0] ?? '');
  const at = isAnnounced ? 1 : 0;
  const weekday = WEEKDAYS.findIndex((names) => names.includes(words[at] ?? ''));
  // Three letters are a day only where one is announced or a time follows.
  if (weekday < 0) return null;
  if ((words[at] ?? '').length < 4 && !isAnnounced && !readTime(words.slice(at + 1), true))
    return null;
  const back = (weekdayOf(today) - weekday + 7) % 7 || 7;
  const isPast = /^(?:pasado|passed)$/.test(words[at + 1] ?? '');
  return { value: addDays(today, -back), used: at + (isPast ? 2 : 1) };
}

function isAfter(day: Day, today: Day): boolean {
  return day.month > today.month || (day.month === today.month && day.day > today.day);
}

function monthOf(word: string): number {
  return MONTHS.findIndex((names) => names.includes(word)) + 1;
}

function realDay(
  o: { year: string | undefined; month: number; day: string | undefined },
  used: number,
): Read<Day> {
  const value = { year: toInt(o.year), month: o.month, day: toInt(o.day) };
  return isRealDate(value) ? { value, used } : null;
}

function dayPartOf(words: readonly string[]): Read<Time> {
  for (let used = Math.min(3, words.length); used > 0; used -= 1) {
    const text = words.slice(0, used).join(' ');
    const hour = DAY_PARTS.find(([, names]) => names.includes(text))?.[0];
    if (hour !== undefined) return { value: { hour, minute: 0, second: 0 }, used };
  }
  return null;
}

function readTime(words: readonly string[], isAnnounced: boolean): Read<Time> {
  const part = isAnnounced ? dayPartOf(words) : null;
  if (part) return readTimeAfterPart(words, part);
  const [first = '', second = ''] = words;
  if (first === 'noon') return { value: { hour: 12, minute: 0, second: 0 }, used: 1 };
  if (first === 'midnight') return { value: { hour: 0, minute: 0, second: 0 }, used: 1 };
  const [found, hour, minute, seconds, glued] = TIME.exec(first) ?? [];
  if (found === undefined || (first.includes('.') && glued === undefined)) return null;
  const half = glued ?? (HALF.test(second) ? second : undefined);
  // A bare number is a time only after a date: "as of 18 HOODIE-M" is not six in the evening.
  if (minute === undefined && half === undefined && !isAnnounced) return null;
  const isHalved = half !== undefined && /^[ap]/.test(half);
  const value = {
    hour: toHour(toInt(hour), isHalved ? half.slice(0, 1) : undefined),
    ...{ minute: toInt(minute), second: toInt(seconds) },
  };
  if (!isRealTime(value)) return null;
  return { value, used: half !== undefined && glued === undefined ? 2 : 1 };
}

/** "evening 6", "shaam 6 baje": the part of the day says which half. */
function readTimeAfterPart(words: readonly string[], part: NonNullable<Read<Time>>): Read<Time> {
  let at = part.used;
  while (LINKS.test(words[at] ?? '')) at += 1;
  const hour = /^\d{1,2}$/.test(words[at] ?? '') ? toInt(words[at]) : 0;
  if (hour < 1 || hour > 12 || !HALF.test(words[at + 1] ?? '')) return part;
  const isLate = part.value.hour >= 12;
  return { value: { hour: (hour % 12) + (isLate ? 12 : 0), minute: 0, second: 0 }, used: at + 2 };
}

function toHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return -1;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function isRealTime({ hour, minute, second }: Time): boolean {
  return hour >= 0 && hour < 24 && minute < 60 && second < 60;
}
