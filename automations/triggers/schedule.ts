import { z } from 'zod';
import { occurrence } from '../facts/occurrence.ts';
import { dueMinutesOfWeek, lastDue, nextDue, parseCron } from '../terms/cron.ts';
import { cronSchema } from '../terms/measure.ts';
import { sayCron } from '../terms/say-cron.ts';
import { NOTHING, trigger } from './trigger-kind.ts';

/** At times of the seller's clock: five fields, minute hour day month weekday. */
export const scheduleSchema = z.strictObject({
  kind: z.literal('schedule'),
  cron: cronSchema,
});

// Any moment will do: a time that does not come within eight years of it never comes.
const SOME_MOMENT = new Date('2026-01-01T00:00:00Z');

export const schedule = trigger({
  kind: 'schedule',
  schema: scheduleSchema,
  examples: ['every weekday at 9', 'every Monday at 18:30', 'every 15 minutes'],
  about: { sku: false, order: false, account: false },
  isTime: true,
  sentence: ({ cron }) => sayCron(cron),
  concern: () => ({ kinds: ['tick'], skuIds: null, accountIds: null }),
  // However long the tick was, what it missed is made up for once.
  observe({ cron }, { fact, catalog }) {
    const times = parseCron(cron);
    if (fact.kind !== 'tick' || !times) return NOTHING;
    const { timeZone } = catalog;
    const due = lastDue(times, { after: fact.from, until: fact.at, timeZone });
    return due ? { occurrences: [occurrence('clock')], misses: [] } : NOTHING;
  },
  due({ cron }, { after, until, catalog }) {
    const times = parseCron(cron);
    return times && lastDue(times, { after, until, timeZone: catalog.timeZone });
  },
  describe: () => 'it was time',
  claims({ cron }) {
    const times = parseCron(cron);
    return times
      ? [{ about: 'time', values: { of: 'numbers', ranges: dueMinutesOfWeek(times) } }]
      : [];
  },
  impossible({ cron }) {
    const times = parseCron(cron);
    if (!times) return `"${cron}" is not a time that comes again.`;
    const next = nextDue(times, { after: SOME_MOMENT, timeZone: 'UTC' });
    return next ? null : `The times "${cron}" never come.`;
  },
});
