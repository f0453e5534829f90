import { type ActiveWindow, ALL_DAYS } from '../../terms/measure.ts';
import { type Clock, clock, toTimeOfDay } from './clock.ts';
import { anyDays, type Days } from './days.ts';
import { bag, either, type Grammar, kept, map, maybe, type Read, seq } from './read.ts';
import { say } from './say.ts';

// Hours of the week, as "on weekdays between 9 and 18" says them.

const HALF_DAY = 720;
const DAY = 1_440;
const MORNING = 7 * 60;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * "9 to 6" is 09:00 to 18:00, "2 to 5pm" is 14:00 to 17:00; "1 to 5" may be the small hours and
 * is read in both ways.
 */
function spansOf(from: Clock, to: Clock): Span[] {
  if (from.zone !== null || to.zone !== null) return [];
  const [start, end] = [from.minutes, to.minutes];
  const isLate = (minutes: number) => minutes >= HALF_DAY;
  if (from.isBare && to.isBare) {
    if (end <= start) {
      const later = end + HALF_DAY;
      return later > start && start >= MORNING
        ? [{ from: start, to: later }]
        : [{ from: start, to: end }];
    }
    if (start >= MORNING) return [{ from: start, to: end }];
    return [
      { from: start, to: end },
      { from: start + HALF_DAY, to: end + HALF_DAY },
    ];
  }
  if (from.isBare && isLate(end) && start < HALF_DAY && start < MORNING && start + HALF_DAY < end) {
    return [{ from: start + HALF_DAY, to: end }];
  }
  if (to.isBare && end <= start && !isLate(start)) return [{ from: start, to: end + HALF_DAY }];
  return [{ from: start, to: end }];
}

function spanning(pair: Grammar<readonly [Clock, Clock]>): Grammar<Span> {
  return (text, at) =>
    pair(text, at).flatMap((read): Read<Span>[] =>
      spansOf(...read.value)
        .filter(({ from, to }) => from % DAY !== to % DAY)
        .map((value) => ({ ...read, value })),
    );
}

const between: Grammar<Span> = either(
  spanning(
    map(
      seq(say('between'), clock, say('and', 'rangeTo'), clock, maybe(say('betweenBehind'))),
      ([, from, , to]) => [from, to] as const,
    ),
  ),
  spanning(
    map(
      seq(maybe(say('rangeFrom')), clock, say('rangeTo'), clock, maybe(say('betweenBehind'))),
      ([, from, , to]) => [from, to] as const,
    ),
  ),
);

const hourOf = (minutes: number) => Math.floor(minutes / 60);
/** "after 6" and "before 9" alone: the hours of a shop's day decide, else both. */
const after: Grammar<Span> = (text, at) =>
  map(seq(say('afterTime'), clock), ([, from]) => from)(text, at).flatMap((read) =>
    open(read, (minutes) => ({ from: minutes, to: 0 })),
  );
const before: Grammar<Span> = (text, at) =>
  map(seq(say('beforeTime'), clock), ([, to]) => to)(text, at).flatMap((read) =>
    open(read, (minutes) => ({ from: 0, to: minutes })),
  );

function open(read: Read<Clock>, make: (minutes: number) => Span): Read<Span>[] {
  const { minutes, isBare, zone } = read.value;
  if (zone !== null || minutes === 0) return [];
  const isEarly = isBare && hourOf(minutes) < 7;
  const found = isEarly ? [minutes, minutes + HALF_DAY] : [minutes];
  return found.map((each) => ({ ...read, value: make(each) }));
}

const beforeOrAfter: Grammar<Span> = map(
  seq(say('beforeTime'), clock, say('or', 'and'), say('afterTime'), clock),
  ([, to, , , from]) =>
    to.zone === null && from.zone === null && to.minutes < from.minutes
      ? { from: from.minutes, to: to.minutes }
      : null,
);

/** "office hours": only with the hours said behind it, else both usual ones are offered. */
const officeHours: Grammar<Span & { readonly days: Days | null }> = either(
  map(seq(say('officeHours'), between), ([, span]) => ({ ...span, days: null })),
  (text, at) =>
    say('officeHours')(text, at).flatMap((read) =>
      [
        { from: 9 * 60, to: 18 * 60, days: [1, 2, 3, 4, 5] },
        { from: 9 * 60, to: 18 * 60, days: null },
        { from: 10 * 60, to: 19 * 60, days: null },
      ].map((value) => ({ ...read, value, cost: read.cost + 0.5 })),
    ),
);

/** "at night", "in the morning": which hours that is, differs from shop to shop. */
const dayPart: Grammar<Span> = (text, at) =>
  say(
    'atNight',
    'inMorning',
    'inEvening',
    'inAfternoon',
  )(text, at).flatMap((read) =>
    PARTS[read.value as keyof typeof PARTS].map(([from, to]) => ({
      ...read,
      value: { from: from * 60, to: to * 60 },
      cost: read.cost + 0.5,
    })),
  );
const PARTS = {
  atNight: [
    [22, 6],
    [20, 8],
    [21, 7],
  ],
  inMorning: [
    [6, 12],
    [8, 12],
  ],
  inAfternoon: [
    [12, 18],
    [12, 17],
  ],
  inEvening: [
    [17, 22],
    [18, 23],
  ],
} as const;

const outside: Grammar<Span> = either(
  map(
    seq(
      say('outside'),
      either(
        between,
        map(officeHours, (span): Span => span),
      ),
    ),
    ([, span]) => ({
      from: span.to,
      to: span.from,
    }),
  ),
  map(seq(say('outside'), say('officeHours'), beforeOrAfter), ([, , span]) => span),
);

type Spanned = Span & { readonly days?: Days | null };

const span: Grammar<Spanned> = kept(
  either<Spanned>(between, after, before, beforeOrAfter, officeHours, dayPart, outside),
);

/** At least days or hours; both in whichever order. */
export const activeWindow: Grammar<ActiveWindow> = kept(
  bag<{ days: Days; span: Spanned; link: unknown }, ActiveWindow>(
    {
      days: map(seq(maybe(say('onDay')), anyDays), ([, days]) => days),
      span,
      link: say('windowLink', 'windowBehind'),
    },
    ({ days, span: spans }) => {
      const [hours] = spans;
      const [named] = days;
      if (!hours && (!named || named.length === ALL_DAYS.length)) return null;
      return {
        days: [...(named ?? hours?.days ?? ALL_DAYS)],
        from: toTimeOfDay(hours?.from ?? 0),
        to: toTimeOfDay(hours?.to ?? 0),
      };
    },
  ),
);

/** With "after 5" as one bound and "before 9" as the other: from then to then. */
export const betweenHours = map(
  seq(say('afterTime'), clock, say('and'), say('beforeTime'), clock),
  ([, from, , , to]): ActiveWindow | null =>
    from.zone !== null || to.zone !== null || from.minutes === to.minutes
      ? null
      : {
          days: [...ALL_DAYS],
          from: toTimeOfDay(from.minutes),
          to: toTimeOfDay(to.minutes),
        },
);
