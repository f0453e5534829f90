import { z } from 'zod';
import { sayTarget } from '../terms/phrases.ts';
import { nameSchema, targetSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';

/** Sends a report. */
export const reportSchema = z.strictObject({
  kind: z.literal('report'),
  what: z.enum([
    ...['sales-today', 'sales-yesterday', 'sales-week', 'sales-month'],
    ...['stock', 'low-stock'],
  ] as const),
  to: targetSchema,
  frontEnd: nameSchema.nullable(),
});

type Report = z.infer<typeof reportSchema>['what'];

const REPORTS: Readonly<Record<Report, string>> = {
  'sales-today': "today's sales report",
  'sales-yesterday': "yesterday's sales report",
  'sales-week': 'the sales report of the last 7 days',
  'sales-month': 'the sales report of the last 30 days',
  stock: 'the stock report',
  'low-stock': 'the low stock report',
};

export const report = action({
  kind: 'report',
  schema: reportSchema,
  examples: [
    "send today's sales report to me on Telegram",
    'send the sales report of the last 7 days to all owners',
    'send the stock report to me',
    'send the low stock report to the warehouse team',
  ],
  role: 'viewer',
  undo: { because: 'A message that was read cannot be unread.' },
  isMessage: true,
  sentence({ what, to, frontEnd }, names) {
    const on = frontEnd === null ? '' : ` on ${names.frontEnd(frontEnd)}`;
    return `send ${REPORTS[what]} to ${sayTarget(to)}${on}`;
  },
  effects: () => [],
});
