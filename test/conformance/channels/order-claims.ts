import { expect } from 'vitest';
import type { IncomingLine, IncomingOrder } from '../../../core/orders/incoming-order.ts';
import { answered, type Bench } from './bench.ts';

/** Where a line stands, in units. */
export type Units = Pick<
  IncomingLine,
  'ordered' | 'cancelled' | 'shipped' | 'returned' | 'refunded'
>;

const NOTHING_YET = { cancelled: 0, shipped: 0, returned: 0, refunded: 0 };

export const units = (o: Partial<Units> & { ordered: number }): Units => ({ ...NOTHING_YET, ...o });

export function unitsOf(order: IncomingOrder): Readonly<Record<string, Units>> {
  return Object.fromEntries(
    order.lines.map(({ externalId, ordered, cancelled, shipped, returned, refunded }) => [
      externalId,
      { ordered, cancelled, shipped, returned, refunded },
    ]),
  );
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isAmount = (value: unknown): boolean => value === null || Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0;
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isInstant = (value: unknown): boolean =>
  value instanceof Date && !Number.isNaN(value.getTime());

function problemsOfLine(line: IncomingLine): readonly string[] {
  const claims: readonly [string, boolean][] = [
    ['id', isText(line.externalId)],
    ['listing id', isTextOrNull(line.listingExternalId) && line.listingExternalId !== ''],
    ['SKU', isTextOrNull(line.skuCode)],
    ['title', typeof line.title === 'string'],
    ['price', isAmount(line.unitPriceMinor)],
    ['ordered', isCount(line.ordered)],
    ['cancelled', isCount(line.cancelled)],
    ['shipped', isCount(line.shipped)],
    ['returned', isCount(line.returned)],
    ['refunded', isCount(line.refunded)],
    ['no more than ordered', line.cancelled + line.shipped <= line.ordered],
    ['no more back than out', line.returned <= line.shipped],
  ];
  return claims.filter(([, holds]) => !holds).map(([name]) => `line ${line.externalId}: ${name}`);
}

/** What makes this no order that the ledger could take; empty: nothing. */
export function problemsOfOrder(order: IncomingOrder): readonly string[] {
  const ids = order.lines.map((line) => line.externalId);
  const claims: readonly [string, boolean][] = [
    ['id', isText(order.externalId)],
    ['number', typeof order.number === 'string'],
    ['placed at', isInstant(order.placedAt)],
    ['revised at', order.revisedAt === null || isInstant(order.revisedAt)],
    ['currency', /^[A-Z]{3}$/.test(order.currency)],
    ['total', isAmount(order.totalMinor)],
    ['cancelled', typeof order.isCancelled === 'boolean'],
    ['one id per line', new Set(ids).size === ids.length],
    ['buyer', order.buyer === null || isTextOrNull(order.buyer.email)],
  ];
  const broken = claims.filter(([, holds]) => !holds).map(([name]) => `order: ${name}`);
  return [...broken, ...order.lines.flatMap(problemsOfLine)];
}

export function expectSound(order: IncomingOrder): void {
  expect(problemsOfOrder(order)).toEqual([]);
}

export async function listedOrder(bench: Bench, externalId: string): Promise<IncomingOrder> {
  const { orders } = await bench.listOrders();
  const order = orders.findLast((candidate) => candidate.externalId === externalId);
  if (!order) throw new Error(`The list of orders lacks ${externalId}.`);
  return order;
}

/** The order as its newest webhook tells it; null: no webhook told of it. */
export async function announcedOrder(
  bench: Bench,
  externalId: string,
): Promise<IncomingOrder | null> {
  const deliveries = await bench.deliveries();
  for (const delivery of deliveries.toReversed()) {
    const order = await bench.orderOf(delivery);
    if (order?.externalId === externalId) return order;
  }
  return null;
}

/**
 * The order by every way that the channel has: list, single fetch and, where there are any,
 * webhooks.
 */
export async function everyViewOf(
  bench: Bench,
  externalId: string,
): Promise<readonly { way: string; order: IncomingOrder }[]> {
  const fetched = answered(await bench.session.fetchOrder(externalId));
  if (!fetched) throw new Error(`The shop does not know its order ${externalId}.`);
  const views = [
    { way: 'list', order: await listedOrder(bench, externalId) },
    { way: 'fetch', order: fetched },
  ];
  if (bench.channel.capability.inbound !== 'webhook') return views;
  const announced = await announcedOrder(bench, externalId);
  if (!announced) throw new Error(`No webhook told of order ${externalId}.`);
  return [...views, { way: 'webhook', order: announced }];
}
