import { readFileSync } from 'node:fs';
import { toIncomingOrder } from '../../../../core/channels/woocommerce/mapping.ts';
import {
  type WireOrder,
  type WireRefund,
  wireOrder,
  wireRefund,
} from '../../../../core/channels/woocommerce/wire.ts';
import type { IncomingOrder } from '../../../../core/orders/incoming-order.ts';

const FIXTURES = new URL('../../../fixtures/woocommerce/', import.meta.url);

/** A recorded body, to be changed at will. */
export function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));
}

/** The body of an order of three hoodies and a mug. */
export function orderBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...fixture('order-processing'), ...changes };
}

export function orderWith(changes: Record<string, unknown> = {}): WireOrder {
  return wireOrder.parse(orderBody(changes));
}

/** Two of the three hoodies, at the given moment. */
export function refundAt(moment: string): WireRefund {
  return wireRefund.parse({ ...fixture('refund-of-two-hoodies'), date_created_gmt: moment });
}

/** The body with the hoodies' line changed. */
export function withHoodies(
  changes: Record<string, unknown>,
  order: Record<string, unknown> = {},
): Record<string, unknown> {
  const body = orderBody(order);
  const [hoodies, ...others] = body.line_items as Record<string, unknown>[];
  return { ...body, line_items: [{ ...hoodies, ...changes }, ...others] };
}

export function restocked(units: number): Record<string, unknown> {
  return { meta_data: [{ id: 2, key: '_restock_refunded_items', value: String(units) }] };
}

/** The hoodies' figures: ordered, cancelled, shipped, returned, refunded. */
export function hoodies(body: Record<string, unknown>, refunds: readonly WireRefund[] = []) {
  const order: IncomingOrder = toIncomingOrder(wireOrder.parse(body), refunds);
  const line = order.lines.find((candidate) => candidate.externalId === '311');
  if (!line) throw new Error('The order has lost its hoodies.');
  const { ordered, cancelled, shipped, returned, refunded } = line;
  return { ordered, cancelled, shipped, returned, refunded };
}
