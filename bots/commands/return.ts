import type { PendingReturn } from '../../core/orders/order-store.ts';
import { type Cell, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { defineCommand } from './command.ts';
import { type CommandContext, toActor } from './context.ts';
import {
  type LocationRef,
  location,
  type OrderRef,
  optional,
  order,
  quantity,
  sku,
} from './slot.ts';

export const returnCommands = [
  defineCommand({
    name: 'returns',
    aliases: ['pending returns'],
    summary: 'List what came back and nobody has taken in yet.',
    examples: ['returns'],
    group: 'orders',
    risk: 'read',
    slots: {},
    async run({ core, seller }) {
      const found = await core.orders.listPendingReturns(seller.sellerId);
      if (found.length === 0) return reply(text('No return is waiting.', 'good'));
      const rows = found.map((each): Cell[] => [
        each.number ?? each.lineKey,
        each.skuCode,
        each.waiting,
        each.accountName,
      ]);
      return reply(
        table(['Order', 'SKU', 'Units', { title: 'Shop', isElastic: true }], rows),
        note('Take them in when they are on the shelf: return 1001 in Mumbai'),
      );
    },
  }),
  defineCommand({
    name: 'return',
    aliases: ['restock', 'take back'],
    summary: 'Confirm that units of an order are back on a shelf.',
    examples: ['return 1001 in Mumbai', 'return 1001 1 HOODIE-M in Mumbai'],
    group: 'orders',
    risk: 'write',
    slots: {
      order: order(),
      quantity: optional(quantity()),
      sku: optional(sku()),
      location: location({ about: 'back in which location' }),
    },
    run: confirmReturn,
  }),
];

async function confirmReturn(
  context: CommandContext,
  o: {
    order: OrderRef;
    quantity: number | undefined;
    sku: { skuId: number; code: string } | undefined;
    location: LocationRef;
  },
): Promise<Reply> {
  const { core, seller } = context;
  const waiting = await core.orders.listPendingReturns(seller.sellerId);
  const ofOrder = waiting.filter(
    (each) => each.orderId === o.order.orderId && (!o.sku || each.skuId === o.sku.skuId),
  );
  const name = `${o.order.number} from ${o.order.accountName}`;
  if (ofOrder.length === 0) {
    return refusal(`Nothing of order ${name} is waiting to be taken back.`, 'returns');
  }
  if (o.quantity !== undefined && ofOrder.length > 1) {
    const codes = ofOrder.map(({ skuCode }) => skuCode).join(', ');
    return refusal(
      `Order ${name} has several lines waiting (${codes}): name the SKU.`,
      `return ${o.order.number} 1 ${ofOrder[0]?.skuCode} in ${o.location.name}`,
    );
  }
  const taken: string[] = [];
  for (const line of ofOrder) {
    const units = o.quantity ?? line.waiting;
    const answer = await core.orders.confirmReturn(seller.sellerId, {
      ...{ lineKey: line.lineKey, skuId: line.skuId },
      ...{ locationId: o.location.locationId, units, by: toActor(context) },
    });
    if (!answer.ok) return refusal(describeLeft(line, name), 'returns');
    if (!answer.isCopy) taken.push(`${units} × ${line.skuCode}`);
  }
  if (taken.length === 0) return reply(text('They were taken in before: nothing changed now.'));
  return reply(
    text(`Took in ${taken.join(', ')} of order ${name} in ${o.location.name}.`, 'good'),
    note('They can be sold again.'),
  );
}

function describeLeft(line: PendingReturn, name: string): string {
  return `Only ${line.waiting} × ${line.skuCode} of order ${name} are waiting to come back.`;
}
