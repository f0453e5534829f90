import { z } from 'zod';
import { type ActiveWindow, activeWindowSchema } from '../terms/measure.ts';
import { sayOneOfDays } from '../terms/phrases.ts';
import { isWithin, minutesOfWeek, sayMoment } from '../terms/window.ts';
import { condition } from './condition-kind.ts';

/** The time on the seller's clock. */
export const timeWindowSchema = z.strictObject({
  kind: z.literal('time-window'),
  window: activeWindowSchema,
});

function sayBetween({ days, from, to }: ActiveWindow): string {
  if (from === to) return sayOneOfDays(days).trim();
  return `${sayOneOfDays(days)}between ${from} and ${to}`;
}

export const timeWindow = condition({
  kind: 'time-window',
  schema: timeWindowSchema,
  examples: ['it is a weekday between 09:00 and 18:00', 'it is between 22:00 and 06:00'],
  needs: 'nothing',
  sentence: ({ window }, { isNot }) => `it is ${isNot ? 'not ' : ''}${sayBetween(window)}`,
  holds: ({ window }, { fact, catalog }) => isWithin(window, fact.at, catalog.timeZone),
  value: (_, { fact, catalog }) => sayMoment(fact.at, catalog.timeZone),
  isSettled: () => true,
  claim: ({ window }) => ({
    about: 'time',
    values: { of: 'numbers', ranges: minutesOfWeek(window) },
  }),
});
