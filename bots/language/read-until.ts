import {
  addDays,
  toInstant,
  toWallTime,
  type WallTime,
  weekdayOf,
} from '../../core/base/zoned-time.ts';
import { UNTIL_DAYS, UNTIL_TIMES, WEEKDAYS } from './lexicon/time-words.ts';

type Zone = { readonly now: Date; readonly timeZone: string };

const BEFORE = /^(?:until|till|til|untill|hasta)$/;
const BEHIND = /^(?:tak|तक)$/;
const QUIET = /^(?:el|la|las|the|at|a|next|this|ki|ko|के|की)$/;
const MORNING_HOUR = 8;
const CLOCK = /^(\d{1,2})(?::(\d{2}))?(am|pm|h)?$/;

/** "until tomorrow", "kal tak", "hasta el lunes", "till 6pm": how long from now. */
export function readUntil(
  words: readonly string[],
  zone: Zone,
): { minutes: number; used: number } | null {
  const isBefore = BEFORE.test(words[0] ?? '');
  let at = isBefore ? 1 : 0;
  while (isBefore && QUIET.test(words[at] ?? '')) at += 1;
  for (const count of [2, 1]) {
    const end = findEnd(words.slice(at, at + count), zone);
    if (!end) continue;
    const isBehind = BEHIND.test(words[at + count] ?? '');
    if (!isBefore && !isBehind) continue;
    const minutes = Math.ceil((end.getTime() - zone.now.getTime()) / 60_000);
    return minutes > 0 ? { minutes, used: at + count + (isBehind ? 1 : 0) } : null;
  }
  return null;
}

function findEnd(words: readonly string[], { now, timeZone }: Zone): Date | null {
  const text = words.join(' ');
  const today = toWallTime(now, timeZone);
  const morning = (days: number) =>
    toInstant(addDays({ ...today, hour: MORNING_HOUR, minute: 0, second: 0 }, days), timeZone);
  const days = UNTIL_DAYS.get(text);
  if (days !== undefined) return morning(days);
  const weekday = WEEKDAYS.findIndex((names) => names.includes(text));
  if (weekday >= 0) return morning((weekday - weekdayOf(today) + 7) % 7 || 7);
  const hour = UNTIL_TIMES.get(text);
  const wall = hour === undefined ? readClock(words, today) : { ...today, hour, minute: 0 };
  if (!wall) return null;
  const at = toInstant({ ...wall, second: 0 }, timeZone);
  return at > now ? at : toInstant(addDays({ ...wall, second: 0 }, 1), timeZone);
}

function readClock(words: readonly string[], today: WallTime): WallTime | null {
  const [first = '', second] = words;
  const [found, digits = '', minute = '0', glued] = CLOCK.exec(first) ?? [];
  const half = glued ?? second;
  if (found === undefined || !/^(?:am|pm|h|baje|बजे)$/.test(half ?? '')) return null;
  const said = Number.parseInt(digits, 10);
  const hour = half === 'pm' ? (said % 12) + 12 : half === 'am' ? said % 12 : said;
  return hour > 23 ? null : { ...today, hour, minute: Number.parseInt(minute, 10) };
}
