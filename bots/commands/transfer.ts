import { defineCommand } from './command.ts';
import { move } from './movement.ts';
import { location, quantity, stockedSku } from './slot.ts';

export const transferCommands = [
  defineCommand({
    name: 'move',
    aliases: ['transfer', 'shift'],
    summary: 'Move units from one location to another.',
    examples: ['move 5 HOODIE-M from Mumbai to Delhi', 'transfer tee-s 2 mumbai to bengaluru'],
    group: 'stock',
    risk: 'write',
    slots: {
      quantity: quantity(),
      sku: stockedSku(),
      from: location({ marks: ['from'], about: 'from which location' }),
      to: location({ marks: ['to', 'into'], about: 'to which location' }),
    },
    run: (context, { quantity, sku, from, to }) =>
      move(context, {
        event: {
          kind: 'transfer',
          skuId: sku.skuId,
          fromLocationId: from.locationId,
          toLocationId: to.locationId,
          quantity,
          origin: context.origin(),
        },
        sku,
        location: to,
        source: from,
        done: `Moved ${context.formats.quantity(quantity)} from ${from.name} to ${to.name}:`,
      }),
  }),
];
