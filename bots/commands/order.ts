import { formatMoney } from '../../core/base/money.ts';
import type { OrderAnswer, OrderRefusal } from '../../core/orders/change-order.ts';
import type { Order } from '../../core/orders/list-orders.ts';
import type { OrderStatus } from '../../core/orders/order-status.ts';
import {
  type Cell,
  headline,
  note,
  type Reply,
  refusal,
  reply,
  type Tone,
  table,
  text,
  toned,
} from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import { type CommandContext, toActor } from './context.ts';
import { type AccountRef, account, type OrderRef, optional, order, word } from './slot.ts';

const SHOWN_MAX = 15;

export const orderCommands = [
  defineCommand({
    name: 'orders',
    aliases: ['list orders'],
    summary: 'List the newest orders, of every shop or of one.',
    examples: ['orders', 'orders open', 'orders on Kala Threads'],
    group: 'orders',
    risk: 'read',
    slots: {
      status: optional(
        word(
          {
            open: ['new', 'unshipped'],
            held: ['hold'],
            short: ['waiting'],
            'partly-shipped': ['partial'],
            shipped: ['sent'],
            cancelled: ['canceled'],
            returned: [],
          },
          'which state',
        ),
      ),
      account: optional(account()),
    },
    run: (context, { status, account }) =>
      listOrders(context, { status: status as OrderStatus | undefined, account }),
  }),
  defineCommand({
    name: 'order',
    aliases: ['show order'],
    summary: 'Show one order: its lines and what is ready.',
    examples: ['order 1001'],
    group: 'orders',
    risk: 'read',
    slots: { order: order() },
    run: (context, { order }) => showOrder(context, order),
  }),
  defineCommand({
    name: 'ship',
    aliases: ['shipped', 'dispatch'],
    summary: 'Book out what an order has ready.',
    examples: ['ship 1001'],
    group: 'orders',
    risk: 'write',
    slots: { order: order() },
    run: async (context, { order }) =>
      describeChange(
        context,
        order,
        'shipped',
        await context.core.orders.shipOrder(context.seller.sellerId, {
          orderId: order.orderId,
          by: toActor(context),
        }),
      ),
  }),
  defineCommand({
    name: 'cancel',
    aliases: ['cancel order'],
    summary: 'Cancel what has not left of an order and free its units.',
    examples: ['cancel 1001'],
    group: 'orders',
    risk: 'write',
    role: 'manager',
    slots: { order: order() },
    run: async (context, { order }) =>
      describeChange(
        context,
        order,
        'cancelled',
        await context.core.orders.cancelOrder(context.seller.sellerId, {
          orderId: order.orderId,
          by: toActor(context),
        }),
      ),
  }),
  defineCommand({
    name: 'hold',
    aliases: ['hold order'],
    summary: 'Keep an order from being shipped; its units stay promised.',
    examples: ['hold 1001'],
    group: 'orders',
    risk: 'write',
    slots: { order: order() },
    run: async (context, { order }) =>
      describeChange(
        context,
        order,
        'held',
        await context.core.orders.holdOrder(context.seller.sellerId, order.orderId),
      ),
  }),
  defineCommand({
    name: 'unhold',
    aliases: ['release order'],
    summary: 'Let a held order be shipped again.',
    examples: ['unhold 1001'],
    group: 'orders',
    risk: 'write',
    slots: { order: order() },
    run: async (context, { order }) =>
      describeChange(
        context,
        order,
        'no longer held',
        await context.core.orders.releaseOrder(context.seller.sellerId, order.orderId),
      ),
  }),
];

const TONES: Readonly<Record<OrderStatus, Tone>> = {
  open: 'plain',
  held: 'warn',
  short: 'bad',
  'partly-shipped': 'warn',
  shipped: 'good',
  cancelled: 'quiet',
  returned: 'quiet',
};

function statusCell(status: OrderStatus): Cell {
  return toned(status.replace('-', ' '), TONES[status]);
}

async function listOrders(
  context: CommandContext,
  o: { status: OrderStatus | undefined; account: AccountRef | undefined },
): Promise<Reply> {
  const { core, seller, formats } = context;
  const { status, account } = o;
  const found = await core.orders.listOrders(seller.sellerId, {
    ...(status ? { status } : {}),
    ...(account ? { accountId: account.accountId } : {}),
    limit: SHOWN_MAX + 1,
  });
  if (found.length === 0) {
    const where = account ? ` on ${account.name}` : '';
    const state = status?.replace('-', ' ');
    return reply(text(state ? `No order${where} is ${state}.` : `No order${where} yet.`));
  }
  const rows = found
    .slice(0, SHOWN_MAX)
    .map((each): Cell[] => [
      each.number,
      each.accountName,
      statusCell(each.status),
      each.lines.map((line) => `${line.ordered} × ${line.skuCode ?? line.title}`).join(', '),
      formats.instant(each.placedAt),
    ]);
  const columns = [
    'Order',
    { title: 'Shop', dropOrder: 2 },
    'State',
    { title: 'What', isElastic: true },
    { title: 'Placed', align: 'right' as const, dropOrder: 1 },
  ];
  const more = found.length > SHOWN_MAX ? note(`The newest ${SHOWN_MAX} are shown.`) : null;
  return reply(table(columns, rows), more);
}

async function showOrder(context: CommandContext, asked: OrderRef): Promise<Reply> {
  const { core, seller, formats } = context;
  const found = await core.orders.showOrder(seller.sellerId, asked.orderId);
  if (!found) return refusal(`Order ${asked.number} is gone.`, 'orders');
  const total =
    found.totalMinor === null
      ? ''
      : `, ${formatMoney({ minor: found.totalMinor, currency: found.currency })}`;
  const words = `from ${found.accountName}, ${formats.instant(found.placedAt)}${total}`;
  const tone = TONES[found.status];
  return reply(
    headline(found.number, words),
    text(describeStatus(found), tone === 'quiet' ? 'plain' : tone),
    lineTable(found),
  );
}

function describeStatus(order: Order): string {
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
function lineTable(order: Order) {
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

type Verb = 'shipped' | 'cancelled' | 'held' | 'no longer held';

async function describeChange(
  context: CommandContext,
  asked: OrderRef,
  verb: Verb,
  answer: OrderAnswer,
): Promise<Reply> {
  const name = `${asked.number} from ${asked.accountName}`;
  if (!answer.ok) {
    return refusal(describeRefusal(answer.reason, name), `order ${asked.number}`);
  }
  const shown = await context.core.orders.showOrder(context.seller.sellerId, asked.orderId);
  return reply(
    text(`Order ${name}: ${verb}.`, 'good'),
    shown ? lineTable(shown) : null,
    answer.mustBeDoneInShop
      ? note(`The shop is not told yet: mark it ${verb} in ${asked.accountName} as well.`)
      : null,
  );
}

function describeRefusal(reason: OrderRefusal, name: string): string {
  switch (reason) {
    case 'unknown-order':
      return `There is no order ${name}.`;
    case 'order-is-held':
      return `Order ${name} is held. Unhold it first.`;
    case 'already-held':
      return `Order ${name} is held already.`;
    case 'not-held':
      return `Order ${name} is not held.`;
    case 'order-is-over':
      return `Order ${name} is over: nothing of it is left to do.`;
    case 'nothing-to-ship':
      return `Nothing of order ${name} lies ready.`;
    case 'nothing-to-cancel':
      return `Nothing of order ${name} is left to cancel.`;
    case 'unknown-line':
    case 'not-that-many':
      return `Order ${name} has not that much to move.`;
  }
}
