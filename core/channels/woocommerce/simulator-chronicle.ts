import type { SimulatedStore, StoreEvent } from '../simulation/simulated-store.ts';
import { openUnits, type StoredOrder } from '../simulation/stored-order.ts';

/** What WooCommerce remembers of an order's course. Never changed in place. */
export interface OrderCourse {
  readonly modifiedAt: Date;
  readonly completedAt: Date | null;
  readonly refundedAt: ReadonlyMap<string, Date>;
}

export interface OrderChronicle {
  /** The course up to this revision of the order. */
  courseOf(order: StoredOrder): OrderCourse;
}

/**
 * WooCommerce tells whole seconds. In a test a shipment and a refund fall into one second, which no
 * person manages, so the changes of one order are told at least a second apart. Those of different
 * orders share a second as they do in life.
 */
const MOMENT_MS = 1_000;

export function createOrderChronicle(store: SimulatedStore): OrderChronicle {
  const byRevision = new Map<number, OrderCourse>();
  const latest = new Map<string, OrderCourse>();

  store.listen((event) => {
    if (event.kind === 'level-changed') return;
    const { order } = event;
    const course = goOn(latest.get(order.externalId) ?? null, event);
    latest.set(order.externalId, course);
    byRevision.set(order.revision, course);
  });

  return {
    courseOf(order) {
      const course = byRevision.get(order.revision);
      if (!course) throw new Error(`No course of order ${order.externalId} was kept.`);
      return course;
    },
  };
}

function goOn(
  before: OrderCourse | null,
  event: Exclude<StoreEvent, { kind: 'level-changed' }>,
): OrderCourse {
  const { order } = event;
  const second = Math.floor(order.revisedAt.getTime() / MOMENT_MS) * MOMENT_MS;
  const earliest = before === null ? 0 : before.modifiedAt.getTime() + MOMENT_MS;
  const modifiedAt = new Date(Math.max(second, earliest));
  const refundedAt = new Map(before?.refundedAt);
  if (event.kind === 'line-refunded') refundedAt.set(event.refundId, modifiedAt);
  const completedAt = before?.completedAt ?? (isShipped(order) ? modifiedAt : null);
  return { modifiedAt, completedAt, refundedAt };
}

/** Something left, and nothing is left to do. */
export function isShipped(order: StoredOrder): boolean {
  const isOpen = order.lines.some((line) => openUnits(line) > 0);
  return !isOpen && order.lines.some((line) => line.shipped > 0);
}
