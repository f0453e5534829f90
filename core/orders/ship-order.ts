import { cleanText } from '../base/text.ts';
import {
  type Actor,
  changeLines,
  chooseUpdates,
  type LineUnits,
  type OrderAnswer,
} from './change-order.ts';
import * as store from './order-store.ts';
import type { OrdersDeps } from './orders-deps.ts';

const NAME_LENGTH_MAX = 100;

/**
 * Units leave with a parcel: those of `lines`, or everything that lies ready. Tells the ledger
 * only; the tracking number reaches the shop by hand for now. The parcel is written down first,
 * with the figures that the ledger is told: the same key again tells it the same.
 */
export async function shipOrder(
  deps: OrdersDeps,
  sellerId: number,
  o: {
    orderId: number;
    lines?: readonly LineUnits[];
    carrier?: string;
    tracking?: string;
    by: Actor;
  },
): Promise<OrderAnswer> {
  const { orderId, by } = o;
  const db = deps.database.forSeller(sellerId);
  const known = await store.findShipment(db, { sellerId, key: by.key });
  if (known?.orderId === orderId) {
    return changeLines(deps, sellerId, { orderId, by, choose: () => [...known.lines] });
  }
  return changeLines(deps, sellerId, {
    ...{ orderId, by },
    choose(order) {
      if (order.heldAt) return 'order-is-held';
      const asked =
        o.lines ??
        order.lines
          .filter((line) => line.reserved > 0)
          .map((line) => ({ lineKey: line.lineKey, units: line.reserved }));
      if (asked.length === 0) return 'nothing-to-ship';
      return chooseUpdates(order, asked, (line, units) =>
        units > line.reserved ? null : { shipped: line.shipped + units },
      );
    },
    record: (lines) =>
      store.insertShipment(db, {
        ...{ sellerId, orderId, lines, key: by.key, actor: by.actor, at: deps.clock.now() },
        carrier: toName(o.carrier),
        tracking: toName(o.tracking),
      }),
  });
}

function toName(text: string | undefined): string | null {
  const name = cleanText(text ?? '')
    .trim()
    .slice(0, NAME_LENGTH_MAX);
  return name === '' ? null : name;
}
