import type { DeliveryReading } from '../channel.ts';
import { hasTakenStock } from './count-units.ts';
import { toIncomingOrder } from './mapping.ts';
import { whereOf, wireDeleted, wireOrder } from './wire.ts';

/** Their bodies are the order as the REST API would give it. */
const ORDER_TOPICS: ReadonlySet<string> = new Set([
  'order.created',
  'order.updated',
  'order.restored',
]);
const ORDER_GONE_TOPIC = 'order.deleted';

export function readDelivery(delivery: { topic: string; body: unknown }): DeliveryReading {
  const { topic, body } = delivery;
  if (topic === ORDER_GONE_TOPIC) {
    // The body holds the id alone. Most of the time the order is in the bin and can still be
    // fetched.
    const deleted = wireDeleted.safeParse(body);
    if (!deleted.success) return unreadable(deleted.error);
    return { kind: 'order-ref', orderRef: deleted.data.id };
  }
  if (!ORDER_TOPICS.has(topic)) return { kind: 'none', reason: `the topic is ${topic || 'empty'}` };
  const read = wireOrder.safeParse(body);
  if (!read.success) return unreadable(read.error);
  const order = read.data;
  if (!hasTakenStock(order)) return { kind: 'none', reason: `the order is ${order.status}` };
  // Which lines were refunded is told by another address only.
  if (order.refunds.length > 0) return { kind: 'order-ref', orderRef: order.id };
  return { kind: 'order', order: toIncomingOrder(order, []) };
}

function unreadable(error: Parameters<typeof whereOf>[0]): DeliveryReading {
  return { kind: 'unreadable', reason: whereOf(error) };
}
