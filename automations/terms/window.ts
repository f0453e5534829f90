/** Times of a week on the seller's clock, minute by minute from Monday 00:00. */
import { toWallTime, weekdayOf } from '../../core/base/zoned-time.ts';
import type { Range } from './claim.ts';
import type { ActiveWindow } from './measure.ts';
import { WEEKDAYS } from './phrases.ts';

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

function toMinutes(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number.parseInt(hours, 10) * 60 + Number.parseInt(minutes, 10);
}

function minuteOfWeek(at: Date, timeZone: string): number {
  const wall = toWallTime(at, timeZone);
  const fromMonday = (weekdayOf(wall) + 6) % 7;
  return fromMonday * DAY_MINUTES + wall.hour * 60 + wall.minute;
}

/** Ranges of minutes, both ends included, in order and apart. */
export function minutesOfWeek({ days, from, to }: ActiveWindow): Range[] {
  const start = toMinutes(from);
  const length = (toMinutes(to) - start + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const pieces = days.flatMap((day) => {
    const min = (day - 1) * DAY_MINUTES + start;
    const max = min + length - 1;
    // Sunday night ends on Monday.
    if (max < WEEK_MINUTES) return [{ min, max }];
    return [
      { min, max: WEEK_MINUTES - 1 },
      { min: 0, max: max - WEEK_MINUTES },
    ];
  });
  return pieces.sort((a, b) => a.min - b.min);
}

export function isWithin(window: ActiveWindow, at: Date, timeZone: string): boolean {
  const minute = minuteOfWeek(at, timeZone);
  return minutesOfWeek(window).some(({ min, max }) => minute >= min && minute <= max);
}

/** "Monday 18:04" */
export function sayMoment(at: Date, timeZone: string): string {
  const minute = minuteOfWeek(at, timeZone);
  const day = WEEKDAYS[Math.floor(minute / DAY_MINUTES)];
  const hour = Math.floor((minute % DAY_MINUTES) / 60);
  return `${day} ${String(hour).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
