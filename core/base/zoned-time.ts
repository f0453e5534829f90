// Wall clock time of a zone to an instant and back, without a table of zones of our own.

export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

// Making one costs a thousand times what using it does; there are some hundred time zones.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

export function toWallTime(at: Date, timeZone: string): WallTime {
  const format = formatOf(timeZone);
  const found = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
  const read = (type: Intl.DateTimeFormatPartTypes) => Number.parseInt(found.get(type) ?? '', 10);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}

function asIfUtc(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

/** An hour that is told twice means the first one, one that is skipped the moment after the gap. */
export function toInstant(wall: WallTime, timeZone: string): Date {
  const wanted = asIfUtc(wall);
  const offsetAt = (ms: number) => asIfUtc(toWallTime(new Date(ms), timeZone)) - ms;
  const day = 86_400_000;
  const before = wanted - offsetAt(wanted - day);
  const after = wanted - offsetAt(wanted + day);
  const isTold = (ms: number) => ms + offsetAt(ms) === wanted;
  return new Date(isTold(before) || !isTold(after) ? before : after);
}

/** The same wall time so many days later; the day is corrected over ends of months. */
export function addDays(wall: WallTime, days: number): WallTime {
  const moved = new Date(asIfUtc({ ...wall, day: wall.day + days }));
  return {
    ...wall,
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
  };
}

export function isRealDate(o: { year: number; month: number; day: number }): boolean {
  const date = new Date(Date.UTC(o.year, o.month - 1, o.day));
  return date.getUTCMonth() === o.month - 1 && date.getUTCDate() === o.day;
}

/** 0 is Sunday. */
export function weekdayOf(o: { year: number; month: number; day: number }): number {
  return new Date(Date.UTC(o.year, o.month - 1, o.day)).getUTCDay();
}
