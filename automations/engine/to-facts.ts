/** Rows as facts, in the order in which rules hear of them. Pure. */
import type { Causes, Fact, OrderFact, StockFact } from '../facts/fact.ts';
import type { EntryRow, EventRow, ShortageRow } from './fact-store.ts';

/** A fact of the ledger, and the sequence behind which it stands. */
export interface Step {
  readonly fact: Fact;
  readonly seq: number;
}

const CAUSES = /^auto:(\d+(?:,\d+)*)$/;
const CAUSE = /^automation (\d+)$/;

/** How the ledger keeps which automations led to an entry. */
export const toCorrelationId = (causes: Causes): string => `auto:${causes.join(',')}`;
export const toCause = (number: number): string => `automation ${number}`;

export function toCauses(correlationId: string | null): Causes {
  const listed = CAUSES.exec(correlationId ?? '')?.[1];
  return listed === undefined ? [] : listed.split(',').map(Number);
}

/**
 * What one batch wrote for one cause is one step: a transfer takes here and gives there, and in
 * between nothing was low. A shortage comes after the step that it belongs to.
 */
export function toSteps(entries: readonly EntryRow[], shortages: readonly ShortageRow[]): Step[] {
  const steps: Step[] = [];
  let open: EntryRow[] = [];
  let next = 0;
  const close = (before: number) => {
    const causes = toCauses(open[0]?.correlationId ?? null);
    const cause = open[0]?.cause;
    if (open.length > 0) steps.push(toStockStep(open, causes));
    open = [];
    for (; (shortages[next]?.seq ?? Infinity) < before; next += 1) {
      const shortage = shortages[next] as ShortageRow;
      const own = shortage.cause === cause ? causes : causesOf(shortage);
      steps.push(toShortageStep(shortage, own));
    }
  };
  for (const entry of entries) {
    const [first] = open;
    const isSame = first?.batch === entry.batch && first.cause === entry.cause;
    if (!isSame) close(entry.seq);
    open.push(entry);
  }
  close(Infinity);
  return steps;
}

function causesOf({ cause }: ShortageRow): Causes {
  const number = CAUSE.exec(cause)?.[1];
  return number === undefined ? [] : [Number(number)];
}

function toStockStep(entries: readonly EntryRow[], causes: Causes): Step {
  const [first, last] = [entries[0] as EntryRow, entries.at(-1) as EntryRow];
  const fact: StockFact = {
    kind: 'stock',
    key: `entry:${first.seq}`,
    at: first.at,
    causes,
    accountId: first.accountId,
    moves: entries.map((entry) => ({
      skuId: entry.skuId,
      locationId: entry.locationId,
      onHandBefore: entry.onHandAfter - entry.onHandDelta,
      reservedBefore: entry.reservedAfter - entry.reservedDelta,
      onHandAfter: entry.onHandAfter,
      reservedAfter: entry.reservedAfter,
      entry: entry.kind,
      sold: entry.sold,
    })),
  };
  return { fact, seq: last.seq };
}

function toShortageStep(row: ShortageRow, causes: Causes): Step {
  const { seq, skuId, accountId, units, at, number } = row;
  const fact: Fact = {
    ...{ kind: 'shortage', key: `shortage:${seq}`, at, causes },
    ...{ skuId, accountId, units, orderNumber: number },
  };
  return { fact, seq };
}

/** Null: it is of a thing that nobody knows. */
export function toEventFact(row: EventRow): Fact | null {
  const { kind, skuId, accountId, at, body } = row;
  const base = { key: `event:${row.eventId}`, at, causes: row.causes ?? [] };
  const number = (name: string) => (typeof body[name] === 'number' ? body[name] : null);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : null);
  if (kind === 'tick') return toTick(at, new Date(text('from') ?? at));
  if (kind === 'lag' && accountId !== null) {
    const seconds = { secondsBefore: number('before') ?? 0, secondsAfter: number('after') ?? 0 };
    return { ...base, kind, accountId, ...seconds };
  }
  if (kind === 'order-received' || kind === 'order-cancelled') {
    return toOrderFact(row, { ...base, kind });
  }
  if (skuId === null) return null;
  if (kind === 'price-changed') {
    const [currency, afterMinor] = [text('currency') ?? '', number('after') ?? 0];
    return { ...base, kind, skuId, accountId, currency, beforeMinor: number('before'), afterMinor };
  }
  if (accountId === null) return null;
  if (kind === 'return') {
    const units = number('units') ?? 0;
    return { ...base, kind, skuId, accountId, units, orderNumber: text('number') };
  }
  if (kind === 'drift') {
    const aspect = text('aspect');
    if (aspect !== 'stock' && aspect !== 'price' && aspect !== 'status') return null;
    const [expected, found] = [number('expected'), number('found')];
    return { ...base, kind, aspect, skuId, accountId, expected, found };
  }
  if (kind === 'listing-paused' || kind === 'listing-resumed') {
    return { ...base, kind, skuId, accountId };
  }
  if (kind === 'push-parked' || kind === 'push-recovered') {
    const aspect = text('aspect') ?? '';
    return { ...base, kind, skuId, accountId, aspect, reason: text('reason') };
  }
  return null;
}

type OrderKind = OrderFact['kind'];

function toOrderFact(
  { accountId, orderId, body }: EventRow,
  base: { key: string; at: Date; causes: Causes; kind: OrderKind },
): Fact | null {
  if (accountId === null || orderId === null) return null;
  const value = body.value;
  const country = body.country;
  return {
    ...base,
    ...{ accountId, orderId },
    number: String(body.number ?? ''),
    currency: String(body.currency ?? ''),
    valueMinor: typeof value === 'number' ? value : null,
    country: typeof country === 'string' ? country : null,
    lines: linesOf(body).map(([skuId, units]) => ({ skuId, units })),
  };
}

/** SKU and units of an order's event, once its names were looked up. */
export function linesOf(
  body: Readonly<Record<string, unknown>>,
): readonly (readonly [skuId: number | null, units: number])[] {
  return Array.isArray(body.skus) ? body.skus : [];
}

export function toTick(at: Date, from: Date): Fact {
  return { kind: 'tick', key: `tick:${at.toISOString()}`, at, from, causes: [] };
}

/** An event in its place: behind this sequence. */
export interface Placed<Event> {
  readonly event: Event;
  readonly afterSeq: number;
}

/** Events that nobody has heard yet, by their time: behind what had happened by then. */
export function placeByTime<Event extends { readonly at: Date; readonly eventId: number }>(
  steps: readonly Step[],
  events: readonly Event[],
  o: { after: number },
): Placed<Event>[] {
  const sorted = events.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || a.eventId - b.eventId,
  );
  let index = 0;
  let afterSeq = o.after;
  return sorted.map((event) => {
    for (; index < steps.length; index += 1) {
      const step = steps[index] as Step;
      if (step.fact.at > event.at) break;
      afterSeq = step.seq;
    }
    return { event, afterSeq };
  });
}

/** Steps and events in one order; `events` are in theirs. */
export function mergeFacts<Event>(
  steps: readonly Step[],
  events: readonly (Placed<Event> & { fact: Fact | null })[],
): { fact: Fact; step: Step | null; event: Event | null }[] {
  const merged: { fact: Fact; step: Step | null; event: Event | null }[] = [];
  let index = 0;
  const take = (upTo: number) => {
    for (; index < steps.length; index += 1) {
      const step = steps[index] as Step;
      if (step.seq > upTo) return;
      merged.push({ fact: step.fact, step, event: null });
    }
  };
  for (const { event, fact, afterSeq } of events) {
    take(afterSeq);
    if (fact) merged.push({ fact, step: null, event });
  }
  take(Infinity);
  return merged;
}
