/** What people call the state of an order, derived from its lines whenever somebody asks. */

export type OrderStatus =
  | 'open'
  /** A person said: not yet. */
  | 'held'
  /** Units are missing. */
  | 'short'
  | 'partly-shipped'
  | 'shipped'
  | 'cancelled'
  | 'returned';

export interface LineFiguresShown {
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly returned: number;
  readonly short: number;
}

/** The most telling one: what is over comes first, then what somebody must act on. */
export function deriveStatus(o: {
  isCancelled: boolean;
  isHeld: boolean;
  lines: readonly LineFiguresShown[];
}): OrderStatus {
  const sum = (pick: (line: LineFiguresShown) => number) =>
    o.lines.reduce((total, line) => total + pick(line), 0);
  const shipped = sum((line) => line.shipped);
  const toShip = sum((line) => Math.max(0, line.ordered - line.cancelled - line.shipped));
  if (toShip === 0 && shipped > 0) {
    return sum((line) => Math.min(line.returned, line.shipped)) >= shipped ? 'returned' : 'shipped';
  }
  if (toShip === 0 && (o.isCancelled || o.lines.length > 0)) return 'cancelled';
  if (o.isHeld) return 'held';
  if (sum((line) => line.short) > 0) return 'short';
  return shipped > 0 ? 'partly-shipped' : 'open';
}
