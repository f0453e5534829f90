/**
 * Figures of a rule: whole numbers within bounds; money in minor units of the seller's currency.
 */
import { z } from 'zod';
import { QUANTITY_MAX } from '../../core/base/quantity.ts';

const MINOR_MAX = 1_000_000_000_00;
const DAYS_MAX = 365;
const DAY_MINUTES = 1_440;
const PERCENT_MAX = 10_000;

export const unitsSchema = z.int().min(0).max(QUANTITY_MAX);
export const countSchema = z.int().min(1).max(QUANTITY_MAX);
export const minorSchema = z.int().min(0).max(MINOR_MAX);
export const daysSchema = z.int().min(1).max(DAYS_MAX);
export const percentSchema = z.int().min(1).max(PERCENT_MAX);
/** Length of a window that slides: a minute to four weeks. */
export const minutesSchema = z
  .int()
  .min(1)
  .max(28 * DAY_MINUTES);
export const secondsSchema = z
  .int()
  .min(1)
  .max(7 * 86_400);

export const COMPARISONS = ['lt', 'lte', 'eq', 'gte', 'gt'] as const;
export const comparisonSchema = z.enum(COMPARISONS);
export type Comparison = z.infer<typeof comparisonSchema>;

/** below 10: from 10 or more to 9 or fewer. at-or-below 10: from 11 or more to 10 or fewer. */
export const crossingSchema = z.enum(['below', 'at-or-below', 'above', 'at-or-above']);
export type Crossing = z.infer<typeof crossingSchema>;

/** available: on hand less what is promised to orders. */
export const stockMeasureSchema = z.enum(['available', 'on-hand']);
export type StockMeasure = z.infer<typeof stockMeasureSchema>;

/** 'HH:MM' on the seller's clock. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** 1 is Monday, 7 is Sunday; each once, in order. */
export const weekdaysSchema = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => days.every((day, i) => i === 0 || day > (days[i - 1] ?? 0)), {
    error: 'Days of the week stand once each, Monday (1) first.',
  });

export const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WHOLE_DAY = '00:00';

/**
 * From `from` until before `to`; when `to` is not later it ends on the next day: 00:00 to 00:00 is
 * the whole day.
 */
export const activeWindowSchema = z
  .strictObject({ days: weekdaysSchema, from: timeOfDaySchema, to: timeOfDaySchema })
  .refine(({ from, to }) => from !== to || from === WHOLE_DAY, {
    error: 'A window has a beginning and another end.',
  })
  .refine(({ days, from, to }) => from !== to || days.length < ALL_DAYS.length, {
    error: 'A window that is always open is none.',
  });
export type ActiveWindow = z.infer<typeof activeWindowSchema>;

export function isWholeDay({ from, to }: Pick<ActiveWindow, 'from' | 'to'>): boolean {
  return from === to;
}

/** Five fields of cron: minute hour day month weekday; numbers, lists, ranges and steps. */
export const cronSchema = z.string().regex(/^[\d*,/-]{1,40}( [\d*,/-]{1,40}){4}$/);

/** ISO 3166 alpha-2, "IN". */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/);

/** Units in (above 0) or out (below 0), never 0. */
export const deltaSchema = z
  .int()
  .min(-QUANTITY_MAX)
  .max(QUANTITY_MAX)
  .refine((by) => by !== 0, { error: 'A change of 0 units is none.' });

/** A new price, or a change by so many percent (below 0: cheaper). What comes to 0 is refused. */
export const priceChangeSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('amount'), minor: minorSchema }),
  z.strictObject({
    by: z.literal('percent'),
    percent: z
      .int()
      .min(-PERCENT_MAX)
      .max(PERCENT_MAX)
      .refine((percent) => percent !== 0, { error: 'A change of 0 percent is none.' }),
  }),
]);

const TEMPLATE_LENGTH_MAX = 500;
const TITLE_LENGTH_MAX = 200;
const URL_LENGTH_MAX = 500;

/** Words with places to fill: "{sku} is down to {available}". */
export const templateSchema = z.string().trim().min(1).max(TEMPLATE_LENGTH_MAX);
export const titleSchema = z.string().trim().min(1).max(TITLE_LENGTH_MAX);
export const urlSchema = z.url({ protocol: /^https$/ }).max(URL_LENGTH_MAX);
