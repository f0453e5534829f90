import type { LineUpdate } from './ledger-event.ts';
import type { Line } from './ledger-state.ts';

/** The cumulative figures of a line, and nothing else. */
export type LineFigures = Pick<Line, 'ordered' | 'cancelled' | 'shipped' | 'returned' | 'revision'>;

/**
 * The next cumulative figures of a line: each moves forward only, so that a repeated or late update
 * is no change and a cancel that arrives before its order is cancelled > 0 on a line nobody has
 * seen.
 *
 * A newer body may also tell a smaller line (the shop's admin edited 5 to 3): that is 2 cancelled.
 * And a larger one after that (3 to 4): 1 more ordered. Only a strictly newer revision may do so;
 * an old body never takes units away.
 */
export function advanceLine(known: LineFigures, told: LineUpdate): LineFigures {
  const isNewer = known.revision > 0 && told.revision > known.revision;
  let ordered = Math.max(known.ordered, told.ordered);
  let cancelled = Math.max(known.cancelled, told.cancelled);
  if (isNewer) {
    const wanted = Math.max(0, told.ordered - told.cancelled);
    if (wanted < ordered - cancelled) cancelled = ordered - wanted;
    else if (wanted > ordered - cancelled) ordered = wanted + cancelled;
  }
  // More shipped or returned than was ever ordered is a mistake of the sender: clamped, never
  // trusted.
  const shipped = Math.max(known.shipped, Math.min(told.shipped, ordered));
  const returned = Math.max(known.returned, Math.min(told.returned, ordered));
  return {
    ordered,
    cancelled,
    shipped,
    returned,
    revision: Math.max(known.revision, told.revision),
  };
}
