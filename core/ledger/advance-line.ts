import type { LineUpdate } from './ledger-event.ts';
import type { Line } from './ledger-state.ts';

/** The cumulative figures of a line, and nothing else. */
export type LineFigures = Pick<Line, 'ordered' | 'cancelled' | 'shipped' | 'returned' | 'revision'>;

/**
 * The next cumulative figures of a line: each moves forward only, so that a repeated update is no
 * change and a cancel that arrives before its order is cancelled > 0 on a line nobody has seen.
 *
 * Where the shop says when it changed an order, the newest body says how many units are wanted,
 * whichever arrived last: 5 edited to 3 is 2 cancelled, 3 edited to 4 after that is 1 more ordered,
 * and the body with the 5 that comes late changes nothing for the shelf.
 */
export function advanceLine(known: LineFigures, told: LineUpdate): LineFigures {
  let ordered = Math.max(known.ordered, told.ordered);
  let cancelled = Math.max(known.cancelled, told.cancelled);
  const newest = newestOf(known, told);
  if (newest) {
    const wanted = newest.ordered - newest.cancelled;
    if (wanted < ordered - cancelled) cancelled = ordered - wanted;
    else ordered = wanted + cancelled;
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

/** Null where the times do not say, or one of both tells of a cancellation without its order. */
function newestOf(known: LineFigures, told: LineUpdate): LineFigures | null {
  if (known.revision === 0 || told.revision === 0 || known.revision === told.revision) return null;
  if (known.cancelled > known.ordered || told.cancelled > told.ordered) return null;
  return told.revision > known.revision ? told : known;
}
