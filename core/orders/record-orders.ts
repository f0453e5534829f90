import type { Clock } from '../base/clock.ts';
import { cleanText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import { toLineKey } from '../ledger/ledger-event.ts';
import type { OrderBody, ToldLine } from '../outbox/event-store.ts';
import { toShownCode } from './clean-order.ts';
import type { IncomingLine, IncomingOrder } from './incoming-order.ts';
import { type BuyerRow, type OrderLineRow, type OrderRow, saveOrders } from './record-store.ts';

const COUNTRY = /^[A-Z]{2}$/;

/** An order as its account told it, and when that reached us. */
export interface ArrivedOrder {
  readonly accountId: number;
  readonly order: IncomingOrder;
  readonly arrivedAt: Date;
}

/**
 * Keeps what people see of orders: heads, lines, buyers. The newest revision of an order gives its
 * head; nothing moves `is_cancelled` back. Takes cleaned orders (clean-order.ts), each as often as
 * it came. Moves no stock: that is the ledger's, and comes after.
 */
export async function recordOrders(
  deps: { database: Database; clock: Clock },
  sellerId: number,
  arrivals: readonly ArrivedOrder[],
): Promise<void> {
  if (arrivals.length === 0) return;
  const rows = toRows(arrivals);
  await deps.database.lanes.use(sellerId, (lane) =>
    saveOrders(lane, { sellerId, ...rows, at: deps.clock.now() }),
  );
}

/** One row per order, line and buyer: a statement cannot write a row twice. */
function toRows(arrivals: readonly ArrivedOrder[]) {
  const newest = new Map<string, ArrivedOrder>();
  const cancelled = new Set<string>();
  const first = new Map<string, Date>();
  const lines = new Map<string, OrderLineRow>();
  for (const arrival of arrivals) {
    const { externalId } = arrival.order;
    const key = toKey({ accountId: arrival.accountId, externalId });
    const known = newest.get(key);
    if (!known || revisionOf(arrival) >= revisionOf(known)) newest.set(key, arrival);
    if (arrival.order.isCancelled) cancelled.add(key);
    if (!known) first.set(key, arrival.arrivedAt);
    for (const line of toLineRows(arrival)) {
      const before = lines.get(line.lineKey);
      const shown = before && newest.get(key) !== arrival ? before : line;
      const refunded = Math.max(line.refunded, before?.refunded ?? 0);
      const returned = Math.max(line.returned, before?.returned ?? 0);
      lines.set(line.lineKey, { ...shown, refunded, returned });
    }
  }
  const orders: OrderRow[] = [...newest].map(([key, { accountId, order, arrivedAt }]) => ({
    accountId,
    externalId: order.externalId,
    number: order.number,
    currency: order.currency,
    totalMinor: order.totalMinor,
    isCancelled: cancelled.has(key),
    body: toBody(order),
    placedAt: order.placedAt,
    revisedAt: order.revisedAt,
    arrivedAt: first.get(key) ?? arrivedAt,
  }));
  // Always in the same order: two who write the same orders wait for each other, and never both.
  return {
    orders: orders.toSorted((a, b) => compare(toKey(a), toKey(b))),
    lines: [...lines.values()].toSorted((a, b) => compare(a.lineKey, b.lineKey)),
    buyers: [...newest.values()]
      .flatMap(toBuyerRows)
      .toSorted((a, b) => compare(toKey(a), toKey(b))),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const toKey = (o: { accountId: number; externalId: string }) => `${o.accountId}:${o.externalId}`;
const revisionOf = (arrival: ArrivedOrder) => arrival.order.revisedAt?.getTime() ?? 0;

function toLineRows({ accountId, order }: ArrivedOrder): OrderLineRow[] {
  const { externalId, revisedAt } = order;
  return order.lines.map((line) => ({
    accountId,
    externalId,
    revisedAt,
    lineKey: toLineKey({
      accountId,
      orderExternalId: externalId,
      lineExternalId: line.externalId,
    }),
    title: line.title,
    skuCode: toShownCode(line.skuCode),
    unitPriceMinor: line.unitPriceMinor,
    refunded: line.refunded,
    returned: line.returned,
    body: { number: order.number, line: toToldLine(line) },
  }));
}

/** What rules hear of an order; of its buyer only the country. */
function toBody(order: IncomingOrder): OrderBody {
  const { number, currency, totalMinor, lines } = order;
  const country = toCountry(order.buyer?.address ?? null);
  return { number, currency, value: totalMinor, country, lines: lines.map(toToldLine) };
}

function toToldLine(line: IncomingLine): ToldLine {
  const { listingExternalId, skuCode, externalId, ordered } = line;
  return [clean(listingExternalId), clean(skuCode), externalId, ordered];
}

const clean = (text: string | null) => (text === null ? null : cleanText(text));

/** Shops give a code, a name, or the one in the place of the other. Only a code is kept. */
function toCountry(address: Readonly<Record<string, string>> | null): string | null {
  const told = [address?.country_code, address?.countryCode, address?.country];
  const codes = told.map((text) => text?.trim().toUpperCase() ?? '');
  return codes.find((code) => COUNTRY.test(code)) ?? null;
}

function toBuyerRows({ accountId, order }: ArrivedOrder): BuyerRow[] {
  if (!order.buyer) return [];
  const { externalId: customerExternalId, ...personal } = order.buyer;
  const { externalId, revisedAt } = order;
  return [{ accountId, externalId, revisedAt, customerExternalId, ...personal }];
}
