import { z } from 'zod';
import { sayTarget } from '../terms/phrases.ts';
import { nameSchema, targetSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';

/** Sends a report. */
export const reportSchema = z.strictObject({
  kind: z.literal('report'),
  period: z.enum(['today', 'yesterday', 'week', 'month']),
  to: targetSchema,
  frontEnd: nameSchema.nullable(),
});

const REPORTS = {
  today: "today's report",
  yesterday: "yesterday's report",
  week: 'the report of the last 7 days',
  month: 'the report of the last 30 days',
} as const;

export const report = action({
  kind: 'report',
  schema: reportSchema,
  examples: [
    "send today's report to me on Telegram",
    'send the report of the last 7 days to all owners',
  ],
  role: 'viewer',
  undo: { because: 'A message that was read cannot be unread.' },
  isMessage: true,
  sentence({ period, to, frontEnd }, names) {
    const on = frontEnd === null ? '' : ` on ${names.frontEnd(frontEnd)}`;
    return `send ${REPORTS[period]} to ${sayTarget(to)}${on}`;
  },
  effects: () => [],
});
