import { type Cron, parseCron, spellCron } from './cron.ts';
import { quote, sayList, WEEKDAYS } from './phrases.ts';

const TIMES_MAX = 4;
/** As many as are read. */
const DAYS_MAX = 5;

/**
 * "every weekday at 09:00", "every Monday and Friday at 09:00 and 17:00", "on the 1st of every
 * month at 09:00", "every 15 minutes", "every hour". What has no such words, or is spelt in
 * another way than those words would be, is quoted: `at the times "0 9 1 1 *"`.
 */
export function sayCron(text: string): string {
  const cron = parseCron(text);
  const said = cron && spellCron(cron) === text ? sayTimes(cron) : null;
  return said ?? `at the times ${quote(text)}`;
}

function sayTimes(cron: Cron): string | null {
  const days = sayDaysOf(cron);
  if (days === null) return null;
  const [minute, hour, ...rest] = spellCron(cron).split(' ');
  const isEveryDay = rest.join(' ') === '* * *';
  const on = isEveryDay ? '' : ` ${days.replace(/^every/, 'on every')}`;
  if (minute === '*' && hour === '*') return `every minute${on}`;
  const steps = /^\*\/(\d+)$/;
  if (hour === '*' && minute === '0') return `every hour${on}`;
  if (hour === '*' && minute && steps.test(minute)) {
    return `every ${steps.exec(minute)?.[1]} minutes${on}`;
  }
  if (minute === '0' && hour && steps.test(hour))
    return `every ${steps.exec(hour)?.[1]} hours${on}`;
  const times = [...cron.hours].flatMap((h) => [...cron.minutes].map((m) => sayTime(h, m))).sort();
  return times.length > TIMES_MAX ? null : `${days} at ${sayList(times, 'and')}`;
}

function sayTime(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function sayDaysOf(cron: Cron): string | null {
  const [, , day, month, weekday] = spellCron(cron).split(' ');
  if (month !== '*') return null;
  if (day === '*' && weekday === '*') return 'every day';
  if (day === '*' && weekday === '1-5') return 'every weekday';
  if (day === '*') {
    // Monday first, as people list them.
    const order = [...cron.weekdays].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
    return `every ${sayList(
      order.map((each) => String(WEEKDAYS[(each + 6) % 7])),
      'and',
    )}`;
  }
  if (weekday !== '*' || cron.days.size > DAYS_MAX) return null;
  const days = [...cron.days].sort((a, b) => a - b).map((each) => `the ${ordinal(each)}`);
  return `on ${sayList(days, 'and')} of every month`;
}

function ordinal(value: number): string {
  const isTeen = value >= 11 && value <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}
