/** A line of the naive model, and what it wants. */
import type { LineUpdate } from '../../core/ledger/ledger-event.ts';

export interface Place {
  readonly skuId: number;
  readonly locationId: number;
}

export type Held = Place & { quantity: number };

export interface ModelLine {
  readonly lineKey: string;
  /** 0: units set aside by hand, for no order. */
  readonly accountId: number;
  readonly skuId: number;
  readonly bodies: LineUpdate[];
  shipped: number;
  returned: number;
  restocked: number;
  reserved: number;
  held: Held[];
  short: number;
  /** When the open shortage got its place in the queue. */
  shortSince: number;
  /** When units were promised to the line last. */
  reservedAt: number;
}

export const nameOf = (place: Place) => `${place.skuId}@${place.locationId}`;

/** What the newest word says; where the shop gives no times, each figure only ever grew. */
export function netWanted(bodies: readonly LineUpdate[]): number {
  const newest = Math.max(...bodies.map((body) => body.revision));
  const heard = bodies.filter((body) => body.revision === newest);
  const ordered = Math.max(...heard.map((body) => body.ordered));
  const cancelled = Math.max(...heard.map((body) => body.cancelled));
  return Math.max(0, ordered - cancelled);
}

export function hold(line: ModelLine, held: Held): void {
  if (held.quantity === 0) return;
  const own = line.held.find((each) => nameOf(each) === nameOf(held));
  if (own) own.quantity += held.quantity;
  else line.held.push(held);
}

export function emptyLine(o: { lineKey: string; accountId: number; skuId: number }): ModelLine {
  return {
    ...o,
    bodies: [],
    ...{ shipped: 0, returned: 0, restocked: 0, reserved: 0, held: [], short: 0 },
    ...{ shortSince: 0, reservedAt: 0 },
  };
}
