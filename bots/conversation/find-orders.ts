import type { Seller } from '../../core/catalog/catalog-records.ts';
import type { Order } from '../../core/orders/list-orders.ts';
import type { Core } from '../commands/context.ts';
import { createFormats } from '../reply/format-values.ts';
import { chosenId, type OrderLookup } from './resolve-slots.ts';

const FOUND_MAX = 10;

/** Orders by number; each shop counts for itself, so several may have the same. */
export function findOrdersByNumber(core: Core, seller: Seller): OrderLookup['findOrders'] {
  const { currency, timeZone, sellerId } = seller;
  const formats = createFormats({ currency, timeZone, now: () => core.clock.now() });
  const toRef = (order: Order) => ({
    orderId: order.orderId,
    number: order.number,
    accountName: order.accountName,
    detail: `${order.status.replace('-', ' ')}, ${formats.instant(order.placedAt)}`,
  });
  return async (number) => {
    const orderId = chosenId(number);
    if (orderId !== null) {
      const chosen = await core.orders.showOrder(sellerId, orderId);
      return chosen ? [toRef(chosen)] : [];
    }
    const asked = number.replace(/^#/, '');
    const found = await core.orders.listOrders(sellerId, { number: asked, limit: FOUND_MAX });
    return found.map(toRef);
  };
}
