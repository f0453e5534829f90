import { formatMoney, localeOfCurrency, type Money } from '../../core/base/money.ts';

/** Values as the seller's people read them: their clock, their grouping of digits, their money. */
export interface Formats {
  quantity(value: number): string;
  money(money: Money): string;
  /** "18:04" today, "yesterday 18:04", "12 Nov 18:04", "12 Nov 2025 18:04". */
  instant(at: Date): string;
  /** "340 ms", "2.1 s", "4 min", "3 h", "2 days". */
  duration(ms: number): string;
  /** "just now", "4 min ago". */
  ago(at: Date): string;
}

const MS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export function createFormats(o: { currency: string; timeZone: string; now: () => Date }): Formats {
  const locale = localeOfCurrency(o.currency);
  const digits = new Intl.NumberFormat(locale);
  const parts = createDateParts(o.timeZone);
  return {
    quantity: (value) => digits.format(value),
    money: (money) => formatMoney(money, locale),
    instant: (at) => describeInstant(parts(at), parts(o.now()), parts),
    duration: describeDuration,
    ago(at) {
      const ms = o.now().getTime() - at.getTime();
      return ms < 5 * MS.second ? 'just now' : `${describeDuration(ms)} ago`;
    },
  };
}

interface DateParts {
  readonly day: string;
  readonly year: string;
  readonly dayAndMonth: string;
  readonly time: string;
  readonly at: Date;
}

function createDateParts(timeZone: string): (at: Date) => DateParts {
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const found = new Map(date.formatToParts(at).map((part) => [part.type, part.value]));
    const dayAndMonth = `${found.get('day')} ${found.get('month')}`;
    const year = found.get('year') ?? '';
    return { at, year, dayAndMonth, day: `${dayAndMonth} ${year}`, time: time.format(at) };
  };
}

function describeInstant(shown: DateParts, now: DateParts, parts: (at: Date) => DateParts): string {
  if (shown.day === now.day) return shown.time;
  const yesterday = parts(new Date(now.at.getTime() - MS.day));
  if (shown.day === yesterday.day) return `yesterday ${shown.time}`;
  return `${shown.year === now.year ? shown.dayAndMonth : shown.day} ${shown.time}`;
}

function describeDuration(ms: number): string {
  if (ms < MS.second) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10 * MS.second) return `${(ms / MS.second).toFixed(1)} s`;
  if (ms < 2 * MS.minute) return `${Math.round(ms / MS.second)} s`;
  if (ms < 2 * MS.hour) return `${Math.round(ms / MS.minute)} min`;
  if (ms < 2 * MS.day) return `${Math.round(ms / MS.hour)} h`;
  return `${Math.round(ms / MS.day)} days`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}
