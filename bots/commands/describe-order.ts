import type { Order } from '../../core/orders/list-orders.ts';
import type { OrderStatus } from '../../core/orders/order-status.ts';
import type { ShownShipment } from '../../core/orders/order-store.ts';
import type { Formats } from '../reply/format-values.ts';
import { type Block, type Cell, type Tone, table, toned } from '../reply/reply.ts';

export const STATUS_TONES: Readonly<Record<OrderStatus, Tone>> = {
  open: 'plain',
  held: 'warn',
  short: 'bad',
  'partly-shipped': 'warn',
  shipped: 'good',
  cancelled: 'quiet',
  returned: 'quiet',
};

export function statusCell(status: OrderStatus): Cell {
  return toned(status.replace('-', ' '), STATUS_TONES[status]);
}

export function describeStatus(order: Order): string {
  switch (order.status) {
    case 'open':
      return 'Open: everything is promised and lies ready.';
    case 'held':
      return 'Held: it is not shipped until somebody takes the hold off.';
    case 'short':
      return 'Short: units are missing; the next delivery covers the oldest order first.';
    case 'partly-shipped':
      return 'Partly shipped.';
    case 'shipped':
      return 'Shipped.';
    case 'cancelled':
      return 'Cancelled.';
    case 'returned':
      return 'Returned.';
  }
}

/** Only the columns in which something stands. */
export function lineTable(order: Order): Block {
  const figures = ['ordered', 'reserved', 'shipped', 'cancelled', 'returned', 'short'] as const;
  const used = figures.filter(
    (figure) => figure === 'ordered' || order.lines.some((line) => line[figure] > 0),
  );
  const titles = { ordered: 'Ordered', reserved: 'Ready', shipped: 'Shipped' };
  const more = { cancelled: 'Cancelled', returned: 'Returned', short: 'Short' };
  return table(
    [
      'SKU',
      { title: 'Title', isElastic: true },
      ...used.map((each) => ({ ...titles, ...more })[each]),
    ],
    order.lines.map((line): Cell[] => [
      line.skuId === null ? toned(`${line.skuCode ?? '?'} (unmapped)`, 'warn') : line.skuCode,
      line.title,
      ...used.map((figure): Cell => line[figure]),
    ]),
  );
}

/** "DHL 00340434161094, today 14:02". */
export function describeParcel(parcel: ShownShipment, formats: Formats): string {
  const names = [parcel.carrier, parcel.tracking].filter((name) => name !== null);
  return [
    `Parcel: ${names.join(' ') || 'no tracking number'}`,
    formats.instant(new Date(parcel.at)),
  ].join(', ');
}
