import { isRetriedLater, toError } from '../base/errors.ts';
import type { LineNames } from '../catalog/listing-store.ts';
import { toLineNames } from '../catalog/resolve-lines.ts';
import { type LineUpdate, type OrderEvent, toLineKey, toOrderKey } from '../ledger/ledger-event.ts';
import { cleanOrder } from '../orders/clean-order.ts';
import type { IncomingLine } from '../orders/incoming-order.ts';
import type { ArrivedOrder } from '../orders/record-orders.ts';
import { applyWaiting, type WaitingDeps } from './apply-waiting.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { setAside } from './set-aside.ts';
import { readUnmapped, type UnmappedLine } from './unmapped-store.ts';

export type OrderOutcome =
  | { readonly kind: 'applied'; readonly mapped: number; readonly unmapped: number }
  /** Not an order that can be kept. `reason` is ours and quotes nothing. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: Error };

export type ApplyDeps = WaitingDeps & Pick<IntakeDeps, 'orders'>;

type Told = { readonly line: IncomingLine; readonly names: LineNames; skuId: number | null };
type Arrival = ArrivedOrder & { readonly lines: readonly Told[] };

const NOT_KNOWN = { kind: 'failed', error: new Error('not decided') } as const;

/**
 * Takes orders of one seller in, in the order given: keeps what people see, sets lines aside whose
 * SKU nobody knows, and submits the others to the ledger together, so that they share its batches.
 * A crash between any two steps is harmless: everything is cumulative, and applied again.
 *
 * Throws what may pass by itself (DatabaseUnavailable and the like) when it hits all of them.
 */
export async function applyOrders(
  deps: ApplyDeps,
  sellerId: number,
  arrived: readonly ArrivedOrder[],
): Promise<readonly OrderOutcome[]> {
  const outcomes: OrderOutcome[] = arrived.map(() => NOT_KNOWN);
  const kept: { place: number; arrival: ArrivedOrder }[] = [];
  for (const [place, arrival] of arrived.entries()) {
    const cleaned = cleanOrder(arrival.order);
    if (cleaned.ok) kept.push({ place, arrival: { ...arrival, order: cleaned.order } });
    else outcomes[place] = { kind: 'refused', reason: cleaned.reason };
  }
  await decide(kept);
  return outcomes;

  /** One order that Postgres refuses must not take the others with it: halves, to the end. */
  async function decide(part: typeof kept): Promise<void> {
    if (part.length === 0) return;
    try {
      const arrivals = part.map((each) => each.arrival);
      const decided = await applyKept(deps, sellerId, arrivals);
      for (const [index, { place }] of part.entries()) {
        outcomes[place] = decided[index] ?? NOT_KNOWN;
      }
    } catch (error) {
      if (isRetriedLater(error)) throw error;
      const [first] = part;
      if (part.length === 1 && first) {
        outcomes[first.place] = { kind: 'failed', error: toError(error) };
        return;
      }
      const middle = Math.ceil(part.length / 2);
      await decide(part.slice(0, middle));
      await decide(part.slice(middle));
    }
  }
}

async function applyKept(
  deps: ApplyDeps,
  sellerId: number,
  arrived: readonly ArrivedOrder[],
): Promise<OrderOutcome[]> {
  const arrivals: Arrival[] = arrived.map((arrival) => ({ ...arrival, lines: toTold(arrival) }));
  const told = arrivals.flatMap((arrival) => arrival.lines);
  await Promise.all([deps.orders.recordOrders(sellerId, arrived), resolve(deps, sellerId, told)]);
  const waiting = arrivals.flatMap(toUnmapped);
  if (waiting.length > 0) {
    await setAside(deps, sellerId, waiting);
    // Somebody may have mapped the code after we asked and before the line lay in the queue.
    // Whoever maps reads the queue after writing the mapping, so one of us sees the other.
    await resolve(
      deps,
      sellerId,
      told.filter((each) => each.skuId === null),
    );
  }
  await applyEarlier(deps, sellerId, arrivals);
  return submitAll(deps, sellerId, arrivals);
}

function toTold({ accountId, order }: ArrivedOrder): Told[] {
  return order.lines.map((line) => ({
    line,
    names: toLineNames({
      accountId,
      listingExternalId: line.listingExternalId,
      skuCode: line.skuCode,
      lineExternalId: line.externalId,
    }),
    skuId: null,
  }));
}

async function resolve(deps: ApplyDeps, sellerId: number, lines: readonly Told[]): Promise<void> {
  const names = lines.map((each) => each.names);
  const skuIds = await deps.catalog.resolveLines(sellerId, names);
  for (const [index, each] of lines.entries()) each.skuId = skuIds[index] ?? null;
}

const keyOf = ({ accountId, order }: ArrivedOrder, line: IncomingLine) =>
  toLineKey({ accountId, orderExternalId: order.externalId, lineExternalId: line.externalId });

function figuresOf({ order }: ArrivedOrder, line: IncomingLine) {
  const { ordered, cancelled, shipped, returned } = line;
  return { ordered, cancelled, shipped, returned, revision: order.revisedAt?.getTime() ?? 0 };
}

function toUnmapped(arrival: Arrival): UnmappedLine[] {
  return arrival.lines
    .filter(({ skuId }) => skuId === null)
    .map(({ line, names }) => ({
      lineKey: keyOf(arrival, line),
      accountId: arrival.accountId,
      channelCode: names.channelCode,
      listingExternalId: names.externalId,
      title: line.title,
      ...figuresOf(arrival, line),
    }));
}

/** What lay in the queue of lines that are known now: its figures may be ahead of these bodies. */
async function applyEarlier(
  deps: ApplyDeps,
  sellerId: number,
  arrivals: readonly Arrival[],
): Promise<void> {
  const known = new Map<string, number>();
  for (const arrival of arrivals) {
    for (const { line, skuId } of arrival.lines) {
      if (skuId !== null) known.set(keyOf(arrival, line), skuId);
    }
  }
  if (known.size === 0) return;
  const db = deps.database.forSeller(sellerId);
  const lines = await readUnmapped(db, { sellerId, lineKeys: [...known.keys()] });
  await applyWaiting(deps, {
    sellerId,
    lines: lines.map((line) => ({ line, skuId: known.get(line.lineKey) ?? null })),
  });
}

async function submitAll(
  deps: ApplyDeps,
  sellerId: number,
  arrivals: readonly Arrival[],
): Promise<OrderOutcome[]> {
  // All are submitted before the first is awaited: that is what makes them share a batch.
  const submitted = arrivals.map(async (arrival): Promise<OrderOutcome> => {
    const event = toEvent(arrival);
    const mapped = event.lines.length;
    if (mapped > 0) await deps.ledger.submit(sellerId, event);
    return { kind: 'applied', mapped, unmapped: arrival.lines.length - mapped };
  });
  const settled = await Promise.allSettled(submitted);
  return settled.map((each) =>
    each.status === 'fulfilled' ? each.value : { kind: 'failed', error: toError(each.reason) },
  );
}

function toEvent(arrival: Arrival): OrderEvent {
  const { accountId, order } = arrival;
  const orderKey = toOrderKey({ accountId, orderExternalId: order.externalId });
  const revision = order.revisedAt?.getTime() ?? 0;
  const lines: LineUpdate[] = [];
  for (const { line, skuId } of arrival.lines) {
    if (skuId === null) continue;
    lines.push({ lineKey: keyOf(arrival, line), skuId, ...figuresOf(arrival, line) });
  }
  const origin = {
    key: `${orderKey}@${revision}`,
    cause: `order ${orderKey}`,
    actor: `account ${accountId}`,
  };
  return { kind: 'order', accountId, lines, origin };
}
