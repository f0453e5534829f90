// The spans that reports are about, by the seller's own days.
import {
  addDays,
  toInstant,
  toWallTime,
  type WallTime,
  weekdayOf,
} from '../../core/base/zoned-time.ts';

export const PERIODS = ['today', 'yesterday', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

export interface Bucket {
  /** As core names it: '2026-11-25T00'. */
  readonly key: string;
  /** "Wed 25", "25 Nov", "13:00". */
  readonly name: string;
  /** In a sentence: "on Wednesday", "on 25 Nov", "around 13:00". */
  readonly when: string;
  readonly from: Date;
  readonly to: Date;
}

export interface ReportPeriod {
  readonly from: Date;
  readonly to: Date;
  /** As long, and just before. */
  readonly before: { readonly from: Date; readonly to: Date };
  readonly bucket: 'hour' | 'day';
  readonly buckets: readonly Bucket[];
  /** "today", "in the last 7 days". */
  readonly words: string;
  /** "yesterday until this hour", "the 7 days before". */
  readonly beforeWords: string;
  /** "25 Nov", "19–25 Nov". */
  readonly dates: string;
}

const DAYS: Readonly<Record<Period, number>> = { today: 1, yesterday: 1, week: 7, month: 30 };
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const BUCKETS_MAX = 24 * 31;

/** A week is the last seven days with today, a month the last thirty. */
export function readPeriod(
  word: string | undefined,
  o: { now: Date; timeZone: string; fallback: Period },
): ReportPeriod {
  const period = PERIODS.find((each) => each === word) ?? o.fallback;
  const { now, timeZone } = o;
  const midnight = { ...toWallTime(now, timeZone), hour: 0, minute: 0, second: 0 };
  const days = DAYS[period];
  const first = addDays(midnight, period === 'yesterday' ? -1 : 1 - days);
  const from = toInstant(first, timeZone);
  const to = period === 'yesterday' ? toInstant(midnight, timeZone) : now;
  const back = period === 'yesterday' ? 1 : days;
  // Of a day that is not over, the day before until the same hour.
  const before = {
    from: toInstant(addDays(first, -back), timeZone),
    to:
      period === 'yesterday'
        ? from
        : toInstant(addDays(toWallTime(now, timeZone), -back), timeZone),
  };
  const bucket = days === 1 ? 'hour' : 'day';
  const buckets = listBuckets({ first, from, to, bucket, timeZone });
  return {
    from,
    to,
    before,
    bucket,
    buckets,
    ...wordsOf(period),
    dates: datesOf(first, to, timeZone),
  };
}

function wordsOf(period: Period): { words: string; beforeWords: string } {
  if (period === 'today') return { words: 'today', beforeWords: 'yesterday until this hour' };
  if (period === 'yesterday') return { words: 'yesterday', beforeWords: 'the day before' };
  const days = DAYS[period];
  return { words: `in the last ${days} days`, beforeWords: `the ${days} days before` };
}

function datesOf(first: WallTime, to: Date, timeZone: string): string {
  const last = toWallTime(new Date(to.getTime() - 1), timeZone);
  const end = `${last.day} ${MONTHS[last.month - 1]}`;
  if (first.day === last.day && first.month === last.month) return end;
  const isSameMonth = first.month === last.month;
  return `${first.day}${isSameMonth ? '' : ` ${MONTHS[first.month - 1]}`}–${end}`;
}

function listBuckets(o: {
  first: WallTime;
  from: Date;
  to: Date;
  bucket: 'hour' | 'day';
  timeZone: string;
}): Bucket[] {
  const { first, to, bucket, timeZone } = o;
  const wallAt = (index: number) =>
    bucket === 'day'
      ? addDays(first, index)
      : { ...addDays(first, Math.floor(index / 24)), hour: index % 24 };
  const buckets: Bucket[] = [];
  for (let index = 0; index < BUCKETS_MAX; index += 1) {
    const wall = wallAt(index);
    const from = toInstant(wall, timeZone);
    if (from >= to) break;
    buckets.push({ ...nameBucket(wall, bucket), from, to: toInstant(wallAt(index + 1), timeZone) });
  }
  return buckets;
}

const two = (value: number) => String(value).padStart(2, '0');

function nameBucket(wall: WallTime, bucket: 'hour' | 'day'): Pick<Bucket, 'key' | 'name' | 'when'> {
  const { year, month, day, hour } = wall;
  const key = `${year}-${two(month)}-${two(day)}T${two(hour)}`;
  if (bucket === 'hour') return { key, name: `${two(hour)}:00`, when: `around ${two(hour)}:00` };
  const weekday = WEEKDAYS[weekdayOf(wall)] ?? '';
  return {
    key,
    name: `${weekday.slice(0, 3)} ${day}`,
    when: `on ${weekday} ${day} ${MONTHS[month - 1]}`,
  };
}

/** "25 Nov", for an axis of many days. */
export function dayAndMonth(at: Date, timeZone: string): string {
  const { day, month } = toWallTime(at, timeZone);
  return `${day} ${MONTHS[month - 1]}`;
}
