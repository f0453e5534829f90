import type { PendingReturn } from '../../core/orders/order-store.ts';
import { type Cell, done, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import { type CommandContext, toActor } from './context.ts';
import { type Movement, move, previewMovement } from './movement.ts';
import {
  type LocationRef,
  location,
  type OrderRef,
  optional,
  order,
  quantity,
  type SkuRef,
  sku,
} from './slot.ts';

export const returnCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'returned',
    aliases: ['came back', 'brought back'],
    summary: 'Take in what a customer brought back by hand.',
    examples: ['returned 1 HOODIE-M in Mumbai'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: sku(),
      location: location({ about: 'back in which location' }),
    },
    preview: (context, args) => previewMovement(context, broughtBack(context, args)),
    run: (context, args) => move(context, broughtBack(context, args)),
  }),
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
    preview: previewReturn,
    run: confirmReturn,
  }),
];

function broughtBack(
  { formats }: CommandContext,
  o: { quantity: number; sku: SkuRef; location: LocationRef },
): Movement {
  const { quantity, sku, location } = o;
  const units = formats.quantity(quantity);
  const place = { skuId: sku.skuId, locationId: location.locationId };
  return {
    event: { kind: 'return', ...place, quantity },
    sku,
    intent: `Take back ${units} × ${sku.code} in ${location.name}`,
    done: `Took back ${units} ×`,
    what: `Took back ${units} × ${sku.code} in ${location.name}`,
    units: quantity,
    undo: () => ({
      kind: 'ledger',
      events: [{ kind: 'reversal', of: 'return', ...place, onHand: -quantity }],
    }),
  };
}

interface Wish {
  readonly order: OrderRef;
  readonly quantity: number | undefined;
  readonly sku: { skuId: number; code: string } | undefined;
  readonly location: LocationRef;
}

const nameOf = ({ order }: Wish) => `${order.number} from ${order.accountName}`;

/** The lines that are meant, and how many units of each; or why there are none. */
async function chooseLines(
  { core, seller }: CommandContext,
  o: Wish,
): Promise<{ line: PendingReturn; units: number }[] | Reply> {
  const waiting = await core.orders.listPendingReturns(seller.sellerId);
  const ofOrder = waiting.filter(
    (each) => each.orderId === o.order.orderId && (!o.sku || each.skuId === o.sku.skuId),
  );
  const name = nameOf(o);
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
  const chosen = ofOrder.map((line) => ({ line, units: o.quantity ?? line.waiting }));
  const tooMany = chosen.find(({ line, units }) => units > line.waiting);
  return tooMany ? refusal(describeLeft(tooMany.line, name), 'returns') : chosen;
}

async function previewReturn(context: CommandContext, o: Wish): Promise<Preview | Reply> {
  const chosen = await chooseLines(context, o);
  if ('blocks' in chosen) return chosen;
  const parts = chosen.map(({ line, units }) => `${units} × ${line.skuCode}`).join(', ');
  const units = chosen.reduce((sum, each) => sum + each.units, 0);
  return {
    sentence: `Take in ${parts} of order ${nameOf(o)} in ${o.location.name}.`,
    weight: { ...NO_WEIGHT, units, skus: chosen.length },
  };
}

async function confirmReturn(context: CommandContext, o: Wish): Promise<Reply> {
  const { core, seller } = context;
  const chosen = await chooseLines(context, o);
  if ('blocks' in chosen) return chosen;
  const taken: string[] = [];
  for (const { line, units } of chosen) {
    const answer = await core.orders.confirmReturn(seller.sellerId, {
      ...{ lineKey: line.lineKey, skuId: line.skuId },
      ...{ locationId: o.location.locationId, units, by: toActor(context) },
    });
    if (!answer.ok) return refusal(describeLeft(line, nameOf(o)), 'returns');
    if (!answer.isCopy) taken.push(`${units} × ${line.skuCode}`);
  }
  if (taken.length === 0) return reply(text('They were taken in before: nothing changed now.'));
  const what = `Took in ${taken.join(', ')} of order ${nameOf(o)} in ${o.location.name}`;
  const because = 'If they are not there after all, say: damaged …';
  context.changed({ what, before: null, after: null, undo: { kind: 'none', because } });
  return done(text(`${what}.`, 'good'), note('They can be sold again.'));
}

function describeLeft(line: PendingReturn, name: string): string {
  return `Only ${line.waiting} × ${line.skuCode} of order ${name} are waiting to come back.`;
}
