import type { OrderAnswer, OrderRefusal } from '../../core/orders/change-order.ts';
import type { Order } from '../../core/orders/list-orders.ts';
import { done, note, type Reply, refusal, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import { type CommandContext, toActor } from './context.ts';
import { lineTable } from './describe-order.ts';
import { code, freeText, type OrderRef, optional, order } from './slot.ts';
import type { UndoRecipe } from './undo-recipe.ts';

export const orderChangeCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'ship',
    aliases: ['shipped', 'dispatch'],
    summary: 'Book out what an order has ready, with its parcel.',
    examples: ['ship 1001', 'ship 1001 via Delhivery tracking 14412345678901'],
    group: 'orders',
    risk: 'write',
    slots: {
      order: order(),
      carrier: optional(freeText('which carrier', { marks: ['via', 'by', 'with'] })),
      tracking: optional(code('which tracking number', { marks: ['tracking', 'awb'] })),
    },
    preview: (context, { order, carrier, tracking }) => {
      const parcel = [carrier, tracking].filter((name) => name !== undefined).join(' ');
      return preview(context, order, { verb: 'ship', tail: parcel && ` with ${parcel}` });
    },
    run: (context, { order, carrier, tracking }) =>
      carryOut(context, order, {
        verb: 'shipped',
        change: (sellerId, orderId) =>
          context.core.orders.shipOrder(sellerId, {
            ...{ orderId, by: toActor(context) },
            ...(carrier === undefined ? {} : { carrier }),
            ...(tracking === undefined ? {} : { tracking }),
          }),
        undo: () => ({ kind: 'none', because: 'The parcel has left. Take it back as a return.' }),
      }),
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
    preview: (context, { order }) => preview(context, order, { verb: 'cancel' }),
    run: (context, { order }) =>
      carryOut(context, order, {
        verb: 'cancelled',
        change: (sellerId, orderId) =>
          context.core.orders.cancelOrder(sellerId, { orderId, by: toActor(context) }),
        undo: () => ({ kind: 'none', because: 'A cancelled order stays cancelled.' }),
      }),
  }),
  defineCommand({
    name: 'hold',
    aliases: ['hold order'],
    summary: 'Keep an order from being shipped; its units stay promised.',
    examples: ['hold 1001'],
    group: 'orders',
    risk: 'write',
    slots: { order: order() },
    preview: (context, { order }) => preview(context, order, { verb: 'hold' }),
    run: (context, { order }) =>
      carryOut(context, order, {
        verb: 'held',
        change: (sellerId, orderId) => context.core.orders.holdOrder(sellerId, orderId),
        undo: (orderId) => ({ kind: 'order-hold', orderId, isHeld: false }),
      }),
  }),
  defineCommand({
    name: 'unhold',
    aliases: ['release order'],
    summary: 'Let a held order be shipped again.',
    examples: ['unhold 1001'],
    group: 'orders',
    risk: 'write',
    slots: { order: order() },
    preview: (context, { order }) => preview(context, order, { verb: 'unhold' }),
    run: (context, { order }) =>
      carryOut(context, order, {
        verb: 'no longer held',
        change: (sellerId, orderId) => context.core.orders.releaseOrder(sellerId, orderId),
        undo: (orderId) => ({ kind: 'order-hold', orderId, isHeld: true }),
      }),
  }),
];

type Intent = 'ship' | 'cancel' | 'hold' | 'unhold';

const OVER: ReadonlySet<string> = new Set(['shipped', 'cancelled', 'returned']);

async function preview(
  { core, seller, formats }: CommandContext,
  asked: OrderRef,
  o: { verb: Intent; tail?: string },
): Promise<Preview | Reply> {
  const shown = await core.orders.showOrder(seller.sellerId, asked.orderId);
  const name = nameOf(asked);
  if (!shown) return refuse('unknown-order', asked);
  const reason = whyNot(shown, o.verb);
  if (reason) return refuse(reason, asked);
  const units = (pick: (line: Order['lines'][number]) => number) =>
    shown.lines
      .filter((line) => pick(line) > 0)
      .map((line) => `${formats.quantity(pick(line))} × ${line.skuCode ?? line.title}`)
      .join(', ');
  const sentences: Readonly<Record<Intent, string>> = {
    ship: `Ship order ${name}: ${units((line) => line.reserved)} leave${o.tail ?? ''}.`,
    cancel: `Cancel order ${name}: ${units(openOf)} will not be shipped.`,
    hold: `Hold order ${name}: nothing of it is shipped until you take the hold off.`,
    unhold: `Take the hold off order ${name}: it can be shipped.`,
  };
  const moved = shown.lines.reduce((sum, line) => sum + line.reserved, 0);
  const moves = o.verb === 'ship' || o.verb === 'cancel';
  return {
    sentence: sentences[o.verb],
    weight: { ...NO_WEIGHT, units: moves ? moved : 0, skus: moves ? shown.lines.length : 0 },
  };
}

const openOf = (line: Order['lines'][number]) => line.ordered - line.cancelled - line.shipped;

function whyNot(shown: Order, verb: Intent): OrderRefusal | null {
  switch (verb) {
    case 'ship':
      if (shown.heldAt) return 'order-is-held';
      return shown.lines.some((line) => line.reserved > 0) ? null : 'nothing-to-ship';
    case 'cancel':
      return shown.lines.some((line) => openOf(line) > 0) ? null : 'nothing-to-cancel';
    case 'hold':
      if (OVER.has(shown.status)) return 'order-is-over';
      return shown.heldAt ? 'already-held' : null;
    case 'unhold':
      return shown.heldAt ? null : 'not-held';
  }
}

async function carryOut(
  context: CommandContext,
  asked: OrderRef,
  o: {
    verb: 'shipped' | 'cancelled' | 'held' | 'no longer held';
    change(sellerId: number, orderId: number): Promise<OrderAnswer>;
    undo(orderId: number): UndoRecipe;
  },
): Promise<Reply> {
  const { core, seller } = context;
  const { sellerId } = seller;
  const answer = await o.change(sellerId, asked.orderId);
  if (!answer.ok) return refuse(answer.reason, asked);
  const name = nameOf(asked);
  const undo = o.undo(asked.orderId);
  context.changed({ what: `Order ${name}: ${o.verb}`, before: null, after: o.verb, undo });
  const shown = await core.orders.showOrder(sellerId, asked.orderId);
  return done(
    text(`Order ${name}: ${o.verb}.`, 'good'),
    shown ? lineTable(shown) : null,
    answer.mustBeDoneInShop
      ? note(`The shop is not told yet: mark it ${o.verb} in ${asked.accountName} as well.`)
      : null,
  );
}

const nameOf = (asked: OrderRef) => `${asked.number} from ${asked.accountName}`;

function refuse(reason: OrderRefusal, asked: OrderRef): Reply {
  const tryThis = reason === 'order-is-held' ? `unhold ${asked.number}` : `order ${asked.number}`;
  return refusal(describeRefusal(reason, nameOf(asked)), tryThis);
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
