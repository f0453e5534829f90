import { optional, type Slot, word } from './slot.ts';

/** The words of `readPeriod`, and how people say them. */
export const periodSlot = (): Slot<'word', false> =>
  optional(
    word(
      {
        today: ['this day'],
        yesterday: [],
        week: ['this week', 'weekly', '7 days'],
        month: ['this month', 'monthly', '30 days'],
      },
      'which days',
    ),
  );
