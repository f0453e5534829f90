import type { DeliveryReading } from '../channel.ts';
import { whereOf, wireEvent } from './wire.ts';

const ORDER_EVENT = 'order.';

/** The plugin names the order and nothing else: what became of it is fetched. */
export function readDelivery(delivery: { topic: string; body: unknown }): DeliveryReading {
  const read = wireEvent.safeParse(delivery.body);
  if (!read.success) return { kind: 'unreadable', reason: whereOf(read.error) };
  const { event, orderCode } = read.data;
  if (!event.startsWith(ORDER_EVENT)) return { kind: 'none', reason: 'no event of an order' };
  return { kind: 'order-ref', orderRef: orderCode };
}
