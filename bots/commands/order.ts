import { formatMoney } from '../../core/base/money.ts';
import type { OrderStatus } from '../../core/orders/order-status.ts';
import {
  type Cell,
  headline,
  note,
  type Reply,
  refusal,
  reply,
  table,
  text,
} from '../reply/reply.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import {
  describeParcel,
  describeStatus,
  lineTable,
  STATUS_TONES,
  statusCell,
} from './describe-order.ts';
import { type AccountRef, account, type OrderRef, optional, order, word } from './slot.ts';

const SHOWN_MAX = 15;

export const orderCommands: readonly AnyCommand[] = [
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
];

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
  const tone = STATUS_TONES[found.status];
  return reply(
    headline(found.number, words),
    text(describeStatus(found), tone === 'quiet' ? 'plain' : tone),
    lineTable(found),
    ...found.shipments.map((parcel) => note(describeParcel(parcel, formats))),
  );
}
